package dev.espy.adapters.onnx;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.espy.domain.Batch;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Map;

/** Memory that native code can reach for a few images and their answers, used again and again. */
final class Lane {

  private final Signature signature;
  private final ByteBuffer pixels;
  private final FloatBuffer probabilities;

  /**
   * @param images the most images that it takes at once
   */
  Lane(Signature signature, int images) {
    this.signature = signature;
    this.pixels = ByteBuffer.allocateDirect(images * signature.input().size());
    this.probabilities =
        ByteBuffer.allocateDirect(images * signature.labels() * Float.BYTES)
            .order(ByteOrder.nativeOrder())
            .asFloatBuffer();
  }

  /**
   * Classifies some images of a batch.
   *
   * @param from the first of them
   * @param count how many
   * @param result the answers for the whole batch, of which it sets those of these images
   */
  void classify(
      OrtEnvironment environment,
      OrtSession session,
      Batch batch,
      int from,
      int count,
      float[] result)
      throws OrtException {
    int image = signature.input().size();
    int labels = signature.labels();
    pixels.clear().put(batch.pixels(), from * image, count * image).flip();
    probabilities.clear().limit(count * labels);
    long[] input = {
      count, signature.input().channels(), signature.input().height(), signature.input().width()
    };
    try (OnnxTensor in = OnnxTensor.createTensor(environment, pixels, input, OnnxJavaType.UINT8);
        OnnxTensor out =
            OnnxTensor.createTensor(environment, probabilities, new long[] {count, labels})) {
      session.run(Map.of(OnnxModel.PIXELS, in), Map.of(OnnxModel.PROBABILITIES, out)).close();
    }
    probabilities.get(result, from * labels, count * labels);
  }
}
