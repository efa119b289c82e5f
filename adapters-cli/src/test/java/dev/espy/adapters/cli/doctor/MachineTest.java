package dev.espy.adapters.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espy.adapters.cli.SmallData;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineTest {

  @TempDir Path folder;

  @Test
  void knowsAProcessorAsLinuxDescribesIt() {
    Path cpuinfo =
        SmallData.text(
            folder.resolve("cpuinfo"),
            """
            processor\t: 0
            model name\t: Intel(R) Xeon(R): 2.20GHz
            flags\t\t: fpu sse4_2 avx avx2 fma avx512f avx512fake
            bugs\t\t:

            processor\t: 1
            model name\t: another
            """);

    Machine machine = Machine.of(cpuinfo);

    assertThat(machine.model()).isEqualTo("Intel(R) Xeon(R): 2.20GHz");
    assertThat(machine.features()).containsExactly("avx", "avx2", "fma", "avx512f");
  }

  @Test
  void knowsWhatAnArmProcessorDoesNotTell() {
    Path cpuinfo = SmallData.text(folder.resolve("cpuinfo"), "Features\t: fp asimd crc32\n");

    Machine machine = Machine.of(cpuinfo);

    assertThat(machine.model()).isNull();
    assertThat(machine.features()).containsExactly("asimd");
  }

  @Test
  void isUnknownElsewhere() {
    Machine machine = Machine.of(folder.resolve("none"));

    assertThat(machine.model()).isNull();
    assertThat(machine.features()).isNull();
    assertThat(machine.processors()).isPositive();
    assertThat(machine.heapMiB()).isPositive().isLessThan(machine.memoryMiB());
  }
}
