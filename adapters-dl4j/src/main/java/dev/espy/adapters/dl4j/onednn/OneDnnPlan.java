package dev.espy.adapters.dl4j.onednn;

import dev.espy.adapters.dl4j.batches.InputValues;
import dev.espy.adapters.dl4j.batches.Softmax;
import dev.espy.adapters.dl4j.batches.WorkerNetwork.Part;
import dev.espy.adapters.dl4j.graph.AppliedActivation;
import dev.espy.adapters.dl4j.tensors.AlignedArray;
import dev.espy.domain.Batch;
import dev.espy.domain.Shape;
import dev.espy.domain.network.Activation;
import dev.espy.domain.network.Layer;
import dev.espy.domain.network.Layer.BatchNormalization;
import dev.espy.domain.network.Layer.Convolution;
import dev.espy.domain.network.Layer.Dense;
import dev.espy.domain.network.Layer.Dropout;
import dev.espy.domain.network.Layer.GlobalAveragePooling;
import dev.espy.domain.network.Layer.MaxPooling;
import dev.espy.domain.network.Layer.Residual;
import dev.espy.domain.network.Network.Node;
import dev.espy.domain.port.Learner;
import java.nio.FloatBuffer;
import java.util.List;
import org.bytedeco.dnnl.memory;
import org.jspecify.annotations.Nullable;

/**
 * The primitives for a network and a fixed number of images. They are prepared once and run for
 * each part of a batch. The worker that creates a plan must run and close it, because oneDNN shares
 * temporary memory among the primitives of a thread.
 */
final class OneDnnPlan implements AutoCloseable {

  private final OneDnnMemory shared;
  private final OneDnnContext context = new OneDnnContext();
  private final OneDnnTape tape;
  private final InputValues values;
  private final FloatBuffer input;
  private final FloatBuffer output;
  private final @Nullable FloatBuffer outputGradient;

  /**
   * Prepares the primitives.
   *
   * @param images number of images per part
   * @param training true to prepare a backward pass too
   * @param packer makes copies of weights in other formats
   */
  OneDnnPlan(OneDnnMemory shared, int images, boolean training, PackedWeights.Packer packer) {
    this.shared = shared;
    List<Node> nodes = shared.network().nodes();
    try {
      tape =
          new OneDnnTape(context, shared, packer, images, training, images * largestBytes(nodes));
      values = new InputValues(shared.preprocessing());
      Shape shape = shared.network().input();
      memory given = context.allocate(OneDnnContext.rowMajor(tape.dimensions(shape)));
      input = OneDnnContext.floats(given, (long) images * shape.size());
      OneDnnTensor last = add(nodes, new OneDnnTensor(given, false));
      long logits = (long) images * shared.network().labels();
      output = OneDnnContext.floats(last.value(), logits);
      FloatBuffer gradient = null;
      if (training) {
        last.setGradient(context.allocate(last.format()));
        gradient = OneDnnContext.floats(last.gradient(), logits);
        tape.buildBackward();
      }
      outputGradient = gradient;
    } catch (Throwable e) {
      context.close();
      throw e;
    }
  }

  /** Returns the number of images per part. */
  long images() {
    return tape.images();
  }

  /**
   * Computes logits.
   *
   * @return logits, [image][label]
   */
  float[] classify(Part part) {
    tape.start(part, 0, 0);
    return forward(part);
  }

  /**
   * Computes a micro-batch's share of the gradients of a batch's mean loss.
   *
   * @param dropoutSeed seed of the step
   * @param slot destination of the gradients
   * @return the micro-batch's share of the mean loss, and its number of correct answers
   */
  Learner.Step learn(Part part, long dropoutSeed, AlignedArray slot) {
    if (outputGradient == null) {
      throw new IllegalStateException("not prepared for training");
    }
    tape.start(part, dropoutSeed, slot.address());
    float[] logits = forward(part);
    Batch batch = part.batch();
    Learner.Step step =
        Softmax.loss(
            logits, batch.targets(), part.start(), batch.size(), shared.network().labels());
    outputGradient.put(0, logits);
    tape.runBackward();
    return step;
  }

  private float[] forward(Part part) {
    values.write(part.batch(), part.start(), part.size(), input);
    tape.runForward();
    float[] logits = new float[output.limit()];
    output.get(0, logits);
    return logits;
  }

  private OneDnnTensor add(List<Node> nodes, OneDnnTensor input) {
    OneDnnTensor tensor = input;
    for (int i = 0; i < nodes.size(); i++) {
      Node node = nodes.get(i);
      if (tape.training()
          && node.layer() instanceof Dropout dropout
          && i + 1 < nodes.size()
          && nodes.get(i + 1).layer() instanceof Dense) {
        // Dropout writes directly to the place where the dense layer keeps its inputs.
        i++;
        OneDnnDense dense = new OneDnnDense(tape, nodes.get(i), AppliedActivation.of(nodes, i));
        memory kept = dense.newInput();
        tensor = dense.addAfter(new OneDnnDropout(tape, node, dropout).add(tensor, kept), kept);
      } else {
        tensor = add(node, AppliedActivation.of(nodes, i), tensor);
      }
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
    } else if (layer instanceof Dense) {
      return new OneDnnDense(tape, node, activation).add(input);
    } else if (layer instanceof Dropout dropout) {
      return tape.training() ? new OneDnnDropout(tape, node, dropout).add(input) : input;
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
