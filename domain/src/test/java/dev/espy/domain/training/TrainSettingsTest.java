package dev.espy.domain.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.espy.domain.augmentation.Augmentation;
import dev.espy.domain.network.Architecture;
import dev.espy.domain.network.Optimizer;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class TrainSettingsTest {

  @Test
  void theStandardIsTheTutorials() {
    TrainSettings standard = TrainSettings.standard();
    assertThat(standard.architecture()).isEqualTo(Architecture.tutorial());
    assertThat(standard.optimizer()).isEqualTo(Optimizer.Adam.standard());
    assertThat(standard.learningRate()).isEqualTo(0.001);
    assertThat(standard.schedule()).isEqualTo(Schedule.CONSTANT);
    assertThat(standard.augmentation()).isEqualTo(Augmentation.NONE);
    assertThat(standard.batchSize()).isEqualTo(128);
    assertThat(standard.length()).isEqualTo(TrainingLength.epochs(10));
    assertThat(standard.averaging()).isZero();
  }

  @Test
  void aBuilderKeepsWhatItIsNotTold() {
    TrainSettings all =
        TrainSettings.builder()
            .architecture(new Architecture(List.of()))
            .width(5)
            .height(6)
            .colour(true)
            .validation(0.3)
            .seed(7)
            .optimizer(Optimizer.Sgd.standard())
            .learningRate(0.1)
            .schedule(Schedule.COSINE)
            .batchSize(8)
            .labelSmoothing(0.1)
            .augmentation(null)
            .classWeights(true)
            .averaging(0.99)
            .epochs(9)
            .patience(2)
            .timeLimit(Duration.ofMinutes(1))
            .metric(Metric.LOSS)
            .build();
    assertThat(all.toBuilder().build()).isEqualTo(all);
    assertThat(all).usingRecursiveComparison().isNotEqualTo(TrainSettings.standard());
    TrainSettings other = all.toBuilder().seed(8).build();
    assertThat(other.seed()).isEqualTo(8);
    assertThat(other.toBuilder().seed(7).build()).isEqualTo(all);
  }

  @Test
  void refusesNumbersOutOfRange() {
    refuses(builder -> builder.width(0));
    refuses(builder -> builder.height(0));
    refuses(builder -> builder.validation(1));
    refuses(builder -> builder.learningRate(0));
    refuses(builder -> builder.batchSize(0));
    refuses(builder -> builder.labelSmoothing(1));
    refuses(builder -> builder.averaging(1));
    refuses(builder -> builder.averaging(Double.NaN));
    refuses(builder -> builder.epochs(0));
    refuses(builder -> builder.patience(0));
    refuses(builder -> builder.timeLimit(Duration.ZERO));
  }

  private static void refuses(UnaryOperator<TrainSettings.Builder> change) {
    assertThatThrownBy(() -> change.apply(TrainSettings.builder()).build())
        .isInstanceOf(IllegalArgumentException.class);
  }
}
