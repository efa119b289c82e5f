/**
 * The interfaces to everything outside the core, each named by its meaning.
 *
 * <p>Engines: {@link dev.espy.domain.port.ClassifierPort} opens a model as {@link
 * dev.espy.domain.port.Classifier}, {@link dev.espy.domain.port.LearnerPort} a network in training
 * as {@link dev.espy.domain.port.Learner}. Data: {@link dev.espy.domain.port.DataSet} lists samples
 * and reads their images, {@link dev.espy.domain.port.DataSetPort} finds the data set that a user
 * describes, {@link dev.espy.domain.port.DataSetWriterPort} writes one, and {@link
 * dev.espy.domain.port.ImageCodecPort} decodes and encodes image files for all of them. Storage:
 * {@link dev.espy.domain.port.ModelStorePort} for models, {@link
 * dev.espy.domain.port.CheckpointStorePort} for unfinished trainings, {@link
 * dev.espy.domain.port.SearchStorePort} for unfinished searches, {@link
 * dev.espy.domain.port.PredictionsPort} for predictions, {@link
 * dev.espy.domain.port.ReviewStorePort} for suspected labels and verdicts on them, {@link
 * dev.espy.domain.port.DifferencesPort} for the images on which two models differ, {@link
 * dev.espy.domain.port.ModelExportPort} for models that other programs read. The machine: {@link
 * dev.espy.domain.port.GpuProbePort} finds GPUs. Each has a contract test that every adapter, and
 * every fake, must pass.
 */
@NullMarked
package dev.espy.domain.port;

import org.jspecify.annotations.NullMarked;
