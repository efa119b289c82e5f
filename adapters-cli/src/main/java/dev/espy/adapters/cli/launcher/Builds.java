package dev.espy.adapters.cli.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Makes what the launcher runs: a copy of the program that nothing changes, in a folder of its own.
 * Maven overwrites the files in its {@code target} folder, even while a program runs from them.
 *
 * <p>In the clone's folder {@code .espy}, which Git ignores:
 *
 * <ul>
 *   <li>{@code builds/N}: a copy. Its file {@code built} is older than any source that it lacks;
 *       {@code lock} is locked by the processes that run from it ({@link RunningBuild}); {@code
 *       archives} has a folder for each Java that ran it: {@code java} links to the Java, {@code
 *       espy.jsa} holds loaded classes (class-data sharing)
 *   <li>{@code current}: the number of the copy that the next start runs
 *   <li>{@code lock}: locked by the process that makes one of these
 *   <li>{@code maven}: the Maven that this process waits for
 * </ul>
 *
 * <p>Locks are the operating system's, which a killed process releases. A new copy gets its name,
 * and becomes the current one, when it is complete. Then older ones that no process runs from are
 * removed, except the last: a start that has chosen it may not have locked it yet.
 *
 * <p>The launcher runs this class from its source when there is no build yet, so it uses Java's own
 * classes only.
 */
public final class Builds {

  /** The exit status that asks the launcher to look again, since another process was at work. */
  static final int LOOK_AGAIN = 10;

  /** The name of a lock file. */
  static final String LOCK = "lock";

  /** The largest difference between two readings of a process's start, as the clock may be set. */
  private static final Duration CLOCK_STEP = Duration.ofSeconds(2);

  private static final int JAVA_MINUTES = 10;

  private final Path home;
  private final Path java;
  private final String seen;
  private final List<String> mavenOptions;
  private final Path state;
  private final Path builds;
  private final Path target;
  private final Path marker;

  /** A failure with a sentence for the user. */
  private static final class Failure extends Exception {
    private static final long serialVersionUID = 1;

    Failure(String message) {
      super(message);
    }
  }

  /**
   * @param home the clone
   * @param java the Java that the launcher runs
   * @param seen the number of the current copy as the launcher saw it, empty if there is none
   * @param mavenOptions options of Maven for a build
   */
  Builds(Path home, Path java, String seen, List<String> mavenOptions) {
    this.home = home;
    this.java = java;
    this.seen = seen;
    this.mavenOptions = mavenOptions;
    state = home.resolve(".espy");
    builds = state.resolve("builds");
    target = home.resolve("adapters-cli").resolve("target");
    marker = target.resolve("espy.built");
  }

  /**
   * Does what the launcher asks for and ends the JVM: status 0, {@value #LOOK_AGAIN}, or 1 after a
   * sentence on standard error.
   *
   * @param args the clone; the Java executable; {@code build} (build and copy), {@code copy}, or
   *     {@code archive} (keep loaded classes); the number of the current copy, or nothing; options
   *     of Maven
   */
  public static void main(String[] args) {
    List<String> words = List.of(args);
    int status;
    try {
      status =
          new Builds(Path.of(args[0]), Path.of(args[1]), args[3], words.subList(4, words.size()))
              .make(args[2]);
    } catch (Failure e) {
      say("espy: " + e.getMessage());
      status = 1;
    } catch (IOException | UncheckedIOException e) {
      say("espy: " + Path.of(args[0], ".espy") + " cannot be written: " + reason(e));
      status = 1;
    }
    System.exit(status);
  }

  private static String reason(Exception e) {
    Throwable cause = e instanceof UncheckedIOException && e.getCause() != null ? e.getCause() : e;
    String reason = cause instanceof FileSystemException file ? file.getReason() : null;
    return reason == null ? cause.toString() : reason;
  }

  private static void say(String sentence) {
    System.err.println(sentence);
  }

  private int make(String task) throws IOException, Failure {
    Files.createDirectories(builds);
    try (FileChannel channel =
        FileChannel.open(
            state.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      if (hasToWait(channel) || !seen.equals(current())) {
        return LOOK_AGAIN;
      }
      awaitOrphan();
      if (task.equals("archive")) {
        archive(builds.resolve(seen));
        return 0;
      }
      return copy(task.equals("build"));
    }
  }

  /** Locks, and returns whether it had to wait for another process. */
  private static boolean hasToWait(FileChannel channel) throws IOException {
    try {
      if (channel.tryLock() != null) {
        return false;
      }
    } catch (IOException e) {
      return false; // The file system has no locks.
    }
    say("Waiting for another start of Espy, which builds it ...");
    channel.lock();
    return true;
  }

  private String current() throws IOException {
    Path file = state.resolve("current");
    return Files.exists(file) ? Files.readString(file).strip() : "";
  }

  /** Waits for the Maven of a killed start: two builds in one folder would damage each other. */
  private void awaitOrphan() throws IOException {
    Path file = state.resolve("maven");
    if (!Files.exists(file)) {
      return;
    }
    String[] words = Files.readString(file).strip().split(" ", 2);
    if (words.length == 2) {
      long pid = Long.parseLong(words[0]);
      Instant started = Instant.parse(words[1]);
      Optional<ProcessHandle> orphan =
          ProcessHandle.of(pid)
              .filter(
                  process ->
                      process
                          .info()
                          .startInstant()
                          .map(start -> Duration.between(start, started).abs())
                          .filter(difference -> difference.compareTo(CLOCK_STEP) < 0)
                          .isPresent());
      if (orphan.isPresent()) {
        say("Waiting for Maven, left by a start that was killed (process " + pid + ") ...");
        orphan.get().onExit().join();
      }
    }
    Files.delete(file);
  }

  /** Makes a copy, and the current one of it, if the program did not change meanwhile. */
  private int copy(boolean build) throws IOException, Failure {
    int number = 1;
    try (Stream<Path> others = Files.list(builds)) {
      for (Path other : (Iterable<Path>) others::iterator) {
        String name = other.getFileName().toString();
        if (name.endsWith(".part")) {
          remove(other);
        } else if (name.matches("\\d{1,9}")) {
          number = Math.max(number, Integer.parseInt(name) + 1);
        }
      }
    }
    Path part = Files.createDirectory(builds.resolve(number + ".part"));
    Path built = Files.createFile(part.resolve("built"));
    if (build) {
      FileTime start = Files.getLastModifiedTime(built);
      runMaven();
      if (!Files.exists(marker)) {
        throw new Failure("another Maven builds Espy in " + home + "; wait for its end");
      }
      Files.setLastModifiedTime(marker, start);
    }
    Optional<FileTime> before = markerTime();
    try {
      for (String name : List.of("espy.jar", "lib", "lib-cuda")) {
        copy(target.resolve(name), part.resolve(name), builds.resolve(seen).resolve(name));
      }
    } catch (IOException | UncheckedIOException e) {
      if (before.equals(markerTime())) {
        remove(part);
        throw e;
      }
    }
    if (before.isEmpty() || !before.equals(markerTime())) {
      remove(part);
      return LOOK_AGAIN; // The user's own Maven has changed what was copied.
    }
    Files.createFile(part.resolve(LOCK));
    // Not older than the marker, which has finer times than Java can set.
    Files.setLastModifiedTime(built, FileTime.fromMillis(before.get().toMillis() + 1));
    Path copy =
        Files.move(part, builds.resolve(String.valueOf(number)), StandardCopyOption.ATOMIC_MOVE);
    archive(copy);
    Path next = state.resolve("current.part");
    Files.writeString(next, number + "\n");
    Files.move(next, state.resolve("current"), StandardCopyOption.ATOMIC_MOVE);
    removeUnused(Set.of(String.valueOf(number), seen));
    return 0;
  }

  private void runMaven() throws IOException, Failure {
    say(
        seen.isEmpty()
            ? "Building Espy (the first time takes a few minutes) ..."
            : "Building Espy again, since a source file is newer ...");
    List<String> command = new ArrayList<>(List.of("mvn", "-B", "-q"));
    command.addAll(mavenOptions);
    command.addAll(List.of("-DskipTests", "-Dspotless.check.skip=true", "package"));
    ProcessBuilder builder = new ProcessBuilder(command).directory(home.toFile()).inheritIO();
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    Process maven = builder.start();
    Path file = state.resolve("maven");
    Files.writeString(
        file, maven.pid() + " " + maven.info().startInstant().orElse(Instant.EPOCH) + "\n");
    int status = waitFor(maven);
    Files.delete(file);
    if (status != 0) {
      throw new Failure("the build failed");
    }
  }

  private static int waitFor(Process process) throws IOException {
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  private Optional<FileTime> markerTime() throws IOException {
    try {
      return Optional.of(Files.getLastModifiedTime(marker));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /**
   * Copies a file or folder if it is there. Files that the previous copy has, too, are linked to
   * that one's; never to Maven's, since Maven overwrites files in place.
   */
  private static void copy(Path from, Path to, Path previous) throws IOException {
    if (!Files.exists(from)) {
      return;
    }
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        String name = from.relativize(file).toString();
        Path copy = to.resolve(name);
        if (Files.isDirectory(file)) {
          Files.createDirectory(copy);
        } else if (!isLinked(file, copy, previous.resolve(name))) {
          Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
        }
      }
    }
  }

  private static boolean isLinked(Path file, Path copy, Path previous) {
    try {
      if (Files.isRegularFile(previous) && Files.mismatch(file, previous) == -1) {
        Files.createLink(copy, previous);
        return true;
      }
    } catch (IOException | UnsupportedOperationException e) {
      // The file system has no links; if it is anything else, copying fails and says so.
    }
    return false;
  }

  /**
   * Archives the classes that the commands load in a warm-up on a tiny data set. Where that fails,
   * an empty file says so; Java then goes on without, slower.
   */
  private void archive(Path copy) {
    Path jar = copy.resolve("espy.jar");
    Path work = copy.resolve("archive.part");
    Path made = work.resolve("espy.jsa");
    Path classes = work.resolve("classes");
    try {
      remove(work);
      Path data = Files.createDirectories(work.resolve("data"));
      runJava(
          "-Xshare:off",
          "-XX:DumpLoadedClassList=" + classes,
          "-Djava.awt.headless=true",
          "-jar",
          jar.toString(),
          "warmup",
          "--dir",
          data.toString());
      boolean done =
          runJava(
              "-Xshare:dump",
              "-XX:SharedClassListFile=" + classes,
              "-XX:SharedArchiveFile=" + made,
              "-cp",
              jar.toString());
      if (!done || !Files.exists(made)) {
        Files.write(made, new byte[0]);
      }
      Path real = java.toRealPath();
      Path link = Files.createSymbolicLink(work.resolve("java"), real);
      Path kept =
          Files.createDirectories(
              copy.resolve("archives").resolve(Integer.toHexString(real.toString().hashCode())));
      Files.move(made, kept.resolve("espy.jsa"), StandardCopyOption.ATOMIC_MOVE);
      Files.move(link, kept.resolve("java"), StandardCopyOption.ATOMIC_MOVE);
      remove(work);
    } catch (IOException | UncheckedIOException | UnsupportedOperationException e) {
      // Classes are only loaded more slowly; the next start tries again.
    }
  }

  /** Runs the launcher's Java without a word; returns whether it ended well, and in time. */
  private boolean runJava(String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(java.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectInput(Redirect.PIPE)
            .redirectOutput(Redirect.DISCARD)
            .redirectError(Redirect.DISCARD);
    // What the user chose for a program that works all night is not for this one.
    builder
        .environment()
        .keySet()
        .removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS"));
    Process process = builder.start();
    try {
      if (process.waitFor(JAVA_MINUTES, TimeUnit.MINUTES)) {
        return process.exitValue() == 0;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      process.destroyForcibly();
    }
    return false;
  }

  private void removeUnused(Set<String> kept) throws IOException {
    try (Stream<Path> copies = Files.list(builds)) {
      for (Path copy : (Iterable<Path>) copies::iterator) {
        if (!kept.contains(copy.getFileName().toString())) {
          removeUnlessLocked(copy);
        }
      }
    }
  }

  private static void removeUnlessLocked(Path copy) {
    Path lock = copy.resolve(LOCK);
    try {
      if (!Files.exists(lock)) {
        remove(copy); // Its removal was begun before.
        return;
      }
      try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE)) {
        FileLock alone = channel.tryLock();
        if (alone != null) {
          remove(copy);
        }
      }
    } catch (IOException | UncheckedIOException e) {
      // It may be in use, or is another user's: the next build tries again.
    }
  }

  /** Removes a file or folder if it is there. */
  private static void remove(Path path) throws IOException {
    if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try (Stream<Path> files = Files.walk(path)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
