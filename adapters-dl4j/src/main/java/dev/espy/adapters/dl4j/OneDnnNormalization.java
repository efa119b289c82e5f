package dev.espy.adapters.dl4j;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SCALE_SHIFT;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_MEAN;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SCALE_SHIFT;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_VARIANCE;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WORKSPACE;

import dev.espy.adapters.dl4j.OneDnnTape.Signal;
import dev.espy.domain.network.Activation;
import dev.espy.domain.network.Layer.BatchNormalization;
import dev.espy.domain.network.Network.Node;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.dnnl.batch_normalization_backward;
import org.bytedeco.dnnl.batch_normalization_forward;
import org.bytedeco.dnnl.global.dnnl.normalization_flags;
import org.bytedeco.dnnl.global.dnnl.prop_kind;
import org.bytedeco.dnnl.memory;
import org.bytedeco.javacpp.FloatPointer;

/** Batch normalization, and the activation of what it gives, as primitives of oneDNN. */
final class OneDnnNormalization {

  private OneDnnNormalization() {}

  /** Adds the layer. */
  static Signal add(OneDnnTape tape, Node node, BatchNormalization layer, Signal in) {
    boolean fused = layer.activation() == Activation.RELU;
    int flags =
        normalization_flags.use_scale_shift.value
            | (tape.learning ? 0 : normalization_flags.use_global_stats.value)
            | (fused ? normalization_flags.fuse_norm_relu.value : 0);
    int channels = node.input().channels();
    memory.desc data = in.value.get_desc();
    float epsilon = (float) layer.epsilon();
    var forwards =
        new batch_normalization_forward.primitive_desc(
            new batch_normalization_forward.desc(tape.kind().value, data, epsilon, flags),
            tape.dnn.engine());
    // Scale and shift lie one behind the other in the parameters, as oneDNN wants them.
    memory scale = tape.parameter(node.name() + ".weight", OneDnn.plain(2, channels));
    memory mean = tape.dnn.allocate(OneDnn.plain(channels));
    memory variance = tape.dnn.allocate(OneDnn.plain(channels));
    memory result = tape.newValue(data);
    List<Object> arguments = new ArrayList<>(List.of(DNNL_ARG_SRC, in.value, DNNL_ARG_DST, result));
    arguments.addAll(List.of(DNNL_ARG_MEAN, mean, DNNL_ARG_VARIANCE, variance));
    arguments.addAll(List.of(DNNL_ARG_SCALE_SHIFT, scale));
    List<Object> remembered = new ArrayList<>();
    if (fused && tape.learning) {
      remembered.addAll(List.of(DNNL_ARG_WORKSPACE, tape.dnn.allocate(forwards.workspace_desc())));
    }
    arguments.addAll(remembered);
    RunningStatistics statistics = new RunningStatistics(tape.weights, node, layer);
    FloatPointer means = new FloatPointer(mean.get_data_handle());
    FloatPointer variances = new FloatPointer(variance.get_data_handle());
    if (!tape.learning) {
      tape.forward.add(() -> statistics.copyTo(means, variances));
    }
    tape.forward.add(tape.dnn.run(new batch_normalization_forward(forwards), arguments.toArray()));
    if (tape.learning) {
      long values = tape.images * node.input().height() * node.input().width();
      tape.forward.add(() -> statistics.gather(means, variances, values));
    }
    tape.done(in);
    Signal out = new Signal(result, true);
    tape.note(
        () -> {
          Activation left = fused ? Activation.IDENTITY : layer.activation();
          memory error = tape.unactivated(left, out);
          var back =
              new batch_normalization_backward.primitive_desc(
                  new batch_normalization_backward.desc(
                      prop_kind.backward.value, data, data, epsilon, flags),
                  tape.dnn.engine(),
                  forwards);
          in.error = tape.dnn.borrow(data);
          List<Object> all = new ArrayList<>(remembered);
          all.addAll(List.of(DNNL_ARG_SRC, in.value, DNNL_ARG_DIFF_DST, error));
          all.addAll(List.of(DNNL_ARG_MEAN, mean, DNNL_ARG_VARIANCE, variance));
          all.addAll(List.of(DNNL_ARG_SCALE_SHIFT, scale, DNNL_ARG_DIFF_SRC, in.error));
          all.addAll(
              List.of(
                  DNNL_ARG_DIFF_SCALE_SHIFT,
                  tape.gradient(node.name() + ".weight", OneDnn.plain(2, channels))));
          tape.backward.add(tape.dnn.run(new batch_normalization_backward(back), all.toArray()));
          tape.dnn.giveBack(out.error());
        });
    if (!fused) {
      tape.activate(layer.activation(), out);
    }
    return out;
  }
}
