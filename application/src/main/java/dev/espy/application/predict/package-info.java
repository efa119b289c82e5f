/**
 * Labelling images: {@link dev.espy.application.predict.Predict} takes a {@link
 * dev.espy.application.predict.PredictRequest} and gives a {@link
 * dev.espy.application.predict.PredictResult}. {@link
 * dev.espy.application.predict.ConfidenceThreshold} decides which images get an answer.
 */
@NullMarked
package dev.espy.application.predict;

import org.jspecify.annotations.NullMarked;
