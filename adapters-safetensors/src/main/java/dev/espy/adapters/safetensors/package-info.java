/**
 * The model file, {@code model.espy}, and the checkpoint, {@code checkpoint.espy}: each a zip of
 * two files that other tools can read.
 *
 * <p>{@code model.json} says what the model is: format version, labels, input, preprocessing,
 * architecture, provenance, and the SHA-256 of the weights. {@code weights.safetensors} holds its
 * tensors in the format of Hugging Face's safetensors, names and layouts as in PyTorch.
 *
 * <p>{@code checkpoint.json} says how far a training has come; its {@code weights.safetensors}
 * holds the network's tensors, the optimiser's and the averages.
 *
 * <p>{@link dev.espy.adapters.safetensors.EspyModelFiles} and {@link
 * dev.espy.adapters.safetensors.EspyCheckpointFiles} are the stores. {@code TensorZip} writes and
 * reads the zip, atomically and without trusting it. {@code ModelJson}, {@code CheckpointJson} and
 * {@code Safetensors} know one of the files in it each, {@code StrictJson} and {@code Fields} parse
 * what they contain, and a {@code Refusal} is their way of saying why a file is not what it should
 * be.
 */
@NullMarked
package dev.espy.adapters.safetensors;

import org.jspecify.annotations.NullMarked;
