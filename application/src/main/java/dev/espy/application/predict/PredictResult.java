package dev.espy.application.predict;

import dev.espy.application.classify.UnreadableImages;
import java.nio.file.Path;

/**
 * The outcome of predicting.
 *
 * @param file the file of the predictions; a partial file with another name if cancelled
 * @param classified number of classified images, with or without an answer
 * @param unsure number of classified images without an answer, because their confidence is below
 *     the smallest one
 * @param minConfidence the smallest confidence of an answer, from 0 to 1
 * @param unreadable the unreadable images
 * @param finished false if cancelled, with only part of the predictions
 */
public record PredictResult(
    Path file,
    int classified,
    int unsure,
    double minConfidence,
    UnreadableImages unreadable,
    boolean finished) {}
