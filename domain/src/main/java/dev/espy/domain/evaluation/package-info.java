/**
 * The evaluation of a model's answers.
 *
 * <p>An {@link dev.espy.domain.evaluation.Evaluator} collects answers one by one and returns an
 * {@link dev.espy.domain.evaluation.Evaluation}: the metrics (the main ones as {@link
 * dev.espy.domain.evaluation.Scores}), a {@link dev.espy.domain.evaluation.LabelScore} for each
 * label, and the {@link dev.espy.domain.evaluation.ConfusionMatrix}. {@link
 * dev.espy.domain.evaluation.ArgMax} finds the most probable label; {@link
 * dev.espy.domain.evaluation.SimilarityOrder} puts confused labels beside each other. Average
 * precision needs the probabilities of all images at the end; the evaluator keeps them while they
 * are few, and counts them in bins if they are many.
 */
@NullMarked
package dev.espy.domain.evaluation;

import org.jspecify.annotations.NullMarked;
