package dev.espy.benchmarks;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;

/** Draws folders of images with a CSV of their names and labels. What is there is used again. */
final class Pictures {

  private Pictures() {}

  /**
   * Draws grey PNGs of 28x28.
   *
   * @param folder the folder to which missing images are added
   * @param count the number of images
   * @return a CSV that names the first {@code count} images of the folder
   */
  static Path pngs(Path folder, int count) throws IOException {
    return draw(
        folder,
        count,
        "png",
        number -> {
          Digits.Batch digit = new Digits(number).batch(1);
          BufferedImage image =
              new BufferedImage(Workload.SIDE, Workload.SIDE, BufferedImage.TYPE_BYTE_GRAY);
          image.getRaster().setDataElements(0, 0, Workload.SIDE, Workload.SIDE, digit.pixels());
          return new Picture(image, digit.labels()[0]);
        });
  }

  /** Draws JPEGs of 640x480: shapes over a gradient, with some noise as a camera's sensor has. */
  static Path jpegs(Path folder, int count) throws IOException {
    return draw(folder, count, "jpg", Pictures::photo);
  }

  private record Picture(BufferedImage image, int label) {}

  private interface Artist {
    Picture draw(int number);
  }

  private static Path draw(Path folder, int count, String format, Artist artist)
      throws IOException {
    Path images = Files.createDirectories(folder.resolve("images"));
    int[] labels = new int[count];
    IntStream.range(0, count)
        .parallel()
        .forEach(
            number -> {
              try {
                Path file = images.resolve(number + "." + format);
                Path label = images.resolve(number + ".label");
                if (!Files.exists(label)) {
                  Picture picture = artist.draw(number);
                  ImageIO.write(picture.image(), format, file.toFile());
                  Files.writeString(label, Integer.toString(picture.label()));
                }
                labels[number] = Integer.parseInt(Files.readString(label));
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    Path csv = folder.resolve(count + ".csv");
    try (BufferedWriter writer = Files.newBufferedWriter(csv)) {
      writer.write("id,label\n");
      for (int number = 0; number < count; number++) {
        writer.write("%d.%s,label%d%n".formatted(number, format, labels[number]));
      }
    }
    return csv;
  }

  private static Picture photo(int number) {
    SplittableRandom random = new SplittableRandom(number);
    int label = random.nextInt(Workload.LABELS);
    BufferedImage image = new BufferedImage(640, 480, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setPaint(
        new GradientPaint(
            random.nextInt(640), 0, colour(random), random.nextInt(640), 480, colour(random)));
    graphics.fillRect(0, 0, 640, 480);
    for (int shape = 0; shape < 40; shape++) {
      graphics.setPaint(
          new GradientPaint(
              random.nextInt(640), 0, colour(random), random.nextInt(640), 300, colour(random)));
      int x = random.nextInt(-50, 640);
      int y = random.nextInt(-50, 480);
      int width = random.nextInt(5, 200);
      int height = random.nextInt(5, 200);
      if (shape % 2 == 0) {
        graphics.fillOval(x, y, width, height);
      } else {
        graphics.drawLine(x, y, x + width, y + height);
      }
    }
    graphics.setPaint(Color.getHSBColor(label / 10f, 1, 1));
    graphics.fillRect(220, 140, 200, 200);
    graphics.dispose();
    int[] pixels = image.getRGB(0, 0, 640, 480, null, 0, 640);
    for (int i = 0; i < pixels.length; i++) {
      int noise = random.nextInt(-8, 9);
      int red = Math.min(255, Math.max(0, (pixels[i] >> 16 & 255) + noise));
      int green = Math.min(255, Math.max(0, (pixels[i] >> 8 & 255) + noise));
      int blue = Math.min(255, Math.max(0, (pixels[i] & 255) + noise));
      pixels[i] = red << 16 | green << 8 | blue;
    }
    image.setRGB(0, 0, 640, 480, pixels, 0, 640);
    return new Picture(image, label);
  }

  private static Color colour(SplittableRandom random) {
    return new Color(random.nextInt(256), random.nextInt(256), random.nextInt(256));
  }
}
