/**
 * Fuzzing: tests of the readers with random and damaged files.
 *
 * <p>A {@link dev.espy.domain.fuzz.FuzzTarget} passes bytes to a reader. An adapter has an enum of
 * its targets and a test that extends {@link dev.espy.domain.fuzz.FuzzContract}, which runs them on
 * the corpus in each build. {@link dev.espy.domain.fuzz.JazzerEntry} runs the same targets with
 * Jazzer; {@code .ci/fuzz} starts it.
 */
@NullMarked
package dev.espy.domain.fuzz;

import org.jspecify.annotations.NullMarked;
