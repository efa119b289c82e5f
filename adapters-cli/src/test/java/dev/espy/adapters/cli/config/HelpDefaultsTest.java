package dev.espy.adapters.cli.config;

import static dev.espy.adapters.cli.Espy.espy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.espy.adapters.cli.Espy;
import dev.espy.adapters.cli.SmallData;
import dev.espy.adapters.cli.Trained;
import dev.espy.adapters.cli.options.ThreadsOption;
import dev.espy.adapters.cli.output.ExitStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The help names the values that a command has where nothing is typed. */
class HelpDefaultsTest {

  private static final List<String> LEARNING =
      List.of(
          "epochs",
          "batch-size",
          "micro-batch-size",
          "optimizer",
          "learning-rate",
          "schedule",
          "weight-decay",
          "clip-norm",
          "label-smoothing",
          "ema-decay",
          "augment",
          "class-weights",
          "seed");

  /**
   * Options whose default is described in words, since it depends on the images, the time or the
   * machine.
   */
  private static final List<String> IN_WORDS = List.of("run", "image-size", "device", "threads");

  @TempDir private Path folder;

  /** Returns what the help says each option's default is. */
  private static Map<String, String> inHelp(String command) {
    String help = espy(command, "--help").out();
    Map<String, String> defaults = new LinkedHashMap<>();
    for (String option : help.split("\\n +(-\\w, )?(--\\w+, )*--")) {
      Matcher matcher =
          Pattern.compile("Default: (([^.;,]|\\.\\d)+)").matcher(option.replaceAll("\\s+", " "));
      String name = option.replaceFirst("(?s)[=\\s].*", "");
      if (matcher.find() && !IN_WORDS.contains(name)) {
        defaults.put(name, matcher.group(1));
      }
    }
    return defaults;
  }

  /** Returns what a command resolves options to before it reads an image. */
  private Map<String, String> resolved(String command, String file, Object... more)
      throws IOException {
    Path data = SmallData.ofThree(folder.resolve("data"), 30);
    Path run = Files.createTempDirectory(folder, "run");
    Object[] words = new Object[4 + more.length];
    System.arraycopy(new Object[] {command, data, "--run", run}, 0, words, 0, 4);
    System.arraycopy(more, 0, words, 4, more.length);
    assertThat(Espy.cancelledAt("images to learn from", words).status())
        .isEqualTo(ExitStatus.INTERRUPTED);
    Map<String, String> resolved = new LinkedHashMap<>();
    Yaml.settings(file, Yaml.text(run.resolve(file)))
        .forEach((name, value) -> resolved.put(name.toString(), value.toString()));
    return resolved;
  }

  @ParameterizedTest
  @CsvSource({"train,config.yaml", "tune,tune.yaml"})
  void areThoseOfABareCommand(String command, String file) throws IOException {
    Map<String, String> bare = resolved(command, file);

    Map<String, String> help = inHelp(command);

    assertThat(help).containsKeys(LEARNING.toArray(String[]::new));
    assertThat(help.keySet()).contains("preset", "validation", "colour", "metric", "patience");
    help.replaceAll((name, value) -> name.equals("time-limit") ? limit(value) : number(value));
    bare.replaceAll((name, value) -> name.equals("time-limit") ? limit(value) : number(value));
    assertThat(bare).containsAllEntriesOf(help);
  }

  @ParameterizedTest
  @ValueSource(strings = {"train", "tune", "validate", "predict", "export", "demo"})
  void nameTheNumberOfThreadsHere(String command) {
    assertThat(espy(command, "--help").out().replaceAll("\\s+", " "))
        .contains("that this process may use (here: %d).".formatted(new ThreadsOption().count()));
  }

  private static String number(String value) {
    return value.matches("[0-9.]+") ? String.valueOf(Double.parseDouble(value)) : value;
  }

  private static String limit(String value) {
    return value.equals("60m") ? "1h" : value;
  }

  @Test
  void anOwnNetworkLearnsAsThePresetTutorialDoes() throws IOException {
    Path own = Trained.softmaxRegression(folder);

    Map<String, String> alone = resolved("train", "config.yaml", "--architecture", own);
    Map<String, String> tutorial =
        resolved("train", "config.yaml", "--preset", "tutorial", "--image-size", 8);

    assertThat(espy("train", "--help").out().replaceAll("\\s+", " "))
        .contains("defaults of the preset fast; of tutorial for a network of your own");
    alone.keySet().retainAll(LEARNING);
    tutorial.keySet().retainAll(LEARNING);
    assertThat(alone).isEqualTo(tutorial).hasSameSizeAs(LEARNING);
  }
}
