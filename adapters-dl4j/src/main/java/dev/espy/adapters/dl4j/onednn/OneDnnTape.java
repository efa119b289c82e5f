package dev.espy.adapters.dl4j.onednn;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC_0;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC_1;

import dev.espy.adapters.dl4j.tensors.Weights;
import dev.espy.domain.Shape;
import dev.espy.domain.network.Activation;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
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
  private final Weights weights;
  private final long images;
  private final boolean training;
  private final List<Runnable> forward = new ArrayList<>();
  private final List<Runnable> backward = new ArrayList<>();
  private final Deque<Runnable> recorded = new ArrayDeque<>();

  /** Address of a gradient that the next backward step reads at once. */
  private final long scratch;

  /**
   * Creates an empty tape.
   *
   * @param context owner of the primitives and their memory
   * @param weights the network's tensors; used, not copied
   * @param images number of images per batch
   * @param training true to keep values for a backward pass
   * @param scratchBytes size of the largest activated value between layers
   */
  OneDnnTape(
      OneDnnContext context, Weights weights, long images, boolean training, long scratchBytes) {
    this.context = context;
    this.weights = weights;
    this.images = images;
    this.training = training;
    this.scratch = training ? context.allocate(scratchBytes) : 0;
  }

  OneDnnContext context() {
    return context;
  }

  Weights weights() {
    return weights;
  }

  /** Returns the number of images per batch. */
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

  /** Returns a batch's dimensions: images, channels, rows, columns. */
  long[] dimensions(Shape shape) {
    return new long[] {images, shape.channels(), shape.height(), shape.width()};
  }

  /** Returns the weights' own memory, from the named parameter on. */
  memory parameter(String name, memory.desc format) {
    return context.wrap(OneDnnContext.addressOf(weights.value(name)), format);
  }

  /** Returns the gradients' own memory, from that of the named parameter on. */
  memory parameterGradient(String name, memory.desc format) {
    return context.wrap(OneDnnContext.addressOf(weights.gradient(name)), format);
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
