package dev.espy.domain.device;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A GPU of this machine, as the adapter that found it describes it. */
public interface Gpu {

  /** Returns the number of the GPU on this machine, from 0. Users call it by this number. */
  int index();

  /**
   * Returns the number of the GPU in this process, from 0; null if it is unknown. Engines call it
   * by this number.
   */
  @Nullable Integer ordinal();

  /** Returns the name of the card, such as {@code NVIDIA GeForce RTX 3090}. */
  String name();

  /**
   * Returns further facts in the order of display: names in lower case, such as {@code free MiB},
   * and texts, numbers or truth values; null values are unknown.
   */
  Map<String, @Nullable Object> facts();

  /**
   * Checks requirements. Permanent reasons come before those that the user can remove.
   *
   * @return the first reason why the GPU does not meet them; nothing if it does
   */
  Optional<UnavailableReason> unavailableFor(DeviceRequirements requirements);

  /** Returns the name in messages, such as {@code GPU 0 (NVIDIA GeForce RTX 3090)}. */
  default String title() {
    return "GPU %d (%s)".formatted(index(), name());
  }
}
