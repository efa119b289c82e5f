package dev.espy.adapters.cli.commands;

import static dev.espy.adapters.cli.Espy.espy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.espy.adapters.cli.Espy.Outcome;
import dev.espy.adapters.cli.output.ExitStatus;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UsageTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "train",
        "tune",
        "compare",
        "validate",
        "predict",
        "explain",
        "export",
        "inspect",
        "doctor",
        "demo"
      })
  void describesEachOptionInWordsOfItsOwn(String command) {
    String help = espy(command, "--help").out();

    assertThat(help.split("\\R +(-\\w, )?--"))
        .hasSizeGreaterThan(3)
        .extracting(option -> option.replaceFirst("\\S+", "").replaceAll("\\s+", " ").strip())
        .doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "train d --epochs 0             | --epochs          | '0' is not a whole number of at least"
            + " 1",
        "train d --epochs ten           | --epochs          | 'ten' is not a whole number",
        "train d --epochs 99999999999   | --epochs          | '99999999999' is not a whole number",
        "train d --batch-size -1        | --batch-size      | '-1' is not a whole number",
        "train d --micro-batch-size 0   | --micro-batch-size | '0' is not a whole number of at least"
            + " 1",
        "train d --micro-batch-size -1  | --micro-batch-size | '-1' is not a whole number",
        "tune d --micro-batch-size all  | --micro-batch-size | 'all' is not a whole number",
        "train d --patience 0           | --patience        | '0' is not a whole number of at least"
            + " 1, nor none",
        "train d --learning-rate 0      | --learning-rate   | '0' is not a number above 0",
        "train d --learning-rate NaN    | --learning-rate   | 'NaN' is not a number above 0",
        "train d --learning-rate 1e999  | --learning-rate   | '1e999' is not a number above 0",
        "train d --validation 1         | --validation      | '1' is not a number from 0 to below"
            + " 1",
        "train d --validation -0.1      | --validation      | is not a number from 0 to below 1",
        "train d --image-size 0         | --image-size      | '0' is not from 1 to 4096 pixels",
        "train d --image-size 28x5000   | --image-size      | '28x5000' is not from 1 to 4096",
        "train d --image-size 28x       | --image-size      | neither a number of pixels nor"
            + " WIDTHxHEIGHT",
        "train d --image-size ２８       | --image-size      | neither a number of pixels nor"
            + " WIDTHxHEIGHT",
        "train d --colour blue          | --colour          | 'blue' is not one of auto, grey,"
            + " colour",
        "train d --optimizer rmsprop    | --optimizer       | 'rmsprop' is not one of adam, adamw,"
            + " sgd",
        "train d --schedule cyclic      | --schedule        | 'cyclic' is not one of constant,"
            + " step, cosine, one-cycle",
        "train d --weight-decay -1      | --weight-decay    | '-1' is not a number of at least 0",
        "train d --clip-norm 0          | --clip-norm       | '0' is not a number above 0, nor none",
        "train d --label-smoothing 1    | --label-smoothing | '1' is not a number from 0 to below"
            + " 1",
        "train d --ema-decay 1          | --ema-decay       | '1' is not a number from 0 to below"
            + " 1",
        "train d --augment blur         | --augment         | 'blur' is no augmentation; there are"
            + " shift",
        "train d --augment flip=x       | --augment         | augmentation 'flip' needs a number"
            + " such as flip=0.5, not 'x'",
        "train d --augment erase=2      | --augment         | erase",
        "train d --class-weights yes    | --class-weights   | 'yes' is not one of auto, none",
        "train d --metric f1            | --metric          | 'f1' is not one of accuracy,"
            + " balanced-accuracy, macro-f1, loss",
        "train d --time-limit 30        | --time-limit      | '30' is not a length of time such as"
            + " 90s, 30m, 2h or 1h30m, nor none",
        "train d --time-limit 0s        | --time-limit      | '0s' is not a length of time",
        "train d --time-limit 30m1h     | --time-limit      | '30m1h' is not a length of time",
        "train d --time-limit -5m       | --time-limit      | '-5m' is not a length of time",
        "train d --seed 1.5             | --seed            | '1.5' is not a whole number",
        "train d --seed                 | --seed            | Missing required parameter",
        "tune d --trials 0              | --trials          | '0' is not a whole number of at least"
            + " 1",
        "tune d --time-limit soon       | --time-limit      | 'soon' is not a length of time",
        "predict m d -o f --top-k 0     | --top-k           | '0' is not a whole number",
        "predict m d -o f --min-confidence 1.1 | --min-confidence | '1.1' is not a number from 0 to"
            + " 1",
        "predict m d -o f --min-confidence NaN | --min-confidence | 'NaN' is not a number from 0 to"
            + " 1",
        "predict m d -o f --target-accuracy 1 | --target-accuracy | '1' is not a number above 0 and"
            + " below 1",
        "predict m d -o f --target-accuracy 0 | --target-accuracy | '0' is not a number above 0 and"
            + " below 1",
        "predict m d -o f --target-accuracy NaN | --target-accuracy | 'NaN' is not a number above 0"
            + " and below 1",
        "predict m d -o f --batch-size 0 | --batch-size     | '0' is not a whole number",
        "validate m d --batch-size 0    | --batch-size      | '0' is not a whole number",
        "explain m i --top-k 0          | --top-k           | '0' is not a whole number",
        "demo --source moon             | --source          | 'moon' is not one of auto, installed",
      })
  void refusesValuesOutOfRange(String line, String option, String sentence) {
    Outcome outcome = espy((Object[]) line.strip().split(" +"));

    assertThat(outcome.status()).isEqualTo(ExitStatus.USAGE);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err())
        .startsWith("espy: ")
        .contains(option, sentence)
        .contains("Try 'espy " + line.split(" ")[0] + " --help'.")
        .doesNotContain("\tat ", "Exception");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "train                          | DATA",
        "runs a b                       | b",
        "compare                        | RUN",
        "compare m                      | RUN",
        "compare m m                    | m and m are the same run; give two",
        "compare m n --engine dl4j      | --engine needs --data DATA; without it no image is read",
        "compare m n --label-column x   | --label-column needs --data DATA",
        "validate m                     | DATA",
        "predict m d                    | --output",
        "predict                        | MODEL",
        "predict m d -o f --min-confidence 0 --target-accuracy 0.9 | --min-confidence and"
            + " --target-accuracy exclude each other",
        "explain                        | MODEL",
        "explain m                      | IMAGE",
        "import idx                     | --images",
        "train d extra                  | extra",
        "train d --preset vgg           | there is no preset 'vgg'; there are tutorial, mlp, fast,"
            + " accurate",
        "inspect --preset vgg           | there is no preset 'vgg'; there are tutorial, mlp, fast,"
            + " accurate",
        "train d --validation 0.3 --validation-data v | --validation and --validation-data exclude"
            + " each other",
        "tune d --trials 3 --time-limit 1h | --time-limit and --trials exclude each other",
        "tune d --time-limit none       | a search without --time-limit needs --trials N",
        "tune d --validation 0          | --validation 0 leaves no images by which settings could"
            + " be compared",
        "train d --epochs 1 --epochs 2  | option '--epochs' should be specified only once",
        "train d --run a --run b        | option '--run' (DIR) should be specified only once",
        "train d --optimizer adam --weight-decay 0.1 | option '--weight-decay': adam does"
            + " not support weight decay (got 0.1); use optimizer adamw, or weight-decay 0",
        "train d --averaging 0.9        | --averaging is now --ema-decay",
        "train d --clip=1               | --clip is now --clip-norm",
      })
  void refusesCommandsThatCannotBeMeant(String line, String sentence) {
    Outcome outcome = espy((Object[]) line.strip().split(" +"));

    assertThat(outcome.status()).isEqualTo(ExitStatus.USAGE);
    assertThat(outcome.err()).startsWith("espy: ").contains(sentence).contains("--help'.");
  }

  @Test
  void asksForACommand() {
    Outcome outcome = espy();

    assertThat(outcome.status()).isEqualTo(ExitStatus.USAGE);
    assertThat(outcome.err())
        .contains(
            "the command is missing; give train, tune, runs, compare, validate, predict, explain,"
                + " export, inspect, import, doctor or demo");
  }

  @Test
  void suggestsWhatAnUnknownCommandOrOptionMayMean() {
    Outcome command = espy("tran", "data");
    assertThat(command.status()).isEqualTo(ExitStatus.USAGE);
    assertThat(command.err()).contains("tran").contains("Did you mean").contains("espy train");

    Outcome option = espy("train", "data", "--epoch", "3");
    assertThat(option.status()).isEqualTo(ExitStatus.USAGE);
    assertThat(option.err()).contains("--epoch").contains("Possible solutions: --epochs");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--help",
        "train --help",
        "tune --help",
        "runs --help",
        "compare --help",
        "validate --help",
        "predict --help",
        "explain --help",
        "inspect --help",
        "import --help",
        "import idx --help",
        "demo --help",
        "doctor --help"
      })
  void helps(String line) {
    Outcome outcome = espy((Object[]) line.split(" "));

    assertThat(outcome.status()).isZero();
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.out())
        .startsWith("Usage: espy " + line.replace("--help", "").strip())
        .doesNotContain("${", "null", "%%");
    assertThat(outcome.out().lines()).allMatch(row -> row.length() <= 80);
  }

  @Test
  void helpNamesEveryExitStatusAndCommand() {
    assertThat(espy("--help").out())
        .contains(
            Stream.of(
                    "train",
                    "tune",
                    "runs",
                    "compare",
                    "validate",
                    "predict",
                    "explain",
                    "inspect",
                    "import",
                    "doctor",
                    "demo")
                .toList())
        .contains(Arrays.asList("0 done", "1 failed", "2 wrong usage", "3 bad input", "130 int"));
  }

  @Test
  void saysItsVersion() {
    assertThat(espy("--version").out()).startsWith("Espy ");
    assertThat(espy("train", "--version").out()).startsWith("Espy ");
  }
}
