package dev.espy.domain.port;

import dev.espy.domain.device.GpuFindings;

/** Finds the GPUs of this machine without loading an engine. */
public interface GpuProbePort {

  /**
   * Searches for GPUs. It takes less than two seconds. Any failure is a finding, never an
   * exception.
   *
   * @return the GPUs that this process may use, in the order of preference, or the reason why there
   *     are none
   */
  GpuFindings probe();
}
