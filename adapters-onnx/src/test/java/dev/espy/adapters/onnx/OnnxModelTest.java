package dev.espy.adapters.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import dev.espy.domain.BadModelException;
import dev.espy.domain.Label;
import dev.espy.domain.Labels;
import dev.espy.domain.Shape;
import dev.espy.domain.Tensor;
import dev.espy.domain.fake.ExampleModels;
import dev.espy.domain.network.Activation;
import dev.espy.domain.network.Architecture;
import dev.espy.domain.network.Layer.BatchNormalization;
import dev.espy.domain.network.Layer.Dense;
import dev.espy.domain.network.Model;
import dev.espy.domain.network.Network;
import dev.espy.domain.port.EngineSamples;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** Reads written files with nothing but the messages of the format. */
class OnnxModelTest {

  private static final Model SMALL = ExampleModels.small(1);

  @Test
  void isOfAVersionThatOldRuntimesRead() throws IOException {
    ModelProto model = written(SMALL);

    assertThat(model.getIrVersion()).isEqualTo(7);
    assertThat(model.getOpsetImportList())
        .singleElement()
        .satisfies(
            operators -> {
              assertThat(operators.getDomain()).isEmpty();
              assertThat(operators.getVersion()).isEqualTo(13);
            });
    assertThat(model.getProducerName()).isEqualTo("Espy");
  }

  @Test
  void takesPixelsAndGivesProbabilitiesOfAnyNumberOfImages() throws IOException {
    GraphProto graph = written(SMALL).getGraph();

    assertThat(graph.getInputList())
        .singleElement()
        .satisfies(
            input -> {
              assertThat(input.getName()).isEqualTo("pixels");
              assertThat(type(input).getElemType()).isEqualTo(TensorProto.DataType.UINT8_VALUE);
              assertThat(dimensions(input)).containsExactly("batch", "3", "8", "8");
            });
    assertThat(graph.getOutputList())
        .singleElement()
        .satisfies(
            output -> {
              assertThat(output.getName()).isEqualTo("probabilities");
              assertThat(type(output).getElemType()).isEqualTo(TensorProto.DataType.FLOAT_VALUE);
              assertThat(dimensions(output)).containsExactly("batch", "3");
            });
  }

  @Test
  void namesNodesAsTheLayers() throws IOException {
    assertThat(written(SMALL).getGraph().getNodeList().stream().map(OnnxModelTest::describe))
        .containsExactly(
            "preprocessing.float: Cast",
            "preprocessing.mul: Mul",
            "preprocessing.add: Add",
            "conv1: Conv",
            "conv1.leaky-relu: LeakyRelu",
            "pool1: MaxPool",
            "dense1.flat: Flatten",
            "dense1: Gemm",
            "dense1.tanh: Tanh",
            "output: Gemm",
            "softmax: Softmax");
  }

  @Test
  void leavesOutAnOffsetOfNothing() throws IOException {
    assertThat(written(ExampleModels.tutorial(1)).getGraph().getNodeList())
        .extracting(NodeProto::getOpType)
        .startsWith("Cast", "Mul", "Conv", "Relu", "Conv");
  }

  @Test
  void computesWithAttributesThatAreSpelledOut() throws IOException {
    Map<String, Map<String, List<Number>>> attributes = new LinkedHashMap<>();
    for (NodeProto node : written(SMALL).getGraph().getNodeList()) {
      Map<String, List<Number>> values = new LinkedHashMap<>();
      for (AttributeProto attribute : node.getAttributeList()) {
        values.put(attribute.getName(), value(attribute));
      }
      attributes.put(node.getName(), values);
    }

    assertThat(attributes.get("conv1"))
        .isEqualTo(
            Map.of(
                "kernel_shape", List.of(3L, 3L),
                "strides", List.of(1L, 1L),
                "pads", List.of(1L, 1L, 1L, 1L)));
    assertThat(attributes.get("conv1.leaky-relu")).isEqualTo(Map.of("alpha", List.of(0.01f)));
    assertThat(attributes.get("pool1"))
        .isEqualTo(Map.of("kernel_shape", List.of(2L, 2L), "strides", List.of(2L, 2L)));
    assertThat(attributes.get("output")).isEqualTo(Map.of("transB", List.of(1L)));
  }

  @Test
  void holdsTheTensorsUnderTheirNames() throws IOException {
    Map<String, Tensor> found = new LinkedHashMap<>();
    for (TensorProto constant : written(SMALL).getGraph().getInitializerList()) {
      FloatBuffer numbers =
          constant
              .getRawData()
              .asReadOnlyByteBuffer()
              .order(ByteOrder.LITTLE_ENDIAN)
              .asFloatBuffer();
      float[] values = new float[numbers.remaining()];
      numbers.get(values);
      int[] shape = constant.getDimsList().stream().mapToInt(Long::intValue).toArray();
      assertThat(constant.getDataType()).isEqualTo(TensorProto.DataType.FLOAT_VALUE);
      found.put(constant.getName(), new Tensor(shape, values));
    }

    assertThat(found).containsAllEntriesOf(SMALL.tensors());
    found.keySet().removeAll(SMALL.tensors().keySet());
    assertThat(found.keySet()).containsExactly("preprocessing.factor", "preprocessing.offset");
  }

  @Test
  void givesEachValueAndEachConstantItsOwnName() throws IOException {
    GraphProto graph = written(EngineSamples.model(EngineSamples.residualSpec(1))).getGraph();
    Set<String> known = new HashSet<>();
    graph.getInputList().forEach(input -> assertThat(known.add(input.getName())).isTrue());
    graph
        .getInitializerList()
        .forEach(constant -> assertThat(known.add(constant.getName())).isTrue());
    for (NodeProto node : graph.getNodeList()) {
      assertThat(known).containsAll(node.getInputList());
      assertThat(known).doesNotContainAnyElementsOf(node.getOutputList());
      known.addAll(node.getOutputList());
    }
    assertThat(known).contains("probabilities", "block2.shortcut.conv1", "block2.conv2");
  }

  @Test
  void carriesTheLabelsAsJson() throws IOException {
    List<String> names = List.of("say \"犬\"", "two\nlines", "back\\slash", "é, ü", "🐕", "]");
    Model model =
        new Model(
            new Labels(names.stream().map(Label::new).toList()),
            SMALL.preprocessing(),
            new Architecture(List.of()),
            Map.of(
                "output.weight", new Tensor(new int[] {6, 192}, new float[6 * 192]),
                "output.bias", new Tensor(new int[] {6}, new float[6])),
            SMALL.provenance());

    String labels = metadata(model).get("labels");

    assertThat(labels).startsWith("[\"say \\\"犬\\\"\",\"two\\nlines\"");
    assertThat(new JsonMapper().readValue(labels, String[].class))
        .containsExactly(names.toArray(String[]::new));
  }

  @Test
  void saysWhereTheModelComesFrom() throws IOException {
    assertThat(metadata(SMALL))
        .containsEntry("labels", "[\"T-shirt/top\",\"0\",\"犬\"]")
        .containsEntry("created", "2026-01-02T03:04:05.006Z")
        .containsEntry("created_by", "Espy test")
        .containsEntry("data_set", "données/train.csv")
        .containsEntry("training_images", "7")
        .containsEntry("validation_images", "8")
        .containsEntry("validation_accuracy", "0.875")
        .hasEntrySatisfying(
            "input",
            input ->
                assertThat(input)
                    .startsWith(
                        "pixels: unsigned bytes [batch, 3, 8, 8], channels red, green, blue"));
    assertThat(metadata(ExampleModels.tutorial(1))).doesNotContainKey("validation_accuracy");
  }

  @Test
  void refusesANetworkThatNoFileHolds() {
    Architecture wide =
        new Architecture(
            List.of(
                new Dense(50_000_000, Activation.RELU),
                BatchNormalization.then(Activation.RELU),
                BatchNormalization.then(Activation.RELU),
                BatchNormalization.then(Activation.RELU)));

    assertThatThrownBy(() -> OnnxModel.requireFit(Network.of(wide, new Shape(1, 1, 1), 1)))
        .isInstanceOf(BadModelException.class)
        .hasMessageStartingWith("the network's weights take 3,000 MB, but an ONNX file can hold");
    assertThatCode(() -> OnnxModel.requireFit(SMALL.network())).doesNotThrowAnyException();
  }

  private static ModelProto written(Model model) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    new OnnxFormat().write(model, bytes);
    return ModelProto.parseFrom(bytes.toByteArray());
  }

  private static Map<String, String> metadata(Model model) throws IOException {
    Map<String, String> metadata = new LinkedHashMap<>();
    for (StringStringEntryProto entry : written(model).getMetadataPropsList()) {
      metadata.put(entry.getKey(), entry.getValue());
    }
    return metadata;
  }

  private static String describe(NodeProto node) {
    return node.getName() + ": " + node.getOpType();
  }

  private static TypeProto.Tensor type(ValueInfoProto value) {
    return value.getType().getTensorType();
  }

  private static List<String> dimensions(ValueInfoProto value) {
    return type(value).getShape().getDimList().stream()
        .map(size -> size.hasDimParam() ? size.getDimParam() : Long.toString(size.getDimValue()))
        .toList();
  }

  private static List<Number> value(AttributeProto attribute) {
    return switch (attribute.getType()) {
      case INT -> List.of(attribute.getI());
      case FLOAT -> List.of(attribute.getF());
      case INTS -> List.copyOf(attribute.getIntsList());
      default -> throw new IllegalArgumentException(attribute.getName());
    };
  }
}
