package dev.espy.adapters.cli.commands;

import static dev.espy.adapters.cli.Espy.espy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.espy.adapters.cli.ChildJvm;
import dev.espy.adapters.cli.Espy;
import dev.espy.adapters.cli.Espy.Outcome;
import dev.espy.adapters.cli.StandInEngine;
import dev.espy.adapters.cli.output.ExitStatus;
import dev.espy.adapters.cli.run.Cancellation;
import dev.espy.adapters.cli.wiring.Main;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportCommandTest {

  @TempDir Path folder;
  private Path images;
  private Path labels;
  private Path output;

  /** Two images of 2 rows and 3 columns, whose pixels are 0 to 5 and 6 to 11. */
  @BeforeEach
  void writeIdx() throws IOException {
    images = folder.resolve("images-idx3-ubyte");
    ByteBuffer bytes = ByteBuffer.allocate(16 + 12).putInt(0x0803).putInt(2).putInt(2).putInt(3);
    for (int i = 0; i < 12; i++) {
      bytes.put((byte) i);
    }
    Files.write(images, bytes.array());
    labels = folder.resolve("labels-idx1-ubyte");
    Files.write(
        labels,
        ByteBuffer.allocate(10).putInt(0x0801).putInt(2).put((byte) 1).put((byte) 0).array());
    output = folder.resolve("out");
  }

  @Test
  void writesACsvAndImages() throws IOException {
    Outcome outcome =
        espy("import", "idx", "--images", images, "--labels", labels, "--output", output);

    assertThat(outcome.status()).isZero();
    assertThat(outcome.out()).isEqualTo("2 images in %s%n".formatted(output.resolve("train.csv")));
    assertThat(output.resolve("train.csv")).hasContent("id,label\n1,1\n2,0\n");
    BufferedImage second = ImageIO.read(output.resolve("images/2.png").toFile());
    assertThat(second.getWidth()).isEqualTo(3);
    assertThat(second.getHeight()).isEqualTo(2);
    assertThat(second.getRaster().getSamples(0, 0, 3, 2, 0, (int[]) null))
        .containsExactly(6, 7, 8, 9, 10, 11);
  }

  @Test
  void readsGzippedFilesAndNamesLabels() throws IOException {
    Outcome outcome =
        espy(
            "import",
            "idx",
            "--images",
            gzipped(images),
            "--labels",
            gzipped(labels),
            "--label-names",
            "T-shirt/top,犬",
            "-o",
            output,
            "--json");

    assertThat(outcome.status()).isZero();
    assertThat(outcome.json().get("images").intValue()).isEqualTo(2);
    assertThat(output.resolve("train.csv")).hasContent("id,label\n1,犬\n2,T-shirt/top\n");
  }

  private static Path gzipped(Path file) throws IOException {
    Path packed = file.resolveSibling(file.getFileName() + ".gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
      Files.copy(file, out);
    }
    return packed;
  }

  @Test
  void writesNamesOnlyWithoutLabels() {
    assertThat(espy("import", "idx", "--images", images, "-o", output).status()).isZero();

    assertThat(output.resolve("test.csv")).hasContent("id\n1\n2\n");
  }

  @Test
  void refusesFilesThatDoNotBelongTogether() throws IOException {
    Files.write(labels, ByteBuffer.allocate(9).putInt(0x0801).putInt(1).put((byte) 0).array());

    Outcome outcome = espy("import", "idx", "--images", images, "--labels", labels, "-o", output);

    assertThat(outcome.status()).isEqualTo(ExitStatus.BAD_INPUT);
    assertThat(outcome.err()).contains("do not belong together").doesNotContain("\tat ");
    assertThat(output).doesNotExist();
  }

  @Test
  void writesNoCsvWhenInterrupted() {
    Cancellation cancellation = new Cancellation();
    cancellation.cancel();

    Outcome outcome =
        Espy.on(new StandInEngine(), cancellation)
            .run("import", "idx", "--images", images, "-o", output);

    assertThat(outcome.status()).isEqualTo(ExitStatus.INTERRUPTED);
    assertThat(outcome.err())
        .contains("Interrupted: stopped before all images were written, so there is no " + output);
    assertThat(output.resolve("test.csv")).doesNotExist();
  }

  @Test
  void writesNumbersTheSameWhateverTheSystemsLanguageIs() throws Exception {
    Files.write(
        images,
        ByteBuffer.allocate(16 + 1000).putInt(0x0803).putInt(1000).putInt(1).putInt(1).array());

    Outcome outcome =
        new ChildJvm(Main.class, folder)
            .option("-Duser.language=de")
            .run("import", "idx", "--images", images, "-o", output);

    assertThat(outcome.out()).as(outcome.err()).startsWith("1,000 images in ");
  }

  @Test
  void asksForTheForm() {
    Outcome outcome = espy("import");

    assertThat(outcome.status()).isEqualTo(ExitStatus.USAGE);
    assertThat(outcome.err()).contains("the format is missing: idx");
  }
}
