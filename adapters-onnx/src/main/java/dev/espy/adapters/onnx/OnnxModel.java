package dev.espy.adapters.onnx;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import dev.espy.domain.BadModelException;
import dev.espy.domain.Shape;
import dev.espy.domain.network.Model;
import dev.espy.domain.network.Network;
import dev.espy.domain.network.Parameter;
import java.util.Locale;

/** Creates the ONNX model of a model. It maps the bytes of images to probabilities. */
final class OnnxModel {

  /** The input: unsigned bytes [batch, channels, height, width]. */
  static final String PIXELS = "pixels";

  /** The output: floats [batch, labels]. */
  static final String PROBABILITIES = "probabilities";

  /** The first operator set with a softmax per row; runtimes of 2020 support it. */
  private static final long OPERATOR_SET = 13;

  /** The version of the file format that came with this operator set. */
  private static final long IR_VERSION = 7;

  /** Protobuf's limit in bytes, less ample room for everything but weights. */
  private static final long MAXIMUM_WEIGHT_BYTES = Integer.MAX_VALUE - (64L << 20);

  private OnnxModel() {}

  /**
   * Returns the ONNX model, without metadata.
   *
   * @throws BadModelException if the weights do not fit into a file
   */
  static ModelProto.Builder of(Model model) {
    Network network = model.network();
    requireFit(network);
    Shape input = network.input();
    GraphProto.Builder graph =
        GraphProto.newBuilder()
            .setName("Espy")
            .addInput(
                Messages.batch(
                    PIXELS,
                    TensorProto.DataType.UINT8_VALUE,
                    input.channels(),
                    input.height(),
                    input.width()))
            .addOutput(
                Messages.batch(PROBABILITIES, TensorProto.DataType.FLOAT_VALUE, network.labels()));
    new OnnxGraph(graph, model.tensors())
        .add(PIXELS, model.preprocessing(), network.nodes(), model.temperature(), PROBABILITIES);
    ModelProto.Builder result =
        ModelProto.newBuilder()
            .setIrVersion(IR_VERSION)
            .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(OPERATOR_SET))
            .setProducerName("Espy")
            .setGraph(graph);
    String version = OnnxModel.class.getPackage().getImplementationVersion();
    if (version != null) {
      result.setProducerVersion(version);
    }
    return result;
  }

  /**
   * Checks that a network's weights fit into a file.
   *
   * @throws BadModelException if they do not fit
   */
  static void requireFit(Network network) {
    long bytes = network.parameters().stream().mapToLong(Parameter::size).sum() * Float.BYTES;
    if (bytes > MAXIMUM_WEIGHT_BYTES) {
      throw new BadModelException(
          String.format(
              Locale.ROOT,
              "the network's weights take %,d MB, but an ONNX file can hold %,d MB; train a smaller network, or one with more pooling before its first dense layer",
              bytes / 1_000_000,
              MAXIMUM_WEIGHT_BYTES / 1_000_000));
    }
  }
}
