package dev.espy.application.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.espy.application.runs.RunList.Unlisted;
import dev.espy.application.storage.FolderContents;
import dev.espy.application.storage.OwnedFolder;
import dev.espy.domain.BadModelException;
import dev.espy.domain.fake.ExampleModels;
import dev.espy.domain.fake.InMemoryModelStore;
import dev.espy.domain.network.Model;
import dev.espy.domain.network.Provenance;
import dev.espy.domain.port.ModelStorePort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListRunsTest {

  private static final String SETTINGS =
      """
      data: d
      run: r
      epochs: 1
      batch-size: 8
      learning-rate: 0.1
      seed: 1
      """;

  @TempDir Path folder;
  private final InMemoryModelStore models = new InMemoryModelStore();

  private Path run(String name, @Nullable Double accuracy, String... settings) throws IOException {
    Path run = Files.createDirectories(folder.resolve(name));
    Model model = ExampleModels.small(1);
    Provenance origin = model.provenance();
    Map<String, String> named = new LinkedHashMap<>();
    for (int i = 0; i < settings.length; i += 2) {
      named.put(settings[i], settings[i + 1]);
    }
    models.save(
        new Model(
            model.labels(),
            model.preprocessing(),
            model.architecture(),
            model.tensors(),
            new Provenance(
                origin.created(),
                origin.createdBy(),
                origin.engine(),
                origin.platform(),
                origin.dataSet(),
                7,
                8,
                3,
                accuracy,
                named)),
        run.resolve(ModelStorePort.FILE_NAME));
    return run;
  }

  private RunList list() {
    return new ListRuns(models).run(folder);
  }

  @Test
  void theBestOfTheSameDataComesFirst() throws IOException {
    Path b = run("b", 0.75, "data digest", "1");
    Path c = run("c", 0.5, "data digest", "2");
    Path a = run("a", 0.75, "data digest", "1");
    Path none = run("0", null, "data digest", "1");
    Path unknown = run("unknown", 0.9);
    Path other = run("other", 0.6, "data digest", "2");

    assertThat(list().runs())
        .extracting(Run::folder, Run::group)
        .containsExactly(
            tuple(a, "A"),
            tuple(b, "A"),
            tuple(none, "A"),
            tuple(other, "B"),
            tuple(c, "B"),
            tuple(unknown, null));
    assertThat(list().dataSets()).isEqualTo(3);
  }

  @Test
  void lettersGoOnAfterZ() throws IOException {
    for (int i = 0; i < 28; i++) {
      run("run" + (i + 10), 0.5, "data digest", "digest " + i);
    }
    assertThat(list().runs().get(25).group()).isEqualTo("Z");
    assertThat(list().runs().get(27).group()).isEqualTo("AB");
  }

  @Test
  void namesSettingsThatDiffer() throws IOException {
    run("a", 0.9, "run", "a", "seed", "1", "epochs", "5", "clip", "5.0", "weights kept", "last");
    run("b", 0.8, "run", "b", "seed", "2", "epochs", "5", "clip-norm", "5.0", "preset", "fast");

    RunList list = list();

    // One has no preset, so its layers are named.
    assertThat(list.differing()).containsExactly("preset", "seed", "layers");
    assertThat(list.runs().get(0).provenance().settings().get("layers")).matches("4 \\(\\w{8}\\)");
    assertThat(list.runs().get(0).provenance().settings())
        .containsEntry("clip-norm", "5.0")
        .doesNotContainKey("clip");
  }

  @Test
  void aRunAloneDiffersFromNone() throws IOException {
    run("a", 0.9, "seed", "1");
    assertThat(list().differing()).isEmpty();
  }

  @Test
  void leavesOutTheSampleOfImages() throws IOException {
    run("a", 0.9, "sample of learned images", "AAAA");
    run("b", 0.8, "sample of learned images", "BBBB");
    assertThat(list().differing()).isEmpty();
    assertThat(list().runs().get(0).provenance().settings())
        .doesNotContainKey("sample of learned images");
  }

  @Test
  void foldersWithoutAModelHaveAReason() throws IOException {
    run("good", 0.9);
    Path damaged = Files.createDirectories(folder.resolve("damaged"));
    Files.writeString(damaged.resolve(ModelStorePort.FILE_NAME), "x");
    Path ended = Files.createDirectories(folder.resolve("ended"));
    Files.writeString(ended.resolve(FolderContents.CONFIG), SETTINGS);
    Path pictures = Files.createDirectories(folder.resolve("pictures"));
    Path search = Files.createDirectories(folder.resolve("search"));
    Files.writeString(search.resolve(FolderContents.SEARCH_OPTIONS), SETTINGS);
    Files.writeString(folder.resolve("file"), "x");
    Path open = folder.resolve("open");
    try (OwnedFolder held = OwnedFolder.open(open, FolderContents.RUN)) {
      assertThat(held.path()).isEqualTo(open);
      RunList list = list();

      assertThat(list.runs()).extracting(Run::folder).containsExactly(folder.resolve("good"));
      assertThat(list.unlisted())
          .extracting(Unlisted::folder)
          .containsExactly(damaged, ended, open, pictures, search);
      assertThat(list.unlisted().get(0).reason()).contains("there is no such model");
      assertThat(list.unlisted().subList(1, 5))
          .extracting(Unlisted::reason)
          .containsExactly(
              ended + ": holds no model; its training ended before it saved one",
              open + ": holds no model yet; it is being trained, or its training was killed",
              pictures + ": holds no run",
              search + ": holds a search for settings, not a run");
    }
  }

  @Test
  void aRunInTrainingIsMarked() throws IOException {
    Path run = run("run", 0.9);
    Files.writeString(run.resolve(FolderContents.CONFIG), SETTINGS);
    assertThat(list().runs().get(0).open()).isFalse();
    try (OwnedFolder held = OwnedFolder.open(run, FolderContents.RUN)) {
      assertThat(held.path()).isEqualTo(run);
      assertThat(list().runs().get(0).open()).isTrue();
    }
    assertThat(list().runs().get(0).open()).isFalse();
  }

  @Test
  void theTraceOfAKilledTrainingIsSeen() throws IOException {
    Path run = run("run", 0.9);
    Files.writeString(run.resolve(FolderContents.CONFIG), SETTINGS);
    Files.writeString(run.resolve(".espy"), "# heading\nmodel.espy\n");
    assertThat(list().runs().get(0).open()).isTrue();
  }

  @Test
  void refusesAFolderWithoutRuns() throws IOException {
    Path missing = folder.resolve("missing");
    assertThatThrownBy(() -> new ListRuns(models).run(missing))
        .isInstanceOf(BadModelException.class)
        .hasMessage(
            missing + ": there is no such folder; give the folder that holds the run folders");
    Path file = Files.writeString(folder.resolve("file"), "x");
    assertThatThrownBy(() -> new ListRuns(models).run(file))
        .hasMessage(file + ": this is not a folder; give the folder that holds the run folders");
    Files.createDirectories(folder.resolve("pictures"));
    assertThatThrownBy(this::list)
        .isInstanceOf(BadModelException.class)
        .hasMessage(folder + ": holds no run folder; give the folder that holds the run folders");
    Files.writeString(folder.resolve(ModelStorePort.FILE_NAME), "x");
    assertThatThrownBy(this::list)
        .hasMessage(folder + ": this is a run folder itself; give the folder that holds it");
  }
}
