package dev.espy.adapters.cli.launcher;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A small clone of Espy with the real launcher, and a PATH of scripts in the place of {@code java},
 * {@code mvn} and {@code locale}. The Java of this clone keeps the words that it is started with
 * and does not run Espy; the Maven takes no time.
 */
final class Clone {

  private static final Path SOURCES = Path.of("src/main/java/dev/espy/adapters/cli/launcher");

  /** The clone's folder. */
  final Path home;

  private final Path bin;
  private final Map<String, String> environment = new HashMap<>();
  private final List<String> user = new ArrayList<>();

  /** The outcome of a start of Espy: its exit status, and everything that it printed. */
  record Outcome(int status, String said) {}

  Clone(Path folder) throws IOException {
    home = Files.createDirectories(folder.resolve("a clone")).toRealPath();
    bin = Files.createDirectories(folder.resolve("bin")).toRealPath();
    Files.copy(Path.of("../espy"), home.resolve("espy"));
    Path builds = home.resolve("adapters-cli").resolve(SOURCES).resolve("Builds.java");
    Files.createDirectories(builds.getParent());
    if (Files.exists(SOURCES.resolve("Builds.java"))) {
      Files.copy(SOURCES.resolve("Builds.java"), builds);
    }
    Files.writeString(home.resolve("pom.xml"), "");
    for (Path source : List.of(home.resolve("pom.xml"), builds)) {
      if (Files.exists(source)) {
        age(source);
      }
    }
    // Without a "locale", which some tests add.
    for (String tool :
        List.of(
            "sh",
            "cat",
            "dirname",
            "find",
            "grep",
            "head",
            "mkdir",
            "mv",
            "readlink",
            "rm",
            "sleep",
            "touch")) {
      Path real =
          Stream.of("/bin", "/usr/bin")
              .map(place -> Path.of(place, tool))
              .filter(Files::exists)
              .findFirst()
              .orElseThrow();
      script(tool, "exec " + real + " \"$@\"\n");
    }
    version("17.0.15");
    Path real = Path.of(System.getProperty("java.home"), "bin", "java");
    String classes = Path.of("target/classes").toAbsolutePath().toString();
    script(
        "java",
        """
        case "$*" in
          -version) cat "%3$s/java.version" >&2; exit ;;
          --list-modules) echo jdk.compiler@17; exit ;;
          *launcher/Builds.java* | *launcher.Builds*)
            while :; do
              case "$1" in *Builds*) break ;; *) shift ;; esac
            done
            shift
            exec "%1$s" -XX:TieredStopAtLevel=1 -cp "%2$s" dev.espy.adapters.cli.launcher.Builds "$@"
            ;;
          *warmup* | *-Xshare:dump*) exit 1 ;;
        esac
        { echo "LC_ALL=${LC_ALL:-}"; for word; do echo "$word"; done; } >"%4$s/java.words"
        """
            .formatted(real, classes, bin, home));
    script(
        "mvn",
        """
        echo "$*" >>maven.log
        [ ! -p go ] || cat go
        target=adapters-cli/target
        rm -f $target/espy.built
        mkdir -p $target/lib
        echo "build $(cat maven.log)" | cat >$target/espy.jar
        echo library | cat >$target/lib/library.jar
        touch $target/espy.built
        """);
  }

  /** Writes a program of the PATH. */
  void script(String name, String body) throws IOException {
    Path file = bin.resolve(name);
    Files.deleteIfExists(file);
    Files.writeString(file, "#!/bin/sh\n" + body);
    executable(file);
  }

  static void executable(Path file) throws IOException {
    if (!file.toFile().setExecutable(true, false)) {
      throw new IOException(file + " cannot be made executable");
    }
  }

  /** Makes a file older than whatever is built. */
  static void age(Path file) throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(3600)));
  }

  /** Sets the version that Java says it is. */
  void version(String version) throws IOException {
    Files.writeString(
        bin.resolve("java.version"),
        "openjdk version \"%s\" 2025-04-15%nOpenJDK Runtime Environment%n".formatted(version));
  }

  /** Sets a variable of the environment, in which there is nothing but PATH; or takes it back. */
  Clone environment(String name, @Nullable String value) {
    environment.remove(name);
    if (value != null) {
      environment.put(name, value);
    }
    return this;
  }

  /** A system that has these locales and no others. */
  void locales(String... installed) throws IOException {
    script(
        "locale",
        """
        case "$1" in
          -a) for one in %1$s; do echo "$one"; done; exit ;;
        esac
        for wanted in "${LC_ALL:-${LC_CTYPE:-${LANG:-C}}}" "${LC_ALL:-${LC_TIME:-${LANG:-C}}}"; do
          case " %1$s C POSIX " in
            *" $wanted "*) ;;
            *) echo "locale: Cannot set LC_ALL to default locale: No such file or directory" >&2 ;;
          esac
        done
        case " %1$s " in
          *" ${LC_ALL:-${LC_CTYPE:-${LANG:-C}}} "*) echo UTF-8 ;;
          *) echo ANSI_X3.4-1968 ;;
        esac
        """
            .formatted(String.join(" ", installed)));
  }

  /** Makes the clone's folder read-only, also for the superuser, who starts Espy as nobody. */
  void makeReadOnly() throws IOException {
    Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("r-xr-xr-x"));
    if (Files.isWritable(home)) {
      Files.setPosixFilePermissions(home.getParent(), PosixFilePermissions.fromString("rwxr-xr-x"));
      Files.setPosixFilePermissions(
          home.resolve("java.words"), PosixFilePermissions.fromString("rw-rw-rw-"));
      user.addAll(
          List.of("/usr/bin/setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--"));
    }
  }

  Process start(Path launcher, String... words) throws IOException {
    List<String> command = new ArrayList<>(user);
    command.add(launcher.toString());
    command.addAll(List.of(words));
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(bin.toFile()).redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().put("PATH", bin.toString());
    builder.environment().putAll(environment);
    return builder.start();
  }

  /** Runs Espy, by its path in the clone, to its end. */
  Outcome run(String... words) throws IOException, InterruptedException {
    return end(start(home.resolve("espy"), words));
  }

  static Outcome end(Process process) throws IOException, InterruptedException {
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Outcome(process.waitFor(), said);
  }

  /** Runs Espy, which must not fail, and returns the words that Java was started with. */
  List<String> words(String... words) throws IOException, InterruptedException {
    Outcome outcome = run(words);
    if (outcome.status() != 0) {
      throw new AssertionError(outcome);
    }
    return started();
  }

  /** Returns the words that Java was last started with; the first is the locale. */
  List<String> started() throws IOException {
    return Files.readAllLines(home.resolve("java.words"));
  }

  /** Returns the jar that Java was last started with. */
  Path jar() throws IOException {
    List<String> words = started();
    return Path.of(words.get(words.indexOf("-jar") + 1));
  }

  /** Returns how often Maven was run. */
  long builds() throws IOException {
    Path log = home.resolve("maven.log");
    return Files.exists(log) ? Files.readAllLines(log).size() : 0;
  }

  /** Returns the names of the copies that there are. */
  List<String> copies() throws IOException {
    try (Stream<Path> found = Files.list(home.resolve(".espy/builds"))) {
      return found.map(copy -> copy.getFileName().toString()).sorted().toList();
    }
  }

  /** Changes a source file. */
  void change(String text) throws IOException {
    Files.writeString(home.resolve("pom.xml"), text);
  }

  /** Reads lines up to one that has this text. */
  static void await(BufferedReader lines, String text) throws IOException {
    String line = lines.readLine();
    while (line != null && !line.contains(text)) {
      line = lines.readLine();
    }
    if (line == null) {
      throw new AssertionError("it never said " + text);
    }
  }
}
