package dev.espy.domain.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceRequestTest {

  @ParameterizedTest
  @ValueSource(strings = {"auto", "cpu", "gpu", "gpu:0", "gpu:12"})
  void writesWhatItReads(String text) {
    assertThat(DeviceRequest.parse(text)).hasToString(text);
  }

  @Test
  void knowsWhichGpu() {
    assertThat(DeviceRequest.parse("gpu:3"))
        .isEqualTo(new DeviceRequest(DeviceRequest.Kind.GPU, 3));
    assertThat(DeviceRequest.parse("gpu")).isEqualTo(DeviceRequest.GPU);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " cpu",
        "GPU",
        "gpu:",
        "gpu:-1",
        "gpu:x",
        "gpu:99999",
        "cpu:0",
        "cuda",
        "auto\n"
      })
  void saysWhatADeviceIs(String text) {
    assertThatThrownBy(() -> DeviceRequest.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "'%s' is not a device; it is auto, cpu, gpu, or gpu:N with the number of the GPU, such as gpu:0",
            text);
  }

  @Test
  void onlyAGpuHasANumber() {
    assertThatThrownBy(() -> new DeviceRequest(DeviceRequest.Kind.CPU, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new DeviceRequest(DeviceRequest.Kind.GPU, -1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
