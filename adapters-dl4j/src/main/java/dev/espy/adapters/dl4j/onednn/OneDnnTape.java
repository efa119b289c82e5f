package dev.espy.adapters.dl4j.onednn;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC_0;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC_1;

import dev.espy.adapters.dl4j.batches.WorkerNetwork.Part;
import dev.espy.adapters.dl4j.graph.CurrentPart;
import dev.espy.domain.Shape;
import dev.espy.domain.network.Activation;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.bytedeco.dnnl.binary;
import org.bytedeco.dnnl.eltwise_backward;
import org.bytedeco.dnnl.eltwise_forward;
import org.bytedeco.dnnl.global.dnnl.algorithm;
import org.bytedeco.dnnl.global.dnnl.prop_kind;
import org.bytedeco.dnnl.memory;

/**
 * The steps of a forward and a backward pass. Layers add forward steps in their order. Each records
 * how to add its backward steps, and the records are worked off in reverse order.
 */
final class OneDnnTape {

  private final OneDnnContext context;
  private final OneDnnMemory shared;
  private final PackedWeights.Packer packer;
  private final CurrentPart part = new CurrentPart();

  /** Memory whose address depends on the part, with the function that gives the address. */
  private final IdentityHashMap<memory, ToLongFunction<Part>> bindings = new IdentityHashMap<>();

  private final long images;
  private final boolean training;
  private final List<Runnable> forward = new ArrayList<>();
  private final List<Runnable> backward = new ArrayList<>();
  private final Deque<Runnable> recorded = new ArrayDeque<>();

  /** Address of the slot for the gradients of the part. */
  private long slot;

  /** Address of a gradient that the next backward step reads at once. */
  private final long scratch;

  /**
   * Creates an empty tape.
   *
   * @param context owner of the primitives and their memory
   * @param shared the memory that workers share
   * @param packer makes copies of weights in other formats
   * @param images number of images per part
   * @param training true to keep values for a backward pass
   * @param scratchBytes size of the largest activated value between layers
   */
  OneDnnTape(
      OneDnnContext context,
      OneDnnMemory shared,
      PackedWeights.Packer packer,
      long images,
      boolean training,
      long scratchBytes) {
    this.context = context;
    this.shared = shared;
    this.packer = packer;
    this.images = images;
    this.training = training;
    this.scratch = training ? context.allocate(scratchBytes) : 0;
  }

  OneDnnContext context() {
    return context;
  }

  OneDnnMemory shared() {
    return shared;
  }

  /** Returns the part that is being computed. */
  CurrentPart part() {
    return part;
  }

  /** Returns the number of images per part. */
  long images() {
    return images;
  }

  /** Returns true if the tape has a backward pass. */
  boolean training() {
    return training;
  }

  void addForward(Runnable step) {
    forward.add(step);
  }

  void addBackward(Runnable step) {
    backward.add(step);
  }

  /**
   * Sets the part to compute next.
   *
   * @param slot address of the slot for its gradients
   */
  void start(Part next, long dropoutSeed, long slot) {
    part.set(dropoutSeed, next.index(), next.start());
    this.slot = slot;
    bindings.forEach(
        (bound, address) -> OneDnnContext.setAddress(bound, address.applyAsLong(next)));
  }

  /** Returns memory whose address depends on the part. */
  memory bind(memory.desc format, ToLongFunction<Part> address) {
    memory bound = context.wrap(0, format);
    bindings.put(bound, address);
    return bound;
  }

  /** Returns the same memory with another description. */
  memory alias(memory present, memory.desc format) {
    ToLongFunction<Part> address = bindings.get(present);
    if (address != null) {
      return bind(format, address);
    }
    return context.wrap(OneDnnContext.addressOf(present), format);
  }

  void runForward() {
    forward.forEach(Runnable::run);
  }

  void runBackward() {
    backward.forEach(Runnable::run);
  }

  /** Records an action that adds the backward steps of the layer just added. */
  void recordBackward(Runnable addSteps) {
    if (training) {
      recorded.push(addSteps);
    }
  }

  /** Builds the backward pass from the records, the last layer first. */
  void buildBackward() {
    while (!recorded.isEmpty()) {
      recorded.pop().run();
    }
  }

  /**
   * Returns memory for a layer's output. A backward pass may read it, so training never reuses it.
   */
  memory newOutput(memory.desc format) {
    return training ? context.allocate(format) : context.acquire(format);
  }

  /** Declares that no later forward step reads a tensor's value. */
  void release(OneDnnTensor tensor) {
    if (!training) {
      context.release(tensor.value());
    }
  }

  /** Returns oneDNN's kind of forward pass. */
  prop_kind forwardKind() {
    return training ? prop_kind.forward_training : prop_kind.forward_inference;
  }

  /** Returns the dimensions of a part: images, channels, rows, columns. */
  long[] dimensions(Shape shape) {
    return new long[] {images, shape.channels(), shape.height(), shape.width()};
  }

  /** Returns the weights' own memory, from the named parameter on. */
  memory parameter(String name, memory.desc format) {
    return context.wrap(OneDnnContext.addressOf(shared.weights().value(name)), format);
  }

  /** Returns a copy of a parameter in a format; the parameter itself if that is its format. */
  memory packed(String name, memory.desc rowMajor, memory.desc format) {
    return format.equals(rowMajor)
        ? parameter(name, rowMajor)
        : context.wrap(shared.packed(training).address(name, rowMajor, format, packer), format);
  }

  /** Returns memory for the gradient of a parameter in its own format. */
  memory gradient(String name, memory.desc rowMajor) {
    GradientLayout.Place place = shared.layout().place(name, rowMajor, rowMajor);
    return bind(rowMajor, next -> slot + place.offset() * Float.BYTES);
  }

  /**
   * Adds the backward step that computes a parameter's gradient.
   *
   * @param rowMajor the parameter's own format
   * @param format the format that the step prefers
   * @param prepare prepares the step for the memory of the gradient
   */
  void addGradient(
      String name, memory.desc rowMajor, memory.desc format, Function<memory, Runnable> prepare) {
    GradientLayout.Place place = shared.layout().place(name, rowMajor, format);
    memory target = bind(place.format(), next -> slot + place.offset() * Float.BYTES);
    if (place.format().equals(format)) {
      addBackward(prepare.apply(target));
    } else {
      memory own = context.allocate(format);
      addBackward(prepare.apply(own));
      addBackward(context.prepareCopy(own, target));
    }
  }

  /** Returns memory in a format; adds a forward step that copies it if its format differs. */
  memory reorderForward(memory present, memory.desc format) {
    return reorder(present, format, forward);
  }

  /** Returns memory in a format; adds a backward step that copies it if its format differs. */
  memory reorderBackward(memory present, memory.desc format) {
    return reorder(present, format, backward);
  }

  private memory reorder(memory present, memory.desc format, List<Runnable> steps) {
    if (present.get_desc().equals(format)) {
      return present;
    }
    memory copy = context.allocate(format);
    steps.add(context.prepareCopy(present, copy));
    return copy;
  }

  /** Prepares the sum of two values, with an activation of the sum. */
  Runnable prepareSum(memory first, memory second, memory sum, Activation activation) {
    var description =
        new binary.primitive_desc(
            new binary.desc(
                algorithm.binary_add, first.get_desc(), second.get_desc(), sum.get_desc()),
            OneDnnActivation.asPostOperation(activation),
            context.engine());
    return context.prepare(
        new binary(description),
        context
            .arguments()
            .put(DNNL_ARG_SRC_0, first)
            .put(DNNL_ARG_SRC_1, second)
            .put(DNNL_ARG_DST, sum));
  }

  /** Adds a forward step that applies an activation in place. */
  void addActivation(Activation activation, OneDnnTensor tensor) {
    if (activation == Activation.IDENTITY) {
      return;
    }
    var description =
        OneDnnActivation.forward(activation, tensor.format(), forwardKind(), context.engine());
    addForward(
        context.prepare(
            new eltwise_forward(description),
            context
                .arguments()
                .put(DNNL_ARG_SRC, tensor.value())
                .put(DNNL_ARG_DST, tensor.value())));
  }

  /**
   * Returns the gradient with respect to a tensor before its activation; adds a backward step that
   * computes it unless the activation is the identity. The next backward step must read it.
   */
  memory preActivationGradient(Activation activation, OneDnnTensor tensor) {
    if (activation == Activation.IDENTITY) {
      return tensor.gradient();
    }
    memory gradient = context.wrap(scratch, tensor.format());
    addBackward(prepareDerivative(activation, tensor, gradient));
    return gradient;
  }

  /** Prepares the product of a tensor's gradient and an activation's derivative. */
  Runnable prepareDerivative(Activation activation, OneDnnTensor tensor, memory result) {
    var description = OneDnnActivation.backward(activation, tensor.format(), context.engine());
    return context.prepare(
        new eltwise_backward(description),
        context
            .arguments()
            .put(DNNL_ARG_DST, tensor.value())
            .put(DNNL_ARG_DIFF_DST, tensor.gradient())
            .put(DNNL_ARG_DIFF_SRC, result));
  }
}
