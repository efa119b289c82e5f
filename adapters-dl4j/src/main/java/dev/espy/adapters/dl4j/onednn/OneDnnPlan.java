package dev.espy.adapters.dl4j.onednn;

import dev.espy.adapters.dl4j.graph.AppliedActivation;
import dev.espy.adapters.dl4j.tensors.Weights;
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
 * The primitives for consecutive layers and a fixed number of images. They are prepared once and
 * run for each batch.
 */
final class OneDnnPlan implements AutoCloseable {

  private final OneDnnContext context = new OneDnnContext();
  private final OneDnnTape tape;
  private final memory input;
  private final memory output;
  private @Nullable memory outputGradient;

  /**
   * Prepares the primitives.
   *
   * @param nodes the network's first layers, all of them supported
   * @param images number of images per batch
   * @param training true to prepare a backward pass too
   * @param weights the network's tensors; used, not copied
   */
  OneDnnPlan(List<Node> nodes, long images, boolean training, Weights weights) {
    try {
      tape = new OneDnnTape(context, weights, images, training, images * largestBytes(nodes));
      // The addresses are set before each run.
      input = context.wrap(0, OneDnnContext.rowMajor(tape.dimensions(nodes.get(0).input())));
      memory.desc result =
          OneDnnContext.rowMajor(tape.dimensions(nodes.get(nodes.size() - 1).output()));
      output = context.wrap(0, result);
      OneDnnTensor last = add(nodes, new OneDnnTensor(input, false));
      tape.addForward(context.prepareCopy(last.value(), output));
      if (training) {
        memory given = context.wrap(0, result);
        outputGradient = given;
        last.setGradient(context.acquire(last.format()));
        tape.addBackward(context.prepareCopy(given, last.gradient()));
        tape.buildBackward();
      }
    } catch (Throwable e) {
      context.close();
      throw e;
    }
  }

  /** Returns true if oneDNN supports a layer and all layers inside it. */
  static boolean supports(Node node) {
    Layer layer = node.layer();
    return layer instanceof Convolution
        || layer instanceof BatchNormalization
        || layer instanceof MaxPooling
        || layer instanceof GlobalAveragePooling
        || (layer instanceof Residual && node.body().stream().allMatch(OneDnnPlan::supports));
  }

  /** Returns the number of images per batch. */
  long images() {
    return tape.images();
  }

  /**
   * Runs the forward pass.
   *
   * @param from address of the images, row-major; unchanged until the backward pass ends
   * @param to address of the output, row-major; overwritten
   */
  void forward(long from, long to) {
    OneDnnContext.setAddress(input, from);
    OneDnnContext.setAddress(output, to);
    tape.runForward();
  }

  /**
   * Runs the backward pass, which computes the parameters' gradients.
   *
   * @param from address of the gradient with respect to the output, row-major
   */
  void backward(long from) {
    if (outputGradient == null) {
      throw new IllegalStateException("not prepared for training");
    }
    OneDnnContext.setAddress(outputGradient, from);
    tape.runBackward();
  }

  private OneDnnTensor add(List<Node> nodes, OneDnnTensor input) {
    OneDnnTensor tensor = input;
    for (int i = 0; i < nodes.size(); i++) {
      tensor = add(nodes.get(i), AppliedActivation.of(nodes, i), tensor);
    }
    return tensor;
  }

  private OneDnnTensor add(Node node, Activation activation, OneDnnTensor input) {
    Layer layer = node.layer();
    if (layer instanceof Convolution convolution) {
      return new OneDnnConvolution(tape, node, convolution, activation).add(input);
    } else if (layer instanceof BatchNormalization normalization) {
      return new OneDnnNormalization(tape, node, normalization).add(input);
    } else if (layer instanceof MaxPooling pooling) {
      return OneDnnPooling.max(pooling, activation).add(tape, input, node.output());
    } else if (layer instanceof GlobalAveragePooling) {
      return OneDnnPooling.mean(node.input()).add(tape, input, node.output());
    } else if (layer instanceof Residual residual) {
      return addResidual(node, residual.activation(), input);
    }
    throw new IllegalArgumentException("unsupported layer " + layer);
  }

  private OneDnnTensor addResidual(Node node, Activation activation, OneDnnTensor input) {
    // Body and shortcut each set a gradient of the input. The sum of both is the last backward step
    // of the block, so it is recorded first.
    OneDnnTensor shortcutInput = new OneDnnTensor(input.value(), input.needsGradient());
    context.retain(input.value());
    tape.recordBackward(
        () -> {
          if (input.needsGradient()) {
            tape.addBackward(
                tape.prepareSum(
                    input.gradient(),
                    shortcutInput.gradient(),
                    input.gradient(),
                    Activation.IDENTITY));
            context.release(shortcutInput.gradient());
          }
        });
    OneDnnTensor body = add(node.body(), input);
    OneDnnTensor shortcut = add(node.shortcut(), shortcutInput);
    memory.desc format = body.format();
    memory reordered = tape.reorderForward(shortcut.value(), format);
    OneDnnTensor sum = new OneDnnTensor(tape.newOutput(format), true);
    tape.addForward(tape.prepareSum(body.value(), reordered, sum.value(), activation));
    tape.release(body);
    tape.release(shortcut);
    tape.recordBackward(() -> addSumBackward(sum, activation, body, shortcut));
    return sum;
  }

  private void addSumBackward(
      OneDnnTensor sum, Activation activation, OneDnnTensor body, OneDnnTensor shortcut) {
    memory gradient = sum.gradient();
    if (activation != Activation.IDENTITY) {
      gradient = context.acquire(sum.format());
      tape.addBackward(tape.prepareDerivative(activation, sum, gradient));
      context.release(sum.gradient());
    }
    // Gradients are only read, so body and shortcut can share one.
    body.setGradient(gradient);
    context.retain(gradient);
    shortcut.setGradient(tape.reorderBackward(gradient, shortcut.format()));
  }

  /**
   * Returns the size of the largest activated value of one image, in bytes. Channels are counted in
   * blocks of 16, as oneDNN stores them.
   */
  private static long largestBytes(List<Node> nodes) {
    long largest = 0;
    for (int i = 0; i < nodes.size(); i++) {
      Node node = nodes.get(i);
      largest =
          Math.max(largest, Math.max(largestBytes(node.body()), largestBytes(node.shortcut())));
      if (node.layer() instanceof BatchNormalization
          || AppliedActivation.of(nodes, i) != Activation.IDENTITY) {
        Shape out = node.output();
        long channels = (out.channels() + 15) / 16 * 16L;
        largest = Math.max(largest, channels * out.height() * out.width() * Float.BYTES);
      }
    }
    return largest;
  }

  @Override
  public void close() {
    context.close();
  }
}
