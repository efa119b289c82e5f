/**
 * ONNX: exporting models as files that other programs run, and classifying with ONNX Runtime.
 *
 * <p>Both start with {@code OnnxModel}, which makes an ONNX model of a model with {@code
 * OnnxGraph}: bytes become floats, layers become nodes, a softmax comes last. {@code Messages}
 * makes the protobuf messages of which all of it consists. {@link
 * dev.espy.adapters.onnx.OnnxFormat} writes it to a file, with {@code Metadata} for the people and
 * programs that find it; {@link dev.espy.adapters.onnx.OnnxEngine} hands the same graph to ONNX
 * Runtime. So what is exported is what is tested, and what classifies.
 *
 * <p>{@code NativeCode} loads ONNX Runtime, {@code Sessions} opens a model in it on a {@code
 * Device}, and an {@code OnnxClassifier} runs it: many threads, each with a {@code Lane} of memory
 * and a part of the batch. The {@code Signature} says what goes in and out; for a file it is read
 * from the file alone. {@code Failures} tells what a user can mend from a bug, and {@code GpuNeeds}
 * what a machine must have for a GPU to be used. {@link dev.espy.adapters.onnx.OnnxCheck} tells how
 * ONNX Runtime stands on this machine.
 */
@NullMarked
package dev.espy.adapters.onnx;

import org.jspecify.annotations.NullMarked;
