package dev.espy.domain.fake;

import dev.espy.domain.device.DeviceRequirements;
import dev.espy.domain.device.Gpu;
import dev.espy.domain.device.GpuFindings;
import dev.espy.domain.device.UnavailableReason;
import dev.espy.domain.port.GpuProbePort;
import java.lang.module.ModuleDescriptor.Version;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Finds what it was told to find, and counts how often it was asked. */
public final class FixedGpus implements GpuProbePort {

  private final GpuFindings findings;
  private final AtomicInteger asked = new AtomicInteger();

  /** Finds these. */
  public FixedGpus(GpuFindings findings) {
    this.findings = findings;
  }

  /**
   * Returns a GPU that meets all requirements but those on its compute capability.
   *
   * @param capability compute capability; null for one that meets these, too
   */
  public static Gpu gpu(int index, String name, @Nullable String capability) {
    return new FixedGpu(index, index, name, capability);
  }

  private record FixedGpu(
      int index, @Nullable Integer ordinal, String name, @Nullable String capability)
      implements Gpu {

    @Override
    public Map<String, @Nullable Object> facts() {
      Map<String, @Nullable Object> facts = new LinkedHashMap<>();
      facts.put("capability", capability);
      facts.put("free MiB", 22_515L);
      facts.put("mig", false);
      return facts;
    }

    @Override
    public Optional<UnavailableReason> unavailableFor(DeviceRequirements requirements) {
      return capability == null
          ? Optional.empty()
          : requirements.missingCode(title(), Version.parse(capability));
    }
  }

  /** Returns how often {@link #probe} was called. */
  public int asked() {
    return asked.get();
  }

  @Override
  public GpuFindings probe() {
    asked.incrementAndGet();
    return findings;
  }
}
