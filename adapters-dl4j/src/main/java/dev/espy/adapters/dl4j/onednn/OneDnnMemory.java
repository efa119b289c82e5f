package dev.espy.adapters.dl4j.onednn;

import dev.espy.adapters.dl4j.tensors.Weights;
import dev.espy.domain.Preprocessing;
import dev.espy.domain.network.Layer.Dense;
import dev.espy.domain.network.Network;
import dev.espy.domain.network.Network.Node;
import dev.espy.domain.network.Parameter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A network that oneDNN computes: the weights, their packed copies, and the places of gradients.
 */
final class OneDnnMemory implements AutoCloseable {

  /** A tile of the weights of a dense layer. */
  record Tile(DenseBatch dense, int index) {}

  private final Network network;
  private final Preprocessing preprocessing;
  private final Weights weights;
  private final PackedWeights learning = new PackedWeights();
  private final PackedWeights classifying = new PackedWeights();
  private final GradientLayout layout = new GradientLayout();
  private final Map<String, DenseBatch> dense = new LinkedHashMap<>();
  private final List<Tile> tiles = new ArrayList<>();

  /** Number of learned values outside dense layers. */
  private final long summedValues;

  /** Number of images of the batch that is being learned. */
  private int images;

  /**
   * Number of changes of the number of images. After each, the values of dense layers may have
   * other addresses.
   */
  private long preparations;

  /** True if the packed weights for classifying are older than the weights. */
  private boolean stale;

  /**
   * Creates the memory of a network.
   *
   * @param weights the network's tensors; used, not copied
   */
  OneDnnMemory(Network network, Preprocessing preprocessing, Weights weights) {
    this.network = network;
    this.preprocessing = preprocessing;
    this.weights = weights;
    withInnerNodes(network.nodes())
        .filter(node -> node.layer() instanceof Dense)
        .forEach(node -> dense.put(node.name(), new DenseBatch(node)));
    summedValues =
        network.parameterCount()
            - dense.values().stream()
                .flatMap(batch -> batch.node().parameters().stream())
                .mapToLong(Parameter::size)
                .sum();
    for (DenseBatch batch : dense.values()) {
      for (int i = 0; i < batch.tiles(); i++) {
        tiles.add(new Tile(batch, i));
      }
    }
  }

  private static Stream<Node> withInnerNodes(List<Node> nodes) {
    return nodes.stream()
        .flatMap(
            node ->
                Stream.of(
                        Stream.of(node),
                        withInnerNodes(node.body()),
                        withInnerNodes(node.shortcut()))
                    .flatMap(each -> each));
  }

  void prepare(int images) {
    if (images != this.images) {
      // In case that memory does not suffice.
      this.images = 0;
      preparations++;
      dense.values().forEach(batch -> batch.prepare(images));
      this.images = images;
    }
  }

  long summedValues() {
    // Once a plan has decided on the formats, their sizes are known.
    return Math.max(1, Math.max(layout.size(), summedValues));
  }

  int collectTasks() {
    return tiles.size() + layout.count();
  }

  synchronized void weightsChanged() {
    stale = true;
  }

  int refreshTasks() {
    return learning.count();
  }

  /**
   * Brings the packed weights for classifying up to date.
   *
   * @param packer fills a copy
   */
  synchronized void refreshForClassifying(PackedWeights.Packer packer) {
    if (stale) {
      for (int i = 0; i < classifying.count(); i++) {
        packer.pack(classifying.copy(i));
      }
      stale = false;
    }
  }

  Network network() {
    return network;
  }

  Preprocessing preprocessing() {
    return preprocessing;
  }

  Weights weights() {
    return weights;
  }

  PackedWeights packed(boolean training) {
    return training ? learning : classifying;
  }

  GradientLayout layout() {
    return layout;
  }

  /** Returns the number of images of the batch that is being learned. */
  int images() {
    return images;
  }

  /** Returns the number of changes of the number of images. */
  long preparations() {
    return preparations;
  }

  /** Returns the values of a dense layer for the batch that is being learned. */
  DenseBatch dense(Node node) {
    DenseBatch batch = dense.get(node.name());
    if (batch == null) {
      throw new IllegalArgumentException("no dense layer " + node.name());
    }
    return batch;
  }

  List<Tile> tiles() {
    return tiles;
  }

  @Override
  public void close() {
    learning.close();
    classifying.close();
    dense.values().forEach(DenseBatch::close);
  }
}
