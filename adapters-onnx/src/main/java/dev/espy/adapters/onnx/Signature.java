package dev.espy.adapters.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import dev.espy.domain.Shape;
import java.util.Map;
import java.util.Optional;

/**
 * The input and the output of an exported model.
 *
 * @param input shape of an image
 * @param labels number of probabilities per image, positive
 */
record Signature(Shape input, int labels) {

  /** Returns the signature of a session's model; nothing if Espy does not export such a model. */
  static Optional<Signature> of(OrtSession session) throws OrtException {
    long[] input = shape(session.getInputInfo(), OnnxModel.PIXELS, OnnxJavaType.UINT8);
    long[] output = shape(session.getOutputInfo(), OnnxModel.PROBABILITIES, OnnxJavaType.FLOAT);
    if (input.length != 4 || output.length != 2 || input[0] > 0 || output[1] < 1) {
      return Optional.empty();
    }
    try {
      Shape image =
          new Shape(
              Math.toIntExact(input[1]), Math.toIntExact(input[2]), Math.toIntExact(input[3]));
      return Optional.of(new Signature(image, Math.toIntExact(output[1])));
    } catch (IllegalArgumentException | ArithmeticException e) {
      return Optional.empty();
    }
  }

  /** Returns the dimensions of the only tensor; none if it has another name or type. */
  private static long[] shape(Map<String, NodeInfo> all, String name, OnnxJavaType type) {
    NodeInfo node = all.get(name);
    return all.size() == 1
            && node != null
            && node.getInfo() instanceof TensorInfo tensor
            && tensor.type == type
        ? tensor.getShape()
        : new long[0];
  }
}
