package dev.espy.application.storage;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.espy.domain.OverwriteException;
import dev.espy.domain.fake.InMemoryDataSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputsTest {

  @TempDir Path folder;
  private Path input;

  @BeforeEach
  void writeInput() throws IOException {
    input = Files.writeString(Files.createDirectory(folder.resolve("in")).resolve("a.csv"), "a");
  }

  private void refused(Path output) {
    assertThatThrownBy(() -> Outputs.of(List.of(output)).spare(input))
        .isInstanceOf(OverwriteException.class)
        .hasMessageContaining(output + ": is ");
  }

  @Test
  void anInputIsSparedByWhateverPathOrLink() throws IOException {
    refused(input);
    refused(folder.resolve("in/../in/./a.csv"));
    refused(Path.of("").toAbsolutePath().relativize(input));
    refused(Files.createSymbolicLink(folder.resolve("link.csv"), input));
    refused(Files.createLink(folder.resolve("hard.csv"), input));
    Path linked = Files.createSymbolicLink(folder.resolve("linked"), folder.resolve("in"));
    refused(linked.resolve("a.csv"));
  }

  @Test
  void otherFilesMayBeWritten() {
    Outputs outputs = Outputs.of(List.of(folder.resolve("in/b.csv"), folder.resolve("a.csv")));

    assertThatCode(() -> outputs.spare(input)).doesNotThrowAnyException();
    assertThatCode(() -> outputs.spare(folder.resolve("in"))).doesNotThrowAnyException();
    assertThatCode(() -> outputs.spare(new InMemoryDataSet("in/b.csv"))).doesNotThrowAnyException();
  }

  @Test
  void noFileIsWrittenTwice() throws IOException {
    Path linked = Files.createSymbolicLink(folder.resolve("linked"), folder.resolve("in"));
    Path made = folder.resolve("in/new/b.csv");

    assertThatThrownBy(() -> Outputs.of(List.of(made, made)))
        .isInstanceOf(OverwriteException.class)
        .hasMessage(made + ": would be written twice; name two files");
    assertThatThrownBy(
            () -> Outputs.of(List.of(made, input, linked.resolve("../in/new/x/../b.csv"))))
        .isInstanceOf(OverwriteException.class)
        .hasMessageContaining("are the same file");
    Path hard = Files.createLink(folder.resolve("hard.csv"), input);
    assertThatThrownBy(() -> Outputs.of(List.of(input, made, hard)))
        .isInstanceOf(OverwriteException.class)
        .hasMessage(input + " and " + hard + " are the same file; name two files");
  }
}
