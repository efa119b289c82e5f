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

/** Native memory for the input and the output of a few images, reused for many batches. */
final class IoBuffers {

  private final OrtEnvironment environment;
  private final Signature signature;
  private final int size;
  private final ByteBuffer pixels;
  private final FloatBuffer probabilities;

  /**
   * Allocates the memory.
   *
   * @param size capacity in images, positive
   */
  IoBuffers(OrtEnvironment environment, Signature signature, int size) {
    this.environment = environment;
    this.signature = signature;
    this.size = size;
    this.pixels = ByteBuffer.allocateDirect(Math.multiplyExact(size, signature.input().size()));
    this.probabilities =
        ByteBuffer.allocateDirect(Math.multiplyExact(size * Float.BYTES, signature.labels()))
            .order(ByteOrder.nativeOrder())
            .asFloatBuffer();
  }

  /** Returns the capacity in images. */
  int size() {
    return size;
  }

  /**
   * Classifies consecutive images of a batch.
   *
   * @param from index of the first image
   * @param count number of images, at most the capacity
   * @param results probabilities of the whole batch, [image][label]; those of the images are set
   */
  void classify(OrtSession session, Batch batch, int from, int count, float[] results)
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
    probabilities.get(results, from * labels, count * labels);
  }
}
