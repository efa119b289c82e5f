package dev.espy.application;

import dev.espy.domain.Image;
import dev.espy.domain.Label;
import dev.espy.domain.Shape;
import dev.espy.domain.fake.InMemoryDataSet;
import java.util.SplittableRandom;

/** Small images that anything can learn to tell apart. */
public final class Pictures {

  public static final Shape SHAPE = new Shape(1, 6, 6);

  private Pictures() {}

  /** Returns an image that is bright in its upper half, or in its lower half, with noise. */
  public static Image half(boolean upper, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    byte[] pixels = new byte[SHAPE.size()];
    for (int i = 0; i < pixels.length; i++) {
      boolean bright = (i < pixels.length / 2) == upper;
      pixels[i] = (byte) ((bright ? 150 : 20) + random.nextInt(80));
    }
    return new Image(SHAPE, pixels);
  }

  /** Returns a data set of {@code upper} and {@code lower} images in turn. */
  public static InMemoryDataSet halves(String name, int count) {
    InMemoryDataSet data = new InMemoryDataSet(name);
    for (int i = 0; i < count; i++) {
      boolean upper = i % 2 == 0;
      data.add(i + ".png", new Label(upper ? "upper" : "lower"), half(upper, i));
    }
    return data;
  }
}
