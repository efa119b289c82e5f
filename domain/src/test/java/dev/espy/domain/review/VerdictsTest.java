package dev.espy.domain.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.espy.domain.Label;
import dev.espy.domain.Sample;
import dev.espy.domain.review.Verdict.Decision;
import org.junit.jupiter.api.Test;

class VerdictsTest {

  private static final Label CAT = new Label("cat");
  private static final Label DOG = new Label("dog");

  private final Verdicts verdicts = new Verdicts("verdicts.csv");

  @Test
  void theFirstVerdictOnAnImageAndALabelStays() {
    Verdict first = new Verdict("a", CAT, Decision.KEEP, null, 2);
    Verdict second = new Verdict("a", CAT, Decision.REMOVE, null, 3);

    assertThat(verdicts.add(first)).isNull();
    assertThat(verdicts.add(second)).isSameAs(first);

    assertThat(verdicts.all()).containsExactly(first);
    assertThat(second.agrees(first)).isFalse();
    assertThat(new Verdict("a", CAT, Decision.KEEP, null, 9).agrees(first)).isTrue();
  }

  @Test
  void labelAndImageAreNotMixedUp() {
    verdicts.add(new Verdict("1cat", new Label("1"), Decision.KEEP, null, 2));

    assertThat(verdicts.find("cat", new Label("11"))).isEmpty();
    assertThat(verdicts.find("at", new Label("1c"))).isEmpty();
    assertThat(verdicts.find(" 1cat\t", new Label("1"))).isPresent();
  }

  @Test
  void aLabelThatAPersonChoseIsKept() {
    verdicts.add(new Verdict("kept", CAT, Decision.KEEP, null, 2));
    verdicts.add(new Verdict("changed", CAT, Decision.CHANGE, DOG, 3));
    verdicts.add(new Verdict("removed", CAT, Decision.REMOVE, null, 4));

    assertThat(verdicts.isKept("kept", CAT)).isTrue();
    assertThat(verdicts.isKept("kept", DOG)).isFalse();
    assertThat(verdicts.isKept("changed", CAT)).isFalse();
    assertThat(verdicts.isKept("changed", DOG)).isTrue();
    assertThat(verdicts.isKept("removed", CAT)).isFalse();
  }

  @Test
  void aVerdictMakesSense() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Verdict(" ", CAT, Decision.KEEP, null, 2));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Verdict("a", CAT, Decision.CHANGE, null, 2));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Verdict("a", CAT, Decision.CHANGE, CAT, 2));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Verdict("a", CAT, Decision.KEEP, DOG, 2));
  }

  @Test
  void aSuspectedLabelDiffersFromTheGivenOne() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SuspectedLabel("train.csv", new Sample("a", CAT, 2), CAT, 0, 1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SuspectedLabel("train.csv", new Sample("a", null, 2), CAT, 0, 1));
  }
}
