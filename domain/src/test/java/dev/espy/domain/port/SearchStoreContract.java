package dev.espy.domain.port;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espy.domain.evaluation.Scores;
import dev.espy.domain.training.Rung;
import dev.espy.domain.training.Search;
import dev.espy.domain.training.Trial;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract of stores of searches. */
public abstract class SearchStoreContract {

  @TempDir protected Path folder;

  /** Returns an empty store. */
  protected abstract SearchStorePort store();

  /** Returns a search that depends on a number. */
  protected static Search search(int number) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("learning-rate", "0.001" + number);
    settings.put("augment", "shift=0.08,erase=0.25");
    Scores scores = new Scores(1.0 / 3, 2.0 / 3, 1e-17, 1);
    return new Search(
        "0123abcd",
        List.of(new Rung(9, 1), new Rung(3, 3)),
        List.of(
            new Trial(0, 0, 1, settings, scores, 0.1 + 0.2),
            new Trial(1, number, 1, settings, null, 12),
            new Trial(2, 8, 3, settings, scores, 1e-9)));
  }

  @Test
  void givesBackWhatWasSavedToTheLastBit() {
    SearchStorePort store = store();

    store.save(search(4), folder.resolve("a.csv"));

    Search loaded = store.load(folder.resolve("a.csv")).orElseThrow();
    assertThat(loaded).isEqualTo(search(4));
    assertThat(loaded.trials().get(0).settings().keySet())
        .containsExactly("learning-rate", "augment");
  }

  @Test
  void keepsSearchesApartAndReplacesThem() {
    SearchStorePort store = store();
    store.save(search(1), folder.resolve("a.csv"));
    store.save(search(2), folder.resolve("b.csv"));

    store.save(search(3), folder.resolve("a.csv"));

    assertThat(store.load(folder.resolve("a.csv"))).contains(search(3));
    assertThat(store.load(folder.resolve("b.csv"))).contains(search(2));
  }

  @Test
  void makesTheFolder() {
    SearchStorePort store = store();
    Path file = folder.resolve("runs").resolve("犬 1").resolve(SearchStorePort.FILE_NAME);

    store.save(search(1), file);

    assertThat(store.load(file)).contains(search(1));
  }

  @Test
  void whatIsNotThereIsNoSearch() {
    assertThat(store().load(folder.resolve("no folder").resolve("missing.csv"))).isEmpty();
  }
}
