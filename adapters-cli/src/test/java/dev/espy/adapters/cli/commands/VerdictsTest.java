package dev.espy.adapters.cli.commands;

import static dev.espy.adapters.cli.Espy.espy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.espy.adapters.cli.Espy;
import dev.espy.adapters.cli.Espy.Outcome;
import dev.espy.adapters.cli.SmallData;
import dev.espy.adapters.cli.Trained;
import dev.espy.adapters.cli.output.ExitStatus;
import dev.espy.adapters.safetensors.EspyModelFiles;
import dev.espy.domain.Label;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The option --verdicts of train, tune and validate. */
class VerdictsTest {

  private static final String HEADER = "image,given_label,verdict,new_label\n";

  @TempDir Path folder;
  private Path data;
  private Path run;
  private Path verdicts;

  @BeforeEach
  void writeData() {
    data = SmallData.ofThree(folder.resolve("data"), 30);
    run = folder.resolve("run");
    // The labels of 1, 2, 3 are left, middle, right, and so on.
    verdicts =
        SmallData.text(
            folder.resolve("verdicts.csv"),
            HEADER
                + "1,left,change,other\n4,left,change,other\n7,left,change,other\n"
                + "10,left,change,other\n2,middle,remove,\n3,right,keep,\n");
  }

  private Outcome train(Object... more) {
    List<Object> words =
        new ArrayList<>(
            List.of(
                "train",
                data,
                "--run",
                run,
                "--epochs",
                2,
                "--architecture",
                Trained.softmaxRegression(folder)));
    words.addAll(List.of(more));
    return espy(words.toArray());
  }

  @Test
  void trainingLearnsTheLabelsOfThePerson() throws IOException {
    String before = Files.readString(data.resolve("train.csv"));
    assertThat(train().status()).isZero();
    String digest = digest();

    Outcome outcome = train("--verdicts", verdicts);

    assertThat(outcome.status()).as(outcome.err()).isZero();
    assertThat(outcome.err())
        .contains(
            verdicts + ": 4 labels changed, 1 image left out, 1 kept.\n",
            verdicts + ": no image of " + data + " had the new label 'other' before.\n",
            "23 images to learn from, 6 to validate on; 4 labels");
    assertThat(new EspyModelFiles().load(run).labels().asList())
        .containsExactly(
            new Label("left"), new Label("middle"), new Label("other"), new Label("right"));
    assertThat(digest()).isNotEqualTo(digest);
    assertThat(run.resolve("config.yaml")).content().contains("\nverdicts: " + verdicts + "\n");
    assertThat(data.resolve("train.csv")).hasContent(before);
  }

  private String digest() {
    return String.valueOf(new EspyModelFiles().load(run).provenance());
  }

  @Test
  void aConfigFileNamesThem() {
    Path config = SmallData.text(folder.resolve("a.yaml"), "verdicts: " + verdicts + "\n");

    assertThat(
            espy("train", data, "--run", run, "--config", config, "--epochs", 1, "--preset", "mlp")
                .err())
        .contains("4 labels changed");
  }

  @Test
  void aTrainingResumesWithItsVerdictsOnly() {
    Object[] begin = {
      "train", data, "--run", run, "--epochs", 4, "--preset", "mlp", "--verdicts", verdicts
    };
    assertThat(Espy.cancelledAt("epoch 2/4", begin).status()).isEqualTo(ExitStatus.INTERRUPTED);
    Path other = SmallData.text(folder.resolve("other.csv"), HEADER + "1,left,remove,\n");

    Outcome refused = espy("train", data, "--run", run, "--resume", "--verdicts", other);

    assertThat(refused.status()).isEqualTo(ExitStatus.USAGE);
    assertThat(refused.err()).contains("begun with --verdicts " + verdicts + "; leave --verdicts");

    SmallData.text(verdicts, HEADER + "1,left,change,other\n4,left,change,other\n");
    Outcome changed = espy("train", data, "--run", run, "--resume");

    assertThat(changed.status()).isEqualTo(ExitStatus.BAD_INPUT);
    assertThat(changed.err()).contains("this training was begun with other images or labels");

    writeData();
    Outcome resumed = espy("train", data, "--run", run, "--resume");

    assertThat(resumed.status()).as(resumed.err()).isZero();
    assertThat(resumed.err()).contains("4 labels changed", "Going on after epoch 2.");
  }

  @Test
  void theyMayBeOnTrainingAndValidationImages() {
    Path validation =
        SmallData.grey(folder.resolve("validation/labels.csv"))
            .header("id,label")
            .labelled(3, "left", "middle", "right")
            .row("a,left")
            .write();
    SmallData.text(verdicts, HEADER + "4,left,change,right\na,left,remove,\n1,left,keep,\n");

    Outcome outcome = train("--validation-data", validation, "--verdicts", verdicts);

    assertThat(outcome.status()).as(outcome.err()).isZero();
    assertThat(outcome.err())
        .contains("1 label changed, 1 image left out, 2 kept.", "30 images to learn from, 3 to");

    SmallData.text(verdicts, HEADER + "a,left,remove,\n");
    assertThat(
            train("--validation-data", validation, "--verdicts", verdicts, "--find-learning-rate")
                .status())
        .isZero();
  }

  @Test
  void tuneHandsThemOn() throws IOException {
    Path search = folder.resolve("search");

    Outcome outcome =
        espy("tune", data, "--run", search, "--trials", 1, "--epochs", 1, "--verdicts", verdicts);

    assertThat(outcome.status()).as(outcome.err()).isZero();
    assertThat(outcome.err()).contains("4 labels changed");
    assertThat(Files.readString(search.resolve("best.yaml"))).contains("verdicts: " + verdicts);
    assertThat(Files.readString(search.resolve("tune.yaml"))).contains("verdicts: " + verdicts);
  }

  @Test
  void validationCountsTheLabelsOfThePerson() {
    Path model = Trained.on(data, folder);
    SmallData.text(verdicts, HEADER + "1,left,change,right\n2,middle,remove,\n3,right,keep,\n");

    Outcome outcome = espy("validate", model, data, "--verdicts", verdicts, "--json");

    assertThat(outcome.status()).as(outcome.err()).isZero();
    assertThat(outcome.err()).contains(verdicts + ": 1 label changed, 1 image left out, 1 kept.\n");
    assertThat(outcome.json().get("confusion").get("matrix").toString())
        .isEqualTo("[[9,0,0],[0,9,0],[1,0,10]]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"train", "tune", "validate"})
  void badVerdictsAreASentence(String command) {
    List<Object> words =
        new ArrayList<>(
            command.equals("validate")
                ? List.of(command, Trained.on(data, folder), data)
                : List.of(command, data, "--run", folder.resolve("new")));
    words.addAll(List.of("--verdicts", verdicts));

    SmallData.text(verdicts, HEADER + "100,left,remove,\n");
    refused(
        espy(words.toArray()),
        verdicts
            + ", row 2: "
            + data
            + " has no image '100' with the label 'left'; use verdicts that were written for these data\n");
    SmallData.text(verdicts, HEADER + "1,left,perhaps,\n");
    refused(
        espy(words.toArray()),
        verdicts + ", row 2: there is no verdict 'perhaps'; write keep, change or remove\n");
    SmallData.text(verdicts, "");
    refused(espy(words.toArray()), verdicts + " is empty\n");
    SmallData.text(verdicts, "image,given_label\n1,left\n");
    refused(espy(words.toArray()), verdicts + " has no column verdict; verdicts need");
    words.set(words.size() - 1, folder.resolve("none.csv"));
    refused(espy(words.toArray()), "there is no file " + folder.resolve("none.csv") + "\n");
    assertThat(folder.resolve("new")).doesNotExist();
  }

  private static void refused(Outcome outcome, String sentence) {
    assertThat(outcome.status()).as(outcome.err()).isEqualTo(ExitStatus.BAD_INPUT);
    assertThat(outcome.err()).contains(sentence);
    assertThat(outcome.out()).isEmpty();
  }

  @Test
  void theyAreNotOverwritten() throws IOException {
    assertThat(train().status()).isZero();
    Path own = SmallData.text(run.resolve("suspects.csv"), HEADER + "1,left,remove,\n");

    Outcome outcome = train("--verdicts", own);

    assertThat(outcome.status()).isEqualTo(ExitStatus.USAGE);
    assertThat(outcome.err()).contains(own + ": is read, and would be overwritten");
    assertThat(own).content().contains("remove");
    Outcome validated = espy("validate", run, data, "--verdicts", verdicts, "--output", verdicts);
    assertThat(validated.status()).isEqualTo(ExitStatus.USAGE);
    assertThat(verdicts).content().startsWith(HEADER);
  }

  @Test
  void controlCharactersAreShown() {
    SmallData.text(verdicts, HEADER + "\u001b[2J,left,remove,\n");

    assertThat(train("--verdicts", verdicts).err())
        .contains("no image '\\u001b[2J' with the label 'left'");
  }
}
