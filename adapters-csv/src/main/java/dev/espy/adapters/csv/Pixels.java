package dev.espy.adapters.csv;

import dev.espy.domain.Image;
import dev.espy.domain.Shape;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.IndexColorModel;
import java.awt.image.PixelInterleavedSampleModel;
import java.awt.image.WritableRaster;
import java.util.Arrays;

/**
 * Makes an {@link Image} of what Java decodes. Grey stays grey, everything else becomes red, green
 * and blue. What is transparent is put on white, as on a page.
 *
 * <p>Grey, red, green and blue values are taken as they are in the file, without regard to gamma
 * and colour profiles, as other tools for machine learning do. (Java takes grey for linear light;
 * its own conversions change every value.) More than eight bits are scaled down to eight.
 */
final class Pixels {

  private Pixels() {}

  static Image of(BufferedImage image) {
    ColorModel model = image.getColorModel();
    if (model instanceof IndexColorModel palette) {
      return fromPalette(image, palette);
    }
    int space = model.getColorSpace().getType();
    if (model instanceof ComponentColorModel
        && (space == ColorSpace.TYPE_GRAY || space == ColorSpace.TYPE_RGB)) {
      return isPlain(image) ? fromBytes(image) : fromSamples(image);
    }
    return fromPacked(image);
  }

  private static boolean isPlain(BufferedImage image) {
    WritableRaster raster = image.getRaster();
    return raster.getSampleModel() instanceof PixelInterleavedSampleModel
        && raster.getDataBuffer() instanceof DataBufferByte data
        && data.getOffset() == 0
        && raster.getSampleModelTranslateX() == 0
        && raster.getSampleModelTranslateY() == 0
        && image.getColorModel().getComponentSize(0) == 8
        && !image.getColorModel().isAlphaPremultiplied();
  }

  private static Image fromBytes(BufferedImage image) {
    Shape shape = shape(image, image.getColorModel().getNumColorComponents());
    WritableRaster raster = image.getRaster();
    PixelInterleavedSampleModel model = (PixelInterleavedSampleModel) raster.getSampleModel();
    byte[] data = ((DataBufferByte) raster.getDataBuffer()).getData();
    int step = model.getPixelStride();
    int[] offsets = model.getBandOffsets();
    boolean alpha = image.getColorModel().hasAlpha();
    byte[] pixels = new byte[shape.size()];
    int target = 0;
    for (int channel = 0; channel < shape.channels(); channel++) {
      int toAlpha = alpha ? offsets[shape.channels()] - offsets[channel] : 0;
      for (int y = 0; y < shape.height(); y++) {
        int source = y * model.getScanlineStride() + offsets[channel];
        for (int x = 0; x < shape.width(); x++) {
          int value = data[source] & 0xFF;
          pixels[target++] = (byte) (alpha ? onWhite(value, data[source + toAlpha] & 0xFF) : value);
          source += step;
        }
      }
    }
    return new Image(shape, pixels);
  }

  private static Image fromSamples(BufferedImage image) {
    ColorModel model = image.getColorModel();
    Shape shape = shape(image, model.getNumColorComponents());
    WritableRaster raster = image.getRaster();
    int width = shape.width();
    double[] values = new double[width];
    double[] alphas = new double[width];
    int alphaBand = model.getNumColorComponents();
    boolean alpha = model.hasAlpha() && raster.getNumBands() > alphaBand;
    byte[] pixels = new byte[shape.size()];
    int target = 0;
    for (int channel = 0; channel < shape.channels(); channel++) {
      double most = most(model, channel);
      double mostAlpha = alpha ? most(model, alphaBand) : 1;
      for (int y = 0; y < shape.height(); y++) {
        raster.getSamples(0, y, width, 1, channel, values);
        if (alpha) {
          raster.getSamples(0, y, width, 1, alphaBand, alphas);
        }
        for (int x = 0; x < width; x++) {
          double value = values[x] / most;
          if (alpha) {
            double opacity = alphas[x] / mostAlpha;
            value = (model.isAlphaPremultiplied() ? value : value * opacity) + 1 - opacity;
          }
          pixels[target++] = (byte) Math.max(0, Math.min(255, Math.round(255 * value)));
        }
      }
    }
    return new Image(shape, pixels);
  }

  private static double most(ColorModel model, int band) {
    boolean fraction =
        model.getTransferType() == DataBuffer.TYPE_FLOAT
            || model.getTransferType() == DataBuffer.TYPE_DOUBLE;
    return fraction ? 1 : Math.pow(2, model.getComponentSize(band)) - 1;
  }

  private static Image fromPalette(BufferedImage image, IndexColorModel palette) {
    int[] colours = new int[palette.getMapSize()];
    palette.getRGBs(colours);
    colours = onWhite(colours);
    Shape shape = shape(image, isGrey(colours) ? 1 : 3);
    byte[] pixels = new byte[shape.size()];
    int[] row = new int[shape.width()];
    for (int y = 0; y < shape.height(); y++) {
      image.getRaster().getSamples(0, y, shape.width(), 1, 0, row);
      for (int x = 0; x < row.length; x++) {
        row[x] = colours[Math.min(row[x], colours.length - 1)];
      }
      put(row, shape, y, pixels);
    }
    return new Image(shape, pixels);
  }

  private static Image fromPacked(BufferedImage image) {
    Shape shape = shape(image, 3);
    byte[] pixels = new byte[shape.size()];
    int[] row = new int[shape.width()];
    for (int y = 0; y < shape.height(); y++) {
      image.getRGB(0, y, shape.width(), 1, row, 0, shape.width());
      for (int x = 0; x < row.length; x++) {
        row[x] = onWhite(row[x]);
      }
      put(row, shape, y, pixels);
    }
    return new Image(shape, pixels);
  }

  private static void put(int[] row, Shape shape, int y, byte[] pixels) {
    int plane = shape.height() * shape.width();
    int at = y * shape.width();
    for (int x = 0; x < row.length; x++) {
      pixels[at + x] = (byte) red(row[x]);
      if (shape.channels() == 3) {
        pixels[plane + at + x] = (byte) green(row[x]);
        pixels[2 * plane + at + x] = (byte) blue(row[x]);
      }
    }
  }

  /** Puts colours (alpha, red, green, blue) on white. */
  static int[] onWhite(int[] colours) {
    return Arrays.stream(colours).map(Pixels::onWhite).toArray();
  }

  /** Returns whether all colours have as much red as green and blue. */
  static boolean isGrey(int[] colours) {
    return Arrays.stream(colours)
        .allMatch(colour -> red(colour) == green(colour) && green(colour) == blue(colour));
  }

  private static int onWhite(int argb) {
    int alpha = argb >>> 24;
    if (alpha == 255) {
      return argb;
    }
    int red = onWhite(red(argb), alpha);
    int green = onWhite(green(argb), alpha);
    int blue = onWhite(blue(argb), alpha);
    return (red << 16) | (green << 8) | blue;
  }

  /** Puts a value, from 0 to 255, with an alpha, from 0 to 255, on white. */
  static int onWhite(int value, int alpha) {
    return (value * alpha + 255 * (255 - alpha) + 127) / 255;
  }

  private static int red(int rgb) {
    return (rgb >> 16) & 0xFF;
  }

  private static int green(int rgb) {
    return (rgb >> 8) & 0xFF;
  }

  private static int blue(int rgb) {
    return rgb & 0xFF;
  }

  private static Shape shape(BufferedImage image, int channels) {
    return new Shape(channels, image.getHeight(), image.getWidth());
  }
}
