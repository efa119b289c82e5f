package dev.espy.domain.device;

import java.lang.module.ModuleDescriptor.Version;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An engine's requirements for a GPU. An engine states them as data, so that the adapter that knows
 * the GPUs can check them before the engine is loaded.
 *
 * @param engine name of the engine in messages, such as {@code ONNX Runtime}
 * @param platform platform that the engine is built for, such as {@code CUDA 12}
 * @param driver lowest version of the driver for Linux that runs this platform; on Windows the
 *     lowest version is a little higher, but this one is checked there, too
 * @param capabilities ranges of compute capabilities that the engine has code for
 * @param onNewer clause with an alternative to a GPU that is newer than all of these
 * @param freeMemory smallest free memory of the GPU, in MiB
 * @param installed checks of installed software; each returns the reason if something is missing.
 *     They run in this order, and only if there is a usable GPU
 */
public record DeviceRequirements(
    String engine,
    String platform,
    Version driver,
    List<Capabilities> capabilities,
    String onNewer,
    long freeMemory,
    List<Supplier<Optional<UnavailableReason>>> installed) {

  /**
   * A range of compute capabilities.
   *
   * @param from lowest one
   * @param to highest one; null for no upper limit
   */
  public record Capabilities(Version from, @Nullable Version to) {

    /**
     * Returns a range.
     *
     * @param from lowest compute capability, such as {@code 7.5}
     * @param to highest one; null for no upper limit
     */
    public static Capabilities of(String from, @Nullable String to) {
      return new Capabilities(Version.parse(from), to == null ? null : Version.parse(to));
    }

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
  public DeviceRequirements {
    capabilities = List.copyOf(capabilities);
    installed = List.copyOf(installed);
  }

  /** Returns these requirements with one more check of installed software, the last one. */
  public DeviceRequirements with(Supplier<Optional<UnavailableReason>> check) {
    return new DeviceRequirements(
        engine,
        platform,
        driver,
        capabilities,
        onNewer,
        freeMemory,
        Stream.concat(installed.stream(), Stream.of(check)).toList());
  }

  /**
   * Returns the reason if the engine has no code for a GPU; nothing if it has.
   *
   * @param gpu title of the GPU
   * @param capability compute capability of the GPU
   */
  public Optional<UnavailableReason> missingCode(String gpu, Version capability) {
    if (capabilities.stream().anyMatch(range -> range.contains(capability))) {
      return Optional.empty();
    }
    boolean newer = capabilities.stream().allMatch(range -> range.endsBefore(capability));
    String ranges =
        capabilities.stream().map(Capabilities::toString).collect(Collectors.joining(", "));
    return Optional.of(
        UnavailableReason.permanent(
            "%s has compute capability %s, but %s on %s has code for %s only"
                .formatted(gpu, capability, engine, platform, ranges),
            newer ? onNewer : null));
  }

  /** Returns the reason for the first software that is missing; nothing if all is installed. */
  Optional<UnavailableReason> missingSoftware() {
    return installed.stream().map(Supplier::get).flatMap(Optional::stream).findFirst();
  }
}
