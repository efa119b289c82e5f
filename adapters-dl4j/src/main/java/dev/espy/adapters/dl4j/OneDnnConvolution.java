package dev.espy.adapters.dl4j;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_BIAS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_BIAS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_WEIGHTS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WEIGHTS;

import dev.espy.adapters.dl4j.OneDnnTape.Signal;
import dev.espy.domain.network.Activation;
import dev.espy.domain.network.Layer.Convolution;
import dev.espy.domain.network.Network.Node;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.dnnl.convolution_backward_data;
import org.bytedeco.dnnl.convolution_backward_weights;
import org.bytedeco.dnnl.convolution_forward;
import org.bytedeco.dnnl.global.dnnl.algorithm;
import org.bytedeco.dnnl.global.dnnl.prop_kind;
import org.bytedeco.dnnl.memory;

/** A convolution, and the activation of what it gives, as primitives of oneDNN. */
final class OneDnnConvolution {

  /** With so few, Winograd's method, which oneDNN might choose, is slower than the plain one. */
  private static final int FEW_CHANNELS = 16;

  private OneDnnConvolution() {}

  /**
   * Adds the layer.
   *
   * @param activation applied to the result; the layer's own, unless the next layer does that
   */
  static Signal add(
      OneDnnTape tape, Node node, Convolution layer, Activation activation, Signal in) {
    algorithm method =
        node.input().channels() < FEW_CHANNELS
            ? algorithm.convolution_direct
            : algorithm.convolution_auto;
    String weightName = node.name() + ".weight";
    String biasName = node.name() + ".bias";
    long[] stride = {layer.stride(), layer.stride()};
    long[] padding = {layer.margin(), layer.margin()};
    long[] kernel = {layer.filters(), node.input().channels(), layer.kernel(), layer.kernel()};
    memory.desc source = OneDnn.any(tape.shape(node.input()));
    memory.desc weight = OneDnn.any(kernel);
    memory.desc bias = layer.bias() ? OneDnn.plain(layer.filters()) : new memory.desc();
    memory.desc target = OneDnn.any(tape.shape(node.output()));
    var forwards =
        new convolution_forward.primitive_desc(
            new convolution_forward.desc(
                // Not forward_inference, for which oneDNN is too shy of Winograd's method.
                prop_kind.forward_training,
                method,
                source,
                weight,
                bias,
                target,
                stride,
                padding,
                padding),
            OneDnnTape.followedBy(activation),
            tape.dnn.engine());
    memory parameters = tape.parameter(weightName, OneDnn.plain(kernel));
    memory value = tape.as(in.value, forwards.src_desc(), tape.forward);
    memory result = tape.newValue(forwards.dst_desc());
    List<Object> arguments = new ArrayList<>(List.of(DNNL_ARG_SRC, value, DNNL_ARG_DST, result));
    arguments.addAll(
        List.of(DNNL_ARG_WEIGHTS, tape.as(parameters, forwards.weights_desc(), tape.forward)));
    if (layer.bias()) {
      arguments.addAll(List.of(DNNL_ARG_BIAS, tape.parameter(biasName, bias)));
    }
    tape.forward.add(tape.dnn.run(new convolution_forward(forwards), arguments.toArray()));
    tape.done(in);
    Signal out = new Signal(result, true);
    tape.note(
        () -> {
          memory error = tape.unactivated(activation, out);
          var back =
              new convolution_backward_weights.primitive_desc(
                  new convolution_backward_weights.desc(
                      method, source, weight, bias, target, stride, padding, padding),
                  tape.dnn.engine(),
                  forwards);
          memory gradient = tape.dnn.allocate(back.diff_weights_desc());
          List<Object> results = new ArrayList<>(List.of(DNNL_ARG_DIFF_WEIGHTS, gradient));
          results.addAll(List.of(DNNL_ARG_SRC, tape.as(in.value, back.src_desc(), tape.backward)));
          results.addAll(
              List.of(DNNL_ARG_DIFF_DST, tape.as(error, back.diff_dst_desc(), tape.backward)));
          if (layer.bias()) {
            results.addAll(List.of(DNNL_ARG_DIFF_BIAS, tape.gradient(biasName, bias)));
          }
          tape.backward.add(
              tape.dnn.run(new convolution_backward_weights(back), results.toArray()));
          tape.backward.add(
              tape.dnn.copy(gradient, tape.gradient(weightName, OneDnn.plain(kernel))));
          if (in.learned) {
            var further =
                new convolution_backward_data.primitive_desc(
                    new convolution_backward_data.desc(
                        method, source, weight, target, stride, padding, padding),
                    tape.dnn.engine(),
                    forwards);
            memory given = tape.as(error, further.diff_dst_desc(), tape.backward);
            memory used = tape.as(parameters, further.weights_desc(), tape.backward);
            memory asked = tape.dnn.borrow(further.diff_src_desc());
            tape.backward.add(
                tape.dnn.run(
                    new convolution_backward_data(further),
                    DNNL_ARG_DIFF_DST,
                    given,
                    DNNL_ARG_WEIGHTS,
                    used,
                    DNNL_ARG_DIFF_SRC,
                    asked));
            in.error = tape.as(asked, in.value.get_desc(), tape.backward);
          }
          tape.dnn.giveBack(out.error());
        });
    return out;
  }
}
