package dev.espy.readme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.espy.adapters.cli.output.Console;
import dev.espy.adapters.cli.run.Cancellation;
import dev.espy.adapters.cli.wiring.DaggerEspyComponent;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class ReadmeTest {

  private static final Path ROOT = Path.of("..");

  private static List<String> blocks(String file, String language) throws IOException {
    Matcher matcher =
        Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(ROOT.resolve(file)));
    return matcher.results().map(result -> result.group(1)).toList();
  }

  static Stream<String> commands() throws IOException {
    return blocks("README.md", "sh").stream()
        .flatMap(String::lines)
        .filter(line -> line.startsWith("./espy "));
  }

  @Test
  void hasTheCommandsThatItPromises() throws IOException {
    assertThat(commands()).hasSizeGreaterThan(5);
  }

  /** That they also do what they say is checked by .ci/run, which runs them on real images. */
  @ParameterizedTest
  @MethodSource("commands")
  void itsCommandsAreUnderstood(String command) {
    PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
    CommandLine espy =
        DaggerEspyComponent.factory()
            .create(new Console(nowhere, nowhere, false), new Cancellation())
            .commandLine();
    String[] words = command.replaceFirst(" > .*", "").substring("./espy ".length()).split(" ");
    assertThatCode(() -> espy.parseArgs(words)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource({"README.md, Embedding.java", "docs/gpu.md, GpuEmbedding.java"})
  void itsJavaIsTheJavaThatIsTested(String page, String file) throws IOException {
    String source =
        Files.readString(Path.of("src/test/java/dev/espy/readme", file)).replaceAll("\\s+", "");
    assertThat(blocks(page, "java"))
        .singleElement()
        .satisfies(java -> assertThat(source).contains(java.replaceAll("\\s+", "")));
  }

  @Test
  void itsJavaFindsADeviceForEachEngine() {
    assertThat(GpuEmbedding.engines())
        .satisfiesExactly(
            reason -> assertThat(reason).startsWith("ONNX Runtime runs on "),
            reason -> assertThat(reason).startsWith("Deeplearning4j runs on the CPU: "),
            engine -> assertThat(engine).startsWith("ONNX Runtime 1."),
            engine -> assertThat(engine).startsWith("Deeplearning4j 1."));
  }

  @Test
  void itsJavaTrainsAndPredicts(@TempDir Path folder) throws IOException {
    StringBuilder csv = new StringBuilder("image,label\n");
    for (int i = 0; i < 60; i++) {
      BufferedImage image = new BufferedImage(12, 12, BufferedImage.TYPE_INT_RGB);
      image.createGraphics().fillRect(i % 2 == 0 ? 0 : 6, 0, 6, 12);
      ImageIO.write(image, "png", folder.resolve(i + ".png").toFile());
      csv.append(i).append(i % 2 == 0 ? ",left\n" : ",right\n");
    }
    Files.writeString(folder.resolve("labels.csv"), csv);

    Embedding.run(folder, folder.resolve("run"));

    List<String> rows = Files.readAllLines(folder.resolve("run/labels.csv"));
    assertThat(rows).hasSize(61);
    assertThat(rows.get(1)).startsWith("0,left,");
    assertThat(rows.get(2)).startsWith("1,right,");
  }
}
