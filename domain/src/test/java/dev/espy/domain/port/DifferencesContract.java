package dev.espy.domain.port;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espy.domain.Label;
import dev.espy.domain.evaluation.Difference;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract of {@link DifferencesPort}. */
public abstract class DifferencesContract {

  /** The folder for differences. */
  @TempDir protected Path folder;

  /** Returns the port under test, the same in one test. */
  protected abstract DifferencesPort port();

  /**
   * Returns the rows of this file in order, each as id, truth and the two answers; null if there is
   * no such file.
   */
  protected abstract @Nullable List<List<String>> kept(Path file) throws Exception;

  @Test
  void keepsOneRowPerImageInTheirOrder() throws Exception {
    Path file = folder.resolve("new/differences.csv");
    try (DifferencesPort.Writer writer = port().open(file, "image")) {
      writer.write(difference("b", "cat", "a, \"b\"\nc", "犬"));
      writer.write(difference("", "dog", "dog", "cat"));
      assertThat(kept(file)).isNull();
      writer.finish();
    }
    assertThat(kept(file))
        .containsExactly(List.of("b", "cat", "a, \"b\"\nc", "犬"), List.of("", "dog", "dog", "cat"));
  }

  @Test
  void closingWithoutFinishingKeepsTheOldOnes() throws Exception {
    Path file = folder.resolve("differences.csv");
    try (DifferencesPort.Writer writer = port().open(file, "image")) {
      writer.write(difference("old", "dog", "dog", "cat"));
      writer.finish();
    }
    try (DifferencesPort.Writer writer = port().open(file, "image")) {
      writer.write(difference("new", "dog", "dog", "cat"));
    }
    assertThat(kept(file)).containsExactly(List.of("old", "dog", "dog", "cat"));
  }

  @Test
  void thereMayBeNone() throws Exception {
    Path file = folder.resolve("differences.csv");
    try (DifferencesPort.Writer writer = port().open(file, "image")) {
      writer.finish();
    }
    assertThat(kept(file)).isEmpty();
  }

  private static Difference difference(String id, String truth, String first, String second) {
    return new Difference(id, new Label(truth), new Label(first), new Label(second));
  }
}
