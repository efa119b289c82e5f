package dev.espy.adapters.onnx;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession.SessionOptions;
import dev.espy.domain.Shape;
import dev.espy.domain.UnsupportedDeviceException;

/** Where ONNX Runtime computes. */
interface Device {

  /** The processor, which ONNX Runtime uses unless told otherwise. */
  Device PROCESSOR = new Processor();

  /**
   * Sets what a session needs to compute there.
   *
   * @throws OrtException if ONNX Runtime fails
   * @throws UnsupportedDeviceException if this machine cannot
   */
  void choose(SessionOptions options) throws OrtException;

  /**
   * Returns how many images go through the network at once. It depends on nothing but the batch, so
   * that the same batch gives the same answers on any number of processors.
   */
  int partSize(int batchSize, Shape image);

  /** The processor: parts of a few images, so that what a layer gives stays in the cache. */
  final class Processor implements Device {

    /** How many parts there are if their size allows it: enough for that many processors. */
    private static final int PARTS = 16;

    /** The weights of a large dense layer are fetched once for so many images. */
    private static final int FEWEST_IMAGES = 2;

    /** With more images at once nothing becomes faster, but the memory grows. */
    private static final int MOST_IMAGES = 16;

    /** What one part of large images may take; what the layers give takes a hundred times that. */
    private static final int MOST_BYTES = 1 << 19;

    private Processor() {}

    @Override
    public void choose(SessionOptions options) {}

    @Override
    public int partSize(int batchSize, Shape image) {
      int share = (batchSize + PARTS - 1) / PARTS;
      int most = Math.max(1, Math.min(MOST_IMAGES, MOST_BYTES / image.size()));
      return Math.min(most, Math.max(FEWEST_IMAGES, share));
    }
  }

  /**
   * A GPU: the whole batch at once, unless its images are large.
   *
   * @param ordinal the number that CUDA gives it in this process, from 0
   */
  record Cuda(int ordinal) implements Device {

    private static final int MOST_BYTES = 1 << 25;

    @Override
    public void choose(SessionOptions options) {
      try {
        options.addCUDA(ordinal);
      } catch (OrtException e) {
        throw new UnsupportedDeviceException(
            "ONNX Runtime cannot use the GPU: %s; see that CUDA 12 and cuDNN 9 are installed, or run on the CPU with --device cpu"
                .formatted(String.valueOf(e.getMessage()).lines().findFirst().orElse("").strip()),
            e);
      }
    }

    @Override
    public int partSize(int batchSize, Shape image) {
      return Math.max(1, Math.min(batchSize, MOST_BYTES / image.size()));
    }
  }
}
