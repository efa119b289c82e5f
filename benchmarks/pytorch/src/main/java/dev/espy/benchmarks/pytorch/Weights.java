package dev.espy.benchmarks.pytorch;

import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipFile;

/** A model file of Espy's: what a program needs of it to do the same. */
record Weights(List<String> labels, int channels, int height, int width, ByteBuffer tensors) {

  static Weights read(Path model) throws IOException {
    try (ZipFile zip = new ZipFile(model.toFile())) {
      JsonObject description =
          JsonParser.parseString(new String(bytes(zip, "model.json"), StandardCharsets.UTF_8))
              .getAsJsonObject();
      List<String> labels = new ArrayList<>();
      description.getAsJsonArray("labels").forEach(label -> labels.add(label.getAsString()));
      JsonObject input = description.getAsJsonObject("input");
      return new Weights(
          labels,
          input.get("channels").getAsInt(),
          input.get("height").getAsInt(),
          input.get("width").getAsInt(),
          ByteBuffer.wrap(bytes(zip, "weights.safetensors")).order(ByteOrder.LITTLE_ENDIAN));
    }
  }

  private static byte[] bytes(ZipFile zip, String entry) throws IOException {
    return zip.getInputStream(zip.getEntry(entry)).readAllBytes();
  }

  /**
   * Puts the tensors into a block that is ready, whose parameters have the same order and layout.
   *
   * @throws IllegalStateException if the block has other parameters
   */
  void putInto(Block block) {
    int header = (int) tensors.getLong(0);
    JsonObject entries =
        JsonParser.parseString(StandardCharsets.UTF_8.decode(tensors.slice(8, header)).toString())
            .getAsJsonObject();
    entries.remove("__metadata__");
    List<Map.Entry<String, JsonObject>> sorted =
        entries.entrySet().stream()
            .map(entry -> Map.entry(entry.getKey(), entry.getValue().getAsJsonObject()))
            .sorted(Comparator.comparingInt(entry -> offset(entry.getValue(), 0)))
            .toList();
    List<Parameter> parameters = List.copyOf(block.getParameters().values());
    for (int i = 0; i < Math.max(sorted.size(), parameters.size()); i++) {
      long wanted = i < parameters.size() ? parameters.get(i).getArray().size() : 0;
      long there = i < sorted.size() ? (end(sorted, i) - start(sorted, i)) / Float.BYTES : 0;
      if (wanted != there) {
        throw new IllegalStateException(
            "the model has another network than this program: tensor %d, %s, has %d numbers, not %d"
                .formatted(
                    i + 1, i < sorted.size() ? sorted.get(i).getKey() : "missing", there, wanted));
      }
      ByteBuffer values = tensors.slice(8 + header + start(sorted, i), (int) wanted * Float.BYTES);
      parameters.get(i).getArray().set(values.order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer());
    }
  }

  private static int start(List<Map.Entry<String, JsonObject>> entries, int index) {
    return offset(entries.get(index).getValue(), 0);
  }

  private static int end(List<Map.Entry<String, JsonObject>> entries, int index) {
    return offset(entries.get(index).getValue(), 1);
  }

  private static int offset(JsonObject entry, int end) {
    return entry.getAsJsonArray("data_offsets").get(end).getAsInt();
  }
}
