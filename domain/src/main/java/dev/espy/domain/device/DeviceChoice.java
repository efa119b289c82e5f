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
 * On which device an engine is to run, and why.
 *
 * @param gpu the GPU, whose {@link Gpu#ordinal} is known, or null for the CPU
 * @param reason one line for the user, without a full stop
 */
public record DeviceChoice(@Nullable Gpu gpu, String reason) {

  /**
   * Chooses a device: of several GPUs the first that the engine can use.
   *
   * @param request what the user wants
   * @param probe looks for GPUs; not asked if the user wants the CPU
   * @param needs what the engine asks of a GPU
   * @throws UnsupportedDeviceException if the user insists on a GPU and cannot have it
   */
  public static DeviceChoice of(
      DeviceRequest request, Supplier<GpuFindings> probe, EngineNeeds needs) {
    if (request.kind() == DeviceRequest.Kind.CPU) {
      return new DeviceChoice(null, needs.engine() + " runs on the CPU, as asked for");
    }
    GpuFindings findings = probe.get();
    if (findings instanceof NoneSeen none) {
      // Who has no GPU and did not ask for one need not be told how to get one.
      return withoutGpu(request, needs, none.why(), none.why().what());
    }
    List<Gpu> gpus = ((Seen) findings).gpus();
    Integer index = request.index();
    List<Gpu> wanted = gpus.stream().filter(gpu -> index == null || gpu.index() == index).toList();
    if (wanted.isEmpty()) {
      Obstacle obstacle = noSuchGpu(request, gpus);
      return withoutGpu(request, needs, obstacle, obstacle.toString());
    }
    Optional<Gpu> usable =
        wanted.stream().filter(gpu -> needs.obstacleTo(gpu).isEmpty()).findFirst();
    Optional<Obstacle> obstacle =
        usable.isPresent() ? needs.notInstalled() : needs.obstacleTo(mostPromising(wanted, needs));
    if (obstacle.isPresent()) {
      return withoutGpu(request, needs, obstacle.get(), obstacle.get().toString());
    }
    return onGpu(request, needs, usable.orElseThrow(), wanted);
  }

  /** Something can be done about a driver or memory, but not about a GPU that has no code. */
  private static Gpu mostPromising(List<Gpu> gpus, EngineNeeds needs) {
    return gpus.stream().filter(needs::mayHaveCodeFor).findFirst().orElse(gpus.get(0));
  }

  private static DeviceChoice withoutGpu(
      DeviceRequest request, EngineNeeds needs, Obstacle obstacle, String why) {
    if (request.kind() == DeviceRequest.Kind.GPU) {
      throw new UnsupportedDeviceException(
          "%s cannot run on a GPU: %s%s"
              .formatted(
                  needs.engine(), obstacle, obstacle.remedy() == null ? "; run on the CPU" : ""));
    }
    return new DeviceChoice(null, "%s runs on the CPU: %s".formatted(needs.engine(), why));
  }

  private static DeviceChoice onGpu(
      DeviceRequest request, EngineNeeds needs, Gpu gpu, List<Gpu> wanted) {
    String why =
        request.index() != null
            ? "as asked for"
            : wanted.size() == 1
                ? "which has all that it needs"
                : "the first of %d GPUs to have all that it needs".formatted(wanted.size());
    String skipped =
        needs.obstacleTo(wanted.get(0)).map(obstacle -> ": " + obstacle.what()).orElse("");
    return new DeviceChoice(
        gpu, "%s runs on %s, %s%s".formatted(needs.engine(), gpu.title(), why, skipped));
  }

  private static Obstacle noSuchGpu(DeviceRequest request, List<Gpu> gpus) {
    return new Obstacle(
        "there is no GPU %d that this process may use, but there is %s"
            .formatted(
                request.index(),
                gpus.stream().map(Gpu::title).collect(Collectors.joining(" and "))),
        "choose one of these");
  }
}
