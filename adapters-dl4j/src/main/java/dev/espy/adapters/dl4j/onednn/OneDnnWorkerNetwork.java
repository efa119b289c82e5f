package dev.espy.adapters.dl4j.onednn;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WEIGHTS;

import dev.espy.adapters.dl4j.batches.GradientSums;
import dev.espy.adapters.dl4j.batches.WorkerNetwork;
import dev.espy.adapters.dl4j.tensors.AlignedArray;
import dev.espy.domain.port.Learner;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.dnnl.matmul;
import org.bytedeco.dnnl.memory;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A worker's plans, and its share of the work between batches. */
final class OneDnnWorkerNetwork implements WorkerNetwork {

  /**
   * Number of plans of each kind that are kept: for two sizes of micro-batches in a usual batch,
   * and two in the last one.
   */
  private static final int PLANS = 4;

  private final OneDnnMemory shared;
  private final List<OneDnnPlan> learning = new ArrayList<>();
  private final List<OneDnnPlan> classifying = new ArrayList<>();
  private final OneDnnContext context = new OneDnnContext();
  private final Map<Integer, Runnable> refreshing = new HashMap<>();
  private final Map<Integer, Runnable> collecting = new HashMap<>();

  /** Address of the sums that {@link #collecting} reads. */
  private long sumsAddress;

  /** The products for tiles, made for one of {@link OneDnnMemory#preparations}. */
  private final Map<Integer, Runnable> products = new HashMap<>();

  private OneDnnContext productContext = new OneDnnContext();
  private long productPreparation;

  OneDnnWorkerNetwork(OneDnnMemory shared) {
    this.shared = shared;
  }

  @Override
  public float[] classify(Part part) {
    shared.refreshForClassifying(this::pack);
    return plan(classifying, part.size(), false).classify(part);
  }

  @Override
  public Learner.Step learn(Part part, long dropoutSeed, GradientSums sums, int slot) {
    OneDnnPlan plan = plan(learning, part.size(), true);
    return plan.learn(part, dropoutSeed, sums.slot(slot, Math.max(1, shared.layout().size())));
  }

  private OneDnnPlan plan(List<OneDnnPlan> plans, int images, boolean training) {
    for (int i = 0; i < plans.size(); i++) {
      OneDnnPlan plan = plans.get(i);
      if (plan.images() == images) {
        plans.remove(i);
        plans.add(plan);
        return plan;
      }
    }
    if (plans.size() == PLANS) {
      plans.remove(0).close();
    }
    OneDnnPlan plan = new OneDnnPlan(shared, images, training, this::pack);
    plans.add(plan);
    return plan;
  }

  /** Fills a packed copy of weights. */
  private void pack(PackedWeights.Copy copy) {
    try (OneDnnContext once = new OneDnnContext()) {
      packing(once, copy).run();
    }
  }

  private Runnable packing(OneDnnContext owner, PackedWeights.Copy copy) {
    long address = OneDnnContext.addressOf(shared.weights().value(copy.parameter()));
    return owner.prepareCopy(
        owner.wrap(address, copy.rowMajor()), owner.wrap(copy.address(), copy.format()));
  }

  @Override
  public void refresh(int task) {
    refreshing
        .computeIfAbsent(task, index -> packing(context, shared.packed(true).copy(index)))
        .run();
  }

  @Override
  public void collect(int task, AlignedArray sums) {
    int tiles = shared.tiles().size();
    if (task < tiles) {
      computeTile(task);
    } else {
      collectSum(task - tiles, sums.address());
    }
  }

  /** Converts the sum of a parameter's gradients to the parameter's own format. */
  private void collectSum(int index, long address) {
    if (address != sumsAddress) {
      collecting.clear();
      sumsAddress = address;
    }
    collecting
        .computeIfAbsent(
            index,
            key -> {
              GradientLayout.Place place = shared.layout().place(key);
              long gradient =
                  OneDnnContext.addressOf(
                      shared.weights().gradientTensors().view(place.parameter()));
              return context.prepareCopy(
                  context.wrap(address + place.offset() * Float.BYTES, place.format()),
                  context.wrap(gradient, place.rowMajor()));
            })
        .run();
  }

  /** Computes the gradient of some columns of a dense layer's weights, and of its bias. */
  private void computeTile(int task) {
    OneDnnMemory.Tile tile = shared.tiles().get(task);
    if (productPreparation != shared.preparations()) {
      products.clear();
      productContext.close();
      productContext = new OneDnnContext();
      productPreparation = shared.preparations();
    }
    products.computeIfAbsent(task, key -> product(tile)).run();
    if (tile.index() == 0) {
      sumBiasGradient(tile.dense());
    }
  }

  private Runnable product(OneDnnMemory.Tile tile) {
    DenseBatch dense = tile.dense();
    long images = shared.images();
    long rows = dense.rows();
    long columns = dense.columns();
    long from = dense.tileStart(tile.index());
    long width = dense.tileStart(tile.index() + 1) - from;
    long weight =
        OneDnnContext.addressOf(
            shared.weights().gradientTensors().view(dense.node().name() + ".weight"));
    memory.desc gradients = OneDnnContext.transposed(images, rows);
    memory.desc inputs = OneDnnContext.strided(images, width, columns, 1);
    memory.desc result = OneDnnContext.strided(rows, width, columns, 1);
    var description =
        new matmul.primitive_desc(
            new matmul.desc(gradients, inputs, result), productContext.engine());
    return productContext.prepare(
        new matmul(description),
        productContext
            .arguments()
            .put(DNNL_ARG_SRC, productContext.wrap(dense.gradient(0), gradients))
            .put(DNNL_ARG_WEIGHTS, productContext.wrap(dense.input(0) + from * Float.BYTES, inputs))
            .put(DNNL_ARG_DST, productContext.wrap(weight + from * Float.BYTES, result)));
  }

  private void sumBiasGradient(DenseBatch dense) {
    int rows = dense.rows();
    float[] sums = new float[rows];
    float[] row = new float[rows];
    FloatBuffer gradients = OneDnnContext.floats(dense.gradient(0), (long) shared.images() * rows);
    for (int image = 0; image < shared.images(); image++) {
      gradients.get(image * rows, row);
      for (int i = 0; i < rows; i++) {
        sums[i] += row[i];
      }
    }
    INDArray bias = shared.weights().gradientTensors().view(dense.node().name() + ".bias");
    OneDnnContext.floats(OneDnnContext.addressOf(bias), rows).put(0, sums);
  }

  @Override
  public void close() {
    learning.forEach(OneDnnPlan::close);
    classifying.forEach(OneDnnPlan::close);
    productContext.close();
    context.close();
  }
}
