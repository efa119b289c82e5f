package dev.espy.domain.fake;

import dev.espy.domain.device.Gpu;
import dev.espy.domain.device.GpuFindings;
import dev.espy.domain.device.Version;
import dev.espy.domain.port.GpuProbe;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Finds what it was told to find, and counts how often it was asked. */
public final class FixedGpus implements GpuProbe {

  private final GpuFindings findings;
  private final AtomicInteger asked = new AtomicInteger();

  /** Finds these. */
  public FixedGpus(GpuFindings findings) {
    this.findings = findings;
  }

  /** Returns a GPU with driver 550.54.15 and all of its 16384 MiB free. */
  public static Gpu gpu(int index, String name, @Nullable String capability) {
    return new Gpu(
        index,
        index,
        name,
        capability == null ? null : new Version(capability),
        new Version("550.54.15"),
        16_384L,
        16_384L,
        false);
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
