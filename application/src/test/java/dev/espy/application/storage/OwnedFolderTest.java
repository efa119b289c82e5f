package dev.espy.application.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.espy.domain.OverwriteException;
import dev.espy.domain.StorageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class OwnedFolderTest {

  private static final FolderContents CONTENTS =
      new FolderContents("settings.yaml", List.of("settings.yaml", "figures.csv"));
  private static final String ESPYS =
      """
      data: "photos"
      run: "run"
      epochs: 10
      # a line of its own
      batch-size: 32
      learning-rate: 0.001
      seed: 0
      layers:
      - dense:
          units: 8
      """;

  @TempDir Path folder;

  private static OwnedFolder open(Path folder) {
    return OwnedFolder.open(folder, CONTENTS);
  }

  private static Path write(Path file, String text) throws IOException {
    return Files.writeString(file, text);
  }

  /** Holds the folder in its first argument until it is killed. */
  static final class Holder {

    private Holder() {}

    public static void main(String[] words) throws IOException {
      try (OwnedFolder held = open(Path.of(words[0]))) {
        write(held.resolve("figures.csv"), "1");
        write(held.resolve(".figures.csv.0a3f5a0e-77cb-4f0f-9d0b-6a1f1f7a9d10.tmp"), "2");
        System.out.write('h');
        System.out.flush();
        var unused = System.in.read();
      }
    }
  }

  @Test
  void isHeldAgainstOtherProgramsUntilItsHolderIsKilled() throws Exception {
    Process holder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Holder.class.getName(),
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try {
      assertThat(holder.getInputStream().read()).isEqualTo('h');

      assertThatThrownBy(() -> open(folder))
          .isInstanceOf(StorageException.class)
          .hasMessage(
              "%s: another espy is writing into this folder; wait until it is done, or name another folder",
              folder);
      assertThat(folder.resolve(".figures.csv.0a3f5a0e-77cb-4f0f-9d0b-6a1f1f7a9d10.tmp")).exists();
    } finally {
      holder.destroyForcibly();
    }
    assertThat(holder.waitFor(30, TimeUnit.SECONDS)).isTrue();

    try (OwnedFolder mine = open(folder)) {
      assertThat(mine.resolve("figures.csv")).hasContent("1");
      assertThat(folder.resolve(".figures.csv.0a3f5a0e-77cb-4f0f-9d0b-6a1f1f7a9d10.tmp"))
          .doesNotExist();
    }
  }

  @Test
  void isHeldAgainstOtherUsesInTheSameProgramByWhateverPath() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("run"));
    try (OwnedFolder held = open(folder.resolve("run"))) {
      write(held.resolve("figures.csv"), "1");
      for (Path path : List.of(folder.resolve("run"), folder.resolve("./run"), link)) {
        assertThatThrownBy(() -> open(path))
            .isInstanceOf(StorageException.class)
            .hasMessageContaining(path + ": another espy");
      }
    }

    open(link).close();
    open(folder.resolve("run")).close();
  }

  @Test
  void oneThatNothingIsWrittenIntoIsAsItWasBefore() throws IOException {
    open(folder.resolve("a/b")).close();
    assertThat(folder).isEmptyDirectory();

    write(folder.resolve("notes.txt"), "mine");
    open(folder).close();
    assertThat(folder.toFile().list()).containsExactly("notes.txt");
  }

  @Test
  void filesThatEspyDidNotMakeAreLeftAlone() throws IOException {
    write(folder.resolve("settings.yaml"), "project: mine\nepochs: 3\n");
    write(folder.resolve("figures.csv"), "mine");

    for (int attempt = 0; attempt < 2; attempt++) {
      assertThatThrownBy(() -> open(folder))
          .isInstanceOf(OverwriteException.class)
          .hasMessage(
              "%s: holds settings.yaml, figures.csv, which Espy did not make and would overwrite; name another folder",
              folder);
      assertThat(folder.toFile().list()).containsExactlyInAnyOrder("settings.yaml", "figures.csv");
    }
  }

  @Test
  void whatWasMarkedWhenItWasNewIsEspys() throws IOException {
    for (int time = 0; time < 2; time++) {
      try (OwnedFolder held = open(folder)) {
        write(held.resolve("figures.csv"), "mine");
      }
    }

    FolderContents more = FolderContents.of("figures.csv", "other.csv");
    OwnedFolder.open(folder, more).close();
    assertThat(Files.readAllLines(folder.resolve(OwnedFolder.MARK)))
        .containsSubsequence("settings.yaml", "figures.csv", "other.csv");
  }

  @Test
  void aFileThatTheMarkDoesNotNameIsNotEspys() throws IOException {
    try (OwnedFolder held = OwnedFolder.open(folder, FolderContents.of("test.csv"))) {
      write(held.resolve("test.csv"), "Espy's");
    }
    write(folder.resolve("train.csv"), "mine");

    assertThatThrownBy(() -> OwnedFolder.open(folder, FolderContents.of("train.csv")))
        .isInstanceOf(OverwriteException.class)
        .hasMessageContaining("holds train.csv, which Espy did not make");
    OwnedFolder.open(folder, FolderContents.of("test.csv")).close();
  }

  @Test
  void aFolderOfAnEarlierVersionIsRecognisedByItsSettings() throws IOException {
    write(folder.resolve("figures.csv"), "Espy's");
    for (String others : List.of("", ESPYS.replace("seed", "Seed"), "!" + ESPYS, "\0" + ESPYS)) {
      write(folder.resolve("settings.yaml"), others);
      assertThatThrownBy(() -> open(folder)).isInstanceOf(OverwriteException.class);
    }
    Files.write(folder.resolve("settings.yaml"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
    assertThatThrownBy(() -> open(folder)).isInstanceOf(OverwriteException.class);

    write(folder.resolve("settings.yaml"), ESPYS);
    open(folder).close();
    assertThat(folder.resolve("figures.csv")).hasContent("Espy's");
  }

  @Test
  void temporaryFilesOfOtherCommandsAreLeftAlone() throws IOException {
    String id = "0a3f5a0e-77cb-4f0f-9d0b-6a1f1f7a9d10";
    Path others = write(folder.resolve(".labels.csv." + id + ".tmp"), "live");
    Path left = write(folder.resolve(".figures.csv." + id + ".tmp"), "dead");

    open(folder).close();

    assertThat(others).exists();
    assertThat(left).doesNotExist();
  }

  @Test
  void aNewFolderIsMadeForEachThatWantsOne() {
    try (OwnedFolder first = OwnedFolder.create(folder.resolve("runs/now"), CONTENTS);
        OwnedFolder second = OwnedFolder.create(folder.resolve("runs/now"), CONTENTS);
        OwnedFolder third = OwnedFolder.create(folder.resolve("runs/now"), CONTENTS)) {
      assertThat(List.of(first.path(), second.path(), third.path()))
          .containsExactly(
              folder.resolve("runs/now"),
              folder.resolve("runs/now-2"),
              folder.resolve("runs/now-3"));
      assertThat(third.path()).isDirectory();
    }
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void filesThatTheMarkListsAreRemovedWithTheirFolder() throws IOException {
    FolderContents contents = FolderContents.of("test.csv");
    Path place = folder.resolve("folds/1");
    try (OwnedFolder held = OwnedFolder.open(place, contents)) {
      write(held.resolve("test.csv"), "Espy's");
    }

    OwnedFolder.remove(place, contents);

    assertThat(folder).isEmptyDirectory();
    OwnedFolder.remove(place, contents);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void filesOfOthersAreNotRemoved() throws IOException {
    FolderContents contents = FolderContents.of("test.csv");
    Path place = folder.resolve("folds/1");
    Files.createDirectories(place);
    Path mine = write(place.resolve("test.csv"), "mine");

    OwnedFolder.remove(place, contents);
    assertThat(mine).hasContent("mine");

    Files.delete(mine);
    try (OwnedFolder held = OwnedFolder.open(place, contents)) {
      write(held.resolve("test.csv"), "Espy's");
    }
    Path other = write(place.resolve("other.csv"), "mine");

    OwnedFolder.remove(place, contents);

    assertThat(mine).doesNotExist();
    assertThat(other).hasContent("mine");
  }
}
