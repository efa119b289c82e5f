package dev.espy.adapters.cli.output;

import static dev.espy.adapters.cli.Espy.espy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.espy.adapters.cli.Espy.Outcome;
import dev.espy.adapters.cli.SmallData;
import dev.espy.adapters.cli.Trained;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Nothing that a data set, a model or a command line says makes a terminal do anything. */
class ControlCharactersTest {

  /** Turns a terminal red, sets its title, erases, deletes, turns the direction, ends a line. */
  private static final String EVIL = "\033[31m\033]0;x\007\b\177\u009b2J\u202e\u2066\u2028z";

  private static final String SHOWN =
      "\\u001b[31m\\u001b]0;x\\u0007\\u0008\\u007f\\u009b2J\\u202e\\u2066\\u2028z";

  @TempDir private Path folder;
  private Path data;
  private Path run;

  @BeforeEach
  void train() {
    data =
        SmallData.grey(folder.resolve(EVIL + "data/train.csv"))
            .header("id,label")
            .labelled(20, "left" + EVIL, "right" + EVIL)
            .row("lost" + EVIL + ",left" + EVIL)
            .row("1,middle" + EVIL)
            .write();
    run = folder.resolve("run" + EVIL);
  }

  private Outcome trained(Object... more) {
    Object[] words = {
      "train",
      data,
      "--run",
      run,
      "--epochs",
      2,
      "--batch-size",
      4,
      "--architecture",
      Trained.softmaxRegression(folder)
    };
    Object[] all = new Object[words.length + more.length];
    System.arraycopy(words, 0, all, 0, words.length);
    System.arraycopy(more, 0, all, words.length, more.length);
    return espy(all);
  }

  private static void assertHarmless(Outcome outcome) {
    assertThat(outcome.out() + outcome.err())
        .contains(SHOWN)
        .matches(
            text -> text.replace("\n\tat ", "").chars().allMatch(ControlCharactersTest::isHarmless),
            "is harmless");
  }

  private static boolean isHarmless(int c) {
    return c == '\n' || !Character.isISOControl(c) && c != 0x202e && c != 0x2066 && c != 0x2028;
  }

  @Test
  void noCommandSendsThemToTheTerminal() throws IOException {
    Outcome outcome = trained();
    assertThat(outcome.status()).as(outcome.err()).isEqualTo(ExitStatus.UNREADABLE_IMAGES);
    assertHarmless(outcome);
    assertThat(outcome.err()).contains("'lost" + SHOWN + "'", "data: 1 image is in more than");

    assertHarmless(espy("inspect", run));
    assertHarmless(espy("validate", run, data));
    Path image = data.resolve("1.png");
    assertHarmless(
        espy("explain", run, image, data.resolve("no" + EVIL), "-o", folder.resolve("o" + EVIL)));
    Path copy = Files.createDirectories(folder.resolve("copy" + EVIL));
    for (String name : new String[] {"model.espy", "validation_predictions.csv"}) {
      Files.copy(run.resolve(name), copy.resolve(name));
    }
    Path answers = copy.resolve("validation_predictions.csv");
    Files.writeString(
        answers,
        Files.readString(answers).replaceAll(",(left|right)([^,]*),(left|right)", ",$1$2,up"));
    assertHarmless(espy("compare", run, copy));
    assertHarmless(espy("compare", run, copy, "--data", data));
    assertHarmless(espy("runs", folder));
    assertHarmless(espy("predict", run, data, "--output", folder.resolve(EVIL + ".csv")));
    Path sure = folder.resolve("sure" + EVIL + ".csv");
    assertHarmless(espy("predict", run, data, "--output", sure, "--min-confidence", 1));
    assertHarmless(espy("predict", run, data, "--output", sure, "--target-accuracy", 0.99));
    assertHarmless(
        espy(
            "export",
            run,
            "--format",
            "memory",
            "--data",
            data,
            "--output",
            folder.resolve(EVIL + ".onnx")));
    assertHarmless(
        espy("tune", data, "--run", folder.resolve("tune" + EVIL), "--trials", 1, "--epochs", 1));
    assertHarmless(espy("import", "idx", "--images", EVIL, "--output", folder.resolve("idx")));
  }

  @Test
  void noErrorSendsThemToTheTerminal() {
    assertHarmless(espy("train", folder.resolve("no" + EVIL)));
    assertHarmless(espy("inspect", folder.resolve("no" + EVIL)));
    assertHarmless(espy("runs", folder.resolve("no" + EVIL)));
    assertHarmless(espy("compare", folder.resolve("no" + EVIL), folder.resolve("non" + EVIL)));
    assertHarmless(espy("inspect", "--preset", EVIL));
    assertHarmless(espy("train", data, "--epochs", EVIL));
    assertHarmless(espy("train", data, "--" + EVIL));
    assertHarmless(espy(EVIL));
    assertHarmless(espy("train", data, "--run", run, "--label-column", EVIL, "--stacktrace"));
    assertHarmless(espy("train", data, "--metric", EVIL));
    Path config = SmallData.text(folder.resolve("a.yaml"), "\"" + SHOWN + "\": 1\n");
    assertHarmless(espy("train", data, "--config", config));
  }

  @Test
  void filesAndJsonKeepThem() throws IOException {
    Outcome outcome = trained("--json");
    assertHarmless(outcome);
    assertThat(outcome.json().get("run").stringValue()).isEqualTo(run.toString());
    JsonNode first = espy("runs", folder, "--json").json().get("runs").get(0);
    assertThat(first.get("run").stringValue()).isEqualTo(run.toString());
    assertThat(espy("inspect", run, "--json").json().get("labels").get(0).stringValue())
        .isEqualTo("left" + EVIL);
    assertThat(Files.readString(run.resolve("confusion_matrix.csv"))).contains("right" + EVIL);
  }

  @Test
  void aLineBreakInANameMakesNoLine() {
    StringWriter text = new StringWriter();
    PrintWriter writer = new PrintWriter(text);
    PrintWriter out = new Console(writer, writer, false).out();
    out.printf("label %s%n", "a\nb\r\tc");
    out.println("two\nlines\rnot three");
    out.print("{\"a\":\r\n1}");
    assertThat(text)
        .hasToString("label a\\u000ab\\u000d\\u0009c\ntwo\nlines\\u000dnot three\n{\"a\":\n1}");
  }

  @Test
  void whatEspyDrawsIsStillDrawn() {
    StringWriter text = new StringWriter();
    Console console = new Console(new PrintWriter(text), new PrintWriter(text), true);
    console.drawLine("reading\033[2J");
    assertThat(text).hasToString("\r\033[Kreading\\u001b[2J");
    console.out().printf("%s%n", "done\033[2J");
    assertThat(text)
        .hasToString(
            "\r\033[Kreading\\u001b[2J" + "\r\033[Kdone\\u001b[2J" + System.lineSeparator());
    assertThat(List.of(console.out(), console.err())).doesNotContain(console.styledOut());
  }
}
