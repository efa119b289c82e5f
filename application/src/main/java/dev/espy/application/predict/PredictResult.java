package dev.espy.application.predict;

import dev.espy.application.classify.UnreadableImages;
import java.nio.file.Path;

/**
 * The outcome of predicting.
 *
 * @param file the file of the predictions; a partial file with another name if cancelled
 * @param classified the number of classified images
 * @param unreadable the unreadable images
 * @param finished false if cancelled, with only part of the predictions
 */
public record PredictResult(
    Path file, int classified, UnreadableImages unreadable, boolean finished) {}
