/**
 * How good a model's answers are.
 *
 * <p>An {@link dev.espy.domain.evaluation.Evaluator} takes in one answer after the other and gives
 * an {@link dev.espy.domain.evaluation.Evaluation}: the figures (in short, {@link
 * dev.espy.domain.evaluation.Scores}), a {@link dev.espy.domain.evaluation.LabelScore} for each
 * label, and the {@link dev.espy.domain.evaluation.ConfusionMatrix} they come from.
 */
@NullMarked
package dev.espy.domain.evaluation;

import org.jspecify.annotations.NullMarked;
