package dev.espy.adapters.dl4j;

import dev.espy.domain.port.ClassifierContract;
import dev.espy.domain.port.ClassifierPort;
import dev.espy.domain.port.LearnerContract;
import dev.espy.domain.port.LearnerPort;
import org.junit.jupiter.api.Nested;

class Dl4jEngineTest {

  @Nested
  class Classifying extends ClassifierContract {
    @Override
    protected ClassifierPort engine() {
      return new Dl4jEngine();
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
