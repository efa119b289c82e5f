package dev.espy.domain.fake;

import dev.espy.domain.port.ClassifierContract;
import dev.espy.domain.port.ClassifierPort;
import dev.espy.domain.port.LearnerContract;
import dev.espy.domain.port.LearnerPort;
import org.junit.jupiter.api.Nested;

class ReferenceEngineTest {

  @Nested
  class Classifying extends ClassifierContract {
    @Override
    protected ClassifierPort engine() {
      return new ReferenceEngine();
    }
  }

  @Nested
  class Learning extends LearnerContract {
    @Override
    protected LearnerPort engine() {
      return new ReferenceEngine();
    }

    @Override
    protected ClassifierPort classifierEngine() {
      return new ReferenceEngine();
    }
  }
}
