/**
 * Wrong labels in data: {@link dev.espy.domain.review.ConfidentLearning} finds the images whose
 * label is suspected, each a {@link dev.espy.domain.review.Suspect}. A {@link
 * dev.espy.domain.review.SuspectedLabel} shows one to a person, whose decision is a {@link
 * dev.espy.domain.review.Verdict}. {@link dev.espy.domain.review.Verdicts} finds the verdict on an
 * image.
 */
@NullMarked
package dev.espy.domain.review;

import org.jspecify.annotations.NullMarked;
