package dev.espy.adapters.cli.values;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * The value of {@code --time-limit}.
 *
 * @param duration the length of time, positive
 */
public record TimeLimit(Duration duration) {

  private static final Pattern FORM =
      Pattern.compile("(?=.)(\\d{1,6}h)?(\\d{1,6}m)?(\\d{1,6}s)?", Pattern.CASE_INSENSITIVE);

  @Override
  public String toString() {
    return duration.toString().substring("PT".length()).toLowerCase(Locale.ROOT);
  }

  /** Converts {@code 90s}, {@code 30m}, {@code 1h30m} and the like; {@code none} is null. */
  public static final class Converter implements ITypeConverter<TimeLimit> {
    @Override
    public @Nullable TimeLimit convert(String value) {
      if (NumberConverters.isNone(value)) {
        return null;
      }
      if (FORM.matcher(value).matches()) {
        Duration duration = Duration.parse("PT" + value);
        if (!duration.isZero()) {
          return new TimeLimit(duration);
        }
      }
      throw new TypeConversionException(
          "'" + value + "' is not a length of time such as 90s, 30m, 2h or 1h30m, nor none");
    }
  }
}
