package dev.espy.application.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PixelStoreTest {

  /** Large enough that 30 images need several segments. */
  private static final int IMAGE_BYTES = 5_000_000;

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(longs = {0, Long.MAX_VALUE})
  void givesBackWhatWasPutIn(long budget) throws Exception {
    PixelStore store = PixelStore.of(30, IMAGE_BYTES, budget, folder);
    for (int i : new int[] {29, 0, 12, 13, 14}) {
      store.put(i, image(i));
    }
    for (int i : new int[] {0, 12, 13, 14, 29}) {
      byte[] target = new byte[IMAGE_BYTES + 3];
      store.get(i, target, 3);
      byte[] expected = new byte[IMAGE_BYTES + 3];
      System.arraycopy(image(i), 0, expected, 3, IMAGE_BYTES);
      assertThat(target).isEqualTo(expected);
    }
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).as("nothing is left behind").isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {0, Long.MAX_VALUE})
  void interruptingAReaderHarmsNobody(long budget) {
    PixelStore store = PixelStore.of(1, IMAGE_BYTES, budget, folder);
    store.put(0, image(7));
    byte[] target = new byte[IMAGE_BYTES];

    Thread.currentThread().interrupt();
    store.get(0, target, 0);

    assertThat(Thread.interrupted()).isTrue();
    store.get(0, target, 0);
    assertThat(target).isEqualTo(image(7));
  }

  private static byte[] image(int seed) {
    byte[] pixels = new byte[IMAGE_BYTES];
    new Random(seed).nextBytes(pixels);
    return pixels;
  }
}
