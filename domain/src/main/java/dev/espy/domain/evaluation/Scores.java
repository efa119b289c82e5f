package dev.espy.domain.evaluation;

/**
 * The main metrics of an evaluation, kept for every epoch.
 *
 * @param loss mean cross-entropy in nats
 * @param accuracy share of correct answers, from 0 to 1
 * @param balancedAccuracy mean recall of the labels, from 0 to 1
 * @param macroF1 mean F1 of the labels, from 0 to 1
 */
public record Scores(double loss, double accuracy, double balancedAccuracy, double macroF1) {}
