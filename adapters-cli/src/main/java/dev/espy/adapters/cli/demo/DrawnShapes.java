package dev.espy.adapters.cli.demo;

import dev.espy.domain.DecodeResult;
import dev.espy.domain.Image;
import dev.espy.domain.Label;
import dev.espy.domain.Sample;
import dev.espy.domain.Shape;
import dev.espy.domain.port.DataSet;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Grey images of simple shapes with random place, size, angle and noise, drawn when read. */
final class DrawnShapes implements DataSet {

  private static final int SIDE = 28;
  private static final List<String> NAMES =
      List.of("circle", "ring", "square", "triangle", "cross", "bar");

  private final long seed;
  private final int count;

  /**
   * @param count the number of images
   * @param seed the seed of all random choices
   */
  DrawnShapes(int count, long seed) {
    this.count = count;
    this.seed = seed;
  }

  @Override
  public String name() {
    return "drawn shapes";
  }

  @Override
  public String idName() {
    return "id";
  }

  @Override
  public int size() {
    return count;
  }

  @Override
  public Stream<Sample> samples() {
    return IntStream.range(0, count)
        .mapToObj(
            i -> new Sample(String.valueOf(i + 1), new Label(NAMES.get(i % NAMES.size())), i + 1));
  }

  @Override
  public DecodeResult read(Sample sample, Shape atLeast) {
    int index = sample.row() - 1;
    SplittableRandom random = new SplittableRandom(seed * 1_000_003 + index);
    BufferedImage canvas = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_BYTE_GRAY);
    Graphics2D graphics = canvas.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setColor(Color.WHITE);
    graphics.translate(random.nextDouble(11, 17), random.nextDouble(11, 17));
    graphics.rotate(random.nextDouble(0, 2 * Math.PI));
    draw(graphics, NAMES.get(index % NAMES.size()), random.nextDouble(5, 10));
    graphics.dispose();
    byte[] pixels = ((DataBufferByte) canvas.getRaster().getDataBuffer()).getData();
    for (int i = 0; i < pixels.length; i++) {
      int noisy = (pixels[i] & 0xFF) * 3 / 4 + random.nextInt(64);
      pixels[i] = (byte) noisy;
    }
    return new Image(new Shape(1, SIDE, SIDE), pixels);
  }

  private static void draw(Graphics2D graphics, String name, double radius) {
    switch (name) {
      case "circle" -> graphics.fill(circle(radius));
      case "ring" -> {
        graphics.setStroke(new BasicStroke(2));
        graphics.draw(circle(radius));
      }
      case "square" -> graphics.fill(bar(radius, radius));
      case "triangle" -> {
        Path2D triangle = new Path2D.Double();
        triangle.moveTo(0, -radius);
        triangle.lineTo(radius, radius * 0.8);
        triangle.lineTo(-radius, radius * 0.8);
        triangle.closePath();
        graphics.fill(triangle);
      }
      case "cross" -> {
        graphics.fill(bar(radius, radius / 4));
        graphics.transform(AffineTransform.getQuadrantRotateInstance(1));
        graphics.fill(bar(radius, radius / 4));
      }
      case "bar" -> graphics.fill(bar(radius, radius / 4));
      default -> throw new IllegalArgumentException(name);
    }
  }

  private static Ellipse2D circle(double radius) {
    return new Ellipse2D.Double(-radius, -radius, 2 * radius, 2 * radius);
  }

  private static Rectangle2D bar(double halfWidth, double halfHeight) {
    return new Rectangle2D.Double(-halfWidth, -halfHeight, 2 * halfWidth, 2 * halfHeight);
  }

  @Override
  public void close() {}
}
