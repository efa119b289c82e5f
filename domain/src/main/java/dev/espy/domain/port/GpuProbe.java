package dev.espy.domain.port;

import dev.espy.domain.device.GpuFindings;

/** Finds the GPUs of this machine. No engine is loaded. */
public interface GpuProbe {

  /**
   * Searches for GPUs, in less than two seconds. A failure is a finding, never an exception.
   *
   * @return the GPUs that this process may use, in the order of preference, or the reason why there
   *     is none
   */
  GpuFindings probe();
}
