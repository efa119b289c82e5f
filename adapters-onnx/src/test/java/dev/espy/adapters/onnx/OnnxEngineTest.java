package dev.espy.adapters.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espy.domain.port.ClassifierContract;
import dev.espy.domain.port.ClassifierPort;
import org.junit.jupiter.api.Test;

class OnnxEngineTest extends ClassifierContract {

  @Override
  protected ClassifierPort engine() {
    return new OnnxEngine();
  }

  @Test
  void namesTheVersionThatItRunsOn() {
    assertThat(engine().engine()).isEqualTo("ONNX Runtime " + NativeCode.load().getVersion());
  }
}
