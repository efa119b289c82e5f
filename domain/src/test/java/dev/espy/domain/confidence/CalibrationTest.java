package dev.espy.domain.confidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class CalibrationTest {

  private static final Coverage THREE = new Coverage(List.of(new Coverage.Step(0.5, 3, 2)));

  private static Calibration of(
      double before, double after, List<Integer> truths, List<Integer> answers) {
    return new Calibration(Temperature.ONE, before, after, THREE, truths, answers);
  }

  @Test
  void imagesWithUnknownLabelsAreAmongTheAnswersOnly() {
    assertThat(of(0.1, 0, List.of(1, 1), List.of(0, 3)).images()).isEqualTo(3);
  }

  @Test
  void refusesNumbersThatContradictEachOther() {
    List<Integer> fine = List.of(1, 2);
    for (double error : new double[] {-0.1, 1.1, Double.NaN}) {
      assertThatIllegalArgumentException().isThrownBy(() -> of(error, 0, fine, fine));
      assertThatIllegalArgumentException().isThrownBy(() -> of(0, error, fine, fine));
    }
    assertThatIllegalArgumentException().isThrownBy(() -> of(0, 0, List.of(3), fine));
    assertThatIllegalArgumentException().isThrownBy(() -> of(0, 0, List.of(-1, 2), fine));
    assertThatIllegalArgumentException().isThrownBy(() -> of(0, 0, fine, List.of(-1, 4)));
    assertThatIllegalArgumentException().isThrownBy(() -> of(0, 0, fine, List.of(1, 1)));
    assertThatIllegalArgumentException().isThrownBy(() -> of(0, 0, List.of(2, 2), fine));
  }
}
