package dev.espy.adapters.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espy.domain.BadDataSetException;
import dev.espy.domain.EspyException;
import dev.espy.domain.Remedy;
import dev.espy.domain.Unreadable;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

class RemedyOptionsTest {

  private static CommandSpec command(String name, String... options) {
    CommandSpec command = CommandSpec.create().name(name);
    for (String option : options) {
      command.addOption(OptionSpec.builder(option).type(String.class).build());
    }
    return command;
  }

  @Test
  void everyRemedyIsCompleted() {
    EspyException failure =
        new BadDataSetException(
            "it fails",
            Remedy.NAME_IMAGE_FOLDER,
            Remedy.NAME_IMAGE_COLUMN,
            Remedy.NAME_LABEL_COLUMN,
            Remedy.COMPARE_ON_IMAGES,
            Remedy.SKIP_VALIDATION,
            Remedy.CALIBRATE,
            Remedy.accuracyOfAtMost("0.9712"),
            Remedy.FEWER_THREADS,
            Remedy.SMALLER_BATCHES,
            Remedy.batchesOfAtMost(42),
            Remedy.SMALLER_IMAGES,
            Remedy.heapOf(512),
            Remedy.USE_CPU,
            Remedy.OTHER_ENGINE,
            Remedy.other("try again"));

    assertThat(RemedyOptions.sentence(failure))
        .isEqualTo(
            "it fails; name the folder of the images with --images, name the column of images with"
                + " --image-column, name the column of labels with --label-column, compare them on"
                + " labelled images with --data, skip validation"
                + " with --validation 0, calibrate it on the validation images of its training with"
                + " espy train DATA --run DIR --resume, ask for an accuracy of at most 0.9712 with"
                + " --target-accuracy, use fewer threads with --threads, use smaller batches with"
                + " --batch-size, use batches of at most 42 images with --batch-size 42, use a smaller image size with --image-size,"
                + " give Java a heap of 512 MiB with ESPY_JAVA_OPTS=-Xmx512m, use the CPU with"
                + " --device cpu, use another engine with --engine dl4j, or try again");
    assertThat(failure)
        .hasMessage(
            "it fails; name the folder of the images, name the column of images, name the column of"
                + " labels, compare them on labelled images, skip validation, calibrate it on the validation images of its training, ask for"
                + " an accuracy of at most 0.9712, use fewer threads, use smaller batches, use batches of at most 42 images,"
                + " use a smaller image size, give Java a heap of 512 MiB, use the CPU, use another"
                + " engine, or try again");
  }

  @Test
  void optionsThatTheCommandLacksAreOmitted() {
    EspyException failure =
        new BadDataSetException(
            "it fails", Remedy.SMALLER_BATCHES, Remedy.SMALLER_IMAGES, Remedy.heapOf(512));

    assertThat(RemedyOptions.sentence(failure, command("predict", "--batch-size")))
        .isEqualTo(
            "it fails; use smaller batches with --batch-size, or give Java a heap of 512 MiB with"
                + " ESPY_JAVA_OPTS=-Xmx512m");
    assertThat(RemedyOptions.sentence(failure, command("export")))
        .isEqualTo("it fails; give Java a heap of 512 MiB with ESPY_JAVA_OPTS=-Xmx512m");
  }

  @Test
  void tuningCannotSkipValidation() {
    EspyException failure = new BadDataSetException("it fails", Remedy.SKIP_VALIDATION);

    assertThat(RemedyOptions.sentence(failure, command("train", "--validation")))
        .isEqualTo("it fails; skip validation with --validation 0");
    assertThat(RemedyOptions.sentence(failure, command("tune", "--validation")))
        .isEqualTo("it fails");
  }

  @Test
  void anImageHasRemediesToo() {
    Unreadable image = new Unreadable("a.png", 7, "it is large", List.of(Remedy.heapOf(42)));

    assertThat(RemedyOptions.sentence(image))
        .isEqualTo("it is large; give Java a heap of 42 MiB with ESPY_JAVA_OPTS=-Xmx42m");
    assertThat(image.describe()).isEqualTo("it is large; give Java a heap of 42 MiB");
  }
}
