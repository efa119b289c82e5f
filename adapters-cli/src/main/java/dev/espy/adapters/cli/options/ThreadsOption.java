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
          "Number of threads that compute on the CPU, and of threads that read images. It changes no"
              + " result. Default: OMP_NUM_THREADS if it is set, otherwise the number of processors"
              + " that this process may use (here: ${DEFAULT-VALUE}).")
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
