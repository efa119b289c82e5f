package dev.espy.adapters.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.espy.domain.device.DeviceChoice;
import dev.espy.domain.fake.FixedGpus;
import dev.espy.domain.port.ClassifierContract;
import dev.espy.domain.port.ClassifierPort;
import dev.espy.domain.port.LearnerContract;
import dev.espy.domain.port.LearnerPort;
import java.io.InputStream;
import java.util.Properties;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class Dl4jEngineTest {

  @Test
  void namesTheVersionThatItRunsOn() throws Exception {
    Properties made = new Properties();
    try (InputStream in =
        ComputationGraph.class.getResourceAsStream(
            "/META-INF/maven/org.deeplearning4j/deeplearning4j-nn/pom.properties")) {
      made.load(in);
    }

    assertThat(new Dl4jEngine().engine())
        .isEqualTo("Deeplearning4j " + made.getProperty("version"));
  }

  @Test
  void hasTheGivenNumberOfThreads() {
    DeviceChoice cpu = new DeviceChoice(null, "for a test");

    assertThat(new Dl4jEngine(cpu, 3).threads()).isEqualTo(3);
    assertThat(new Dl4jEngine().threads()).isEqualTo(Runtime.getRuntime().availableProcessors());
    assertThatThrownBy(() -> new Dl4jEngine(cpu, 0)).hasMessage("0 threads");
  }

  @Test
  void saysOnWhatItComputesWhateverTheNumberOfThreads() {
    DeviceChoice gpu = new DeviceChoice(FixedGpus.gpu(0, "a GPU", "8.6"), "for a test");

    assertThat(new Dl4jEngine(new DeviceChoice(null, "for a test"), 3).computesOn())
        .matches("CPU, (SSE4.1|AVX|AVX2|AVX-512|no oneDNN)");
    assertThat(new Dl4jEngine(gpu, 3).computesOn()).isEqualTo("GPU");
  }

  @Nested
  class Classifying extends ClassifierContract {
    @Override
    protected ClassifierPort engine() {
      return new Dl4jEngine();
    }
  }

  @Nested
  class ClassifyingWithoutOneDnn extends ClassifierContract {
    @Override
    protected ClassifierPort engine() {
      return new Dl4jEngine(Kernels.JAVA);
    }
  }

  @Nested
  class LearningWithoutOneDnn extends LearnerContract {
    @Override
    protected LearnerPort engine() {
      return new Dl4jEngine(Kernels.JAVA);
    }

    @Override
    protected ClassifierPort classifierEngine() {
      return new Dl4jEngine(Kernels.JAVA);
    }
  }

  @Nested
  class Learning extends LearnerContract {
    @Override
    protected LearnerPort engine() {
      return new Dl4jEngine();
    }

    @Override
    protected ClassifierPort classifierEngine() {
      return new Dl4jEngine();
    }
  }
}
