package dev.espy.adapters.dl4j;

import dev.espy.domain.port.ClassifierContract;
import dev.espy.domain.port.ClassifierPort;
import dev.espy.domain.port.LearnerContract;
import dev.espy.domain.port.LearnerPort;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;

@Tag(Nd4jEngine.TAG)
class Nd4jEngineTest {

  @Nested
  class Classifying extends ClassifierContract {
    @Override
    protected ClassifierPort engine() {
      return Nd4jEngine.make();
    }
  }

  @Nested
  class Learning extends LearnerContract {
    @Override
    protected LearnerPort engine() {
      return Nd4jEngine.make();
    }

    @Override
    protected ClassifierPort classifierEngine() {
      return Nd4jEngine.make();
    }
  }

  @Nested
  class Normalizing extends NormalizationTest {
    @Override
    Dl4jEngine engine() {
      return Nd4jEngine.make();
    }
  }

  @Nested
  class Updating extends ParameterUpdaterTest {
    @Override
    Dl4jEngine engine() {
      return Nd4jEngine.make();
    }
  }
}
