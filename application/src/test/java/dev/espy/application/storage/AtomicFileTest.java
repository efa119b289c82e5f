package dev.espy.application.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.espy.domain.StorageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {

  @TempDir Path folder;

  @Test
  void removesWhatAKilledProgramLeftAndNothingElse() throws IOException {
    AtomicFile.write(folder.resolve("a.txt"), "whole");
    // Neither committed nor closed, as by a program that was killed.
    AtomicFile left = AtomicFile.open(folder.resolve("a.txt"));
    left.stream().write(1);
    Path leftover = left.written();
    Files.writeString(folder.resolve(".mine.tmp"), "mine");
    Files.writeString(folder.resolve("other.tmp"), "mine");

    AtomicFile.removeLeftovers(folder, List.of("a.txt"));

    assertThat(leftover).doesNotExist();
    assertThat(folder.resolve("a.txt")).hasContent("whole");
    assertThat(folder.resolve(".mine.tmp")).exists();
    assertThat(folder.resolve("other.tmp")).exists();
    left.close();
  }

  @Test
  void aFileInThePlaceOfAFolderIsRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("a.txt"), "whole");

    assertThatThrownBy(() -> AtomicFile.checkFolder(file))
        .isInstanceOf(StorageException.class)
        .hasMessage(file + ": this is a file; give the name of a folder to write");
    assertThatCode(() -> AtomicFile.checkFolder(folder)).doesNotThrowAnyException();
    assertThatCode(() -> AtomicFile.checkFolder(folder.resolve("none"))).doesNotThrowAnyException();
    assertThat(folder.resolve("none")).doesNotExist();
  }

  @Test
  void aFolderThatIsNotThereHasNoLeftovers() {
    AtomicFile.removeLeftovers(folder.resolve("none"), List.of("a.txt"));

    assertThat(folder).isEmptyDirectory();
  }
}
