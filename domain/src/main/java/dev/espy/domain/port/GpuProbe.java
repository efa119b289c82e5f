package dev.espy.domain.port;

import dev.espy.domain.device.GpuFindings;

/** Looks for the GPUs of this machine, without loading any engine. */
public interface GpuProbe {

  /**
   * Looks for GPUs now. It takes less than two seconds, and whatever goes wrong is a finding, never
   * an exception.
   *
   * @return the GPUs that this process may use, in the order of preference, or why there is none
   */
  GpuFindings probe();
}
