package dev.espy.domain.device;

import org.jspecify.annotations.Nullable;

/**
 * A GPU of this machine.
 *
 * @param index the number that nvidia-smi gives it, from 0; what the user calls it by
 * @param ordinal the number that CUDA gives it in this process, from 0; what an engine calls it by.
 *     Null where that cannot be known
 * @param name the name of the card, such as {@code NVIDIA GeForce RTX 3090}
 * @param capability its compute capability, such as 8.6, or null if it is not known
 * @param driver the version of the NVIDIA driver
 * @param totalMemory its memory in MiB, or null if it is not known
 * @param freeMemory how much of it is free, in MiB, or null if it is not known
 * @param mig whether it is cut into slices (multi-instance mode)
 */
public record Gpu(
    int index,
    @Nullable Integer ordinal,
    String name,
    @Nullable Version capability,
    Version driver,
    @Nullable Long totalMemory,
    @Nullable Long freeMemory,
    boolean mig) {

  /** Returns what messages call it, such as {@code GPU 0 (NVIDIA GeForce RTX 3090)}. */
  public String title() {
    return "GPU %d (%s)".formatted(index, name);
  }
}
