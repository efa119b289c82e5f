package dev.espy.domain.device;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What an engine needs to run on a GPU.
 *
 * @param engine what messages call it, such as {@code ONNX Runtime}
 * @param cuda the CUDA that it is built for, such as {@code CUDA 12}
 * @param driver the lowest version of the NVIDIA driver for Linux that runs this CUDA; those for
 *     Windows have numbers a little higher, and are held to this one, too
 * @param capabilities the compute capabilities that it has code for
 * @param onNewer what to do on a GPU that is newer than all of these, a clause
 * @param freeMemory the least free memory of the GPU, in MiB
 * @param installed what must be installed, each as a check that returns what is missing, if it is;
 *     asked in this order, and only where there is a GPU to use
 */
public record EngineNeeds(
    String engine,
    String cuda,
    Version driver,
    List<Capabilities> capabilities,
    String onNewer,
    long freeMemory,
    List<Supplier<Optional<Obstacle>>> installed) {

  /**
   * A range of compute capabilities.
   *
   * @param from the lowest
   * @param to the highest, or null if all that come are in it
   */
  public record Capabilities(Version from, @Nullable Version to) {

    boolean contains(Version capability) {
      return from.compareTo(capability) <= 0 && !endsBefore(capability);
    }

    boolean endsBefore(Version capability) {
      return to != null && to.compareTo(capability) < 0;
    }

    @Override
    public String toString() {
      return to == null ? from + " and up" : from + " to " + to;
    }
  }

  /** Copies the lists. */
  public EngineNeeds {
    capabilities = List.copyOf(capabilities);
    installed = List.copyOf(installed);
  }

  /**
   * Returns the first thing that keeps the engine from a GPU, if there is one. What cannot be
   * mended comes before what can.
   */
  Optional<Obstacle> obstacleTo(Gpu gpu) {
    Version capability = gpu.capability();
    Long free = gpu.freeMemory();
    if (capability != null && !hasCodeFor(capability)) {
      return Optional.of(noCodeFor(capability, gpu));
    }
    if (gpu.driver().compareTo(driver) < 0) {
      return obstacle(
          "the NVIDIA driver is %s, but %s needs %s or newer".formatted(gpu.driver(), cuda, driver),
          "update the driver");
    }
    if (capability == null) {
      return obstacle(
          "nvidia-smi does not tell the compute capability of %s".formatted(gpu.title()),
          "update the NVIDIA driver and the nvidia-smi that comes with it");
    }
    if (gpu.mig()) {
      return obstacle(
          "%s is cut into slices (MIG mode), which Espy does not use".formatted(gpu.title()),
          "switch that off with nvidia-smi -i %d -mig 0".formatted(gpu.index()));
    }
    if (gpu.ordinal() == null) {
      return obstacle(
          "CUDA may number these GPUs otherwise than nvidia-smi does",
          "set CUDA_VISIBLE_DEVICES to the UUID of the one to use (nvidia-smi -L lists them)");
    }
    if (free != null && free < freeMemory) {
      return obstacle(
          "%s has %d MiB of memory free, but %s needs %d"
              .formatted(gpu.title(), free, engine, freeMemory),
          "end what else runs on it (nvidia-smi lists that)");
    }
    return Optional.empty();
  }

  /** Returns whether the engine has code for a GPU, or may have, where nobody tells. */
  boolean mayHaveCodeFor(Gpu gpu) {
    return gpu.capability() == null || hasCodeFor(gpu.capability());
  }

  /** Returns the first thing that is not installed, if there is one. */
  Optional<Obstacle> notInstalled() {
    return installed.stream().map(Supplier::get).flatMap(Optional::stream).findFirst();
  }

  private boolean hasCodeFor(Version capability) {
    return capabilities.stream().anyMatch(range -> range.contains(capability));
  }

  private Obstacle noCodeFor(Version capability, Gpu gpu) {
    boolean newer = capabilities.stream().allMatch(range -> range.endsBefore(capability));
    return new Obstacle(
        "%s has compute capability %s, but %s on %s has code for %s only"
            .formatted(
                gpu.title(),
                capability,
                engine,
                cuda,
                capabilities.stream()
                    .map(Capabilities::toString)
                    .collect(Collectors.joining(", "))),
        newer ? onNewer : null);
  }

  private static Optional<Obstacle> obstacle(String what, String remedy) {
    return Optional.of(new Obstacle(what, remedy));
  }
}
