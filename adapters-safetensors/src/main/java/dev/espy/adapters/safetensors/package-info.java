/**
 * The model file, {@code model.espy}: a zip of two files that other tools can read.
 *
 * <p>{@code model.json} says what the model is: format version, labels, input, preprocessing,
 * architecture, provenance, and the SHA-256 of the weights. {@code weights.safetensors} holds its
 * tensors in the format of Hugging Face's safetensors, names and layouts as in PyTorch.
 *
 * <p>{@link dev.espy.adapters.safetensors.EspyModelFiles} is the store: it writes and reads the
 * zip, atomically and without trusting it. {@code ModelJson} and {@code Safetensors} know one of
 * the two files each, {@code StrictJson} parses what both contain, and a {@code Refusal} is their
 * way of saying why a file is not a model.
 */
@NullMarked
package dev.espy.adapters.safetensors;

import org.jspecify.annotations.NullMarked;
