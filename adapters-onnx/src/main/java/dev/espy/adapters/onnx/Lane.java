package dev.espy.adapters.onnx;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.espy.domain.Batch;
import dev.espy.domain.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Map;

/** Memory that native code reaches, for a few images and their answers, used again and again. */
final class Lane {

  private final Signature signature;
  private final int size;
  private final ByteBuffer pixels;
  private final FloatBuffer probabilities;

  /**
   * @param size the most images that it takes at once
   */
  Lane(Signature signature, int size) {
    this.signature = signature;
    this.size = size;
    this.pixels = ByteBuffer.allocateDirect(Math.multiplyExact(size, signature.input().size()));
    this.probabilities =
        ByteBuffer.allocateDirect(Math.multiplyExact(size * Float.BYTES, signature.labels()))
            .order(ByteOrder.nativeOrder())
            .asFloatBuffer();
  }

  /** Returns the most images that it takes at once. */
  int size() {
    return size;
  }

  /**
   * Classifies some images of a batch.
   *
   * @param from the first of them
   * @param count how many
   * @param answers those of the whole batch, of which it sets those of these images
   */
  void classify(
      OrtEnvironment environment,
      OrtSession session,
      Batch batch,
      int from,
      int count,
      float[] answers)
      throws OrtException {
    Shape image = signature.input();
    int labels = signature.labels();
    pixels.clear().put(batch.pixels(), from * image.size(), count * image.size()).flip();
    probabilities.clear().limit(count * labels);
    long[] input = {count, image.channels(), image.height(), image.width()};
    long[] output = {count, labels};
    try (OnnxTensor in = OnnxTensor.createTensor(environment, pixels, input, OnnxJavaType.UINT8);
        OnnxTensor out = OnnxTensor.createTensor(environment, probabilities, output)) {
      session.run(Map.of(OnnxModel.PIXELS, in), Map.of(OnnxModel.PROBABILITIES, out)).close();
    }
    probabilities.get(answers, from * labels, count * labels);
  }
}
