package dev.espy.adapters.images.jpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.espy.adapters.images.Pictures;
import dev.espy.adapters.images.decoding.DecodingMemory;
import dev.espy.adapters.images.decoding.ImageMemory;
import dev.espy.adapters.images.metadata.Orientation;
import dev.espy.domain.Image;
import dev.espy.domain.Shape;
import dev.espy.domain.UnreadableImageException;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.NodeList;

class ScaledJpegTest {

  private static final Shape FULL = new Shape(1, 1 << 15, 1 << 15);

  @ParameterizedTest
  @CsvSource({
    "160, 120, 80, 60, 160, 120",
    "160, 120, 79, 60, 160, 120",
    "160, 120, 41, 30, 160, 120",
    "160, 120, 40, 30, 80, 60",
    "160, 120, 40, 31, 160, 120",
    "160, 120, 20, 15, 40, 30",
    "160, 120, 10, 7, 20, 15",
    "160, 120, 1, 1, 20, 15",
    "161, 121, 1, 1, 21, 16",
  })
  void reducesByPowersOfTwoAsFarAsTwiceTheSizeIsLeft(
      int width, int height, int toWidth, int toHeight, int decodedWidth, int decodedHeight)
      throws Exception {
    byte[] jpeg = jpeg(drawing(width, height, BufferedImage.TYPE_INT_RGB), 0x22, 0, false);

    Image image = Pictures.decode(jpeg, new Shape(3, toHeight, toWidth));

    assertThat(image.shape()).isEqualTo(new Shape(3, decodedHeight, decodedWidth));
  }

  @ParameterizedTest
  @CsvSource({
    "0x22, 160, 120, 0",
    "0x22, 157, 119, 0",
    "0x22, 157, 119, 7",
    "0x11, 160, 120, 0",
    "0x11, 153, 121, 19",
    "0x21, 160, 120, 5",
    "0x21, 145, 113, 0",
    "0x12, 147, 113, 1",
  })
  void hasTheColoursOfTheWholeImage(int sampling, int width, int height, int restart)
      throws Exception {
    byte[] jpeg =
        jpeg(drawing(width, height, BufferedImage.TYPE_INT_RGB), sampling, restart, false);
    Image whole = Pictures.decode(jpeg, FULL);

    for (int pixels : new int[] {1, 2, 4}) {
      Shape target = new Shape(3, height * pixels / 16, width * pixels / 16);
      Image reduced = Objects.requireNonNull(scaled(jpeg, target));

      assertThat(reduced.shape().width()).isEqualTo((width * pixels + 7) / 8);
      assertAlike(reduced.to(target), whole.to(target));
    }
  }

  @Test
  void greyHasOneChannel() throws Exception {
    byte[] jpeg = jpeg(drawing(150, 90, BufferedImage.TYPE_BYTE_GRAY), 0x11, 0, false);
    Shape target = new Shape(1, 11, 18);

    Image reduced = Objects.requireNonNull(scaled(jpeg, target));

    assertThat(reduced.shape()).isEqualTo(new Shape(1, 23, 38));
    assertAlike(reduced.to(target), Pictures.decode(jpeg, FULL).to(target));
  }

  @Test
  void leavesOtherKindsToTheLibrary() throws Exception {
    byte[] progressive = jpeg(drawing(160, 120, BufferedImage.TYPE_INT_RGB), 0x22, 0, true);
    Shape small = new Shape(3, 10, 10);

    assertThat(scaled(progressive, small)).isNull();
    assertThat(Pictures.decode(progressive, small).shape()).isEqualTo(new Shape(3, 120, 160));
    assertThat(scaled(resource("cmyk.jpg"), new Shape(3, 1, 1))).isNull();
    assertThat(Pictures.decode(resource("cmyk.jpg"), new Shape(3, 1, 1)).shape())
        .isEqualTo(new Shape(3, 16, 32));
  }

  @Test
  void theSizeIsThatOfTheUprightImage() throws Exception {
    byte[] turned = resource("turned.jpg"); // 32 x 16 in the file

    assertThat(Pictures.decode(turned, new Shape(3, 8, 4)).shape()).isEqualTo(new Shape(3, 16, 8));
    assertThat(Pictures.decode(turned, new Shape(3, 4, 8)).shape()).isEqualTo(new Shape(3, 32, 16));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 3})
  void refusesWhatIsCutOff(int restart) throws Exception {
    byte[] whole = jpeg(drawing(160, 120, BufferedImage.TYPE_INT_RGB), 0x22, restart, false);
    Shape small = new Shape(3, 10, 10);
    for (int length = 2; length < whole.length; length += 1 + length / 20) {
      byte[] part = Arrays.copyOf(whole, length);
      assertThat(scaled(part, small)).isNull();
      assertThatThrownBy(() -> Pictures.decode(part, small))
          .isInstanceOf(UnreadableImageException.class);
    }
    byte[] withoutEnd = Arrays.copyOf(whole, whole.length - 1);
    assertThatThrownBy(() -> Pictures.decode(withoutEnd, small))
        .isInstanceOf(UnreadableImageException.class)
        .hasMessageContaining("cut off");
  }

  @Test
  void noDamageMakesItFailInAnotherWay() throws Exception {
    byte[] whole = jpeg(drawing(160, 120, BufferedImage.TYPE_INT_RGB), 0x22, 5, false);
    Random random = new Random(4);
    for (int i = 0; i < 2000; i++) {
      byte[] damaged = whole.clone();
      for (int j = 0; j < 3; j++) {
        damaged[random.nextInt(i % 2 == 0 ? 640 : damaged.length)] = (byte) random.nextInt();
      }
      Image image = scaled(damaged, new Shape(3, 5, 5));
      assertThat(image == null || image.shape().height() >= 10).isTrue();
    }
  }

  @Test
  void whatIsMissingInTheMiddleIsNoticed() throws Exception {
    byte[] whole = jpeg(drawing(160, 120, BufferedImage.TYPE_INT_RGB), 0x22, 0, false);
    int from = whole.length / 2;
    byte[] damaged = Arrays.copyOf(whole, whole.length - 100);
    System.arraycopy(whole, from + 100, damaged, from, whole.length - from - 100);

    assertThat(scaled(damaged, new Shape(3, 10, 10))).isNull();
  }

  /** Most values are the same but for rounding; sharp edges may differ more. */
  private static void assertAlike(Image actual, Image expected) {
    assertThat(actual.shape()).isEqualTo(expected.shape());
    double sum = 0;
    for (int i = 0; i < actual.pixels().length; i++) {
      int value = expected.pixels()[i] & 0xFF;
      assertThat(actual.pixels()[i] & 0xFF).isCloseTo(value, within(24));
      sum += Math.abs((actual.pixels()[i] & 0xFF) - value);
    }
    assertThat(sum / actual.pixels().length).isLessThan(2.0);
  }

  private static BufferedImage drawing(int width, int height, int type) {
    BufferedImage image = new BufferedImage(width, height, type);
    Graphics2D canvas = image.createGraphics();
    canvas.setPaint(new GradientPaint(0, 0, Color.BLUE, width, height, Color.ORANGE));
    canvas.fillRect(0, 0, width, height);
    Random random = new Random(8);
    for (int i = 0; i < 12; i++) {
      canvas.setColor(new Color(random.nextInt(1 << 24)));
      canvas.fillOval(
          random.nextInt(width), random.nextInt(height), random.nextInt(60), random.nextInt(60));
    }
    canvas.dispose();
    return image;
  }

  /** Encodes with a sampling of the brightness (across, down) and a restart interval. */
  private static byte[] jpeg(BufferedImage image, int sampling, int restart, boolean progressive) {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ImageWriteParam how = writer.getDefaultWriteParam();
    if (progressive) {
      how.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ImageOutputStream stream = ImageIO.createImageOutputStream(bytes)) {
      IIOMetadata metadata =
          writer.getDefaultImageMetadata(ImageTypeSpecifier.createFromRenderedImage(image), how);
      String format = metadata.getNativeMetadataFormatName();
      IIOMetadataNode root = (IIOMetadataNode) metadata.getAsTree(format);
      NodeList components = root.getElementsByTagName("componentSpec");
      ((IIOMetadataNode) components.item(0))
          .setAttribute("HsamplingFactor", Integer.toString(sampling >> 4));
      ((IIOMetadataNode) components.item(0))
          .setAttribute("VsamplingFactor", Integer.toString(sampling & 15));
      if (restart > 0) {
        IIOMetadataNode interval = new IIOMetadataNode("dri");
        interval.setAttribute("interval", Integer.toString(restart));
        root.getElementsByTagName("markerSequence").item(0).appendChild(interval);
      }
      metadata.setFromTree(format, root);
      writer.setOutput(stream);
      writer.write(null, new IIOImage(image, null, metadata), how);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = Pictures.class.getResourceAsStream(name)) {
      return in.readAllBytes();
    }
  }

  private static @Nullable Image scaled(byte[] jpeg, Shape atLeast)
      throws UnreadableImageException {
    return DecodingMemory.ofTheHeap()
        .with(
            lease ->
                Optional.ofNullable(
                    ScaledJpeg.decode(
                        jpeg, new ImageMemory(lease, jpeg.length, Orientation.UPRIGHT, atLeast))))
        .orElse(null);
  }
}
