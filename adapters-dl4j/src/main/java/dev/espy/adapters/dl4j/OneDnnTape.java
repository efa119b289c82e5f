package dev.espy.adapters.dl4j;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC_0;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC_1;

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
import org.bytedeco.dnnl.post_ops;
import org.bytedeco.dnnl.primitive_attr;
import org.jspecify.annotations.Nullable;

/**
 * Two lists of primitives, the way forward through some layers and the way back. Layers add to the
 * way forward in their order; each leaves a note of how to go back, and the notes are worked off in
 * reverse.
 */
final class OneDnnTape {

  final OneDnn dnn;
  final Weights weights;
  final long images;
  final boolean learning;
  final List<Runnable> forward = new ArrayList<>();
  final List<Runnable> backward = new ArrayList<>();
  private final Deque<Runnable> notes = new ArrayDeque<>();

  /** Where errors lie between an activation's derivative and what follows at once. */
  private final long scratch;

  /** What is between layers. */
  static final class Signal {
    final memory value;
    final boolean learned;

    /** The gradient of the loss by the value; set by whoever takes the value; only read. */
    @Nullable memory error;

    /**
     * @param learned whether anything that learns depends on its error
     */
    Signal(memory value, boolean learned) {
      this.value = value;
      this.learned = learned;
    }

    memory error() {
      if (error == null) {
        throw new IllegalStateException("no error");
      }
      return error;
    }
  }

  /**
   * @param scratch bytes of the largest value between layers
   */
  OneDnnTape(OneDnn dnn, Weights weights, long images, boolean learning, long scratch) {
    this.dnn = dnn;
    this.weights = weights;
    this.images = images;
    this.learning = learning;
    this.scratch = learning ? dnn.allocate(scratch) : 0;
  }

  /** Returns memory for what a layer gives: while learning, the way back needs it, too. */
  memory newValue(memory.desc format) {
    return learning ? dnn.allocate(format) : dnn.borrow(format);
  }

  /** Says that nothing further on the way forward needs a signal's value. */
  void done(Signal signal) {
    if (!learning) {
      dnn.giveBack(signal.value);
    }
  }

  /** Leaves a note of how to go back over what was just added. */
  void note(Runnable note) {
    if (learning) {
      notes.push(note);
    }
  }

  /** Works off the notes, the last one first, which gives the way back. */
  void rewind() {
    while (!notes.isEmpty()) {
      notes.pop().run();
    }
  }

  prop_kind kind() {
    return learning ? prop_kind.forward_training : prop_kind.forward_inference;
  }

  long[] shape(Shape shape) {
    return new long[] {images, shape.channels(), shape.height(), shape.width()};
  }

  /** Returns parameters where they are, from that of a name on. */
  memory parameter(String name, memory.desc format) {
    return dnn.at(OneDnn.address(weights.value(name)), format);
  }

  /** Returns where gradients go, from that of a parameter's name on. */
  memory gradient(String name, memory.desc format) {
    return dnn.at(OneDnn.address(weights.gradient(name)), format);
  }

  /** Returns settings by which a primitive applies an activation to what it gives. */
  static primitive_attr followedBy(Activation activation) {
    primitive_attr attributes = new primitive_attr();
    if (activation != Activation.IDENTITY) {
      post_ops after = new post_ops();
      after.append_eltwise(1, Activations.algorithm(activation), Activations.alpha(activation), 0);
      attributes.set_post_ops(after);
    }
    return attributes;
  }

  /** Returns what adds, and applies an activation to the sum. */
  Runnable addition(memory first, memory second, memory to, Activation activation) {
    var addition =
        new binary.primitive_desc(
            new binary.desc(
                algorithm.binary_add, first.get_desc(), second.get_desc(), to.get_desc()),
            followedBy(activation),
            dnn.engine());
    return dnn.run(
        new binary(addition), DNNL_ARG_SRC_0, first, DNNL_ARG_SRC_1, second, DNNL_ARG_DST, to);
  }

  /** Applies an activation to a signal in place. */
  void activate(Activation activation, Signal signal) {
    if (activation == Activation.IDENTITY) {
      return;
    }
    var forwards = Activations.forward(activation, signal.value.get_desc(), kind(), dnn);
    forward.add(
        dnn.run(
            new eltwise_forward(forwards), DNNL_ARG_SRC, signal.value, DNNL_ARG_DST, signal.value));
  }

  /** Returns the error of what a signal was before its activation. */
  memory unactivated(Activation activation, Signal signal) {
    if (activation == Activation.IDENTITY) {
      return signal.error();
    }
    memory error = dnn.at(scratch, signal.value.get_desc());
    backward.add(derivative(activation, signal, error));
    return error;
  }

  /** Returns what applies an activation's derivative to a signal's error. */
  Runnable derivative(Activation activation, Signal signal, memory error) {
    var forwards =
        Activations.forward(activation, signal.value.get_desc(), prop_kind.forward_training, dnn);
    memory.desc format = signal.value.get_desc();
    var back =
        new eltwise_backward.primitive_desc(
            new eltwise_backward.desc(
                Activations.fromResult(activation),
                format,
                format,
                Activations.alpha(activation),
                0),
            dnn.engine(),
            forwards);
    return dnn.run(
        new eltwise_backward(back),
        DNNL_ARG_DST,
        signal.value,
        DNNL_ARG_DIFF_DST,
        signal.error(),
        DNNL_ARG_DIFF_SRC,
        error);
  }

  /** Returns memory in another format, copied there as part of a way; itself if it has it. */
  memory as(memory present, memory.desc format, List<Runnable> way) {
    if (present.get_desc().equals(format)) {
      return present;
    }
    memory copy = dnn.allocate(format);
    way.add(dnn.copy(present, copy));
    return copy;
  }
}
