/**
 * Searching for a better recipe.
 *
 * <p>{@link dev.espy.application.tune.Tune} takes a {@link dev.espy.application.tune.TuneRequest}
 * and uses successive halving (Jamieson and Talwalkar, "Non-stochastic Best Arm Identification and
 * Hyperparameter Optimization", 2016): it trains many candidates for a short time, the best third
 * of them for three times as long, and so on. {@link dev.espy.application.tune.HalvingPlan} makes
 * the plan, {@link dev.espy.application.tune.SearchSpace} draws each {@link
 * dev.espy.application.tune.Candidate}, and {@code SuccessiveHalving} runs the plan, or resumes an
 * interrupted one; {@code TrialComparator} ranks the trials.
 */
@NullMarked
package dev.espy.application.tune;

import org.jspecify.annotations.NullMarked;
