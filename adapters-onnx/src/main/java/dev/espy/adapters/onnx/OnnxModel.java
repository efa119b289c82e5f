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

/** Makes a whole ONNX model of a model: from bytes as images hold them to probabilities. */
final class OnnxModel {

  /** The input: unsigned bytes [batch, channels, height, width]. */
  static final String PIXELS = "pixels";

  /** The output: floats [batch, labels]. */
  static final String PROBABILITIES = "probabilities";

  /** The first set of operators whose softmax is that of each row; runtimes of 2020 know it. */
  private static final long OPERATORS = 13;

  /** The version of the file format that came with these operators. */
  private static final long FORMAT = 7;

  /** What protobuf can hold, less what is not weights, with room to spare. */
  private static final long MAXIMUM_WEIGHT_BYTES = Integer.MAX_VALUE - (64L << 20);

  private OnnxModel() {}

  /**
   * Returns the ONNX model, without metadata.
   *
   * @throws BadModelException if it would not fit into a file
   */
  static ModelProto.Builder of(Model model) {
    Network network = model.network();
    requireRoom(network);
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
        .add(PIXELS, model.preprocessing(), network.nodes(), PROBABILITIES);
    ModelProto.Builder result =
        ModelProto.newBuilder()
            .setIrVersion(FORMAT)
            .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(OPERATORS))
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
   * @throws BadModelException if they do not
   */
  static void requireRoom(Network network) {
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
