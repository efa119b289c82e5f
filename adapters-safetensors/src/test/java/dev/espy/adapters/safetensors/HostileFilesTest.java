package dev.espy.adapters.safetensors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.espy.domain.BadModelException;
import dev.espy.domain.fake.ExampleModels;
import dev.espy.domain.network.Architecture;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Files that are not models, each refused with a sentence that says why. */
class HostileFilesTest {

  private static final Forgery GOOD = Forgery.of(ExampleModels.small(1));

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("a.espy");
  }

  @Test
  void aForgeryWithNothingWrongIsAModel() {
    GOOD.writeTo(file);

    assertThat(new EspyModelFiles().load(file)).isEqualTo(ExampleModels.small(1));
  }

  @Test
  void blocksAsDeepAsAnArchitectureMayHaveThemAreRead() {
    String blocks = "{\"dropout\": {\"rate\": 0}}";
    for (int i = 0; i < Architecture.MAXIMUM_DEPTH; i++) {
      blocks = "{\"residual\": {\"layers\": [%s]}}".formatted(blocks);
    }
    withLayers(blocks + ",").writeTo(file);

    assertThat(new EspyModelFiles().load(file).architecture().layers()).hasSize(5);
  }

  private static Forgery withLayers(String first) {
    return GOOD.withJson(GOOD.json().replaceFirst("\"layers\": *\\[", "$0" + first));
  }

  private static Forgery manyBlocks(int count) {
    String block = "{\"residual\": {\"layers\": [{\"dropout\": {\"rate\": 0}}]}},";
    return withLayers(block.repeat(count));
  }

  private static Forgery calibrated(String was, String is) {
    return Forgery.of(ExampleModels.small(1).with(ExampleModels.calibration(3, 0.61f)))
        .replace(was, is);
  }

  static Stream<Arguments> documents() {
    return Stream.of(
        arguments("not sound JSON", GOOD.withJson("{")),
        arguments("not sound JSON", GOOD.withJson(GOOD.json() + "{}")),
        arguments("not sound JSON", GOOD.replace("\"channels\"", "\"width\": 8, \"channels\"")),
        arguments("not sound JSON", GOOD.replace("\"SHA\"", "\"SHA\", \"x\":" + nested(100_000))),
        arguments("not sound JSON", GOOD.replace("0.1307", "1" + "0".repeat(5000))),
        arguments("not a JSON object", GOOD.withJson("")),
        arguments("not a JSON object", GOOD.withJson("[]")),
        arguments("formatVersion", GOOD.withJson("{}")),
        arguments("formatVersion", version("0")),
        arguments("formatVersion", version("\"1\"")),
        arguments("formatVersion", version("1.0")),
        arguments("made by a newer Espy (format version 3, this one knows 2)", version("3")),
        arguments("made by a newer Espy", version("9" + "0".repeat(90))),
        arguments("labels[1] is missing or not text", GOOD.replace("\"0\"", "0")),
        arguments("labels[1] is missing or not text", GOOD.replace("\"0\"", "null")),
        arguments("not a label: ' '", GOOD.replace("\"0\"", "\" \"")),
        arguments("label '犬' appears twice", GOOD.replace("\"0\"", "\"犬\"")),
        arguments("labels is missing", GOOD.replace("\"labels\"", "\"Labels\"")),
        arguments("no label", labels("[]")),
        arguments("labels is missing or not a list", labels("{}")),
        arguments("tensor 'output.weight' has shape [3,4], not [1, 4]", labels("[\"a\"]")),
        arguments("channels is missing", GOOD.replace("\"channels\": 3", "\"channels\": 3.0")),
        arguments("channels is missing", GOOD.replace("\"channels\": 3", "\"channels\": 1e99")),
        arguments("2 channels", GOOD.replace("\"channels\": 3", "\"channels\": 2")),
        arguments("not a shape", GOOD.replace("\"width\": 8", "\"width\": -8")),
        arguments("too large", GOOD.replace("\"width\": 8", "\"width\": 2000000000")),
        arguments("width is missing", GOOD.replace("\"width\": 8", "\"width\": 4000000000")),
        arguments("mean is missing or not a number", GOOD.replace("0.1307", "\"0.1307\"")),
        arguments("mean Infinity", GOOD.replace("0.1307", "1e39")),
        arguments("deviation Infinity", GOOD.replace("0.3081", "1e999999999")),
        arguments("deviation 0.0", GOOD.replace("0.3081", "1e-999999999")),
        arguments("deviation -1.0", GOOD.replace("0.3081", "-1")),
        arguments("architecture is missing", GOOD.replace("\"architecture\"", "\"Architecture\"")),
        arguments("layer 2 is of an unknown kind", GOOD.replace("max-pooling", "min-pooling")),
        arguments("more than 10,000 layers", manyBlocks(90_000)),
        arguments("layer 1 (convolution)", GOOD.replace("\"filters\": 2", "\"filters\": 0")),
        arguments("layer 1 (convolution)", GOOD.replace("\"filters\"", "\"evil\": 1, \"filters\"")),
        arguments("parameters", GOOD.replace("\"units\": 4", "\"units\": 2147483647")),
        arguments("large", GOOD.replace("\"filters\": 2", "\"filters\": 2147483647")),
        arguments("tensor 'dense1.weight' has shape", GOOD.replace("\"units\": 4", "\"units\": 5")),
        arguments("created", GOOD.replace("\"created\": \"2", "\"created\": 2, \"x\": \"2")),
        arguments(
            "calibration.temperature is missing or not a number", calibrated("0.61", "\"1\"")),
        arguments("temperature 0.0", calibrated("0.61", "0")),
        arguments("temperature -0.61", calibrated("0.61", "-0.61")),
        arguments("temperature Infinity", calibrated("0.61", "1e39")),
        arguments("calibration error 1.5", calibrated("0.078", "1.5")),
        arguments("right at confidence 1.5", calibrated("0.99908", "1.5")),
        arguments("confidences are not in order", calibrated("0.99908", "0.25")),
        arguments("the lists of coverage differ in length", calibrated("0.99908", "0.99908, 1.0")),
        arguments(
            "labels and answers differ in number", calibrated("\"truths\": [", "\"truths\": [ 9,")),
        arguments("calibration", calibrated("\"answers\": [", "\"answers\": [ null,")),
        arguments("calibration", calibrated("\"coverage\": {", "\"coverage\": 1, \"x\": {")),
        arguments("could not be parsed", GOOD.replace("\"created\": \"2", "\"created\": \"")),
        arguments("engine is missing", GOOD.replace("\"engine\"", "\"motor\"")),
        arguments("provenance.engine is missing", GOOD.replace("\"no engine\"", "null")),
        arguments("settings.epochs is missing", GOOD.replace("\"10\"", "null")),
        arguments("trainingImages is missing", GOOD.replace("Images\": 7", "Images\": \"7\"")),
        arguments("validationAccuracy", GOOD.replace("0.875", "\"NaN\"")),
        arguments("settings is missing", GOOD.replace("\"settings\": {", "\"s\": {")),
        arguments("epochs is missing or not text", GOOD.replace("\"10\"", "10")),
        arguments("weightsSha256 is missing", GOOD.replace("\"SHA\"", "12")),
        arguments("SHA-256", GOOD.replace("\"SHA\"", "\"" + "0".repeat(64) + "\"")));
  }

  static Stream<Arguments> weights() {
    byte[] good = GOOD.weights();
    String header = GOOD.header();
    byte[] nan = good.clone();
    Arrays.fill(nan, nan.length - 4, nan.length, (byte) 0xFF);
    byte[] infinite = good.clone();
    System.arraycopy(new byte[] {0, 0, (byte) 0x80, 0x7F}, 0, infinite, infinite.length - 4, 4);
    return Stream.of(
        arguments("not a whole zip file", GOOD.withWeights(new byte[0])),
        arguments("impossible length", GOOD.withWeights(new byte[8])),
        arguments("impossible length", GOOD.withWeights(headerLength(Long.MAX_VALUE))),
        arguments("impossible length", GOOD.withWeights(headerLength(-1))),
        arguments("impossible length", GOOD.withWeights(headerLength(1 << 30))),
        arguments("impossible length", GOOD.withWeights(headerLength(good.length))),
        arguments("no header", GOOD.withHeader(" " + header)),
        arguments("header of weights.safetensors", GOOD.withHeader("{" + header)),
        arguments("header of weights.safetensors", GOOD.withHeader("{\"a\":1,\"a\":2}")),
        arguments("header of weights.safetensors", GOOD.withHeader(header + "\0")),
        arguments("header of weights.safetensors", GOOD.withHeader("{\"a\":" + nested(100_000))),
        arguments("'conv1.weight' is missing", GOOD.withHeader("{}")),
        arguments("'conv2.weight' belongs to no", header("conv1.weight", "conv2.weight")),
        arguments("type \"F16\", not F32", header("\"F32\"", "\"F16\"")),
        arguments("type , not F32", header("\"dtype\"", "\"type\"")),
        arguments("shape [2,27], not [2, 3, 3, 3]", header("[2,3,3,3]", "[2,27]")),
        arguments("shape [2,3,-3,-3]", header("[2,3,3,3]", "[2,3,-3,-3]")),
        arguments("shape [2.0,3,3,3]", header("[2,3,3,3]", "[2.0,3,3,3]")),
        arguments("shape [4294967298,3,3,3]", header("[2,3,3,3]", "[4294967298,3,3,3]")),
        arguments("shape {\"0\":2}", header("[2,3,3,3]", "{\"0\":2}")),
        arguments("shape , not", header("\"shape\":[2,3,3,3],", "")),
        arguments("no place", header("[216,224]", "[216]")),
        arguments("no place", header("[216,224]", "[216,224,224]")),
        arguments("no place", header("[216,224]", "[216.5,224]")),
        arguments("no place", header("[216,224]", "[\"216\",224]")),
        arguments("no place", header("[216,224]", "[216,1" + "0".repeat(30) + "]")),
        arguments("no place", header("[216,224]", "{\"begin\":216,\"end\":224}")),
        arguments("as many values", header("[216,224]", "[216,220]")),
        arguments("as many values", header("[216,224]", "[224,216]")),
        arguments("as many values", header("[216,224]", "[-8,0]")),
        arguments("overlap or leave a hole", header("[216,224]", "[212,220]")),
        arguments("overlap or leave a hole", header("[216,224]", "[0,8]")),
        arguments("overlap or leave a hole", header("[0,216]", "[1000000,1000216]")),
        arguments("not as long", GOOD.withWeights(Arrays.copyOf(good, good.length + 1))),
        arguments("not as long", GOOD.withWeights(Arrays.copyOf(good, good.length - 1))),
        arguments("tensor 'output.bias' holds", GOOD.withWeights(nan)),
        arguments("tensor 'output.bias' holds", GOOD.withWeights(infinite)));
  }

  @ParameterizedTest
  @MethodSource({"documents", "weights"})
  void refusesWithOneSentence(String reason, Forgery forgery) {
    forgery.writeTo(file);

    assertRefused(reason);
  }

  @ParameterizedTest
  @MethodSource("documents")
  void describingRefusesDocumentsAndReadsNoWeights(String reason, Forgery forgery) {
    forgery.writeTo(file);

    if (reason.startsWith("tensor '") || reason.equals("SHA-256")) {
      assertThat(new EspyModelFiles().describe(file).provenance().epoch()).isOne();
    } else {
      assertThatThrownBy(() -> new EspyModelFiles().describe(file))
          .isInstanceOf(BadModelException.class)
          .hasMessageStartingWith(file + ": ")
          .hasMessageContaining(reason);
    }
  }

  static Stream<Arguments> zips() {
    return Stream.of(
        arguments("holds model.json 0 times", entries("weights.safetensors")),
        arguments("holds weights.safetensors 0 times", entries("model.json")),
        arguments("holds '../evil'", entries("model.json", "weights.safetensors", "../evil")),
        arguments(
            "holds 'model.json/'", entries("model.json", "weights.safetensors", "model.json/")),
        arguments("holds model.json 0 times", entries("./model.json", "weights.safetensors")),
        arguments("holds model.json 0 times", entries("MODEL.JSON", "weights.safetensors")));
  }

  @ParameterizedTest
  @MethodSource("zips")
  void refusesOtherEntries(String reason, Map<String, byte[]> entries) {
    Forgery.zip(file, ZipEntry.STORED, entries);

    assertRefused(reason);
  }

  @Test
  void refusesAnEntryTwice() throws IOException {
    Map<String, byte[]> entries = entries("model.json", "weights.safetensors", "xodel.json");
    Forgery.zip(file, ZipEntry.STORED, entries);
    String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
    Files.writeString(file, bytes.replace("xodel", "model"), StandardCharsets.ISO_8859_1);

    assertRefused("holds model.json 2 times");
  }

  @Test
  void refusesADocumentThatUnpacksToTooMuch() {
    Map<String, byte[]> entries = new LinkedHashMap<>(GOOD.entries());
    byte[] bomb = new byte[StrictJson.MAXIMUM_BYTES + 1];
    Arrays.fill(bomb, (byte) ' ');
    entries.put("model.json", bomb);
    Forgery.zip(file, ZipEntry.DEFLATED, entries);

    assertThat(file).satisfies(small -> assertThat(Files.size(small)).isLessThan(1 << 16));
    assertRefused("larger than 16 MiB");
  }

  @Test
  void refusesWhatIsNoZip() throws IOException {
    for (byte[] content :
        new byte[][] {{}, {'P', 'K', 3, 4}, new byte[100], nested(9).getBytes()}) {
      Files.write(file, content);

      assertRefused("not a whole zip file");
    }
  }

  private void assertRefused(String reason) {
    assertThatThrownBy(() -> new EspyModelFiles().load(file))
        .isInstanceOf(BadModelException.class)
        .hasMessageStartingWith(file + ": ")
        .hasMessageContaining(reason)
        .hasMessageMatching(".*(or train again|update Espy|with a lower learning rate)")
        .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(700).doesNotContain("\n"));
  }

  private static Forgery version(String version) {
    return GOOD.replace("\"formatVersion\": 1", "\"formatVersion\": " + version);
  }

  private static Forgery labels(String labels) {
    int begin = GOOD.json().indexOf("\"labels\": [") + 10;
    int end = GOOD.json().indexOf(']') + 1;
    return GOOD.withJson(GOOD.json().substring(0, begin) + labels + GOOD.json().substring(end));
  }

  private static Forgery header(String text, String by) {
    return GOOD.replaceInHeader(text, by);
  }

  private static byte[] headerLength(long length) {
    byte[] weights = GOOD.weights().clone();
    for (int i = 0; i < 8; i++) {
      weights[i] = (byte) (length >> 8 * i);
    }
    return weights;
  }

  private static String nested(int depth) {
    return "[".repeat(depth) + "]".repeat(depth);
  }

  private static Map<String, byte[]> entries(String... names) {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    for (String name : names) {
      entries.put(name, GOOD.entries().getOrDefault(name, new byte[0]));
    }
    return entries;
  }
}
