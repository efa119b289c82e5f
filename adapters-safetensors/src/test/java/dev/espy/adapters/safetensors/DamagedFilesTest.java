package dev.espy.adapters.safetensors;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.espy.domain.BadModelException;
import dev.espy.domain.fake.ExampleModels;
import dev.espy.domain.network.Model;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A damaged file gives the model as it was, or is refused; and never takes much memory. */
class DamagedFilesTest {

  private static final long BOUND = 8 << 20;

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private final Model model = ExampleModels.small(1);
  private final Random random = new Random(7);

  @TempDir Path folder;
  private Path file;
  private byte[] good;
  private int refused;

  @BeforeEach
  void save() throws IOException {
    file = folder.resolve("a.espy");
    new EspyModelFiles().save(model, file);
    good = Files.readAllBytes(file);
  }

  @Test
  void oneBitChangedAnywhere() throws IOException {
    for (int at = 0; at < good.length; at += 3) {
      byte[] bytes = good.clone();
      bytes[at] ^= (byte) (1 << random.nextInt(8));
      check(bytes, "bit at " + at);
    }
    // The rest are fields of the zip that nobody needs, such as the time.
    assertThat(refused).isGreaterThan(good.length * 3 / 10);
  }

  @Test
  void cutOffAnywhere() throws IOException {
    for (int length = 0; length < good.length; length += 5) {
      check(Arrays.copyOf(good, length), "length " + length);
    }
    assertThat(refused).isEqualTo((good.length + 4) / 5);
  }

  @Test
  void severalBytesChangedInsertedAndRemoved() throws IOException {
    byte[] awkward = {0, -1, 127, -128, 'P', '"', '{', ']'};
    for (int round = 0; round < 600; round++) {
      byte[] bytes = good.clone();
      for (int edit = random.nextInt(4); edit >= 0; edit--) {
        int at = random.nextInt(bytes.length);
        switch (random.nextInt(3)) {
          case 0 -> bytes[at] = awkward[random.nextInt(awkward.length)];
          case 1 -> bytes = splice(bytes, at, at, awkward[random.nextInt(awkward.length)]);
          default -> bytes = splice(bytes, at, Math.min(bytes.length, at + random.nextInt(9)));
        }
      }
      check(bytes, "round " + round);
    }
    assertThat(refused).isGreaterThan(500);
  }

  @Test
  void tornApartAndSignedAnew() throws IOException {
    Forgery forgery = Forgery.of(model);
    byte[] weights = forgery.weights();
    int header = weights.length - forgery.data().length;
    for (int at = 0; at < header; at++) {
      byte[] bytes = weights.clone();
      bytes[at] ^= (byte) (1 << random.nextInt(8));
      forgery.withWeights(bytes).writeTo(file);
      check(Files.readAllBytes(file), "header bit at " + at);
    }
    assertThat(refused).isGreaterThan(header * 8 / 10);
  }

  @Test
  void aSmallFileThatClaimsAHugeNetwork() throws IOException {
    Forgery.of(model).replace("\"units\": 4", "\"units\": 10000000").writeTo(file);

    check(Files.readAllBytes(file), "huge network");

    assertThat(refused).isOne();
  }

  private void check(byte[] bytes, String what) throws IOException {
    Files.write(file, bytes);
    long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
    try {
      Model loaded = new EspyModelFiles().load(file);
      assertThat(loaded).as(what).isEqualTo(model);
    } catch (BadModelException e) {
      refused++;
      assertThat(e).hasMessageStartingWith(file + ": ");
    }
    long after = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
    assertThat(after - before).as(what).isLessThan(BOUND);
  }

  private static byte[] splice(byte[] bytes, int from, int to, byte... inserted) {
    byte[] result = new byte[bytes.length - (to - from) + inserted.length];
    System.arraycopy(bytes, 0, result, 0, from);
    System.arraycopy(inserted, 0, result, from, inserted.length);
    System.arraycopy(bytes, to, result, from + inserted.length, bytes.length - to);
    return result;
  }
}
