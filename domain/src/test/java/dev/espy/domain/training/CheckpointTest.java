package dev.espy.domain.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.espy.domain.fake.ExampleCheckpoints;
import java.util.List;
import org.junit.jupiter.api.Test;

class CheckpointTest {

  private static final Checkpoint GOOD = ExampleCheckpoints.small(1);

  private static Checkpoint with(List<Epoch> epochs, long plannedSteps) {
    return new Checkpoint(
        GOOD.data(),
        GOOD.recipe(),
        GOOD.decided(),
        GOOD.state(),
        GOOD.averages(),
        epochs,
        plannedSteps);
  }

  @Test
  void knowsHowFarItIs() {
    assertThat(GOOD.finished()).isFalse();
    assertThat(GOOD.best().orElseThrow().number()).isEqualTo(1);
    assertThat(GOOD.seconds()).isEqualTo(12.75);
    assertThat(with(GOOD.epochs(), 14).finished()).isTrue();
  }

  @Test
  void refusesWhatCannotBe() {
    Epoch second = GOOD.epochs().get(1);
    assertThatIllegalArgumentException().isThrownBy(() -> with(List.of(), 70));
    assertThatIllegalArgumentException().isThrownBy(() -> with(List.of(second), 70));
    assertThatIllegalArgumentException().isThrownBy(() -> with(GOOD.epochs(), 13));
  }
}
