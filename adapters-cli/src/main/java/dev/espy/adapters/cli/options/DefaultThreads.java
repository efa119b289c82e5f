package dev.espy.adapters.cli.options;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The number of threads that compute if {@code --threads} is not typed.
 *
 * @param count the number, from 1 to {@value #MOST}
 * @param source the source of the number
 */
public record DefaultThreads(int count, Source source) {

  /** The largest number of threads of a command. */
  public static final int MOST = 1024;

  /** The environment variable that users know from other programs that compute. */
  public static final String VARIABLE = "OMP_NUM_THREADS";

  /** A number, or one for each level of nested parallelism. Espy has one level. */
  private static final Pattern NUMBERS =
      Pattern.compile("\\s*0*([1-9]\\d*)\\s*(,\\s*0*[1-9]\\d*\\s*)*");

  /** The sources of the number. */
  public enum Source {
    /** The processors that this process may use. */
    PROCESSORS("processors"),
    /** The environment variable {@value #VARIABLE}. */
    ENVIRONMENT(VARIABLE);

    private final String text;

    Source(String text) {
      this.text = text;
    }

    @Override
    public String toString() {
      return text;
    }
  }

  /** Returns the default of this process. */
  public static DefaultThreads here() {
    // Java counts the processors that a container and the process's affinity allow.
    return of(System.getenv(VARIABLE), Runtime.getRuntime().availableProcessors());
  }

  /**
   * Returns the default: the first number of the variable, or the number of processors if the
   * variable holds anything but whole numbers from 1 on. A larger number than {@value #MOST} counts
   * as {@value #MOST}.
   *
   * @param variable the value of {@value #VARIABLE}, or null if it is not set
   * @param processors the number of processors that the process may use, at least 1
   */
  static DefaultThreads of(@Nullable String variable, int processors) {
    var matcher = NUMBERS.matcher(variable == null ? "" : variable);
    if (!matcher.matches()) {
      return new DefaultThreads(Math.min(processors, MOST), Source.PROCESSORS);
    }
    String number = matcher.group(1);
    int count = number.length() > 4 ? MOST : Math.min(Integer.parseInt(number), MOST);
    return new DefaultThreads(count, Source.ENVIRONMENT);
  }
}
