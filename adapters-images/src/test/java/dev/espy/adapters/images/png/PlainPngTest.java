package dev.espy.adapters.images.png;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espy.adapters.images.Pictures;
import dev.espy.adapters.images.decoding.DecodingMemory;
import dev.espy.adapters.images.decoding.DecodingMemory.Lease;
import dev.espy.adapters.images.decoding.ImageMemory;
import dev.espy.adapters.images.imageio.ImageIoReader;
import dev.espy.adapters.images.metadata.Format;
import dev.espy.adapters.images.metadata.Orientation;
import dev.espy.domain.Image;
import dev.espy.domain.UnreadableImageException;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares decoded images with those that Java decodes from the same file. */
class PlainPngTest {

  private final Random random = new Random(5);

  @ParameterizedTest
  @CsvSource({
    "0, 1", "0, 2", "0, 4", "0, 8", "2, 8", "3, 1", "3, 2", "3, 4", "3, 8", "4, 8", "6, 8"
  })
  void decodesLikeJava(int colours, int bits) throws Exception {
    for (int i = 0; i < 200; i++) {
      byte[] png =
          new PngMaker(random, colours, bits)
              .size(1 + random.nextInt(40), 1 + random.nextInt(40))
              .make();

      Image image = plain(png);

      assertSame(image, byJava(png));
    }
  }

  @ParameterizedTest
  @CsvSource({"0, 8", "2, 8", "3, 4"})
  void decodesImagesOfManyBlocksLikeJava(int colours, int bits) throws Exception {
    byte[] png = new PngMaker(random, colours, bits).size(701, 503).make();

    assertSame(plain(png), byJava(png));
  }

  @Test
  void decodesRowsThatAreLongerThanABlock() throws Exception {
    byte[] png = new PngMaker(random, PngHeader.RGB, 8).size(30_000, 3).make();

    assertSame(plain(png), byJava(png));
  }

  @Test
  void greyPalettesGiveGreyImages() throws Exception {
    byte[] png = new PngMaker(random, PngHeader.PALETTE, 8).greyPalette().size(9, 7).make();

    Image image = plain(png);

    assertSame(image, byJava(png));
    assertThat(image.shape().channels()).isEqualTo(1);
  }

  @Test
  void decodesWhatJavaWrites() throws Exception {
    for (int type :
        new int[] {
          BufferedImage.TYPE_BYTE_GRAY,
          BufferedImage.TYPE_INT_RGB,
          BufferedImage.TYPE_INT_ARGB,
          BufferedImage.TYPE_BYTE_BINARY,
          BufferedImage.TYPE_BYTE_INDEXED
        }) {
      BufferedImage drawing = new BufferedImage(33, 21, type);
      for (int i = 0; i < 33 * 21; i++) {
        drawing.setRGB(i % 33, i / 33, random.nextInt());
      }
      byte[] png = Pictures.encode(drawing, "png");

      assertSame(plain(png), byJava(png));
    }
  }

  @Test
  void whatIsSaidBesideThePixelsDoesNotMatter() throws Exception {
    for (String kind : new String[] {"gAMA", "tEXt", "pHYs", "sRGB", "tIME", "eXIf", "abCd"}) {
      byte[] content = kind.equals("gAMA") ? new byte[] {0, 0, 39, 16} : new byte[9];
      byte[] plain = new PngMaker(new Random(1), PngHeader.GREY, 8).size(5, 5).make();
      byte[] png =
          new PngMaker(new Random(1), PngHeader.GREY, 8).size(5, 5).chunk(kind, content).make();

      assertThat(png).hasSizeGreaterThan(plain.length);
      assertSame(plain(png), plain(plain));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ABCd", "PLTE", "IHDR", "tRNS"})
  void leavesUnusualChunksToJava(String kind) throws Exception {
    byte[] png =
        new PngMaker(random, PngHeader.GREY, 8).size(5, 5).chunk(kind, new byte[] {1}).make();

    assertThat(plain(png)).isNull();
  }

  @Test
  void leavesSixteenBitsToJava() throws Exception {
    assertThat(plain(new PngMaker(random, PngHeader.GREY, 16).size(5, 5).make())).isNull();
  }

  @ParameterizedTest
  @CsvSource({"0, 8", "2, 8", "3, 2", "3, 8", "6, 8"})
  void whatIsDamagedEndsAsWithJava(int colours, int bits) throws Exception {
    for (int i = 0; i < 300; i++) {
      byte[] png = damaged(new PngMaker(random, colours, bits).size(7, 6).make());

      assertThat(outcome(() -> Pictures.decode(png, Pictures.small())))
          .isEqualTo(outcome(() -> byJava(png)));
    }
  }

  @Test
  void readsNothingThatIsCutOff() throws Exception {
    byte[] png = new PngMaker(random, PngHeader.RGB, 8).size(7, 6).make();

    for (int length = 0; length < png.length; length++) {
      assertThat(plain(Arrays.copyOf(png, length))).isNull();
    }
  }

  @Test
  void readsNothingOfWhichABitIsWrong() throws Exception {
    byte[] png = new PngMaker(random, PngHeader.RGB, 8).size(7, 6).make();

    for (int bit = 0; bit < 8 * png.length; bit++) {
      byte[] damaged = png.clone();
      damaged[bit / 8] ^= (byte) (1 << bit % 8);
      assertThat(plain(damaged)).describedAs("bit %d", bit).isNull();
    }
  }

  @Test
  void refusesDataThatIsTooLongOrTooShort() throws Exception {
    assertThat(plain(new PngMaker(random, 0, 8).size(7, 6).rows(5).make())).isNull();
    assertThat(plain(new PngMaker(random, 0, 8).size(7, 6).rows(7).make())).isNull();
    assertThat(plain(new PngMaker(random, 0, 8).size(7, 6).rows(60_000).make())).isNull();
  }

  @Test
  void takesNoMemoryForWhatAFileOnlyClaims() throws Exception {
    for (int side : new int[] {10_000, 1 << 20, Integer.MAX_VALUE, -1, 0}) {
      byte[] png = new PngMaker(random, PngHeader.RGB_ALPHA, 8).size(side, side).rows(0).make();

      // it would be 400 MB for the first of them, more than any heap has for the others
      assertThat(plain(png)).isNull();
    }
  }

  private byte[] damaged(byte[] png) {
    byte[] damaged = png.clone();
    int count = 1 + random.nextInt(3);
    for (int i = 0; i < count; i++) {
      damaged[8 + random.nextInt(png.length - 8)] ^= (byte) (1 << random.nextInt(8));
    }
    return random.nextInt(3) == 0
        ? Arrays.copyOf(damaged, 8 + random.nextInt(png.length - 8))
        : damaged;
  }

  private interface Decoding {
    Image run() throws UnreadableImageException;
  }

  private static String outcome(Decoding decoding) {
    try {
      Image image = decoding.run();
      return image.shape() + Arrays.toString(image.pixels());
    } catch (UnreadableImageException e) {
      return String.valueOf(e.getMessage());
    }
  }

  private static void assertSame(Image image, Image expected) {
    assertThat(image).isNotNull();
    assertThat(image.shape()).isEqualTo(expected.shape());
    assertThat(image.pixels()).isEqualTo(expected.pixels());
  }

  private static @Nullable Image plain(byte[] png) throws UnreadableImageException {
    return DecodingMemory.ofTheHeap()
        .with(lease -> Optional.ofNullable(PlainPng.decode(png, memory(png, lease))))
        .orElse(null);
  }

  private static Image byJava(byte[] png) throws UnreadableImageException {
    return DecodingMemory.ofTheHeap()
        .with(lease -> ImageIoReader.read(png, Format.PNG, memory(png, lease)));
  }

  private static ImageMemory memory(byte[] png, Lease lease) {
    return new ImageMemory(lease, png.length, Orientation.UPRIGHT, Pictures.small());
  }
}
