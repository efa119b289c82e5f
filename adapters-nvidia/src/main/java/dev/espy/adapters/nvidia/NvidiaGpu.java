package dev.espy.adapters.nvidia;

import dev.espy.domain.device.DeviceRequirements;
import dev.espy.domain.device.Gpu;
import dev.espy.domain.device.UnavailableReason;
import java.lang.module.ModuleDescriptor.Version;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A GPU as nvidia-smi describes it.
 *
 * @param index nvidia-smi's number, from 0
 * @param ordinal CUDA's number in this process, from 0; null if unknown
 * @param name name of the card
 * @param capability compute capability, such as 8.6; null if unknown
 * @param driver version of the NVIDIA driver
 * @param totalMemory memory in MiB; null if unknown
 * @param freeMemory free memory in MiB; null if unknown
 * @param mig true if the GPU is cut into slices (multi-instance mode)
 */
record NvidiaGpu(
    int index,
    @Nullable Integer ordinal,
    String name,
    @Nullable Version capability,
    Version driver,
    @Nullable Long totalMemory,
    @Nullable Long freeMemory,
    boolean mig)
    implements Gpu {

  @Override
  public Map<String, @Nullable Object> facts() {
    Map<String, @Nullable Object> facts = new LinkedHashMap<>();
    facts.put("capability", capability == null ? null : capability.toString());
    facts.put("driver", driver.toString());
    facts.put("total MiB", totalMemory);
    facts.put("free MiB", freeMemory);
    facts.put("mig", mig);
    return Collections.unmodifiableMap(facts);
  }

  @Override
  public Optional<UnavailableReason> unavailableFor(DeviceRequirements requirements) {
    if (capability != null) {
      Optional<UnavailableReason> missingCode = requirements.missingCode(title(), capability);
      if (missingCode.isPresent()) {
        return missingCode;
      }
    }
    if (driver.compareTo(requirements.driver()) < 0) {
      return unavailable(
          "the NVIDIA driver is %s, but %s needs %s or newer"
              .formatted(driver, requirements.platform(), requirements.driver()),
          "update the driver");
    }
    if (capability == null) {
      return unavailable(
          "nvidia-smi does not tell the compute capability of %s".formatted(title()),
          "update the NVIDIA driver and the nvidia-smi that comes with it");
    }
    if (mig) {
      return unavailable(
          "%s is cut into slices (MIG mode), which Espy does not use".formatted(title()),
          "switch that off with nvidia-smi -i %d -mig 0".formatted(index));
    }
    if (ordinal == null) {
      return unavailable(
          "CUDA may number these GPUs otherwise than nvidia-smi does",
          "set CUDA_VISIBLE_DEVICES to the UUID of the one to use (nvidia-smi -L lists them)");
    }
    if (freeMemory != null && freeMemory < requirements.freeMemory()) {
      return unavailable(
          "%s has %d MiB of memory free, but %s needs %d"
              .formatted(title(), freeMemory, requirements.engine(), requirements.freeMemory()),
          "end what else runs on it (nvidia-smi lists that)");
    }
    return Optional.empty();
  }

  private static Optional<UnavailableReason> unavailable(String problem, String advice) {
    return Optional.of(new UnavailableReason(problem, advice));
  }
}
