package dev.espy.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LabelsTest {

  private static final Label A = new Label("a");
  private static final Label B = new Label("b");

  @Test
  void keepTheirOrder() {
    Labels labels = new Labels(List.of(B, A));

    assertThat(labels.size()).isEqualTo(2);
    assertThat(labels.get(0)).isEqualTo(B);
    assertThat(labels.position(A)).hasValue(1);
    assertThat(labels.position(new Label("c"))).isEmpty();
    assertThat(labels.asList()).containsExactly(B, A).isUnmodifiable();
  }

  @Test
  void ofACollectionAreDistinctAndInOrder() {
    assertThat(Labels.of(List.of(B, A, B, new Label("10"), new Label("9"))).asList())
        .containsExactly(new Label("9"), new Label("10"), A, B);
  }

  @Test
  void areEqualInTheSameOrderOnly() {
    assertThat(new Labels(List.of(A, B)))
        .isEqualTo(Labels.of(List.of(B, A)))
        .hasSameHashCodeAs(Labels.of(List.of(B, A)))
        .isNotEqualTo(new Labels(List.of(B, A)))
        .hasToString("[a, b]");
  }

  @Test
  void doNotChangeWithTheListTheyWereMadeFrom() {
    List<Label> list = new ArrayList<>(List.of(A));
    Labels labels = new Labels(list);

    list.add(B);

    assertThat(labels.size()).isOne();
  }

  @Test
  void refuseNoneAndTwice() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Labels(List.of()));
    assertThatIllegalArgumentException().isThrownBy(() -> Labels.of(List.of()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Labels(List.of(A, B, A)))
        .withMessage("label 'a' appears twice");
  }
}
