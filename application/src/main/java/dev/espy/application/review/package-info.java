/**
 * Applying a person's verdicts on labels: a {@link dev.espy.application.review.VerdictApplier}
 * wraps the data sets of a run, so that each gives the labels that the person decided on, and
 * leaves the data themselves as they are.
 */
@NullMarked
package dev.espy.application.review;

import org.jspecify.annotations.NullMarked;
