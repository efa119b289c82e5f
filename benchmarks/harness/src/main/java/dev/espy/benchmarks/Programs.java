package dev.espy.benchmarks;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The command lines of everything that is measured. */
final class Programs {

  /** The options of every Java program. */
  private static final List<String> JAVA =
      List.of(
          Path.of(System.getProperty("java.home"), "bin", "java").toString(),
          "-XX:+UseParallelGC",
          "-XX:MaxRAMPercentage=25",
          "-Djava.awt.headless=true");

  /** The options with which the launcher starts Espy; to be kept the same as there. */
  private static final List<String> ESPY =
      Stream.concat(
              Stream.of("env", "OMP_WAIT_POLICY=passive"),
              Stream.concat(
                  JAVA.stream(),
                  Stream.of(
                      "-XX:Tier4InvocationThreshold=25000",
                      "-XX:Tier4MinInvocationThreshold=3000",
                      "-XX:Tier4CompileThreshold=75000",
                      "-XX:Tier4BackEdgeThreshold=200000",
                      "-Dorg.bytedeco.javacpp.maxphysicalbytes=300%")))
          .toList();

  private final Path home;

  /**
   * @param home the repository's root
   */
  Programs(Path home) {
    this.home = home;
  }

  /** Returns a folder for what is made for and by the benchmarks. */
  Path scratch() {
    return home.resolve("benchmarks/target");
  }

  /** Returns a path in {@link #scratch} where there is nothing, or nothing any more. */
  Path fresh(String name) throws IOException {
    Path path = scratch().resolve(name);
    if (Files.exists(path)) {
      try (Stream<Path> files = Files.walk(path)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
    return path;
  }

  /** Returns the folder of ONNX Runtime's native code. */
  Path onnxRuntime() {
    return home.resolve("adapters-cli/target/lib/onnxruntime");
  }

  /** Returns Espy's own command line. */
  List<String> espy(String... arguments) {
    return Stream.concat(Stream.of(home.resolve("espy").toString()), Stream.of(arguments)).toList();
  }

  /**
   * Returns a program of the module espy, with the jar and the libraries that the launcher uses.
   */
  List<String> besideEspy(List<String> options, String main, String... arguments) {
    return java(
        ESPY,
        options,
        "espy",
        home.resolve("adapters-cli/target/espy.jar").toString(),
        main,
        arguments);
  }

  /** Returns a program of the module stock. */
  List<String> stock(String main, String... arguments) {
    return java(JAVA, List.of(), "stock", libraries("stock"), main, arguments);
  }

  /** Returns a program of the module pytorch. */
  List<String> pytorch(List<String> options, String main, String... arguments) {
    return java(JAVA, options, "pytorch", libraries("pytorch"), main, arguments);
  }

  /** Returns a program of this module. */
  List<String> harness(String main) {
    return java(JAVA, List.of(), "harness", "", main);
  }

  private String libraries(String module) {
    return home.resolve("benchmarks").resolve(module).resolve("target/lib") + File.separator + "*";
  }

  private List<String> java(
      List<String> start,
      List<String> options,
      String module,
      String libraries,
      String main,
      String... arguments) {
    List<String> command = new ArrayList<>(start);
    command.addAll(options);
    command.add("-cp");
    command.add(
        Stream.of(classes(module), classes("harness"), libraries)
            .distinct()
            .filter(part -> !part.isEmpty())
            .collect(Collectors.joining(File.pathSeparator)));
    command.add("dev.espy.benchmarks." + main);
    command.addAll(List.of(arguments));
    return command;
  }

  private String classes(String module) {
    return home.resolve("benchmarks").resolve(module).resolve("target/classes").toString();
  }
}
