/**
 * ONNX: exporting models to files for other programs, and classifying with ONNX Runtime.
 *
 * <p>Both use the same ONNX model, so the exported graph is the one that is tested and that
 * classifies. {@code OnnxModel} creates it from a model; {@code OnnxGraph} adds a conversion of
 * bytes to floats, a node for each layer, and a softmax; {@code Messages} builds the protobuf
 * messages. {@link dev.espy.adapters.onnx.OnnxFormat} writes it to a file with its {@code
 * Metadata}. {@link dev.espy.adapters.onnx.OnnxEngine} gives it to ONNX Runtime.
 *
 * <p>{@code NativeCode} loads ONNX Runtime, and {@code Sessions} opens a model on a {@code Device}.
 * An {@code OnnxClassifier} splits a batch over threads, each with {@code IoBuffers}. The {@code
 * Signature} holds a model's input shape and number of labels; that of a file is read from the
 * file. {@code Failures} translates ONNX Runtime's exceptions, and {@code OnnxGpuRequirements}
 * lists what a GPU must offer. {@link dev.espy.adapters.onnx.OnnxCheck} reports how ONNX Runtime
 * runs on this machine.
 */
@NullMarked
package dev.espy.adapters.onnx;

import org.jspecify.annotations.NullMarked;
