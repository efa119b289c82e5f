package dev.espy.adapters.dl4j;

import dev.espy.adapters.dl4j.OneDnnTape.Signal;
import dev.espy.domain.Shape;
import dev.espy.domain.network.Activation;
import dev.espy.domain.network.Layer;
import dev.espy.domain.network.Layer.BatchNormalization;
import dev.espy.domain.network.Layer.Convolution;
import dev.espy.domain.network.Layer.GlobalAveragePooling;
import dev.espy.domain.network.Layer.MaxPooling;
import dev.espy.domain.network.Layer.Residual;
import dev.espy.domain.network.Network.Node;
import java.util.List;
import org.bytedeco.dnnl.memory;
import org.jspecify.annotations.Nullable;

/**
 * What oneDNN does for a network's first layers and a number of images: primitives that are made
 * once and run for each batch.
 */
final class OneDnnPlan implements AutoCloseable {

  private final OneDnn dnn = new OneDnn();
  private final OneDnnTape tape;
  private final memory input;
  private final memory output;
  private @Nullable memory outputError;

  /**
   * @param nodes layers that {@link #supports} allows, from the images on
   * @param weights of which theirs are used in place
   */
  OneDnnPlan(List<Node> nodes, long images, boolean learning, Weights weights) {
    try {
      tape = new OneDnnTape(dnn, weights, images, learning, images * largest(nodes));
      input = dnn.at(0, OneDnn.plain(tape.shape(nodes.get(0).input())));
      memory.desc result = OneDnn.plain(tape.shape(nodes.get(nodes.size() - 1).output()));
      output = dnn.at(0, result);
      Signal last = add(nodes, new Signal(input, false));
      tape.forward.add(dnn.copy(last.value, output));
      if (learning) {
        memory error = dnn.at(0, result);
        outputError = error;
        last.error = dnn.borrow(last.value.get_desc());
        tape.backward.add(dnn.copy(error, last.error));
        tape.rewind();
      }
    } catch (Throwable e) {
      dnn.close();
      throw e;
    }
  }

  /** Returns whether oneDNN can do a layer. */
  static boolean supports(Node node) {
    Layer layer = node.layer();
    return layer instanceof Convolution
        || layer instanceof BatchNormalization
        || layer instanceof MaxPooling
        || layer instanceof GlobalAveragePooling
        || (layer instanceof Residual && node.body().stream().allMatch(OneDnnPlan::supports));
  }

  /** Returns for how many images it is. */
  long images() {
    return tape.images;
  }

  /**
   * Goes forward.
   *
   * @param from where the images are, row-major; to stay there until the way back is gone
   * @param to where the result goes, row-major
   */
  void forward(long from, long to) {
    OneDnn.move(input, from);
    OneDnn.move(output, to);
    tape.forward.forEach(Runnable::run);
  }

  /**
   * Goes back, which gives the gradients of the weights.
   *
   * @param from where the error of the result is, row-major
   */
  void backward(long from) {
    if (outputError == null) {
      throw new IllegalStateException("not learning");
    }
    OneDnn.move(outputError, from);
    tape.backward.forEach(Runnable::run);
  }

  private Signal add(List<Node> nodes, Signal in) {
    Signal signal = in;
    for (int i = 0; i < nodes.size(); i++) {
      Node node = nodes.get(i);
      Layer layer = node.layer();
      Activation activation = Activations.applied(nodes, i);
      if (layer instanceof Convolution convolution) {
        signal = OneDnnConvolution.add(tape, node, convolution, activation, signal);
      } else if (layer instanceof BatchNormalization normalization) {
        signal = OneDnnNormalization.add(tape, node, normalization, signal);
      } else if (layer instanceof MaxPooling pooling) {
        signal = OneDnnPooling.max(tape, node, pooling, activation, signal);
      } else if (layer instanceof GlobalAveragePooling) {
        signal = OneDnnPooling.mean(tape, node, signal);
      } else if (layer instanceof Residual residual) {
        signal = sum(node, residual.activation(), signal);
      } else {
        throw new IllegalArgumentException("unsupported layer " + layer);
      }
    }
    return signal;
  }

  private Signal sum(Node node, Activation activation, Signal in) {
    // The other way starts with an error of its own; both are added last of all.
    Signal start = new Signal(in.value, in.learned);
    dnn.share(in.value);
    tape.note(
        () -> {
          if (in.learned) {
            tape.backward.add(
                tape.addition(in.error(), start.error(), in.error(), Activation.IDENTITY));
            dnn.giveBack(start.error());
          }
        });
    Signal body = add(node.body(), in);
    Signal shortcut = add(node.shortcut(), start);
    memory.desc format = body.value.get_desc();
    memory other = tape.as(shortcut.value, format, tape.forward);
    Signal out = new Signal(tape.newValue(format), true);
    tape.forward.add(tape.addition(body.value, other, out.value, activation));
    tape.done(body);
    tape.done(shortcut);
    tape.note(
        () -> {
          memory error = out.error();
          if (activation != Activation.IDENTITY) {
            error = dnn.borrow(format);
            tape.backward.add(tape.derivative(activation, out, error));
            dnn.giveBack(out.error());
          }
          // Errors are only read, so both ways can have the same.
          body.error = error;
          dnn.share(error);
          shortcut.error = tape.as(error, shortcut.value.get_desc(), tape.backward);
        });
    return out;
  }

  /** Returns the bytes of one image's largest activated result, channels in blocks of 16. */
  private static long largest(List<Node> nodes) {
    long largest = 0;
    for (int i = 0; i < nodes.size(); i++) {
      Node node = nodes.get(i);
      largest = Math.max(largest, Math.max(largest(node.body()), largest(node.shortcut())));
      if (node.layer() instanceof BatchNormalization
          || Activations.applied(nodes, i) != Activation.IDENTITY) {
        Shape out = node.output();
        long channels = (out.channels() + 15) / 16 * 16L;
        largest = Math.max(largest, channels * out.height() * out.width() * Float.BYTES);
      }
    }
    return largest;
  }

  @Override
  public void close() {
    dnn.close();
  }
}
