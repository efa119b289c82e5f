package dev.espy.domain.device;

import dev.espy.domain.Words;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The device that a user asks for.
 *
 * @param kind kind of device
 * @param index {@link Gpu#index} of the GPU, from 0; null for any GPU or no GPU
 */
public record DeviceRequest(Kind kind, @Nullable Integer index) {

  /** A kind of device. */
  public enum Kind {
    /** A GPU if the engine can use one, else the CPU. */
    AUTO,
    /** The CPU, without looking for a GPU. */
    CPU,
    /** A GPU; it is an error if the engine cannot use one. */
    GPU
  }

  /** A GPU if the engine can use one, else the CPU. */
  public static final DeviceRequest AUTO = new DeviceRequest(Kind.AUTO, null);

  /** The CPU. */
  public static final DeviceRequest CPU = new DeviceRequest(Kind.CPU, null);

  /** Any GPU. */
  public static final DeviceRequest GPU = new DeviceRequest(Kind.GPU, null);

  private static final Pattern FORM = Pattern.compile("auto|cpu|gpu(?::(\\d{1,4}))?");

  /**
   * @throws IllegalArgumentException if the index is negative, or the kind is not {@link Kind#GPU}
   */
  public DeviceRequest {
    if (index != null && (kind != Kind.GPU || index < 0)) {
      throw new IllegalArgumentException(kind + " with number " + index);
    }
  }

  /**
   * Parses {@code auto}, {@code cpu}, {@code gpu} or {@code gpu:N}, as {@link #toString} returns
   * them.
   *
   * @throws IllegalArgumentException if it is none of these, with a message for the user
   */
  public static DeviceRequest parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "'%s' is not a device; it is auto, cpu, gpu, or gpu:N with the number of the GPU, such as gpu:0"
              .formatted(text));
    }
    if (matcher.group(1) != null) {
      return new DeviceRequest(Kind.GPU, Integer.valueOf(matcher.group(1)));
    }
    return switch (text) {
      case "auto" -> AUTO;
      case "cpu" -> CPU;
      default -> GPU;
    };
  }

  @Override
  public String toString() {
    String name = Words.of(kind);
    return index == null ? name : name + ":" + index;
  }
}
