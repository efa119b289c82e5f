package dev.espy.adapters.safetensors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espy.domain.Tensor;
import dev.espy.domain.fake.ExampleModels;
import dev.espy.domain.network.Model;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Reads the weights as the published format says, byte by byte and without the code under test, and
 * as strictly as the readers of other languages do.
 */
class SafetensorsLayoutTest {

  private static final Pattern TENSOR =
      Pattern.compile(
          "\\G([{,])\"([a-z0-9.]+)\":\\{\"dtype\":\"F32\",\"shape\":\\[([0-9,]+)],"
              + "\"data_offsets\":\\[([0-9]+),([0-9]+)]}");

  static Stream<Model> models() {
    return Stream.of(ExampleModels.small(1), ExampleModels.tutorial(2));
  }

  @ParameterizedTest
  @MethodSource("models")
  void isReadableByTheFormatsRules(Model model) {
    byte[] file = Forgery.of(model).weights();

    long headerLength = littleEndian(file, 0, 8);
    assertThat(headerLength).isPositive().isLessThan(100_000_000);
    assertThat((8 + headerLength) % 8).as("the data is aligned").isZero();
    StringBuilder header = new StringBuilder();
    for (int i = 8; i < 8 + headerLength; i++) {
      header.append((char) file[i]);
    }
    assertThat(header.charAt(0)).isEqualTo('{');

    Map<String, Tensor> read = new LinkedHashMap<>();
    Matcher tensor = TENSOR.matcher(header);
    int position = (int) (8 + headerLength);
    int parsed = 0;
    while (tensor.find()) {
      assertThat(tensor.group(1)).isEqualTo(read.isEmpty() ? "{" : ",");
      int[] shape = Stream.of(tensor.group(3).split(",")).mapToInt(Integer::parseInt).toArray();
      int begin = Integer.parseInt(tensor.group(4));
      int end = Integer.parseInt(tensor.group(5));
      int size = IntStream.of(shape).reduce(1, Math::multiplyExact);
      assertThat(8 + headerLength + begin).as("no hole, no overlap").isEqualTo(position);
      assertThat(end - begin).isEqualTo(4 * size);
      float[] values = new float[size];
      for (int i = 0; i < size; i++) {
        values[i] = Float.intBitsToFloat((int) littleEndian(file, position + 4 * i, 4));
      }
      read.put(tensor.group(2), new Tensor(shape, values));
      position += end - begin;
      parsed = tensor.end();
    }

    assertThat(header.substring(parsed)).matches("} {0,7}");
    assertThat(position).as("the data is covered to its end").isEqualTo(file.length);
    assertThat(read).containsExactlyEntriesOf(model.tensors());
  }

  private static long littleEndian(byte[] bytes, int at, int count) {
    long value = 0;
    for (int i = count - 1; i >= 0; i--) {
      value = value << 8 | (bytes[at + i] & 0xFF);
    }
    return value;
  }
}
