package dev.espy.adapters.cli.values;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * The value of {@code --image-size}: the size of a network's input.
 *
 * @param width the width in pixels, 1 to 4096
 * @param height the height in pixels, 1 to 4096
 */
public record ImageSize(int width, int height) {

  private static final Pattern FORM = Pattern.compile("(\\d{1,4})(?:[xX](\\d{1,4}))?");
  private static final int MOST = 4096;

  @Override
  public String toString() {
    return width + "x" + height;
  }

  /** Converts {@code 28} and {@code 64x48}. */
  public static final class Converter implements ITypeConverter<ImageSize> {
    @Override
    public ImageSize convert(String value) {
      Matcher matcher = FORM.matcher(value);
      if (!matcher.matches()) {
        throw new TypeConversionException(
            "'" + value + "' is neither a number of pixels nor WIDTHxHEIGHT");
      }
      int width = Integer.parseInt(matcher.group(1));
      int height = matcher.group(2) == null ? width : Integer.parseInt(matcher.group(2));
      if (Math.min(width, height) < 1 || Math.max(width, height) > MOST) {
        throw new TypeConversionException("'" + value + "' is not from 1 to " + MOST + " pixels");
      }
      return new ImageSize(width, height);
    }
  }
}
