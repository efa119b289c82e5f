package dev.espy.adapters.dl4j;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_BIAS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_BIAS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SCALE_SHIFT;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_WEIGHTS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_MEAN;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SCALE_SHIFT;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC_0;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC_1;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_VARIANCE;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WEIGHTS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WORKSPACE;

import dev.espy.domain.Shape;
import dev.espy.domain.network.Activation;
import dev.espy.domain.network.Layer;
import dev.espy.domain.network.Layer.BatchNormalization;
import dev.espy.domain.network.Layer.Convolution;
import dev.espy.domain.network.Layer.GlobalAveragePooling;
import dev.espy.domain.network.Layer.MaxPooling;
import dev.espy.domain.network.Layer.Residual;
import dev.espy.domain.network.Network.Node;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.bytedeco.dnnl.batch_normalization_backward;
import org.bytedeco.dnnl.batch_normalization_forward;
import org.bytedeco.dnnl.binary;
import org.bytedeco.dnnl.convolution_backward_data;
import org.bytedeco.dnnl.convolution_backward_weights;
import org.bytedeco.dnnl.convolution_forward;
import org.bytedeco.dnnl.eltwise_backward;
import org.bytedeco.dnnl.eltwise_forward;
import org.bytedeco.dnnl.global.dnnl.algorithm;
import org.bytedeco.dnnl.global.dnnl.normalization_flags;
import org.bytedeco.dnnl.global.dnnl.prop_kind;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.pooling_backward;
import org.bytedeco.dnnl.pooling_forward;
import org.bytedeco.dnnl.post_ops;
import org.bytedeco.dnnl.primitive_attr;
import org.bytedeco.javacpp.FloatPointer;
import org.jspecify.annotations.Nullable;

/**
 * What oneDNN does for layers and a number of images: a list of primitives for the way forward and
 * one for the way back. Building goes forward through the layers; each leaves a note of how to go
 * back, and the notes are worked off in reverse.
 */
final class OneDnnPlan implements AutoCloseable {

  private static final long[] NO_PADDING = {0, 0};

  private final OneDnn dnn = new OneDnn();
  private final List<Runnable> forward = new ArrayList<>();
  private final List<Runnable> backward = new ArrayList<>();
  private final Deque<Runnable> notes = new ArrayDeque<>();
  private final Weights weights;
  private final long images;
  private final boolean learning;
  private final prop_kind kind;
  private final memory input;
  private final memory output;
  private @Nullable memory outputError;

  /** Where errors lie between an activation's derivative and what follows at once. */
  private final long scratch;

  /** What is between layers. Its error, the gradient by it, is there once somebody needs it. */
  private static final class Signal {
    final memory value;
    final boolean learned;
    @Nullable memory error;

    /**
     * @param learned whether anything that learns depends on its error
     */
    Signal(memory value, boolean learned) {
      this.value = value;
      this.learned = learned;
    }
  }

  /**
   * @param nodes layers that {@link #supports} allows, from the images on
   * @param weights of which theirs are used in place
   */
  OneDnnPlan(List<Node> nodes, long images, boolean learning, Weights weights) {
    this.images = images;
    this.learning = learning;
    this.weights = weights;
    this.kind = learning ? prop_kind.forward_training : prop_kind.forward_inference;
    try {
      memory.desc in = OneDnn.plain(shape(nodes.get(0).input()));
      memory.desc out = OneDnn.plain(shape(nodes.get(nodes.size() - 1).output()));
      input = dnn.at(0, in);
      output = dnn.at(0, out);
      scratch = learning ? dnn.allocate(largest(nodes)) : 0;
      Signal last = add(nodes, new Signal(input, false));
      forward.add(dnn.copy(last.value, output));
      if (learning) {
        memory error = dnn.at(0, out);
        outputError = error;
        last.error = dnn.allocate(last.value.get_desc());
        backward.add(dnn.copy(error, last.error));
        while (!notes.isEmpty()) {
          notes.pop().run();
        }
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
    return images;
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
    forward.forEach(Runnable::run);
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
    backward.forEach(Runnable::run);
  }

  private Signal add(List<Node> nodes, Signal in) {
    Signal signal = in;
    for (int i = 0; i < nodes.size(); i++) {
      Node node = nodes.get(i);
      Layer layer = node.layer();
      Activation activation = Activations.applied(nodes, i);
      if (layer instanceof Convolution convolution) {
        signal = convolve(node, convolution, activation, signal);
      } else if (layer instanceof BatchNormalization normalization) {
        signal = normalize(node, normalization, signal);
      } else if (layer instanceof MaxPooling pooling) {
        long[] window = {pooling.size(), pooling.size()};
        long[] stride = {pooling.stride(), pooling.stride()};
        signal = pool(node, algorithm.pooling_max, window, stride, activation, signal);
      } else if (layer instanceof GlobalAveragePooling) {
        long[] window = {node.input().height(), node.input().width()};
        signal =
            pool(node, algorithm.pooling_avg_exclude_padding, window, window, activation, signal);
      } else if (layer instanceof Residual residual) {
        signal = sum(node, residual.activation(), signal);
      } else {
        throw new IllegalArgumentException("unsupported layer " + layer);
      }
    }
    return signal;
  }

  private Signal convolve(Node node, Convolution layer, Activation activation, Signal in) {
    long[] stride = {layer.stride(), layer.stride()};
    long[] padding = {layer.margin(), layer.margin()};
    long[] kernel = {layer.filters(), node.input().channels(), layer.kernel(), layer.kernel()};
    memory.desc source = OneDnn.any(shape(node.input()));
    memory.desc weight = OneDnn.any(kernel);
    memory.desc bias = layer.bias() ? OneDnn.plain(layer.filters()) : new memory.desc();
    memory.desc target = OneDnn.any(shape(node.output()));
    primitive_attr attributes = new primitive_attr();
    if (activation != Activation.IDENTITY) {
      post_ops after = new post_ops();
      after.append_eltwise(1, Activations.algorithm(activation), Activations.alpha(activation), 0);
      attributes.set_post_ops(after);
    }
    var forwards =
        new convolution_forward.primitive_desc(
            new convolution_forward.desc(
                kind,
                algorithm.convolution_auto,
                source,
                weight,
                bias,
                target,
                stride,
                padding,
                padding),
            attributes,
            dnn.engine());
    memory parameters =
        dnn.at(OneDnn.address(weights.value(node.name() + ".weight")), OneDnn.plain(kernel));
    memory value = as(in.value, forwards.src_desc(), forward);
    memory result = dnn.allocate(forwards.dst_desc());
    List<Object> arguments = new ArrayList<>(List.of(DNNL_ARG_SRC, value, DNNL_ARG_DST, result));
    arguments.addAll(List.of(DNNL_ARG_WEIGHTS, as(parameters, forwards.weights_desc(), forward)));
    if (layer.bias()) {
      long address = OneDnn.address(weights.value(node.name() + ".bias"));
      arguments.addAll(List.of(DNNL_ARG_BIAS, dnn.at(address, bias)));
    }
    forward.add(dnn.run(new convolution_forward(forwards), arguments.toArray()));
    Signal out = new Signal(result, true);
    notes.push(
        () -> {
          memory error = unactivated(activation, out);
          var back =
              new convolution_backward_weights.primitive_desc(
                  new convolution_backward_weights.desc(
                      algorithm.convolution_auto,
                      source,
                      weight,
                      bias,
                      target,
                      stride,
                      padding,
                      padding),
                  dnn.engine(),
                  forwards);
          memory gradient = dnn.allocate(back.diff_weights_desc());
          List<Object> results = new ArrayList<>(List.of(DNNL_ARG_DIFF_WEIGHTS, gradient));
          results.addAll(List.of(DNNL_ARG_SRC, as(in.value, back.src_desc(), backward)));
          results.addAll(List.of(DNNL_ARG_DIFF_DST, as(error, back.diff_dst_desc(), backward)));
          if (layer.bias()) {
            long address = OneDnn.address(weights.gradient(node.name() + ".bias"));
            results.addAll(List.of(DNNL_ARG_DIFF_BIAS, dnn.at(address, bias)));
          }
          backward.add(dnn.run(new convolution_backward_weights(back), results.toArray()));
          long address = OneDnn.address(weights.gradient(node.name() + ".weight"));
          backward.add(dnn.copy(gradient, dnn.at(address, OneDnn.plain(kernel))));
          if (in.learned) {
            var further =
                new convolution_backward_data.primitive_desc(
                    new convolution_backward_data.desc(
                        algorithm.convolution_auto,
                        source,
                        weight,
                        target,
                        stride,
                        padding,
                        padding),
                    dnn.engine(),
                    forwards);
            memory given = as(error, further.diff_dst_desc(), backward);
            memory used = as(parameters, further.weights_desc(), backward);
            memory asked = dnn.allocate(further.diff_src_desc());
            backward.add(
                dnn.run(
                    new convolution_backward_data(further),
                    DNNL_ARG_DIFF_DST,
                    given,
                    DNNL_ARG_WEIGHTS,
                    used,
                    DNNL_ARG_DIFF_SRC,
                    asked));
            in.error = as(asked, in.value.get_desc(), backward);
          }
        });
    return out;
  }

  private Signal normalize(Node node, BatchNormalization layer, Signal in) {
    boolean fused = layer.activation() == Activation.RELU;
    int flags =
        normalization_flags.use_scale_shift.value
            | (learning ? 0 : normalization_flags.use_global_stats.value)
            | (fused ? normalization_flags.fuse_norm_relu.value : 0);
    int channels = node.input().channels();
    memory.desc data = in.value.get_desc();
    float epsilon = (float) layer.epsilon();
    var forwards =
        new batch_normalization_forward.primitive_desc(
            new batch_normalization_forward.desc(kind.value, data, epsilon, flags), dnn.engine());
    // Scale and shift lie one behind the other in the parameters, as oneDNN wants them.
    memory scale =
        dnn.at(OneDnn.address(weights.value(node.name() + ".weight")), OneDnn.plain(2, channels));
    memory mean = dnn.allocate(OneDnn.plain(channels));
    memory variance = dnn.allocate(OneDnn.plain(channels));
    memory result = dnn.allocate(data);
    List<Object> arguments = new ArrayList<>(List.of(DNNL_ARG_SRC, in.value, DNNL_ARG_DST, result));
    arguments.addAll(List.of(DNNL_ARG_MEAN, mean, DNNL_ARG_VARIANCE, variance));
    arguments.addAll(List.of(DNNL_ARG_SCALE_SHIFT, scale));
    List<Object> remembered = new ArrayList<>();
    if (fused && learning) {
      remembered.addAll(List.of(DNNL_ARG_WORKSPACE, dnn.allocate(forwards.workspace_desc())));
    }
    arguments.addAll(remembered);
    RunningStatistics statistics = new RunningStatistics(weights, node, layer);
    FloatPointer means = new FloatPointer(mean.get_data_handle());
    FloatPointer variances = new FloatPointer(variance.get_data_handle());
    if (!learning) {
      forward.add(() -> statistics.copyTo(means, variances));
    }
    forward.add(dnn.run(new batch_normalization_forward(forwards), arguments.toArray()));
    if (learning) {
      long values = images * node.input().height() * node.input().width();
      forward.add(() -> statistics.gather(means, variances, values));
    }
    Signal out = new Signal(result, true);
    notes.push(
        () -> {
          Activation left = fused ? Activation.IDENTITY : layer.activation();
          memory error = unactivated(left, out);
          var back =
              new batch_normalization_backward.primitive_desc(
                  new batch_normalization_backward.desc(
                      prop_kind.backward.value, data, data, epsilon, flags),
                  dnn.engine(),
                  forwards);
          long address = OneDnn.address(weights.gradient(node.name() + ".weight"));
          in.error = dnn.allocate(data);
          List<Object> all = new ArrayList<>(remembered);
          all.addAll(List.of(DNNL_ARG_SRC, in.value, DNNL_ARG_DIFF_DST, error));
          all.addAll(List.of(DNNL_ARG_MEAN, mean, DNNL_ARG_VARIANCE, variance));
          all.addAll(List.of(DNNL_ARG_SCALE_SHIFT, scale, DNNL_ARG_DIFF_SRC, in.error));
          all.addAll(
              List.of(DNNL_ARG_DIFF_SCALE_SHIFT, dnn.at(address, OneDnn.plain(2, channels))));
          backward.add(dnn.run(new batch_normalization_backward(back), all.toArray()));
        });
    if (!fused) {
      activate(layer.activation(), out);
    }
    return out;
  }

  private Signal pool(
      Node node, algorithm which, long[] window, long[] stride, Activation activation, Signal in) {
    memory.desc source = in.value.get_desc();
    memory.desc target = OneDnn.any(shape(node.output()));
    var forwards =
        new pooling_forward.primitive_desc(
            new pooling_forward.desc(
                kind, which, source, target, stride, window, NO_PADDING, NO_PADDING),
            dnn.engine());
    memory result = dnn.allocate(forwards.dst_desc());
    List<Object> remembered = new ArrayList<>();
    if (learning && which.value == algorithm.pooling_max.value) {
      remembered.addAll(List.of(DNNL_ARG_WORKSPACE, dnn.allocate(forwards.workspace_desc())));
    }
    List<Object> arguments = new ArrayList<>(remembered);
    arguments.addAll(List.of(DNNL_ARG_SRC, in.value, DNNL_ARG_DST, result));
    forward.add(dnn.run(new pooling_forward(forwards), arguments.toArray()));
    Signal out = new Signal(result, in.learned);
    activate(activation, out);
    if (in.learned) {
      notes.push(
          () -> {
            var back =
                new pooling_backward.primitive_desc(
                    new pooling_backward.desc(
                        which, source, result.get_desc(), stride, window, NO_PADDING, NO_PADDING),
                    dnn.engine(),
                    forwards);
            in.error = dnn.allocate(source);
            List<Object> all = new ArrayList<>(remembered);
            all.addAll(
                List.of(
                    DNNL_ARG_DIFF_DST, unactivated(activation, out), DNNL_ARG_DIFF_SRC, in.error));
            backward.add(dnn.run(new pooling_backward(back), all.toArray()));
          });
    }
    return out;
  }

  private Signal sum(Node node, Activation activation, Signal in) {
    // The other way starts with an error of its own; both are added last of all.
    Signal start = new Signal(in.value, in.learned);
    notes.push(
        () -> {
          if (in.learned) {
            backward.add(addition(given(in), given(start), given(in), Activation.IDENTITY));
          }
        });
    Signal body = add(node.body(), in);
    Signal shortcut = add(node.shortcut(), start);
    memory.desc format = body.value.get_desc();
    memory other = as(shortcut.value, format, forward);
    Signal out = new Signal(dnn.allocate(format), true);
    forward.add(addition(body.value, other, out.value, activation));
    notes.push(
        () -> {
          memory error = given(out);
          if (activation != Activation.IDENTITY) {
            error = dnn.allocate(format);
            backward.add(derivative(activation, out, error));
          }
          // Errors are only read, so both ways can have the same.
          body.error = error;
          shortcut.error = as(error, shortcut.value.get_desc(), backward);
        });
    return out;
  }

  private Runnable addition(memory first, memory second, memory to, Activation activation) {
    primitive_attr attributes = new primitive_attr();
    if (activation != Activation.IDENTITY) {
      post_ops after = new post_ops();
      after.append_eltwise(1, Activations.algorithm(activation), Activations.alpha(activation), 0);
      attributes.set_post_ops(after);
    }
    var addition =
        new binary.primitive_desc(
            new binary.desc(
                algorithm.binary_add, first.get_desc(), second.get_desc(), to.get_desc()),
            attributes,
            dnn.engine());
    return dnn.run(
        new binary(addition), DNNL_ARG_SRC_0, first, DNNL_ARG_SRC_1, second, DNNL_ARG_DST, to);
  }

  /** Applies an activation to a signal in place. */
  private void activate(Activation activation, Signal signal) {
    if (activation == Activation.IDENTITY) {
      return;
    }
    var forwards = Activations.forward(activation, signal.value.get_desc(), kind, dnn);
    forward.add(
        dnn.run(
            new eltwise_forward(forwards), DNNL_ARG_SRC, signal.value, DNNL_ARG_DST, signal.value));
  }

  /** Returns the error of what a signal was before its activation. */
  private memory unactivated(Activation activation, Signal signal) {
    if (activation == Activation.IDENTITY) {
      return given(signal);
    }
    memory error = dnn.at(scratch, signal.value.get_desc());
    backward.add(derivative(activation, signal, error));
    return error;
  }

  private Runnable derivative(Activation activation, Signal signal, memory error) {
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
        given(signal),
        DNNL_ARG_DIFF_SRC,
        error);
  }

  private static memory given(Signal signal) {
    if (signal.error == null) {
      throw new IllegalStateException("no error");
    }
    return signal.error;
  }

  /** Returns memory in another format, copied there as part of a way; itself if it has it. */
  private memory as(memory present, memory.desc format, List<Runnable> way) {
    if (present.get_desc().equals(format)) {
      return present;
    }
    memory copy = dnn.allocate(format);
    way.add(dnn.copy(present, copy));
    return copy;
  }

  private long[] shape(Shape shape) {
    return new long[] {images, shape.channels(), shape.height(), shape.width()};
  }

  /** Returns the bytes of the largest result, with room for channels in blocks of 16. */
  private long largest(List<Node> nodes) {
    long largest = 0;
    for (Node node : nodes) {
      Shape out = node.output();
      long channels = (out.channels() + 15) / 16 * 16L;
      largest = Math.max(largest, channels * out.height() * out.width() * images * Float.BYTES);
      largest = Math.max(largest, Math.max(largest(node.body()), largest(node.shortcut())));
    }
    return largest;
  }

  @Override
  public void close() {
    dnn.close();
  }
}
