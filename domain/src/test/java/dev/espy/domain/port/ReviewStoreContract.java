package dev.espy.domain.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.espy.domain.BadDataSetException;
import dev.espy.domain.Label;
import dev.espy.domain.Sample;
import dev.espy.domain.review.SuspectedLabel;
import dev.espy.domain.review.Verdict;
import dev.espy.domain.review.Verdict.Decision;
import dev.espy.domain.review.Verdicts;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract of {@link ReviewStorePort}. */
public abstract class ReviewStoreContract {

  private static final Label CAT = new Label("cat");
  private static final Label DOG = new Label("dog");
  private static final Label ODD = new Label("a, \"b\"; 犬");

  /** The folder for files. */
  @TempDir protected Path folder;

  /** Returns the store under test, the same in one test. */
  protected abstract ReviewStorePort store();

  /** Returns the suspected labels in a file, in its order. */
  protected abstract List<SuspectedLabel> suspects(Path file) throws Exception;

  /** Writes verdicts as a person does. Their rows follow the order of the list, from 2. */
  protected abstract void write(List<Verdict> verdicts, Path file) throws Exception;

  @Test
  void keepsTheOrderOfTheSuspects() throws Exception {
    Path file = folder.resolve("new/suspects.csv");
    List<SuspectedLabel> suspects =
        List.of(
            new SuspectedLabel("train.csv", new Sample("b.png", CAT, 7), DOG, 0.125, 0.75),
            new SuspectedLabel("train.csv", new Sample("a, \"b\".png", ODD, 3), CAT, 0, 1),
            new SuspectedLabel("train.csv", new Sample("", DOG, 12), ODD, 0.25, 0.5));

    store().saveSuspects(suspects.stream(), file);

    assertThat(suspects(file)).isEqualTo(suspects);
  }

  @Test
  void replacesEarlierSuspects() throws Exception {
    Path file = folder.resolve("suspects.csv");
    store()
        .saveSuspects(
            Stream.of(new SuspectedLabel("train.csv", new Sample("a", CAT, 2), DOG, 0, 1)), file);

    store().saveSuspects(Stream.empty(), file);

    assertThat(suspects(file)).isEmpty();
  }

  @Test
  void findsTheVerdictOnAnImageWithALabel() throws Exception {
    Path file = folder.resolve("verdicts.csv");
    List<Verdict> written =
        List.of(
            new Verdict("a.png", CAT, Decision.CHANGE, ODD, 2),
            new Verdict("a.png", DOG, Decision.KEEP, null, 3),
            new Verdict("b, \"c\".png", ODD, Decision.REMOVE, null, 4));
    write(written, file);

    Verdicts verdicts = store().loadVerdicts(file);

    assertThat(verdicts.name()).isEqualTo(file.toString());
    assertThat(verdicts.all()).containsExactlyElementsOf(written);
    assertThat(verdicts.find("a.png", DOG)).contains(written.get(1));
    assertThat(verdicts.find("b, \"c\".png", ODD)).contains(written.get(2));
    assertThat(verdicts.find("b, \"c\".png", CAT)).isEmpty();
  }

  @Test
  void verdictsThatAreNotThereAreASentence() {
    Path file = folder.resolve("verdicts.csv");

    assertThatExceptionOfType(BadDataSetException.class)
        .isThrownBy(() -> store().loadVerdicts(file))
        .withMessage("there is no file " + file);
  }
}
