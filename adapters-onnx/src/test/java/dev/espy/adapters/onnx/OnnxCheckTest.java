package dev.espy.adapters.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espy.domain.device.EngineReport;
import java.util.List;
import org.junit.jupiter.api.Test;

class OnnxCheckTest {

  @Test
  void tellsHowItStands() {
    EngineReport report = OnnxCheck.report();

    assertThat(report.engine()).isEqualTo(new OnnxEngine().engine());
    assertThat(report.problem()).isNull();
    assertThat(report.facts()).containsOnlyKeys("native code", "providers");
    assertThat((List<?>) report.facts().get("providers")).map(Object::toString).contains("CPU");
  }
}
