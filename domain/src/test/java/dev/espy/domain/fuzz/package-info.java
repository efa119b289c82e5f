/**
 * Fuzzing of the readers: files that nobody would write, and what must not happen on them.
 *
 * <p>A {@link dev.espy.domain.fuzz.FuzzTarget} gives a reader bytes. An adapter has an enum of its
 * targets and a test that extends {@link dev.espy.domain.fuzz.FuzzContract}, which holds them to
 * the corpus in the build. {@link dev.espy.domain.fuzz.JazzerEntry} gives the same targets to
 * Jazzer, which {@code .ci/fuzz} starts.
 */
@NullMarked
package dev.espy.domain.fuzz;

import org.jspecify.annotations.NullMarked;
