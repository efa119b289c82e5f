package dev.espy.adapters.dl4j.onednn;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_BIAS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_BIAS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_WEIGHTS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WEIGHTS;

import dev.espy.domain.Shape;
import dev.espy.domain.network.Activation;
import dev.espy.domain.network.Layer.Convolution;
import dev.espy.domain.network.Network.Node;
import org.bytedeco.dnnl.IntMemoryMap;
import org.bytedeco.dnnl.convolution_backward_data;
import org.bytedeco.dnnl.convolution_backward_weights;
import org.bytedeco.dnnl.convolution_forward;
import org.bytedeco.dnnl.global.dnnl.algorithm;
import org.bytedeco.dnnl.global.dnnl.prop_kind;
import org.bytedeco.dnnl.memory;

/** A convolution and its activation. */
final class OneDnnConvolution {

  /**
   * Number of input channels below which the direct method is forced. OneDNN might choose
   * Winograd's method, which is slower for so few channels.
   */
  private static final int FEW_CHANNELS = 16;

  /** Height and width of the output tiles of Winograd's method. */
  private static final int TILE = 4;

  /**
   * Number of tiles for each input channel below which the direct method is forced. Winograd's
   * method transforms the weights at each call, which only pays if many tiles use them.
   */
  private static final int FEW_TILES = 10;

  private final OneDnnTape tape;
  private final Activation activation;
  private final boolean biased;
  private final String weightName;
  private final String biasName;
  private final algorithm method;
  private final long[] stride;
  private final long[] padding;
  private final memory.desc source;
  private final memory.desc weight;
  private final memory.desc rowMajorWeight;
  private final memory.desc bias;
  private final memory.desc target;
  private final convolution_forward.primitive_desc forward;

  /**
   * Describes a layer.
   *
   * @param activation activation of the output; the identity if a pooling applies the layer's own
   */
  OneDnnConvolution(OneDnnTape tape, Node node, Convolution layer, Activation activation) {
    this.tape = tape;
    this.activation = activation;
    biased = layer.bias();
    weightName = node.name() + ".weight";
    biasName = node.name() + ".bias";
    int channels = node.input().channels();
    method =
        channels < FEW_CHANNELS || tiles(node.output()) < FEW_TILES * (long) channels
            ? algorithm.convolution_direct
            : algorithm.convolution_auto;
    stride = new long[] {layer.stride(), layer.stride()};
    padding = new long[] {layer.margin(), layer.margin()};
    long[] kernel = {layer.filters(), channels, layer.kernel(), layer.kernel()};
    source = OneDnnContext.anyFormat(tape.dimensions(node.input()));
    weight = OneDnnContext.anyFormat(kernel);
    rowMajorWeight = OneDnnContext.rowMajor(kernel);
    bias = biased ? OneDnnContext.rowMajor(layer.filters()) : new memory.desc();
    target = OneDnnContext.anyFormat(tape.dimensions(node.output()));
    // OneDNN uses Winograd's method too rarely for forward_inference, so that is not requested.
    forward =
        new convolution_forward.primitive_desc(
            new convolution_forward.desc(
                prop_kind.forward_training,
                method,
                source,
                weight,
                bias,
                target,
                stride,
                padding,
                padding),
            OneDnnActivation.asPostOperation(activation),
            tape.context().engine());
  }

  private long tiles(Shape output) {
    return tape.images()
        * ((output.height() + TILE - 1) / TILE)
        * ((output.width() + TILE - 1) / TILE);
  }

  /** Adds the layer to the tape and returns its output. */
  OneDnnTensor add(OneDnnTensor input) {
    OneDnnContext context = tape.context();
    memory value = tape.reorderForward(input.value(), forward.src_desc());
    memory result = tape.newOutput(forward.dst_desc());
    IntMemoryMap arguments =
        context
            .arguments()
            .put(DNNL_ARG_SRC, value)
            .put(DNNL_ARG_DST, result)
            .put(DNNL_ARG_WEIGHTS, tape.packed(weightName, rowMajorWeight, forward.weights_desc()));
    if (biased) {
      arguments.put(DNNL_ARG_BIAS, tape.parameter(biasName, bias));
    }
    tape.addForward(context.prepare(new convolution_forward(forward), arguments));
    tape.release(input);
    OneDnnTensor output = new OneDnnTensor(result, true);
    tape.recordBackward(() -> addBackward(input, output));
    return output;
  }

  private void addBackward(OneDnnTensor input, OneDnnTensor output) {
    memory gradient = tape.preActivationGradient(activation, output);
    addWeightGradient(input, gradient);
    if (input.needsGradient()) {
      addInputGradient(input, gradient);
    }
    tape.context().release(output.gradient());
  }

  private void addWeightGradient(OneDnnTensor input, memory outputGradient) {
    OneDnnContext context = tape.context();
    var description =
        new convolution_backward_weights.primitive_desc(
            new convolution_backward_weights.desc(
                method, source, weight, bias, target, stride, padding, padding),
            context.engine(),
            forward);
    memory value = tape.reorderBackward(input.value(), description.src_desc());
    memory given = tape.reorderBackward(outputGradient, description.diff_dst_desc());
    memory biasGradient = biased ? tape.gradient(biasName, bias) : null;
    tape.addGradient(
        weightName,
        rowMajorWeight,
        description.diff_weights_desc(),
        weightGradient -> {
          IntMemoryMap arguments =
              context
                  .arguments()
                  .put(DNNL_ARG_DIFF_WEIGHTS, weightGradient)
                  .put(DNNL_ARG_SRC, value)
                  .put(DNNL_ARG_DIFF_DST, given);
          if (biasGradient != null) {
            arguments.put(DNNL_ARG_DIFF_BIAS, biasGradient);
          }
          return context.prepare(new convolution_backward_weights(description), arguments);
        });
  }

  private void addInputGradient(OneDnnTensor input, memory outputGradient) {
    OneDnnContext context = tape.context();
    var description =
        new convolution_backward_data.primitive_desc(
            new convolution_backward_data.desc(
                method, source, weight, target, stride, padding, padding),
            context.engine(),
            forward);
    memory given = tape.reorderBackward(outputGradient, description.diff_dst_desc());
    memory weights = tape.packed(weightName, rowMajorWeight, description.weights_desc());
    memory inputGradient = context.acquire(description.diff_src_desc());
    tape.addBackward(
        context.prepare(
            new convolution_backward_data(description),
            context
                .arguments()
                .put(DNNL_ARG_DIFF_DST, given)
                .put(DNNL_ARG_WEIGHTS, weights)
                .put(DNNL_ARG_DIFF_SRC, inputGradient)));
    input.setGradient(tape.reorderBackward(inputGradient, input.format()));
  }
}
