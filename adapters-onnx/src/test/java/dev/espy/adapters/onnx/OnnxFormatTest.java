package dev.espy.adapters.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import dev.espy.domain.BadModelException;
import dev.espy.domain.Shape;
import dev.espy.domain.network.Activation;
import dev.espy.domain.network.Architecture;
import dev.espy.domain.network.Layer.GlobalAveragePooling;
import dev.espy.domain.network.Model;
import dev.espy.domain.network.NetworkSpec;
import dev.espy.domain.port.Classifier;
import dev.espy.domain.port.EngineSamples;
import dev.espy.domain.port.ModelExportContract;
import dev.espy.domain.port.ModelExportPort;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OnnxFormatTest extends ModelExportContract {

  private static final Model MODEL = EngineSamples.model(EngineSamples.residualSpec(1));

  @Override
  protected ModelExportPort export() {
    return new OnnxFormat();
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.01, 0.3, 0.5, 0.9, 0.999})
  void refusesAFileThatIsCutOff(double share) throws IOException {
    byte[] whole = bytes(MODEL);

    refuses(Arrays.copyOf(whole, (int) (share * whole.length)), "or it is damaged");
  }

  @Test
  void survivesDamageAnywhere() throws IOException {
    // Few weights, in which damage does not show.
    NetworkSpec spec =
        EngineSamples.spec(
            new Shape(1, 5, 5),
            2,
            1,
            new Architecture(
                List.of(EngineSamples.block(2, 2, Activation.RELU), new GlobalAveragePooling())));
    byte[] whole = bytes(EngineSamples.model(spec));
    Random random = new Random(1);
    int refused = 0;
    for (int i = 0; i < 300; i++) {
      byte[] damaged = whole.clone();
      damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      Path file = Files.write(folder.resolve("damaged"), damaged);
      try (Classifier classifier = export().open(file)) {
        assertThat(classifier).isNotNull();
      } catch (BadModelException e) {
        assertThat(e).hasMessageStartingWith(file + ": ");
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(100);
  }

  @Test
  void refusesWhatLoadsButDoesNotRun() throws IOException {
    refuses(
        changed(
            model ->
                model
                    .getGraphBuilder()
                    .getInputBuilder(0)
                    .getTypeBuilder()
                    .getTensorTypeBuilder()
                    .getShapeBuilder()
                    .getDimBuilder(1)
                    .setDimValue(5)),
        "or it is damaged");
  }

  @Test
  void refusesOnnxFilesOfOthers() throws IOException {
    String reason = "this ONNX model is not one that Espy exported";
    refuses(changed(model -> renameInput(model, "image")), reason);
    refuses(
        changed(
            model ->
                model
                    .getGraphBuilder()
                    .getInputBuilder(0)
                    .getTypeBuilder()
                    .getTensorTypeBuilder()
                    .setElemType(TensorProto.DataType.INT8_VALUE)),
        reason);
    refuses(
        changed(
            model ->
                model
                    .getGraphBuilder()
                    .getInputBuilder(0)
                    .getTypeBuilder()
                    .getTensorTypeBuilder()
                    .getShapeBuilder()
                    .getDimBuilder(0)
                    .setDimValue(1)),
        reason);
    refuses(
        changed(
            model ->
                model
                    .getGraphBuilder()
                    .addOutput(Messages.batch("softmax2", TensorProto.DataType.FLOAT_VALUE, 2))
                    .addNodeBuilder()
                    .setOpType("Softmax")
                    .addInput("output")
                    .addOutput("softmax2")),
        reason);
  }

  @Test
  void refusesOperatorsThatDoNotExist() throws IOException {
    refuses(
        changed(model -> model.getGraphBuilder().getNodeBuilder(3).setOpType("Convolve")),
        "or it is damaged");
  }

  private static void renameInput(ModelProto.Builder model, String name) {
    model.getGraphBuilder().getInputBuilder(0).setName(name);
    model.getGraphBuilder().getNodeBuilder(0).setInput(0, name);
  }

  private void refuses(byte[] content, String reason) throws IOException {
    Path file = Files.write(folder.resolve("other.onnx"), content);

    assertThatThrownBy(() -> export().open(file))
        .isInstanceOf(BadModelException.class)
        .hasMessageStartingWith(file + ": ")
        .hasMessageContaining(reason)
        .message()
        .doesNotContain("\n");
  }

  private static byte[] changed(Consumer<ModelProto.Builder> change) {
    ModelProto.Builder model = OnnxModel.of(MODEL);
    change.accept(model);
    return model.build().toByteArray();
  }

  private byte[] bytes(Model model) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    export().write(model, bytes);
    return bytes.toByteArray();
  }
}
