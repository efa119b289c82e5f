/**
 * The confidence of a model: how far it can be believed, and how it is corrected.
 *
 * <p>A {@link dev.espy.domain.confidence.TemperatureFit} fits a {@link
 * dev.espy.domain.confidence.Temperature} to the probabilities of validation images. {@link
 * dev.espy.domain.confidence.Reliability} compares confidence with accuracy, which gives the
 * calibration error. {@link dev.espy.domain.confidence.Coverage} tells how many images a model
 * answers at a given confidence, and how well. A model carries all of them as its {@link
 * dev.espy.domain.confidence.Calibration}.
 */
@NullMarked
package dev.espy.domain.confidence;

import org.jspecify.annotations.NullMarked;
