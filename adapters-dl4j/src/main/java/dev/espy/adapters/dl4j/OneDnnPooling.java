package dev.espy.adapters.dl4j;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WORKSPACE;

import dev.espy.adapters.dl4j.OneDnnTape.Signal;
import dev.espy.domain.network.Activation;
import dev.espy.domain.network.Layer.MaxPooling;
import dev.espy.domain.network.Network.Node;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.dnnl.global.dnnl.algorithm;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.pooling_backward;
import org.bytedeco.dnnl.pooling_forward;

/** Both kinds of pooling as primitives of oneDNN. */
final class OneDnnPooling {

  private static final long[] NO_PADDING = {0, 0};

  private OneDnnPooling() {}

  /**
   * Adds the layer.
   *
   * @param activation applied to the result; that of the layer before, which left it to this one
   */
  static Signal max(
      OneDnnTape tape, Node node, MaxPooling layer, Activation activation, Signal in) {
    long[] window = {layer.size(), layer.size()};
    long[] stride = {layer.stride(), layer.stride()};
    return add(tape, node, algorithm.pooling_max, window, stride, activation, in);
  }

  /** Adds global average pooling. */
  static Signal mean(OneDnnTape tape, Node node, Signal in) {
    long[] window = {node.input().height(), node.input().width()};
    return add(
        tape, node, algorithm.pooling_avg_exclude_padding, window, window, Activation.IDENTITY, in);
  }

  private static Signal add(
      OneDnnTape tape,
      Node node,
      algorithm which,
      long[] window,
      long[] stride,
      Activation activation,
      Signal in) {
    memory.desc source = in.value.get_desc();
    memory.desc target = OneDnn.any(tape.shape(node.output()));
    var forwards =
        new pooling_forward.primitive_desc(
            new pooling_forward.desc(
                tape.kind(), which, source, target, stride, window, NO_PADDING, NO_PADDING),
            tape.dnn.engine());
    memory result = tape.newValue(forwards.dst_desc());
    List<Object> remembered = new ArrayList<>();
    if (tape.learning && which.value == algorithm.pooling_max.value) {
      remembered.addAll(List.of(DNNL_ARG_WORKSPACE, tape.dnn.allocate(forwards.workspace_desc())));
    }
    List<Object> arguments = new ArrayList<>(remembered);
    arguments.addAll(List.of(DNNL_ARG_SRC, in.value, DNNL_ARG_DST, result));
    tape.forward.add(tape.dnn.run(new pooling_forward(forwards), arguments.toArray()));
    tape.done(in);
    Signal out = new Signal(result, in.learned);
    tape.activate(activation, out);
    if (in.learned) {
      tape.note(
          () -> {
            var back =
                new pooling_backward.primitive_desc(
                    new pooling_backward.desc(
                        which, source, result.get_desc(), stride, window, NO_PADDING, NO_PADDING),
                    tape.dnn.engine(),
                    forwards);
            in.error = tape.dnn.borrow(source);
            List<Object> all = new ArrayList<>(remembered);
            all.addAll(
                List.of(
                    DNNL_ARG_DIFF_DST,
                    tape.unactivated(activation, out),
                    DNNL_ARG_DIFF_SRC,
                    in.error));
            tape.backward.add(tape.dnn.run(new pooling_backward(back), all.toArray()));
            tape.dnn.giveBack(out.error());
          });
    }
    return out;
  }
}
