package dev.espy.application.explain;

import dev.espy.domain.Prediction;
import dev.espy.domain.Sample;
import dev.espy.domain.explanation.HeatMap;
import java.nio.file.Path;

/**
 * The explanation of the answer for one image.
 *
 * @param sample the image
 * @param prediction the answer and the next most probable labels
 * @param map the evidence for the answer
 * @param loss the largest loss of the answer's probability by hiding one area, from 0 to 1
 * @param picture the file of the picture
 */
public record Explanation(
    Sample sample, Prediction prediction, HeatMap map, float loss, Path picture) {}
