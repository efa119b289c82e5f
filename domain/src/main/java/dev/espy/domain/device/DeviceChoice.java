package dev.espy.domain.device;

import dev.espy.domain.UnsupportedDeviceException;
import dev.espy.domain.device.GpuFindings.NoneSeen;
import dev.espy.domain.device.GpuFindings.Seen;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The device chosen for an engine, and the reason for the choice.
 *
 * @param gpu the GPU, with a known {@link Gpu#ordinal}; null for the CPU
 * @param reason one line for the user, without a full stop
 */
public record DeviceChoice(@Nullable Gpu gpu, String reason) {

  /**
   * Chooses a device: of several GPUs the first one that the engine can use.
   *
   * @param request the device that the user asks for
   * @param probe search for GPUs; not called if the user asks for the CPU
   * @param requirements the engine's requirements for a GPU
   * @throws UnsupportedDeviceException if the user asks for a GPU that the engine cannot use
   */
  public static DeviceChoice of(
      DeviceRequest request, Supplier<GpuFindings> probe, DeviceRequirements requirements) {
    if (request.kind() == DeviceRequest.Kind.CPU) {
      return new DeviceChoice(null, requirements.engine() + " runs on the CPU, as asked for");
    }
    GpuFindings findings = probe.get();
    if (findings instanceof NoneSeen none) {
      // Omit the advice unless a GPU was requested.
      return withoutGpu(request, requirements, none.why(), none.why().problem());
    }
    List<Gpu> gpus = ((Seen) findings).gpus();
    Integer index = request.index();
    List<Gpu> wanted = gpus.stream().filter(gpu -> index == null || gpu.index() == index).toList();
    if (wanted.isEmpty()) {
      UnavailableReason reason = noSuchGpu(request, gpus);
      return withoutGpu(request, requirements, reason, reason.toString());
    }
    Optional<Gpu> usable =
        wanted.stream().filter(gpu -> gpu.unavailableFor(requirements).isEmpty()).findFirst();
    Optional<UnavailableReason> reason =
        usable.isPresent()
            ? requirements.missingSoftware()
            : Optional.of(mostPromising(wanted, requirements));
    if (reason.isPresent()) {
      return withoutGpu(request, requirements, reason.get(), reason.get().toString());
    }
    return onGpu(request, requirements, usable.orElseThrow(), wanted);
  }

  /** Returns the first reason that the user can remove; otherwise the first one. */
  private static UnavailableReason mostPromising(List<Gpu> gpus, DeviceRequirements requirements) {
    List<UnavailableReason> reasons =
        gpus.stream().flatMap(gpu -> gpu.unavailableFor(requirements).stream()).toList();
    return reasons.stream()
        .filter(reason -> !reason.isPermanent())
        .findFirst()
        .orElse(reasons.get(0));
  }

  private static DeviceChoice withoutGpu(
      DeviceRequest request,
      DeviceRequirements requirements,
      UnavailableReason reason,
      String shown) {
    String engine = requirements.engine();
    if (request.kind() == DeviceRequest.Kind.GPU) {
      throw new UnsupportedDeviceException(
          "%s cannot run on a GPU: %s%s"
              .formatted(engine, reason, reason.advice() == null ? "; run on the CPU" : ""));
    }
    return new DeviceChoice(null, "%s runs on the CPU: %s".formatted(engine, shown));
  }

  private static DeviceChoice onGpu(
      DeviceRequest request, DeviceRequirements requirements, Gpu gpu, List<Gpu> wanted) {
    String why =
        request.index() != null
            ? "as asked for"
            : wanted.size() == 1
                ? "which has all that it needs"
                : "the first of %d GPUs to have all that it needs".formatted(wanted.size());
    String skipped =
        wanted
            .get(0)
            .unavailableFor(requirements)
            .map(reason -> ": " + reason.problem())
            .orElse("");
    return new DeviceChoice(
        gpu, "%s runs on %s, %s%s".formatted(requirements.engine(), gpu.title(), why, skipped));
  }

  private static UnavailableReason noSuchGpu(DeviceRequest request, List<Gpu> gpus) {
    return new UnavailableReason(
        "there is no GPU %d that this process may use, but there is %s"
            .formatted(
                request.index(),
                gpus.stream().map(Gpu::title).collect(Collectors.joining(" and "))),
        "choose one of these");
  }
}
