/**
 * Vertices that are loops in Java over host memory.
 *
 * <p>{@link dev.espy.adapters.dl4j.host.HostVertexFactory} creates them. The loops replace ND4J's
 * operations where those are slower or less exact: max pooling remembers the position of each
 * maximum, ReLU has no branches, and normalization sums in double precision.
 */
@NullMarked
package dev.espy.adapters.dl4j.host;

import org.jspecify.annotations.NullMarked;
