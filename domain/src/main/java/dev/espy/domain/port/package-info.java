/**
 * The interfaces to everything outside the core, each named by its meaning.
 *
 * <p>Engines: {@link dev.espy.domain.port.ClassifierPort} opens a model for classifying, {@link
 * dev.espy.domain.port.LearnerPort} a network for training. Data: {@link
 * dev.espy.domain.port.DataSet} lists samples and reads their images, {@link
 * dev.espy.domain.port.DataSetPort} finds the data set that a user describes, {@link
 * dev.espy.domain.port.DataSetWriter} writes one, and {@link dev.espy.domain.port.ImageCodec}
 * decodes and encodes image files for all of them. Storage: {@link dev.espy.domain.port.ModelStore}
 * for models, {@link dev.espy.domain.port.CheckpointStore} for unfinished trainings, {@link
 * dev.espy.domain.port.SearchStore} for unfinished searches, {@link
 * dev.espy.domain.port.PredictionsPort} for predictions, {@link dev.espy.domain.port.ModelExport}
 * for models that other programs read. The machine: {@link dev.espy.domain.port.GpuProbe} finds
 * GPUs. Each has a contract test that every adapter, and every fake, must pass.
 */
@NullMarked
package dev.espy.domain.port;

import org.jspecify.annotations.NullMarked;
