/**
 * The optimiser's steps on a network's flat parameters.
 *
 * <p>A {@link dev.espy.adapters.dl4j.optimizer.ParameterUpdater} holds the optimiser's moments and
 * counts its steps. {@link dev.espy.adapters.dl4j.optimizer.HostUpdater} takes a step in loops over
 * host memory, {@link dev.espy.adapters.dl4j.optimizer.Nd4jUpdater} with ND4J's operations.
 */
@NullMarked
package dev.espy.adapters.dl4j.optimizer;

import org.jspecify.annotations.NullMarked;
