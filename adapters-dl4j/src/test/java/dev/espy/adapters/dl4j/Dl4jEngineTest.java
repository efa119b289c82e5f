package dev.espy.adapters.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.espy.domain.BadModelException;
import dev.espy.domain.Tensor;
import dev.espy.domain.network.NetworkSpec;
import dev.espy.domain.network.NetworkState;
import dev.espy.domain.port.ClassifierContract;
import dev.espy.domain.port.ClassifierPort;
import dev.espy.domain.port.EngineSamples;
import dev.espy.domain.port.LearnerContract;
import dev.espy.domain.port.LearnerPort;
import java.io.InputStream;
import java.util.Map;
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
  void refusesAStateWhoseMomentsAreNotAllThere() {
    NetworkSpec spec = EngineSamples.spec(1);
    NetworkState initial = NetworkState.initial(spec);
    NetworkState damaged =
        new NetworkState(
            initial.tensors(), Map.of("m.conv1.weight", new Tensor(new int[0], new float[1])), 1);

    assertThatThrownBy(() -> new Dl4jEngine().open(spec, damaged))
        .isInstanceOf(BadModelException.class)
        .hasMessage(
            "tensor 'm.conv1.weight' of shape [4, 1, 3, 3] is missing, or has another shape");
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
      return new Dl4jEngine(false);
    }
  }

  @Nested
  class LearningWithoutOneDnn extends LearnerContract {
    @Override
    protected LearnerPort engine() {
      return new Dl4jEngine(false);
    }

    @Override
    protected ClassifierPort classifierEngine() {
      return new Dl4jEngine(false);
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
