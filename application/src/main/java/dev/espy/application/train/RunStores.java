package dev.espy.application.train;

import dev.espy.domain.port.CheckpointStorePort;
import dev.espy.domain.port.ModelStorePort;
import dev.espy.domain.port.PredictionsPort;
import dev.espy.domain.port.ReportPort;
import dev.espy.domain.port.ReviewStorePort;

/**
 * The stores of a training's results in its run folder.
 *
 * @param models the store of the model
 * @param checkpoints the store of the checkpoint, which is replaced after each epoch
 * @param predictions the writer of the validation images' predictions
 * @param reviews the store of suspected labels
 * @param reports the writer of the report
 */
public record RunStores(
    ModelStorePort models,
    CheckpointStorePort checkpoints,
    PredictionsPort predictions,
    ReviewStorePort reviews,
    ReportPort reports) {}
