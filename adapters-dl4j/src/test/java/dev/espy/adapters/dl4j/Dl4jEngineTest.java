package dev.espy.adapters.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

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
  void namesWhatItsResultsDependOn() {
    assertThat(new Dl4jEngine(Kernels.ONEDNN, 3).computesOn())
        .isEqualTo(new Dl4jEngine(Kernels.ONEDNN, 1).computesOn())
        .startsWith("CPU, ");
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
