package dev.espy.adapters.nvidia;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espy.adapters.nvidia.GpuTable.Row;
import java.lang.module.ModuleDescriptor.Version;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CudaDeviceOrderTest {

  private static final String PCI = "PCI_BUS_ID";

  /** The GPUs of four like ones that CUDA_VISIBLE_DEVICES leaves: nvidia-smi's number = CUDA's. */
  @ParameterizedTest
  @CsvSource(
      nullValues = "unset",
      value = {
        "unset, 0=0 1=1 2=2 3=3",
        "'2,0', 2=0 0=1",
        "' 3 , 1 ', 3=0 1=1",
        "'', ''",
        "-1, ''",
        "NoDevFiles, ''",
        "'1,7,2', 1=0",
        "'1,-1,2', 1=0",
        "GPU-2, 2=0",
        "'GPU-3,GPU-0', 3=0 0=1",
        "'GPU-9,GPU-0', ''",
        "'GPU-1,2', 1=0 2=1",
        "'GPU-1,MIG-5', 1=0",
      })
  void likeGpusAreNumberedAsTheyAreListed(String visible, String expected) {
    List<Row> rows = rows("T4", "T4", "T4", "T4");
    assertThat(numbers(null, visible, rows)).isEqualTo(expected);
    assertThat(numbers(PCI, visible, rows)).isEqualTo(expected);
  }

  @Test
  void unlikeGpusAreNumberedInTheOrderOfTheBus() {
    assertThat(numbers(PCI, null, rows("T4", "A10"))).isEqualTo("0=0 1=1");
    assertThat(numbers(PCI, "1", rows("T4", "A10"))).isEqualTo("1=0");
  }

  @Test
  void inAnotherOrderTheNumbersAreNotKnown() {
    assertThat(numbers(null, null, rows("T4", "A10"))).isEqualTo("0=null 1=null");
    assertThat(numbers("FASTEST_FIRST", "1", rows("T4", "A10"))).isEqualTo("0=null 1=null");
  }

  @Test
  void aUuidIsKnownInAnyOrder() {
    assertThat(numbers(null, "GPU-1", rows("T4", "A10"))).isEqualTo("1=0");
  }

  @Test
  void aSliceHidesOtherGpus() {
    List<Row> rows = List.of(row(0, "A100", true), row(1, "A100", false));
    assertThat(numbers(PCI, null, rows)).isEqualTo("0=null 1=null");
    assertThat(numbers(PCI, "GPU-1", rows)).isEqualTo("1=0");
  }

  private static String numbers(String order, String visible, List<Row> rows) {
    return new CudaDeviceOrder(order, visible)
        .visibleGpus(rows).stream()
            .map(gpu -> gpu.index() + "=" + gpu.ordinal())
            .reduce((first, second) -> first + " " + second)
            .orElse("");
  }

  private static List<Row> rows(String... names) {
    return IntStream.range(0, names.length).mapToObj(i -> row(i, names[i], false)).toList();
  }

  private static Row row(int index, String name, boolean mig) {
    Version driver = Version.parse("550.54.15");
    return new Row(index, "GPU-" + index + "-4711", name, null, driver, null, null, mig);
  }
}
