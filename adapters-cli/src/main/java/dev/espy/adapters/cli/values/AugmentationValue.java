package dev.espy.adapters.cli.values;

import dev.espy.domain.augmentation.Augmentation;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * The value of {@code --augment}.
 *
 * @param value the augmentation, or null where the data decide
 */
public record AugmentationValue(@Nullable Augmentation value) {
  @Override
  public String toString() {
    return value == null ? "auto" : value.toString();
  }

  /** Converts {@code auto}, {@code none} and lists of augmentations. */
  public static final class Converter implements ITypeConverter<AugmentationValue> {
    @Override
    public AugmentationValue convert(String value) {
      try {
        return new AugmentationValue(value.equals("auto") ? null : Augmentation.parse(value));
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }
}
