package dev.espy.adapters.cli.output;

import dev.espy.domain.BadDataSetException;
import dev.espy.domain.BadModelException;
import dev.espy.domain.EspyException;
import dev.espy.domain.OverwriteException;
import dev.espy.domain.recipe.RecipeCodec;
import java.io.PrintWriter;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Reports exceptions of commands as one sentence and an exit status. */
public final class ErrorReporter implements IExecutionExceptionHandler, IParameterExceptionHandler {

  private static final int LONGEST = 2000;
  private static final int END = 400;

  @Override
  public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
    return report(failure, command);
  }

  @Override
  public int handleParseException(ParameterException failure, String[] args) {
    CommandLine command = failure.getCommandLine();
    PrintWriter err = command.getErr();
    String renamed = renamed(failure);
    if (renamed == null) {
      err.printf("espy: %s%n", shortened(String.valueOf(failure.getMessage())));
      UnmatchedArgumentException.printSuggestions(failure, err);
    } else {
      err.printf("espy: %s%n", renamed);
    }
    err.printf("Try '%s --help'.%n", command.getCommandSpec().qualifiedName());
    err.flush();
    return ExitStatus.USAGE;
  }

  /** Returns the message for an option that has another name now, null if it is none. */
  private static @Nullable String renamed(ParameterException failure) {
    if (!(failure instanceof UnmatchedArgumentException unmatched)) {
      return null;
    }
    String typed = unmatched.getUnmatched().get(0).replaceFirst("=.*", "");
    String now = typed.startsWith("--") ? RecipeCodec.renamed().get(typed.substring(2)) : null;
    return now == null ? null : "%s is now --%s".formatted(typed, now);
  }

  private static int report(Exception failure, CommandLine command) {
    PrintWriter err = command.getErr();
    int status = status(failure);
    if (failure instanceof EspyException known) {
      String sentence = RemedyOptions.sentence(known, command.getCommandSpec());
      err.printf("espy: %s%n", shortened(sentence));
    } else if (failure instanceof CancellationException) {
      err.printf("Interrupted: %s.%n", failure.getMessage());
    } else {
      err.printf("%s%n", mistake(failure));
    }
    if (command.getParseResult().hasMatchedOption("--stacktrace")) {
      failure.printStackTrace(err);
    }
    err.flush();
    return status;
  }

  /**
   * Returns the message for an unexpected exception.
   *
   * @param failure the exception
   */
  public static String mistake(Throwable failure) {
    return "espy: this is a bug in Espy: %s. Please report it with the output of --stacktrace."
        .formatted(failure);
  }

  /** Returns a message without its middle if it is very long. */
  private static String shortened(String message) {
    return message.length() <= LONGEST
        ? message
        : message.substring(0, LONGEST - END) + " ... " + message.substring(message.length() - END);
  }

  private static int status(Exception failure) {
    if (failure instanceof BadDataSetException || failure instanceof BadModelException) {
      return ExitStatus.BAD_INPUT;
    }
    if (failure instanceof OverwriteException) {
      return ExitStatus.USAGE;
    }
    return failure instanceof CancellationException ? ExitStatus.INTERRUPTED : ExitStatus.FAILED;
  }
}
