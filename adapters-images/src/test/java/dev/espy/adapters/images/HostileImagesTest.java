package dev.espy.adapters.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import dev.espy.adapters.images.png.PngMaker;
import dev.espy.domain.Image;
import dev.espy.domain.Shape;
import dev.espy.domain.UnreadableImageException;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are made, or damaged, so that a decoder fails or takes all memory. */
@Timeout(180)
class HostileImagesTest {

  private static final Shape SMALL = new Shape(3, 4, 4);
  private static final Shape FULL = new Shape(1, 1 << 15, 1 << 15);
  private static final int MIB = 1 << 20;

  // any failure is the image's reason

  @ParameterizedTest
  @ValueSource(ints = {0x00, 0x01, 0x10, 0x0F, 0xF0, 0x55, 0xFF})
  void impossibleSamplingOfAJpegIsItsReason(int sampling) {
    byte[] jpeg = jpeg();
    int frame = frame(jpeg);
    for (int component = 0; component < 3; component++) {
      jpeg[frame + 11 + 3 * component] = (byte) sampling;
    }
    assertThatThrownBy(() -> Pictures.decode(jpeg, SMALL))
        .isInstanceOf(UnreadableImageException.class)
        .hasMessageContaining("damaged");
  }

  @Test
  void noByteOfAJpegsHeaderMakesItFailInAnotherWay() {
    byte[] jpeg = jpeg();
    int[] values = {0, 1, 2, 4, 0x0F, 0x10, 0x7F, 0x80, 0xF0, 0xFF};
    for (int at = 2; at < frame(jpeg) + 40; at++) {
      for (int value : values) {
        byte[] damaged = jpeg.clone();
        damaged[at] = (byte) value;
        decodesOrSaysWhy(damaged, "byte " + at + " is " + value);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"0, 8", "0, 1", "2, 8", "3, 4", "3, 8", "4, 8", "6, 8"})
  void noByteOfAPngsHeaderMakesItFailInAnotherWay(int colours, int bits) {
    byte[] png = new PngMaker(new Random(7), colours, bits).size(20, 20).make();
    for (int at = 8; at < Math.min(png.length, 60); at++) {
      for (int value : new int[] {0, 1, 3, 7, 16, 0x7F, 0x80, 0xFF}) {
        byte[] damaged = png.clone();
        damaged[at] = (byte) value;
        PngMaker.seal(damaged);
        decodesOrSaysWhy(damaged, "byte " + at + " is " + value);
      }
    }
  }

  @Test
  void aTiffWithHugeTilesIsNoReasonToEndTheRun() {
    int[][] tags = {
      {256, 8},
      {257, 8},
      {258, 8},
      {259, 1},
      {262, 1},
      {277, 1},
      {322, 1 << 30},
      {323, 1 << 30},
      {324, 8},
      {325, 64},
    };
    ByteBuffer tiff = ByteBuffer.allocate(400).order(ByteOrder.LITTLE_ENDIAN);
    tiff.put(new byte[] {'I', 'I', 42, 0}).putInt(8).putShort((short) tags.length);
    for (int[] tag : tags) {
      tiff.putShort((short) tag[0]).putShort((short) 4).putInt(1).putInt(tag[1]);
    }
    decodesOrSaysWhy(tiff.array(), "huge tiles");
  }

  private static void decodesOrSaysWhy(byte[] bytes, String what) {
    try {
      Pictures.decode(bytes, SMALL);
    } catch (UnreadableImageException e) {
      assertThat(e.getMessage()).describedAs(what).isNotBlank();
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      throw new AssertionError(what, e);
    }
  }

  private static byte[] jpeg() {
    BufferedImage image = new BufferedImage(64, 64, BufferedImage.TYPE_3BYTE_BGR);
    Random random = new Random(3);
    for (int i = 0; i < 4096; i++) {
      image.setRGB(i % 64, i / 64, random.nextInt(1 << 24));
    }
    return Pictures.encode(image, "jpeg");
  }

  private static int frame(byte[] jpeg) {
    int at = 0;
    while (jpeg[at] != -1 || (jpeg[at + 1] & 0xFF) != 0xC0) {
      at++;
    }
    return at;
  }

  // what is said beside the picture is not unpacked

  @ParameterizedTest
  @CsvSource({"2, 8, zTXt", "3, 8, zTXt", "3, 8, iTXt", "3, 8, iCCP", "6, 16, zTXt", "2, 16, iCCP"})
  void packedTextTakesNoMemory(int colours, int bits, String kind) throws Exception {
    byte[] text = packedText(kind, 20 * MIB);
    PngMaker maker =
        new PngMaker(new Random(5), colours, bits).size(6, 4).chunk("eXIf", orientation(6));
    for (int i = 0; i < 10; i++) {
      maker.chunk(kind, text);
    }
    byte[] png = maker.make();
    // a damaged sum leaves the file to Java's reader
    int last = png.length - 1;
    for (byte sum : new byte[] {png[last], (byte) ~png[last]}) {
      png[last] = sum;
      long before = allocated();
      Image image = Pictures.decode(png, FULL);
      assertThat(allocated() - before).isLessThan(8 * MIB);
      assertThat(image.shape().width()).isEqualTo(4);
      assertThat(image.shape().height()).isEqualTo(6);
    }
  }

  private static long allocated() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    return threads.getThreadAllocatedBytes(Thread.currentThread().getId());
  }

  private static byte[] packedText(String kind, int size) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    content.writeBytes(
        switch (kind) {
          case "zTXt", "iCCP" -> new byte[] {'a', 0, 0};
          default -> new byte[] {'a', 0, 1, 0, 0, 0};
        });
    try (DeflaterOutputStream out = new DeflaterOutputStream(content, new Deflater(1))) {
      byte[] spaces = new byte[MIB];
      for (int i = 0; i < size / MIB; i++) {
        out.write(spaces);
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return content.toByteArray();
  }

  private static byte[] orientation(int value) {
    return ByteBuffer.allocate(26)
        .put(new byte[] {'M', 'M', 0, 42})
        .putInt(8)
        .putShort((short) 1)
        .putShort((short) 0x112)
        .putShort((short) 3)
        .putInt(1)
        .putShort((short) value)
        .array();
  }

  // a first picture that is smaller than its screen

  @Test
  void aGifIsItsScreen() throws Exception {
    Image image = Pictures.decode(onScreen(10, 8, 3, 2), FULL);
    assertThat(image.shape()).isEqualTo(new Shape(3, 8, 10));
    assertPixel(image, 3, 2, 0xC80000);
    assertPixel(image, 6, 4, 0xC80000);
    assertPixel(image, 2, 2, 0xFFFFFF);
    assertPixel(image, 7, 4, 0xFFFFFF);
    assertPixel(image, 3, 1, 0xFFFFFF);
    assertPixel(image, 6, 5, 0xFFFFFF);
  }

  @Test
  void aGifsPictureIsNeverCut() throws Exception {
    assertThat(Pictures.decode(onScreen(0, 0, 0, 0), FULL).shape()).isEqualTo(new Shape(3, 3, 4));
    Image image = Pictures.decode(onScreen(5, 8, 3, 2), FULL);
    assertThat(image.shape()).isEqualTo(new Shape(3, 8, 7));
    assertPixel(image, 6, 4, 0xC80000);
  }

  @Test
  void aGifsScreenCannotBeHuge() {
    assertThatThrownBy(() -> Pictures.decode(onScreen(60_000, 60_000, 0, 0), FULL))
        .isInstanceOf(UnreadableImageException.class)
        .hasMessageContaining("60000 x 60000");
  }

  /** Returns a GIF of 4 x 3 red pixels on a screen. */
  private static byte[] onScreen(int width, int height, int left, int top) {
    BufferedImage image = new BufferedImage(4, 3, BufferedImage.TYPE_3BYTE_BGR);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(new Color(0xC80000));
    graphics.fillRect(0, 0, 4, 3);
    byte[] gif = Pictures.encode(image, "gif");
    int frame = 13 + ((gif[10] & 0x80) == 0 ? 0 : 3 << ((gif[10] & 7) + 1));
    while (gif[frame] != 0x2C) {
      frame += 2;
      while (gif[frame] != 0) {
        frame += 1 + (gif[frame] & 0xFF);
      }
      frame++;
    }
    putLittle(gif, 6, width);
    putLittle(gif, 8, height);
    putLittle(gif, frame + 1, left);
    putLittle(gif, frame + 3, top);
    return gif;
  }

  private static void putLittle(byte[] bytes, int at, int value) {
    bytes[at] = (byte) value;
    bytes[at + 1] = (byte) (value >> 8);
  }

  @Test
  void anAnimatedWebpIsItsCanvas() throws Exception {
    byte[] still;
    try (var in = HostileImagesTest.class.getResourceAsStream("lossless.webp")) {
      still = in.readAllBytes();
    }
    int picture = still.length - 12;
    ByteArrayOutputStream webp = new ByteArrayOutputStream();
    ByteBuffer head = ByteBuffer.allocate(68).order(ByteOrder.LITTLE_ENDIAN);
    head.put("RIFF".getBytes("US-ASCII")).putInt(60 + picture).put("WEBP".getBytes("US-ASCII"));
    head.put("VP8X".getBytes("US-ASCII")).putInt(10).putInt(2);
    head.put(new byte[] {11, 0, 0, 5, 0, 0});
    head.put("ANIM".getBytes("US-ASCII")).putInt(6).put(new byte[6]);
    head.put("ANMF".getBytes("US-ASCII")).putInt(16 + picture);
    head.put(new byte[] {1, 0, 0, 2, 0, 0, 7, 0, 0, 1, 0, 0, 10, 0, 0, 0});
    webp.writeBytes(head.array());
    webp.write(still, 12, picture);
    Image image = Pictures.decode(webp.toByteArray(), FULL);
    assertThat(image.shape()).isEqualTo(new Shape(3, 6, 12));
    assertPixel(image, 2, 4, 0xFF0000);
    assertPixel(image, 1, 4, 0xFFFFFF);
    assertPixel(image, 2, 3, 0xFFFFFF);
    assertPixel(image, 10, 4, 0xFFFFFF);
  }

  private static void assertPixel(Image image, int x, int y, int rgb) {
    int plane = image.shape().height() * image.shape().width();
    int at = y * image.shape().width() + x;
    int found = 0;
    for (int channel = 0; channel < 3; channel++) {
      found = found << 8 | (image.pixels()[channel * plane + at] & 0xFF);
    }
    assertThat(found).isEqualTo(rgb);
  }
}
