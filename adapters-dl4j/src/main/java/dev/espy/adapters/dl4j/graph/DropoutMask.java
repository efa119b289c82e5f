package dev.espy.adapters.dl4j.graph;

import dev.espy.domain.network.Network.Node;
import java.nio.FloatBuffer;
import java.util.SplittableRandom;

/**
 * Draws dropout masks in Java. A mask depends on the seed of the step, the layer's name and the
 * image's index in the batch, so it is the same on every device and with any number of threads.
 * ND4J's own generator is shared by all networks of the process.
 */
public final class DropoutMask {

  private final Node node;
  private final double rate;
  private final CurrentPart part;

  /**
   * Creates the masks of one layer.
   *
   * @param node the layer, whose name enters the seed
   * @param rate probability that a unit is dropped, 0 to below 1
   * @param part the images that the network is learning
   */
  public DropoutMask(Node node, double rate, CurrentPart part) {
    this.node = node;
    this.rate = rate;
    this.part = part;
  }

  /** Returns the seed of the part's first image; the seed of its image i is this plus i. */
  public long firstSeed() {
    // The name, not the vertex's index, so that the number of vertices does not matter. Names such
    // as
    // dropout1 and dropout2 have neighbouring hashes; the factor takes their seeds far apart.
    return part.dropoutSeed() * 31
        + node.name().hashCode() * 0x9E3779B97F4A7C15L
        + part.firstImage();
  }

  /**
   * Draws the mask of one image.
   *
   * @param seed the image's seed
   * @param factors destination, one factor per unit: 0 for a dropped unit, 1 / (1 - rate) otherwise
   */
  public void draw(long seed, FloatBuffer factors) {
    // Generators with neighbouring seeds give the same sequence, shifted by a few draws. A seed
    // that is drawn itself avoids that.
    SplittableRandom random = new SplittableRandom(new SplittableRandom(seed).nextLong());
    int kept = Float.floatToRawIntBits((float) (1 / (1 - rate)));
    long threshold = (long) (rate * (1L << 32));
    long bits = 0;
    for (int i = 0; i < factors.limit(); i++) {
      bits = (i & 1) == 0 ? random.nextLong() : bits << 32;
      // The sign of the difference, shifted over all bits, is -1 where the unit is dropped.
      int factor = kept & ~(int) (((bits >>> 32) - threshold) >> 63);
      factors.put(i, Float.intBitsToFloat(factor));
    }
  }
}
