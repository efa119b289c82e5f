package dev.espy.adapters.cli;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A main class in a JVM of its own, with this JVM's class path or a part of it. */
public final class ChildJvm {

  private final Class<?> main;
  private final Path folder;
  private Predicate<String> classPath = entry -> true;
  private final List<String> options = new ArrayList<>();
  private final Map<String, String> environment = new HashMap<>();
  private final List<String> starter = new ArrayList<>();

  /**
   * @param folder its working directory, where what it prints is kept, too
   */
  public ChildJvm(Class<?> main, Path folder) {
    this.main = main;
    this.folder = folder;
  }

  /** Returns the class path of this JVM. */
  public static List<String> classPath() {
    return List.of(System.getProperty("java.class.path").split(File.pathSeparator));
  }

  public ChildJvm classPath(Predicate<String> wanted) {
    classPath = wanted;
    return this;
  }

  public ChildJvm option(String option) {
    options.add(option);
    return this;
  }

  /** Sets a variable of its environment. */
  public ChildJvm environment(String name, String value) {
    environment.put(name, value);
    return this;
  }

  /** Starts it by a command that becomes the program whose words follow. */
  public ChildJvm startedBy(List<String> command) {
    starter.addAll(command);
    return this;
  }

  /** Starts it; its standard error can be read, its standard output goes into a file. */
  public Process start(Object... words) throws IOException {
    List<String> command = new ArrayList<>(starter);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-Djava.awt.headless=true"));
    command.addAll(options);
    command.add("-cp");
    command.add(
        classPath().stream().filter(classPath).collect(Collectors.joining(File.pathSeparator)));
    command.add(main.getName());
    Stream.of(words).map(String::valueOf).forEach(command::add);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(folder.resolve("stdout.txt").toFile());
    builder.environment().putAll(environment);
    return builder.start();
  }

  /** Runs it to its end. */
  public Espy.Outcome run(Object... words) throws IOException, InterruptedException {
    Process process = start(words);
    String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    int status = process.waitFor();
    return new Espy.Outcome(status, Files.readString(folder.resolve("stdout.txt")), err);
  }
}
