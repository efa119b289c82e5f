/**
 * Labelling images: {@link dev.espy.application.predict.Predict} takes a {@link
 * dev.espy.application.predict.PredictRequest} and gives a {@link
 * dev.espy.application.predict.PredictResult}.
 */
@NullMarked
package dev.espy.application.predict;

import org.jspecify.annotations.NullMarked;
