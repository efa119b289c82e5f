/**
 * Finding settings to train with.
 *
 * <p>{@link dev.espy.application.tune.Tune} does that by successive halving (Jamieson and
 * Talwalkar, "Non-stochastic Best Arm Identification and Hyperparameter Optimization", 2016): many
 * settings are trained with for a short time, a third of them, the best, for three times as long,
 * and so on. {@link dev.espy.application.tune.HalvingPlan} makes the plan, {@link
 * dev.espy.application.tune.SearchSpace} draws each {@link dev.espy.application.tune.Candidate},
 * {@code SuccessiveHalving} goes through the plan, from where an earlier search stopped.
 */
@NullMarked
package dev.espy.application.tune;

import org.jspecify.annotations.NullMarked;
