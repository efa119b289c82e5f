package dev.espy.adapters.cli.options;

import dev.espy.adapters.cli.values.NotationConverter;
import dev.espy.domain.recipe.Notation;
import java.util.List;
import picocli.CommandLine.Option;

/** The number of threads that compute. */
public final class ThreadsOption {

  /** The option's name. */
  public static final String NAME = "--threads";

  @Option(
      names = NAME,
      converter = Converter.class,
      paramLabel = "N",
      description =
          "Number of threads that compute. The results do not depend on it. Default: the processors"
              + " that this process may use, or what OMP_NUM_THREADS says (here: ${DEFAULT-VALUE}).")
  private int count = DefaultThreads.here().count();

  /** Returns the number of threads, from 1 to {@value DefaultThreads#MOST}. */
  public int count() {
    return count;
  }

  /** Returns the option for another command line; nothing if the number is the default. */
  public List<String> words() {
    return count == DefaultThreads.here().count()
        ? List.of()
        : List.of(NAME, String.valueOf(count));
  }

  /** Converts a number of threads. */
  static final class Converter extends NotationConverter<Integer> {
    Converter() {
      super(Notation.whole(1, DefaultThreads.MOST));
    }
  }
}
