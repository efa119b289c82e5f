/**
 * Stand-ins for adapters, in plain Java, that pass the same contract tests.
 *
 * <p>{@link dev.espy.domain.fake.ReferenceEngine} computes every kind of layer in the plainest way:
 * other engines are compared with it. It learns only the output layer, which is enough for tests of
 * what surrounds an engine.
 */
@NullMarked
package dev.espy.domain.fake;

import org.jspecify.annotations.NullMarked;
