package dev.espy.adapters.cli.options;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espy.adapters.cli.Espy;
import dev.espy.adapters.cli.Espy.Outcome;
import dev.espy.adapters.cli.SmallData;
import dev.espy.adapters.cli.StandInEngine;
import dev.espy.adapters.cli.output.ExitStatus;
import dev.espy.domain.UnsupportedDeviceException;
import dev.espy.domain.device.DeviceRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the device of a training. */
class DeviceTest {

  @TempDir Path folder;
  private Path data;
  private Path run;
  private Path small;

  @BeforeEach
  void write() {
    data = SmallData.ofThree(folder.resolve("data"), 30);
    run = folder.resolve("run");
    small = SmallData.text(folder.resolve("small.yaml"), "epochs: 1\nlayers: []\n");
  }

  private static Espy listening(List<DeviceRequest> asked) {
    return Espy.on(
        new StandInEngine() {
          @Override
          public void runOn(DeviceRequest device) {
            asked.add(device);
          }
        });
  }

  @Test
  void trainingRunsWhereItIsAskedTo() {
    List<DeviceRequest> asked = new ArrayList<>();

    listening(asked).run("train", data, "--config", small, "--run", run, "--device", "gpu:1");
    listening(asked).run("train", data, "--config", small, "--run", run);
    listening(asked)
        .run("train", data, "--config", small, "--find-learning-rate", "--device", "cpu");

    assertThat(asked)
        .containsExactly(DeviceRequest.parse("gpu:1"), DeviceRequest.AUTO, DeviceRequest.CPU);
  }

  @Test
  void whereItRunsDoesNotBelongToTheTraining() throws IOException {
    List<DeviceRequest> asked = new ArrayList<>();
    listening(asked).run("train", data, "--config", small, "--run", run, "--device", "gpu");
    assertThat(Files.readString(run.resolve("config.yaml"))).doesNotContain("device", "gpu");

    Outcome resumed =
        listening(asked)
            .run("train", data, "--run", run, "--resume", "--epochs", 2, "--device", "cpu");

    assertThat(resumed.status()).as(resumed.err()).isZero();
    assertThat(asked).containsExactly(DeviceRequest.GPU, DeviceRequest.CPU);
  }

  @Test
  void aRefusalLeavesNothing() {
    Outcome outcome =
        Espy.on(
                new StandInEngine() {
                  @Override
                  public void runOn(DeviceRequest device) {
                    throw new UnsupportedDeviceException("there is no GPU; run on the CPU");
                  }
                })
            .run("train", data, "--run", run, "--device", "gpu");

    assertThat(outcome.status()).isEqualTo(ExitStatus.FAILED);
    assertThat(outcome.err()).isEqualTo("espy: there is no GPU; run on the CPU\n");
    assertThat(run).doesNotExist();
  }

  @Test
  void anotherWordIsNoDevice() {
    Outcome outcome = Espy.espy("train", data, "--device", "tpu");

    assertThat(outcome.status()).isEqualTo(ExitStatus.USAGE);
    assertThat(outcome.err()).contains("'tpu' is not a device; it is auto, cpu, gpu, or gpu:N");
  }
}
