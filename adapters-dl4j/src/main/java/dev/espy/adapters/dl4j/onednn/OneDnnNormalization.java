package dev.espy.adapters.dl4j.onednn;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SCALE_SHIFT;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_MEAN;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SCALE_SHIFT;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_VARIANCE;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WORKSPACE;

import dev.espy.adapters.dl4j.tensors.RunningStatistics;
import dev.espy.domain.network.Activation;
import dev.espy.domain.network.Layer.BatchNormalization;
import dev.espy.domain.network.Network.Node;
import java.nio.FloatBuffer;
import org.bytedeco.dnnl.IntMemoryMap;
import org.bytedeco.dnnl.batch_normalization_backward;
import org.bytedeco.dnnl.batch_normalization_forward;
import org.bytedeco.dnnl.global.dnnl.normalization_flags;
import org.bytedeco.dnnl.global.dnnl.prop_kind;
import org.bytedeco.dnnl.memory;
import org.jspecify.annotations.Nullable;

/** A batch normalization and its activation. OneDNN applies ReLU in the same primitive. */
final class OneDnnNormalization {

  private final OneDnnTape tape;
  private final Node node;
  private final BatchNormalization layer;

  /** The activation that needs a step of its own. */
  private final Activation separateActivation;

  private final int flags;
  private final memory.desc scaleAndShift;
  private final memory parameters;
  private final memory mean;
  private final memory variance;

  /** Describes a layer and allocates memory for its statistics. */
  OneDnnNormalization(OneDnnTape tape, Node node, BatchNormalization layer) {
    this.tape = tape;
    this.node = node;
    this.layer = layer;
    boolean fused = layer.activation() == Activation.RELU;
    separateActivation = fused ? Activation.IDENTITY : layer.activation();
    flags =
        normalization_flags.use_scale_shift.value
            | (tape.training() ? 0 : normalization_flags.use_global_stats.value)
            | (fused ? normalization_flags.fuse_norm_relu.value : 0);
    int channels = node.input().channels();
    // The shift follows the scale in the parameters, as oneDNN requires.
    scaleAndShift = OneDnnContext.rowMajor(2, channels);
    parameters = tape.parameter(node.name() + ".weight", scaleAndShift);
    mean = tape.context().allocate(OneDnnContext.rowMajor(channels));
    variance = tape.context().allocate(OneDnnContext.rowMajor(channels));
  }

  /** Adds the layer to the tape and returns its output. */
  OneDnnTensor add(OneDnnTensor input) {
    OneDnnContext context = tape.context();
    var description =
        new batch_normalization_forward.primitive_desc(
            new batch_normalization_forward.desc(
                tape.forwardKind().value, input.format(), epsilon(), flags),
            context.engine());
    memory result = tape.newOutput(input.format());
    IntMemoryMap arguments = statisticsAndParameters();
    arguments.put(DNNL_ARG_SRC, input.value()).put(DNNL_ARG_DST, result);
    memory workspace = workspace(description);
    if (workspace != null) {
      arguments.put(DNNL_ARG_WORKSPACE, workspace);
    }
    addForward(context.prepare(new batch_normalization_forward(description), arguments));
    tape.release(input);
    OneDnnTensor output = new OneDnnTensor(result, true);
    tape.recordBackward(() -> addBackward(input, output, description, workspace));
    tape.addActivation(separateActivation, output);
    return output;
  }

  private void addForward(Runnable normalize) {
    RunningStatistics statistics = tape.shared().weights().running(node, layer);
    int channels = statistics.channels();
    FloatBuffer means = OneDnnContext.floats(mean, channels);
    FloatBuffer variances = OneDnnContext.floats(variance, channels);
    if (tape.training()) {
      long values = tape.images() * node.input().height() * node.input().width();
      tape.addForward(normalize);
      tape.addForward(
          () -> statistics.record(tape.part().index(), copy(means), copy(variances), values));
    } else {
      tape.addForward(() -> statistics.copyTo(means, variances));
      tape.addForward(normalize);
    }
  }

  private static float[] copy(FloatBuffer values) {
    float[] copy = new float[values.limit()];
    values.get(0, copy);
    return copy;
  }

  private void addBackward(
      OneDnnTensor input,
      OneDnnTensor output,
      batch_normalization_forward.primitive_desc forward,
      @Nullable memory workspace) {
    OneDnnContext context = tape.context();
    memory outputGradient = tape.preActivationGradient(separateActivation, output);
    var description =
        new batch_normalization_backward.primitive_desc(
            new batch_normalization_backward.desc(
                prop_kind.backward.value, input.format(), input.format(), epsilon(), flags),
            context.engine(),
            forward);
    memory inputGradient = context.acquire(input.format());
    IntMemoryMap arguments = statisticsAndParameters();
    arguments
        .put(DNNL_ARG_SRC, input.value())
        .put(DNNL_ARG_DIFF_DST, outputGradient)
        .put(DNNL_ARG_DIFF_SRC, inputGradient)
        .put(DNNL_ARG_DIFF_SCALE_SHIFT, tape.gradient(node.name() + ".weight", scaleAndShift));
    if (workspace != null) {
      arguments.put(DNNL_ARG_WORKSPACE, workspace);
    }
    tape.addBackward(context.prepare(new batch_normalization_backward(description), arguments));
    input.setGradient(inputGradient);
    context.release(output.gradient());
  }

  private IntMemoryMap statisticsAndParameters() {
    return tape.context()
        .arguments()
        .put(DNNL_ARG_MEAN, mean)
        .put(DNNL_ARG_VARIANCE, variance)
        .put(DNNL_ARG_SCALE_SHIFT, parameters);
  }

  /** Returns memory for what a fused ReLU keeps for the backward pass; null without one. */
  private @Nullable memory workspace(batch_normalization_forward.primitive_desc forward) {
    boolean fused = layer.activation() == Activation.RELU;
    return fused && tape.training() ? tape.context().allocate(forward.workspace_desc()) : null;
  }

  private float epsilon() {
    return (float) layer.epsilon();
  }
}
