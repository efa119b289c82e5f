/**
 * Comparing two models on the images that both saw: {@link
 * dev.espy.application.compare.CompareRuns} takes the answers that runs stored for their validation
 * images, {@link dev.espy.application.compare.CompareOnData} classifies the images of a {@link
 * dev.espy.application.compare.CompareRequest}. Both give a {@link
 * dev.espy.application.compare.Comparison}, with a {@link
 * dev.espy.application.compare.LabelComparison} for each label.
 */
@NullMarked
package dev.espy.application.compare;

import org.jspecify.annotations.NullMarked;
