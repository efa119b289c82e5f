package dev.espy.adapters.images.imageio;

import dev.espy.adapters.images.decoding.Transparency;
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

/**
 * Converts between {@link BufferedImage} and {@link Image}. Grey stays grey; all other colours
 * become red, green and blue. Transparent pixels are blended with white.
 *
 * <p>Values are those of the file, without gamma and colour profiles, as in other tools for machine
 * learning. (Java takes grey for linear light, so its own conversions change every value.) Values
 * of more than eight bits are scaled to eight.
 */
final class Rasters {

  private Rasters() {}

  /** Returns the image of a raster. */
  static Image image(BufferedImage image) {
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
          pixels[target++] =
              (byte) (alpha ? Transparency.onWhite(value, data[source + toAlpha] & 0xFF) : value);
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
      double max = max(model, channel);
      double maxAlpha = alpha ? max(model, alphaBand) : 1;
      for (int y = 0; y < shape.height(); y++) {
        raster.getSamples(0, y, width, 1, channel, values);
        if (alpha) {
          raster.getSamples(0, y, width, 1, alphaBand, alphas);
        }
        for (int x = 0; x < width; x++) {
          double value = values[x] / max;
          if (alpha) {
            double opacity = alphas[x] / maxAlpha;
            value = (model.isAlphaPremultiplied() ? value : value * opacity) + 1 - opacity;
          }
          pixels[target++] = (byte) Math.max(0, Math.min(255, Math.round(255 * value)));
        }
      }
    }
    return new Image(shape, pixels);
  }

  private static double max(ColorModel model, int band) {
    boolean fraction =
        model.getTransferType() == DataBuffer.TYPE_FLOAT
            || model.getTransferType() == DataBuffer.TYPE_DOUBLE;
    return fraction ? 1 : Math.pow(2, model.getComponentSize(band)) - 1;
  }

  private static Image fromPalette(BufferedImage image, IndexColorModel palette) {
    int[] colours = new int[palette.getMapSize()];
    palette.getRGBs(colours);
    colours = Transparency.onWhite(colours);
    Shape shape = shape(image, Transparency.isGrey(colours) ? 1 : 3);
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
        row[x] = Transparency.onWhite(row[x]);
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

  /** Returns the raster of an image. */
  static BufferedImage raster(Image image) {
    Shape shape = image.shape();
    int channels = shape.channels();
    BufferedImage raster =
        new BufferedImage(
            shape.width(),
            shape.height(),
            channels == 1 ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_3BYTE_BGR);
    byte[] data = ((DataBufferByte) raster.getRaster().getDataBuffer()).getData();
    int plane = shape.height() * shape.width();
    for (int channel = 0; channel < channels; channel++) {
      for (int i = 0; i < plane; i++) {
        data[i * channels + channels - 1 - channel] = image.pixels()[channel * plane + i];
      }
    }
    return raster;
  }
}
