/**
 * Explaining answers. {@link dev.espy.application.explain.Explain} is the use case: for each image
 * the model's answer and a picture of the areas on which it rests. {@link
 * dev.espy.application.explain.Occlusion} finds these areas: it hides one after the other ({@code
 * Hiding}) in several ways ({@code Fill}), and measures the loss of log-odds ({@code LogOdds}).
 * {@code PictureNames} gives each picture a name of its own; {@code SideBySide} draws it.
 */
@NullMarked
package dev.espy.application.explain;

import org.jspecify.annotations.NullMarked;
