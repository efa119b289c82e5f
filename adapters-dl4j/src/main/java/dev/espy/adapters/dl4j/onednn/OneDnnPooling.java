package dev.espy.adapters.dl4j.onednn;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WORKSPACE;

import dev.espy.domain.Shape;
import dev.espy.domain.network.Activation;
import dev.espy.domain.network.Layer.MaxPooling;
import org.bytedeco.dnnl.IntMemoryMap;
import org.bytedeco.dnnl.global.dnnl.algorithm;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.pooling_backward;
import org.bytedeco.dnnl.pooling_forward;
import org.jspecify.annotations.Nullable;

/** Max pooling or global average pooling, and an activation of the output. */
final class OneDnnPooling {

  private static final long[] NO_PADDING = {0, 0};

  private final algorithm method;
  private final long[] window;
  private final long[] stride;
  private final Activation activation;

  private OneDnnPooling(algorithm method, long[] window, long[] stride, Activation activation) {
    this.method = method;
    this.window = window;
    this.stride = stride;
    this.activation = activation;
  }

  /**
   * Describes max pooling.
   *
   * @param activation activation of the output; that of the convolution before, if there is one
   */
  static OneDnnPooling max(MaxPooling layer, Activation activation) {
    long[] window = {layer.size(), layer.size()};
    long[] stride = {layer.stride(), layer.stride()};
    return new OneDnnPooling(algorithm.pooling_max, window, stride, activation);
  }

  /** Describes global average pooling of images of a shape. */
  static OneDnnPooling mean(Shape input) {
    long[] window = {input.height(), input.width()};
    return new OneDnnPooling(
        algorithm.pooling_avg_exclude_padding, window, window, Activation.IDENTITY);
  }

  /**
   * Adds the layer to a tape and returns its output.
   *
   * @param shape shape of the output for one image
   */
  OneDnnTensor add(OneDnnTape tape, OneDnnTensor input, Shape shape) {
    OneDnnContext context = tape.context();
    memory.desc target = OneDnnContext.anyFormat(tape.dimensions(shape));
    var description =
        new pooling_forward.primitive_desc(
            new pooling_forward.desc(
                tape.forwardKind(),
                method,
                input.format(),
                target,
                stride,
                window,
                NO_PADDING,
                NO_PADDING),
            context.engine());
    memory result = tape.newOutput(description.dst_desc());
    // Max pooling keeps the positions of the maxima for the backward pass.
    memory workspace =
        tape.training() && method.value == algorithm.pooling_max.value
            ? context.allocate(description.workspace_desc())
            : null;
    IntMemoryMap arguments =
        context.arguments().put(DNNL_ARG_SRC, input.value()).put(DNNL_ARG_DST, result);
    if (workspace != null) {
      arguments.put(DNNL_ARG_WORKSPACE, workspace);
    }
    tape.addForward(context.prepare(new pooling_forward(description), arguments));
    tape.release(input);
    OneDnnTensor output = new OneDnnTensor(result, input.needsGradient());
    tape.addActivation(activation, output);
    if (input.needsGradient()) {
      tape.recordBackward(() -> addBackward(tape, input, output, description, workspace));
    }
    return output;
  }

  private void addBackward(
      OneDnnTape tape,
      OneDnnTensor input,
      OneDnnTensor output,
      pooling_forward.primitive_desc forward,
      @Nullable memory workspace) {
    OneDnnContext context = tape.context();
    var description =
        new pooling_backward.primitive_desc(
            new pooling_backward.desc(
                method, input.format(), output.format(), stride, window, NO_PADDING, NO_PADDING),
            context.engine(),
            forward);
    memory inputGradient = context.acquire(input.format());
    IntMemoryMap arguments =
        context
            .arguments()
            .put(DNNL_ARG_DIFF_DST, tape.preActivationGradient(activation, output))
            .put(DNNL_ARG_DIFF_SRC, inputGradient);
    if (workspace != null) {
      arguments.put(DNNL_ARG_WORKSPACE, workspace);
    }
    tape.addBackward(context.prepare(new pooling_backward(description), arguments));
    input.setGradient(inputGradient);
    context.release(output.gradient());
  }
}
