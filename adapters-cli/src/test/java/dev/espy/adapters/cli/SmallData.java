package dev.espy.adapters.cli;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;

/** Writes small data sets whose labels are plain to see: each label is a bright bar elsewhere. */
public final class SmallData {

  private final Path csv;
  private final List<String> rows = new ArrayList<>();
  private final Random random = new Random(1);
  private final int width;
  private final int height;
  private final boolean colour;

  private SmallData(Path csv, int width, int height, boolean colour) {
    this.csv = csv;
    this.width = width;
    this.height = height;
    this.colour = colour;
  }

  /** Starts a data set of grey images of 8 x 8 pixels; the images will be beside the CSV. */
  public static SmallData grey(Path csv) {
    return new SmallData(csv, 8, 8, false);
  }

  /** Starts a data set of images of 10 x 6 pixels whose bars differ in colour, not in place. */
  public static SmallData colour(Path csv) {
    return new SmallData(csv, 10, 6, true);
  }

  /** Writes images of three labels, in turn, and returns their folder. */
  public static Path ofThree(Path folder, int images) {
    return grey(folder.resolve("train.csv"))
        .header("id,label")
        .labelled(images, "left", "middle", "right")
        .write();
  }

  public SmallData header(String header) {
    rows.add(header);
    return this;
  }

  /** Adds images of the labels in turn; their ids go on from the number of rows. */
  public SmallData labelled(int images, String... labels) {
    for (int i = 0; i < images; i++) {
      int id = rows.size();
      image(id, i % labels.length);
      rows.add(id + "," + quoted(labels[i % labels.length]));
    }
    return this;
  }

  /** Adds images that show some of three labels in turn, but does not say which. */
  public SmallData unlabelled(int images) {
    for (int i = 0; i < images; i++) {
      int id = rows.size();
      image(id, i % 3);
      rows.add(String.valueOf(id));
    }
    return this;
  }

  /** Adds a row as it is, with no image. */
  public SmallData row(String row) {
    rows.add(row);
    return this;
  }

  /** Writes the CSV and returns the folder of all. */
  public Path write() {
    try {
      Files.createDirectories(csv.getParent());
      Files.write(csv, rows);
      return csv.getParent();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes text into a file, its folder being made, and returns the file. */
  public static Path text(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String quoted(String cell) {
    return cell.matches("[^,\"]*") ? cell : '"' + cell.replace("\"", "\"\"") + '"';
  }

  private void image(int id, int label) {
    BufferedImage image =
        new BufferedImage(
            width, height, colour ? BufferedImage.TYPE_INT_RGB : BufferedImage.TYPE_BYTE_GRAY);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int place = colour ? 1 : label;
        boolean bright = x * 3 / width == place;
        for (int channel = 0; channel < (colour ? 3 : 1); channel++) {
          int value = bright && (!colour || channel == label) ? 190 : 20;
          image.getRaster().setSample(x, y, channel, value + random.nextInt(50));
        }
      }
    }
    try {
      Files.createDirectories(csv.getParent());
      ImageIO.write(image, "png", csv.resolveSibling(id + ".png").toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
