package dev.espy.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each adapter passes the contract of its port. The tests of other modules are not on the class
 * path, so this reads the sources.
 */
class ContractsTest {

  private static final Path HOUSE = Path.of("").toAbsolutePath().getParent();
  private static final Path PORTS = HOUSE.resolve("domain/src/main/java/dev/espy/domain/port");
  private static final Path CONTRACTS = HOUSE.resolve("domain/src/test/java/dev/espy/domain/port");

  static Stream<String> ports() {
    return sources(PORTS)
        .map(file -> file.getFileName().toString().replace(".java", ""))
        .filter(name -> name.endsWith("Port"));
  }

  private static String contract(String port) {
    return port.replaceFirst("Port$", "Contract");
  }

  private static Stream<Path> sources(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the name of the class in a source if it implements a port. */
  private static Stream<String> adapter(String source, String port) {
    Matcher declared =
        Pattern.compile(
                "\\b(?:class|record) (\\w+)[^{;]*?\\bimplements\\b[^{]*\\b" + port + "\\b[^.{]*\\{")
            .matcher(source);
    return declared.find() ? Stream.of(declared.group(1)) : Stream.empty();
  }

  /** Returns the adapters of a port without a test that uses them and extends the contract. */
  private static List<String> untested(String port, Stream<String> adapters, List<String> tests) {
    Pattern extending = Pattern.compile("\\bextends " + contract(port) + "\\b");
    return adapters
        .flatMap(source -> adapter(source, port))
        .filter(
            adapter ->
                tests.stream()
                    .filter(test -> extending.matcher(test).find())
                    .noneMatch(
                        test -> Pattern.compile("\\b" + adapter + "\\b").matcher(test).find()))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("ports")
  void eachAdapterPassesTheContractOfItsPort(String port) throws IOException {
    assertThat(CONTRACTS.resolve(contract(port) + ".java")).exists();
    try (Stream<Path> modules = Files.list(HOUSE)) {
      List<Path> adapters =
          modules
              .filter(module -> module.getFileName().toString().startsWith("adapters-"))
              .toList();
      assertThat(adapters).hasSizeGreaterThan(5);
      assertThat(
              adapters.stream()
                  .flatMap(module -> sources(module.resolve("src/main/java")))
                  .flatMap(file -> adapter(text(file), port)))
          .as("adapters of " + port)
          .isNotEmpty();
      for (Path module : adapters) {
        // A learner is a classifier, and its contract is one of classifiers, too.
        List<String> tests =
            sources(module.resolve("src/test/java"))
                .map(
                    file ->
                        text(file)
                            .replace(
                                "LearnerContract", "LearnerContract extends ClassifierContract"))
                .toList();
        Stream<String> code = sources(module.resolve("src/main/java")).map(ContractsTest::text);
        assertThat(untested(port, code, tests)).as("untested adapters in " + module).isEmpty();
      }
    }
  }

  @Test
  void anAdapterWithoutATestIsFound() {
    String code = "final class Files\n    implements AutoCloseable, ModelStorePort {";
    assertThat(untested("ModelStorePort", Stream.of(code), List.of())).containsExactly("Files");
    assertThat(
            untested(
                "ModelStorePort",
                Stream.of(code),
                List.of("class OtherTest extends ModelStoreContract { new Other() }")))
        .containsExactly("Files");
    assertThat(
            untested(
                "ModelStorePort",
                Stream.of(code),
                List.of("class FilesTest extends ModelStoreContract { new Files() }")))
        .isEmpty();
  }
}
