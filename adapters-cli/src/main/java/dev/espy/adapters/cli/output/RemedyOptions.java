package dev.espy.adapters.cli.output;

import dev.espy.domain.EspyException;
import dev.espy.domain.Remedy;
import dev.espy.domain.Unreadable;
import java.util.List;
import java.util.function.Predicate;
import picocli.CommandLine.Model.CommandSpec;

/** Completes a failure's remedies with the text that a user of the command line types. */
public final class RemedyOptions {

  private RemedyOptions() {}

  /**
   * Returns a failure in a sentence for users of one command. It omits remedies that need an option
   * which the command does not have.
   */
  static String sentence(EspyException failure, CommandSpec command) {
    return sentence(failure.reason(), failure.remedies(), remedy -> isFor(command, remedy));
  }

  /** Returns a failure in a sentence for users of any command. */
  public static String sentence(EspyException failure) {
    return sentence(failure.reason(), failure.remedies(), remedy -> true);
  }

  /** Returns the reason why an image is unreadable, in a sentence for users of any command. */
  static String sentence(Unreadable image) {
    return sentence(image.reason(), image.remedies(), remedy -> true);
  }

  private static String sentence(
      String reason, List<Remedy> remedies, Predicate<Remedy> isApplicable) {
    return Remedy.sentence(
        reason,
        remedies.stream()
            .filter(isApplicable)
            .map(remedy -> clause(remedy.advice(), typed(remedy)))
            .toList());
  }

  private static String clause(String advice, String typed) {
    return typed.isEmpty() ? advice : advice + " with " + typed;
  }

  private static boolean isFor(CommandSpec command, Remedy remedy) {
    // Tuning has the option, but compares settings on validation images.
    boolean refused = remedy.kind() == Remedy.Kind.VALIDATION && command.name().equals("tune");
    String option = typed(remedy).split(" ", 2)[0];
    return !refused && (!option.startsWith("--") || command.findOption(option) != null);
  }

  /** Returns the text to type, its option first; empty if no typing makes the change. */
  private static String typed(Remedy remedy) {
    return switch (remedy.kind()) {
      case IMAGE_FOLDER -> "--images";
      case IMAGE_COLUMN -> "--image-column";
      case LABEL_COLUMN -> "--label-column";
      case COMPARED_IMAGES -> "--data";
      case VALIDATION -> "--validation 0";
      case CALIBRATION -> "espy train DATA --run DIR --resume";
      case TARGET_ACCURACY -> "--target-accuracy";
      case BATCH_SIZE ->
          remedy.amount() == null ? "--batch-size" : "--batch-size %d".formatted(remedy.amount());
      case THREADS -> "--threads";
      case IMAGE_SIZE -> "--image-size";
      case HEAP -> "ESPY_JAVA_OPTS=-Xmx%dm".formatted(remedy.amount());
      case DEVICE -> "--device cpu";
      case ENGINE -> "--engine dl4j";
      case OTHER -> "";
    };
  }
}
