package dev.espy.adapters.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espy.adapters.cli.Espy;
import dev.espy.adapters.cli.Espy.Outcome;
import dev.espy.adapters.cli.SmallData;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** Heat lies where the evidence is: in drawn images whose label rests on one corner. */
class ExplainedCornersTest {

  private static final int SIDE = 28;
  private static final int MARK = 5;

  /** A network that is cheap to ask thousands of times, and yet learns each kind of mark. */
  private static final String NETWORK =
      """
      layers:
        - convolution: {filters: 16, kernel: 3, activation: identity, bias: false}
        - batch-normalization: {activation: relu}
        - max-pooling: {size: 2}
        - convolution: {filters: 32, kernel: 3, activation: identity, bias: false}
        - batch-normalization: {activation: relu}
        - max-pooling: {size: 2}
        - dense: {units: 64}
      """;

  /** The rows of each mark, a bit for each pixel. */
  private static final int[][] MARKS = {
    {0x1f, 0x11, 0x11, 0x11, 0x1f},
    {0x04, 0x04, 0x1f, 0x04, 0x04},
    {0x11, 0x0a, 0x04, 0x0a, 0x11},
    {0x1f, 0x1f, 0x1f, 0x1f, 0x1f}
  };

  /** Data sets that differ in what the label is. */
  private enum Drawing {
    /** The label is the kind of the mark in the upper right corner, on dark noise. */
    KIND,
    /** The label is the corner with a block, on dark noise. */
    CORNER,
    /** The label is the colour of a block in the lower left corner, on a light ground. */
    COLOUR;

    int corner(int label) {
      return this == KIND ? 1 : this == CORNER ? label : 2;
    }

    BufferedImage draw(int label, Random random) {
      BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
      for (int y = 0; y < SIDE; y++) {
        for (int x = 0; x < SIDE; x++) {
          int grey = this == COLOUR ? 255 - random.nextInt(40) : random.nextInt(128);
          image.setRGB(x, y, 0x010101 * grey);
        }
      }
      boolean right = corner(label) % 2 == 1;
      boolean low = corner(label) / 2 == 1;
      for (int i = 0; i < 5; i++) {
        int x = random.nextInt(SIDE - MARK);
        int y = random.nextInt(SIDE - MARK);
        boolean inCorner =
            (right ? x + MARK > SIDE / 2 : x < SIDE / 2)
                && (low ? y + MARK > SIDE / 2 : y < SIDE / 2);
        if (!inCorner) {
          int grey = 0x010101 * (90 + random.nextInt(90));
          rectangle(image, x, y, 1 + random.nextInt(MARK), 1 + random.nextInt(MARK), grey);
        }
      }
      int left = random.nextInt(5);
      int top = random.nextInt(5);
      int colour = this == COLOUR ? new int[] {0xd02020, 0x20a020, 0x2020d0}[label] : 0xffffff;
      int[] rows = MARKS[this == KIND ? label : 3];
      for (int y = 0; y < MARK; y++) {
        for (int x = 0; x < MARK; x++) {
          if ((rows[y] >> x & 1) == 1) {
            image.setRGB(
                right ? SIDE - MARK - left + x : left + x,
                low ? SIDE - MARK - top + y : top + y,
                colour);
          }
        }
      }
      return image;
    }

    private static void rectangle(
        BufferedImage image, int left, int top, int width, int height, int colour) {
      for (int y = top; y < top + height; y++) {
        for (int x = left; x < left + width; x++) {
          image.setRGB(x, y, colour);
        }
      }
    }
  }

  @TempDir Path folder;

  private List<Path> draw(Drawing drawing, String name, int images, long seed) throws IOException {
    Random random = new Random(seed);
    int labels = drawing == Drawing.COLOUR ? 3 : 4;
    List<Path> files = new ArrayList<>();
    StringBuilder csv = new StringBuilder("id,label\n");
    Files.createDirectories(folder.resolve(name));
    for (int i = 0; i < images; i++) {
      int label = i % labels;
      Path file = folder.resolve(name).resolve(i + ".png");
      ImageIO.write(drawing.draw(label, random), "png", file.toFile());
      files.add(file);
      csv.append(i).append(",label ").append(label).append('\n');
    }
    SmallData.text(folder.resolve(name).resolve("train.csv"), csv.toString());
    return files;
  }

  @ParameterizedTest
  @EnumSource
  void theHottestTenthOfTheMapLiesInTheCornerThatDecides(Drawing drawing) throws IOException {
    draw(drawing, "train", 1200, 1);
    Path run = folder.resolve("run");
    Object[] training = {
      "train",
      folder.resolve("train"),
      "--run",
      run,
      "--preset",
      "fast",
      "--architecture",
      SmallData.text(folder.resolve("network.yaml"), NETWORK),
      "--epochs",
      10,
      "--validation",
      0,
      "--augment",
      "none"
    };
    Outcome trained = Espy.real().run(training);
    assertThat(trained.status()).as(trained.err()).isZero();
    List<Object> command = new ArrayList<>(List.of("explain", run));
    command.addAll(draw(drawing, "test", 100, 2));
    command.addAll(List.of("-o", folder.resolve("pictures"), "--json"));

    Outcome explained = Espy.real().run(command.toArray());

    assertThat(explained.status()).as(explained.err()).isZero();
    JsonNode explanations = explained.json().get("explanations");
    int labels = drawing == Drawing.COLOUR ? 3 : 4;
    List<String> elsewhere = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      JsonNode explanation = explanations.get(i);
      assertThat(explanation.get("image").stringValue()).endsWith(i + ".png");
      if (!isIn(explanation.get("map"), drawing.corner(i % labels))) {
        elsewhere.add(
            "%d.png, label %d: %s, %s"
                .formatted(i, i % labels, explanation.get("answers"), explanation.get("place")));
      }
    }
    assertThat(elsewhere).hasSizeLessThanOrEqualTo(5);
  }

  /** Returns whether the hottest tenth of a map is in a quarter of the image. */
  private static boolean isIn(JsonNode map, int corner) {
    int rows = map.get("rows").intValue();
    int columns = map.get("columns").intValue();
    int cells = rows * columns;
    return IntStream.range(0, cells)
        .boxed()
        .sorted(Comparator.comparingDouble(cell -> -map.get("evidence").get(cell).doubleValue()))
        .limit((cells + 9) / 10)
        .allMatch(
            cell ->
                (cell % columns < columns / 2) == (corner % 2 == 0)
                    && (cell / columns < rows / 2) == (corner / 2 == 0));
  }
}
