package dev.espy.adapters.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.espy.adapters.images.metadata.Orientation;
import dev.espy.domain.Image;
import dev.espy.domain.Shape;
import dev.espy.domain.UnreadableImageException;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageDecoderTest {

  private static final int GREY = 0;
  private static final int RGB = 2;
  private static final int GREY_ALPHA = 4;
  private static final int RGB_ALPHA = 6;

  // grey

  @Test
  void greyValuesComeThroughUnchanged() throws Exception {
    byte[] row = new byte[256];
    for (int i = 0; i < 256; i++) {
      row[i] = (byte) i;
    }

    assertImage(decode(png(GREY, 8, 256, row)), 1, all(row));
    assertImage(decode(png(GREY, 8, 256, row, chunk("gAMA", 0, 0, 0x27, 0x10))), 1, all(row));
    BufferedImage image = new BufferedImage(256, 1, BufferedImage.TYPE_BYTE_GRAY);
    image.getRaster().setDataElements(0, 0, 256, 1, row);
    for (String format : new String[] {"png", "bmp", "gif", "tiff"}) {
      assertImage(decode(Pictures.encode(image, format)), 1, all(row));
    }
  }

  @Test
  void greyJpegHasOneChannel() throws Exception {
    BufferedImage image = new BufferedImage(16, 16, BufferedImage.TYPE_BYTE_GRAY);
    for (int i = 0; i < 256; i++) {
      image.getRaster().setSample(i % 16, i / 16, 0, 50);
    }
    Image decoded = decode(Pictures.encode(image, "jpeg"));
    assertThat(decoded.shape()).isEqualTo(new Shape(1, 16, 16));
    assertThat(decoded.pixels()[0] & 0xFF).isCloseTo(50, within(2));
  }

  @Test
  void scalesOtherDepthsToEightBits() throws Exception {
    assertImage(decode(png(GREY, 1, 4, 0b0101_0000)), 1, 0, 255, 0, 255);
    assertImage(decode(png(GREY, 2, 4, 0b0001_1011)), 1, 0, 85, 170, 255);
    assertImage(decode(png(GREY, 4, 4, 0x0F, 0x37)), 1, 0, 255, 51, 119);
    assertImage(decode(png(GREY, 16, 3, 0, 0, 50, 50, 255, 255)), 1, 0, 50, 255);
    assertImage(
        decode(png(RGB, 16, 2, 0, 0, 20, 20, 40, 40, 60, 60, 80, 80, 100, 100)),
        3,
        0,
        60,
        20,
        80,
        40,
        100);
  }

  // colour

  @ParameterizedTest
  @ValueSource(strings = {"png", "bmp", "tiff"})
  void colourValuesComeThroughUnchanged(String format) throws Exception {
    BufferedImage image = new BufferedImage(7, 5, BufferedImage.TYPE_3BYTE_BGR);
    Random random = new Random(3);
    int[] expected = new int[105];
    for (int i = 0; i < 35; i++) {
      int rgb = random.nextInt(1 << 24);
      image.setRGB(i % 7, i / 7, rgb);
      expected[i] = rgb >> 16;
      expected[35 + i] = (rgb >> 8) & 0xFF;
      expected[70 + i] = rgb & 0xFF;
    }
    Image decoded = decode(Pictures.encode(image, format));
    assertThat(decoded.shape()).isEqualTo(new Shape(3, 5, 7));
    assertImage(decoded, 3, expected);
  }

  @Test
  void palettesAreColourUnlessAllIsGrey() throws Exception {
    byte[] ramp = {0, 50, (byte) 200};
    byte[] other = {9, 50, (byte) 200};
    assertImage(decode(Pictures.encode(indexed(ramp, ramp), "png")), 1, 0, 50, 200);
    assertImage(
        decode(Pictures.encode(indexed(ramp, other), "png")),
        3,
        0,
        50,
        200,
        9,
        50,
        200,
        0,
        50,
        200);
    assertImage(
        decode(Pictures.encode(indexed(ramp, other), "gif")),
        3,
        0,
        50,
        200,
        9,
        50,
        200,
        0,
        50,
        200);
  }

  private static BufferedImage indexed(byte[] redAndBlue, byte[] green) {
    IndexColorModel palette = new IndexColorModel(2, 3, redAndBlue, green, redAndBlue);
    BufferedImage image = new BufferedImage(3, 1, BufferedImage.TYPE_BYTE_BINARY, palette);
    for (int x = 0; x < 3; x++) {
      image.getRaster().setSample(x, 0, 0, x);
    }
    return image;
  }

  @Test
  void colourJpegHasItsColours() throws Exception {
    BufferedImage image = new BufferedImage(16, 8, BufferedImage.TYPE_3BYTE_BGR);
    for (int i = 0; i < 128; i++) {
      image.setRGB(i % 16, i / 16, 0xC86432);
    }
    assertColour(decode(Pictures.encode(image, "jpeg")), 5, 5, 0xC86432);
  }

  @Test
  void decodesWebp() throws Exception {
    Image lossless = decode(resource("lossless.webp"));
    assertThat(lossless.shape()).isEqualTo(new Shape(3, 2, 8));
    assertColour(lossless, 0, 0, 0xFF0000);
    assertColour(lossless, 2, 1, 0x00FF00);
    assertColour(lossless, 5, 0, 0x0000FF);
    assertColour(lossless, 7, 1, 0x000000);
    Image lossy = decode(resource("lossy.webp"));
    assertThat(lossy.shape()).isEqualTo(new Shape(3, 2, 8));
    assertThat(lossy.pixels()[0] & 0xFF).isGreaterThan(150);
  }

  @ParameterizedTest
  @ValueSource(strings = {"cmyk.jpg", "cmyk.tif"})
  void decodesInks(String file) throws Exception {
    Image image = decode(resource(file));
    assertThat(image.shape()).isEqualTo(new Shape(3, 16, 32));
    assertMostly(image, 4, 8, 0);
    assertMostly(image, 28, 8, 2);
  }

  // transparency

  @Test
  void putsTransparentPixelsOnWhite() throws Exception {
    assertImage(
        decode(png(GREY_ALPHA, 8, 4, 0, 255, 50, 0, 100, 51, 255, 128)), 1, 0, 255, 224, 255);
    assertImage(
        decode(png(RGB_ALPHA, 8, 2, 10, 20, 30, 255, 10, 20, 30, 0)), 3, 10, 255, 20, 255, 30, 255);
    assertImage(decode(png(GREY_ALPHA, 16, 2, 50, 50, 255, 255, 50, 50, 0, 0)), 1, 50, 255);
    assertImage(decode(png(GREY, 8, 2, new byte[] {50, 60}, chunk("tRNS", 0, 60))), 1, 50, 255);
    assertColour(decode(resource("alpha.webp")), 7, 0, 0xFFFFFF);
    assertColour(decode(resource("alpha.webp")), 0, 0, 0xFF0000);
    BufferedImage image = new BufferedImage(2, 1, BufferedImage.TYPE_INT_ARGB);
    image.setRGB(0, 0, 0xFF0A141E);
    assertImage(decode(Pictures.encode(image, "gif")), 3, 10, 255, 20, 255, 30, 255);
  }

  // orientation

  @ParameterizedTest
  @ValueSource(strings = {"turned.jpg", "turned.tif", "turned.png", "turned.webp"})
  void turnsPicturesUpright(String file) throws Exception {
    Image image = decode(resource(file));
    assertThat(image.shape()).isEqualTo(new Shape(3, 32, 16));
    assertMostly(image, 8, 4, 0);
    assertMostly(image, 8, 28, 2);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1 2 3 4 5 6, 3",
    "2, 3 2 1 6 5 4, 3",
    "3, 6 5 4 3 2 1, 3",
    "4, 4 5 6 1 2 3, 3",
    "5, 1 4 2 5 3 6, 2",
    "6, 4 1 5 2 6 3, 2",
    "7, 6 3 5 2 4 1, 2",
    "8, 3 6 2 5 1 4, 2",
  })
  void knowsAllEightOrientations(int orientation, String expected, int width) {
    Image image = new Image(new Shape(1, 2, 3), new byte[] {1, 2, 3, 4, 5, 6});
    Image upright = Orientation.upright(image, orientation);
    assertThat(upright.shape()).isEqualTo(new Shape(1, 6 / width, width));
    assertImage(
        upright, 1, Arrays.stream(expected.split(" ")).mapToInt(Integer::parseInt).toArray());
  }

  // bad files

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpeg", "bmp", "gif", "tiff"})
  void refusesWhatIsCutOff(String format) {
    byte[] whole = Pictures.encode(noise(), format);
    for (double share : new double[] {0.2, 0.5, 0.9}) {
      byte[] part = Arrays.copyOf(whole, (int) (whole.length * share));
      assertThatThrownBy(() -> decode(part))
          .isInstanceOf(UnreadableImageException.class)
          .hasMessageContaining("cut off");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"lossless.webp", "lossy.webp"})
  void refusesWebpThatIsCutOff(String file) throws IOException {
    byte[] whole = resource(file);
    for (int missing : new int[] {1, 5, 20}) {
      assertThatThrownBy(() -> decode(Arrays.copyOf(whole, whole.length - missing)))
          .isInstanceOf(UnreadableImageException.class)
          .hasMessageContaining("cut off");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpeg", "bmp", "gif", "tiff"})
  void neverFailsInAnotherWay(String format) throws Exception {
    byte[] whole = Pictures.encode(noise(), format);
    Random random = new Random(11);
    for (int i = 0; i < 300; i++) {
      byte[] damaged = whole.clone();
      for (int j = 0; j < 4; j++) {
        damaged[random.nextInt(i % 2 == 0 ? 60 : damaged.length)] = (byte) random.nextInt();
      }
      try {
        decode(damaged);
      } catch (UnreadableImageException e) {
        assertThat(e.getMessage()).isNotBlank();
      }
    }
    // and readers are as good as new afterwards
    assertThat(decode(whole).shape()).isEqualTo(new Shape(3, 30, 40));
  }

  @Test
  void refusesImagesThatClaimToBeHuge() {
    byte[] png = png(GREY, 8, 4, 1, 2, 3, 4);
    ByteBuffer.wrap(png).putInt(16, 60_000).putInt(20, 60_000);
    CRC32 crc = new CRC32();
    crc.update(png, 12, 17);
    ByteBuffer.wrap(png).putInt(29, (int) crc.getValue());
    assertThatThrownBy(() -> decode(png))
        .isInstanceOf(UnreadableImageException.class)
        .hasMessageContaining("60000 x 60000");
  }

  @Test
  void saysWhatIsNoImage() {
    assertThatThrownBy(() -> decode(new byte[0])).hasMessage("the file is empty");
    assertThatThrownBy(() -> decode("<html>".getBytes("UTF-8")))
        .isInstanceOf(UnreadableImageException.class)
        .hasMessageContaining("not an image");
    assertThatThrownBy(() -> decode("\0\0\0\u0018ftypheic".getBytes("UTF-8")))
        .isInstanceOf(UnreadableImageException.class)
        .hasMessageContaining("HEIC");
  }

  private static BufferedImage noise() {
    BufferedImage image = new BufferedImage(40, 30, BufferedImage.TYPE_3BYTE_BGR);
    Random random = new Random(5);
    for (int i = 0; i < 1200; i++) {
      image.setRGB(i % 40, i / 40, random.nextInt(1 << 24));
    }
    return image;
  }

  private static Image decode(byte[] bytes) throws UnreadableImageException {
    return Pictures.decode(bytes, new Shape(1, 1 << 15, 1 << 15));
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = ImageDecoderTest.class.getResourceAsStream(name)) {
      return in.readAllBytes();
    }
  }

  private static int[] all(byte[] row) {
    int[] values = new int[row.length];
    Arrays.setAll(values, i -> row[i] & 0xFF);
    return values;
  }

  private static void assertImage(Image image, int channels, int... values) {
    assertThat(image.shape().channels()).isEqualTo(channels);
    assertThat(all(image.pixels())).isEqualTo(values);
  }

  private static void assertColour(Image image, int x, int y, int rgb) {
    int plane = image.shape().height() * image.shape().width();
    for (int channel = 0; channel < 3; channel++) {
      int value = image.pixels()[channel * plane + y * image.shape().width() + x] & 0xFF;
      assertThat(value).isCloseTo((rgb >> (16 - 8 * channel)) & 0xFF, within(4));
    }
  }

  private static void assertMostly(Image image, int x, int y, int channel) {
    int plane = image.shape().height() * image.shape().width();
    for (int other = 0; other < 3; other++) {
      int value = image.pixels()[other * plane + y * image.shape().width() + x] & 0xFF;
      if (other == channel) {
        assertThat(value).isGreaterThan(200);
      } else {
        assertThat(value).isLessThan(80);
      }
    }
  }

  // PNG files of kinds that Java does not write

  private static byte[] png(int colour, int depth, int width, int... row) {
    byte[] bytes = new byte[row.length];
    for (int i = 0; i < row.length; i++) {
      bytes[i] = (byte) row[i];
    }
    return png(colour, depth, width, bytes);
  }

  private static byte[] png(int colour, int depth, int width, byte[] row, byte[]... chunks) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'});
    ByteBuffer header = ByteBuffer.allocate(13).putInt(width).putInt(1);
    header.put((byte) depth).put((byte) colour);
    out.writeBytes(chunk("IHDR", header.array()));
    for (byte[] chunk : chunks) {
      out.writeBytes(chunk);
    }
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    try (DeflaterOutputStream deflater = new DeflaterOutputStream(data, new Deflater())) {
      deflater.write(0);
      deflater.write(row);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    out.writeBytes(chunk("IDAT", data.toByteArray()));
    out.writeBytes(chunk("IEND", new byte[0]));
    return out.toByteArray();
  }

  private static byte[] chunk(String type, int... content) {
    byte[] bytes = new byte[content.length];
    for (int i = 0; i < content.length; i++) {
      bytes[i] = (byte) content[i];
    }
    return chunk(type, bytes);
  }

  private static byte[] chunk(String type, byte[] content) {
    ByteBuffer chunk = ByteBuffer.allocate(12 + content.length).putInt(content.length);
    for (char character : type.toCharArray()) {
      chunk.put((byte) character);
    }
    chunk.put(content);
    CRC32 crc = new CRC32();
    crc.update(chunk.array(), 4, 4 + content.length);
    return chunk.putInt((int) crc.getValue()).array();
  }
}
