package dev.espy.adapters.onnx;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession.SessionOptions;
import dev.espy.domain.Remedy;
import dev.espy.domain.Shape;
import dev.espy.domain.UnsupportedDeviceException;

/** A device that ONNX Runtime computes on. */
interface Device {

  /** The CPU, ONNX Runtime's default. */
  Device PROCESSOR = new Processor();

  /**
   * Configures a session for this device.
   *
   * @throws OrtException if ONNX Runtime fails
   * @throws UnsupportedDeviceException if this machine lacks the device
   */
  void configure(SessionOptions options) throws OrtException;

  /**
   * Returns the number of images per run of the network. It depends on the batch alone, so that a
   * batch has the same results on any number of processors.
   *
   * @param batchSize number of images in the batch
   * @param image shape of one image
   */
  int partSize(int batchSize, Shape image);

  /** The CPU. Parts have a few images, so that the layers' outputs stay in the cache. */
  final class Processor implements Device {

    /** Preferred number of parts, enough for as many processors. */
    private static final int PARTS = 16;

    /** Minimum number of images, which share one fetch of a large dense layer's weights. */
    private static final int FEWEST_IMAGES = 2;

    /** Maximum number of images. More are not faster, but take more memory. */
    private static final int MOST_IMAGES = 16;

    /** Maximum size of a part in bytes. The layers' outputs take a hundred times as much. */
    private static final int MOST_BYTES = 1 << 19;

    private Processor() {}

    @Override
    public void configure(SessionOptions options) {}

    @Override
    public int partSize(int batchSize, Shape image) {
      int share = (batchSize + PARTS - 1) / PARTS;
      int most = Math.max(1, Math.min(MOST_IMAGES, MOST_BYTES / image.size()));
      return Math.min(most, Math.max(FEWEST_IMAGES, share));
    }
  }

  /**
   * A GPU. The whole batch is one part, unless its images are large.
   *
   * @param ordinal CUDA's ordinal of the GPU in this process, from 0
   */
  record Cuda(int ordinal) implements Device {

    private static final int MOST_BYTES = 1 << 25;

    @Override
    public void configure(SessionOptions options) {
      try {
        options.addCUDA(ordinal);
      } catch (OrtException e) {
        throw new UnsupportedDeviceException(
            "ONNX Runtime cannot use the GPU: %s"
                .formatted(String.valueOf(e.getMessage()).lines().findFirst().orElse("").strip()),
            e,
            Remedy.other("check that CUDA 12 and cuDNN 9 are installed"),
            Remedy.USE_CPU);
      }
    }

    @Override
    public int partSize(int batchSize, Shape image) {
      return Math.max(1, Math.min(batchSize, MOST_BYTES / image.size()));
    }
  }
}
