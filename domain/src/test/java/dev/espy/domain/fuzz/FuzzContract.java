package dev.espy.domain.fuzz;

import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** For all bytes, readers return a result or a declared refusal, in bounded time. */
public abstract class FuzzContract {

  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final int DAMAGED = 100;

  /** Returns the readers. */
  protected abstract FuzzTarget[] targets();

  @TestFactory
  Stream<DynamicTest> readsTheCorpus() {
    return Stream.of(targets())
        .flatMap(
            target ->
                files(target).stream()
                    .map(
                        file ->
                            dynamicTest(
                                file.toString(), () -> read(target, Files.readAllBytes(file)))));
  }

  @TestFactory
  Stream<DynamicTest> readsDamagedFiles() {
    return Stream.of(targets()).map(target -> dynamicTest(target.name(), () -> damage(target)));
  }

  private static void damage(FuzzTarget target) throws IOException {
    List<byte[]> corpus = new ArrayList<>();
    for (Path file : files(target)) {
      corpus.add(Files.readAllBytes(file));
    }
    Mutation mutation = new Mutation(1);
    IntStream.range(0, DAMAGED).mapToObj(i -> mutation.of(corpus)).forEach(i -> read(target, i));
  }

  private static void read(FuzzTarget target, byte[] input) {
    Supplier<String> message =
        () -> "%s does not stand %s".formatted(target, Base64.getEncoder().encodeToString(input));
    assertTimeoutPreemptively(
        LIMIT,
        () -> {
          try {
            target.read(input);
          } catch (Exception | Error e) {
            throw new AssertionError(message.get(), e);
          }
        },
        message);
  }

  private static List<Path> files(FuzzTarget target) {
    try (Stream<Path> files = Files.list(target.corpus())) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw new IllegalStateException(target + " has no corpus in " + target.corpus(), e);
    }
  }
}
