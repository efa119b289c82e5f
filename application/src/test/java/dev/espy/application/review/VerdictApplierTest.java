package dev.espy.application.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.espy.application.Pictures;
import dev.espy.application.Recorder;
import dev.espy.domain.BadDataSetException;
import dev.espy.domain.Label;
import dev.espy.domain.Sample;
import dev.espy.domain.fake.InMemoryDataSet;
import dev.espy.domain.fake.InMemoryReviewStore;
import dev.espy.domain.port.DataSet;
import dev.espy.domain.port.DataSetContract;
import dev.espy.domain.review.Verdict;
import dev.espy.domain.review.Verdict.Decision;
import dev.espy.domain.review.Verdicts;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class VerdictApplierTest extends DataSetContract {

  private static final Label CAT = new Label("cat");
  private static final Label DOG = new Label("dog");
  private static final Label COW = new Label("cow");

  private final Recorder recorder = new Recorder();
  private final Verdicts verdicts = new Verdicts("verdicts.csv");
  private int row = 2;

  private void decide(String image, Label given, Decision decision, @Nullable Label newLabel) {
    verdicts.add(new Verdict(image, given, decision, newLabel, row++));
  }

  private static InMemoryDataSet data(String name) {
    return new InMemoryDataSet(name)
        .add("a", CAT, Pictures.half(true, 1))
        .add("b", DOG, Pictures.half(true, 2))
        .add("c", CAT, Pictures.half(true, 3))
        .add("a", CAT, Pictures.half(true, 1))
        .add("d", null, Pictures.half(true, 4))
        .addUnreadable("e", DOG, "gone");
  }

  /** The data sets of the contract get their labels from verdicts, and lose an image. */
  @Override
  protected DataSet open(List<Entry> entries) {
    InMemoryDataSet stored = new InMemoryDataSet("memory");
    stored.add("left out", CAT, entries.get(0).image());
    decide("left out", CAT, Decision.REMOVE, null);
    for (int i = 0; i < entries.size(); i++) {
      stored.add("image " + i, DOG, entries.get(i).image());
      decide("image " + i, DOG, Decision.CHANGE, entries.get(i).label());
    }
    return new VerdictApplier(verdicts).apply(stored);
  }

  @Test
  void appliesEachVerdictToEveryRowOfItsImageAndLabel() {
    decide("a", CAT, Decision.CHANGE, DOG);
    decide("b", DOG, Decision.REMOVE, null);
    decide("c", CAT, Decision.KEEP, null);
    decide("c", DOG, Decision.REMOVE, null);
    VerdictApplier applier = new VerdictApplier(verdicts);

    DataSet reviewed = applier.apply(data("pets"));
    applier.report(recorder);

    assertThat(reviewed.size()).isEqualTo(5);
    assertThat(reviewed.samples())
        .containsExactly(
            new Sample("a", DOG, 2),
            new Sample("c", CAT, 4),
            new Sample("a", DOG, 5),
            new Sample("d", null, 6),
            new Sample("e", DOG, 7));
    assertThat(reviewed.name()).isEqualTo("pets");
    assertThat(recorder.notes)
        .containsExactly(
            "verdicts.csv: 2 labels changed, 1 image left out, 1 kept.",
            "verdicts.csv: 1 verdict is on no image with this label in pets; the first is on 'c' with label 'dog' (row 5).");
  }

  @Test
  void aVerdictIsOnAnImageOfAnyDataSet() {
    decide("1.png", new Label("lower"), Decision.REMOVE, null);
    decide("c", CAT, Decision.CHANGE, COW);
    VerdictApplier applier = new VerdictApplier(verdicts);

    DataSet training = applier.apply(data("pets"));
    DataSet validation = applier.apply(Pictures.halves("halves", 4));
    applier.report(recorder);

    assertThat(training.size()).isEqualTo(6);
    assertThat(validation.size()).isEqualTo(3);
    assertThat(recorder.notes)
        .containsExactly(
            "verdicts.csv: 1 label changed, 1 image left out, 0 kept.",
            "verdicts.csv: no image of pets or halves had the new label 'cow' before.");
  }

  @Test
  void verdictsOnOtherDataAreRefused() {
    decide("a", DOG, Decision.KEEP, null);
    decide("x", CAT, Decision.REMOVE, null);
    VerdictApplier applier = new VerdictApplier(verdicts);

    DataSet same = applier.apply(data("pets"));

    assertThat(same.samples()).containsExactlyElementsOf(data("pets").samples().toList());
    assertThatExceptionOfType(BadDataSetException.class)
        .isThrownBy(() -> applier.report(recorder))
        .withMessage(
            "verdicts.csv, row 2: pets has no image 'a' with the label 'dog', and no other verdict is on one of its images; use verdicts that were written for these data");
  }

  @Test
  void anImageMustBeLeft() {
    InMemoryDataSet one = new InMemoryDataSet("one").add("a", CAT, Pictures.half(true, 1));
    decide("a", CAT, Decision.REMOVE, null);

    assertThatExceptionOfType(BadDataSetException.class)
        .isThrownBy(() -> new VerdictApplier(verdicts).apply(one))
        .withMessage("verdicts.csv: the verdicts remove every image of one; keep some");
  }

  @Test
  void withoutVerdictsNothingChanges() {
    VerdictApplier applier = VerdictApplier.load(new InMemoryReviewStore(), null);
    DataSet data = data("pets");

    assertThat(applier.apply(data)).isSameAs(data);
    applier.report(recorder);

    assertThat(applier.verdicts().all()).isEmpty();
    assertThat(recorder.notes).isEmpty();
  }

  @Test
  void readsItsVerdictsFromAStore() {
    Path file = Path.of("verdicts.csv");
    InMemoryReviewStore store = new InMemoryReviewStore();
    store.put(List.of(new Verdict("a", CAT, Decision.KEEP, null, 2)), file);

    assertThat(VerdictApplier.load(store, file).verdicts().isKept("a", CAT)).isTrue();
  }
}
