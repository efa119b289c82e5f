package dev.espy.domain.device;

import java.util.List;

/** The result of a search for GPUs. */
public sealed interface GpuFindings {

  /**
   * GPUs were found. An engine may still be unable to use them.
   *
   * @param gpus the GPUs that this process may use, at least one, the preferred one first
   */
  record Seen(List<Gpu> gpus) implements GpuFindings {
    /**
     * @throws IllegalArgumentException if there is none
     */
    public Seen {
      gpus = List.copyOf(gpus);
      if (gpus.isEmpty()) {
        throw new IllegalArgumentException("no GPU");
      }
    }
  }

  /**
   * No GPU is visible.
   *
   * @param why the reason, with advice
   */
  record NoneSeen(UnavailableReason why) implements GpuFindings {}
}
