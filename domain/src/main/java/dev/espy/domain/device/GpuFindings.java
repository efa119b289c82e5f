package dev.espy.domain.device;

import java.util.List;

/** What was found when somebody looked for GPUs. */
public sealed interface GpuFindings {

  /**
   * There are GPUs; whether an engine can use them is another question.
   *
   * @param gpus those that this process may use, at least one, the one to prefer first
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
   * No GPU can be seen.
   *
   * @param why why not, and what to do
   */
  record NoneSeen(Obstacle why) implements GpuFindings {}
}
