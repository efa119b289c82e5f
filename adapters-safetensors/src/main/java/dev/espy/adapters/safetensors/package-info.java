/**
 * The model file, {@code model.espy}, and the checkpoint, {@code checkpoint.espy}. Each is a zip of
 * two files that other tools can read.
 *
 * <p>{@code model.json} describes the model: format version, labels, input, preprocessing,
 * architecture, provenance, and the SHA-256 of the weights. {@code weights.safetensors} contains
 * the tensors in Hugging Face's safetensors format, with names and layouts as in PyTorch.
 *
 * <p>{@code checkpoint.json} describes the state of a training; its {@code weights.safetensors}
 * contains the tensors of the network, of the optimiser and of the average.
 *
 * <p>{@link dev.espy.adapters.safetensors.EspyModelFiles} and {@link
 * dev.espy.adapters.safetensors.EspyCheckpointFiles} are the stores. {@code TensorZip} writes the
 * zip atomically and reads it without trusting it. {@code ModelJson}, {@code CheckpointJson} and
 * {@code Safetensors} each know the format of one file in it. {@code StrictJson} converts records
 * to JSON and back. An {@code InvalidFileException} is the reason why a file is refused.
 */
@NullMarked
package dev.espy.adapters.safetensors;

import org.jspecify.annotations.NullMarked;
