package dev.espy.application.validate;

import dev.espy.application.classify.UnreadableImages;
import dev.espy.domain.StorageException;
import dev.espy.domain.evaluation.Evaluation;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of validating.
 *
 * @param evaluation the evaluation on the readable images
 * @param unreadable the unreadable images
 * @param unlabelled the number of samples without a label, which were skipped
 * @param finished false if cancelled, with the evaluation of only part of the images
 * @param reportFailure the reason why the report could not be written, or null
 */
public record ValidateResult(
    Evaluation evaluation,
    UnreadableImages unreadable,
    int unlabelled,
    boolean finished,
    @Nullable StorageException reportFailure) {}
