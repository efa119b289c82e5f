package dev.espy.adapters.cli.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a shell script")
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LauncherTest {

  @TempDir Path folder;
  Clone clone;

  @BeforeEach
  void makeAClone() throws IOException {
    clone = new Clone(folder);
  }

  // The locale

  @ParameterizedTest
  @CsvSource({
    // what the user sets, what is installed, what Java is to see
    "LANG, en_US.UTF-8, C.UTF-8, C.UTF-8",
    "LANG, en_US.UTF-8, en_GB.utf8, en_GB.utf8",
    "LC_ALL, de_DE.UTF-8, C.UTF-8, C.UTF-8",
    "LANG, C, C.UTF-8, C.UTF-8",
    "LC_TIME, de_DE.UTF-8, C.UTF-8, C.UTF-8",
  })
  void aLocaleThatCannotSpellIsReplacedByOneThatCan(
      String variable, String value, String installed, String expected) throws Exception {
    clone.locales(installed);
    clone.environment("LANG", "C.UTF-8").environment(variable, value);

    assertThat(clone.words("--version")).contains("LC_ALL=" + expected);
  }

  @Test
  void aLocaleThatCanSpellIsKept() throws Exception {
    clone.locales("C.UTF-8", "de_DE.UTF-8");
    clone.environment("LANG", "de_DE.UTF-8");

    assertThat(clone.words("--version")).contains("LC_ALL=");
  }

  @ParameterizedTest
  @CsvSource({"en_US.UTF-8, ''", "C, C.UTF-8"})
  void whereThereIsNoCommandToAskTheNameTells(String value, String expected) throws Exception {
    clone.environment("LANG", value);

    assertThat(clone.words("--version")).contains("LC_ALL=" + expected);
  }

  // Links

  @Test
  void worksThroughLinksToFilesAndFolders() throws Exception {
    Path links = Files.createDirectories(folder.resolve("some links\n"));
    Files.createSymbolicLink(links.resolve("first"), clone.home.resolve("espy"));
    Path inner = Files.createDirectories(links.resolve("in ner"));
    Files.createSymbolicLink(inner.resolve("second"), Path.of("../first"));
    Files.createSymbolicLink(links.resolve("folder"), Path.of("in ner"));
    Files.createSymbolicLink(links.resolve("-third\n"), Path.of("folder/second"));

    for (Path link :
        List.of(links.resolve("first"), inner.resolve("second"), links.resolve("-third\n"))) {
      Clone.Outcome outcome = Clone.end(clone.start(link, "--version"));
      assertThat(outcome.status()).as(outcome.said()).isZero();
      assertThat(clone.jar()).isEqualTo(clone.home.resolve(".espy/builds/1/espy.jar"));
    }
    try (Stream<Path> found = Files.list(links)) {
      assertThat(found).as("nothing is built beside the links").hasSize(4);
    }
    assertThat(clone.builds()).isEqualTo(1);
  }

  // Builds

  @Test
  void aSecondFirstStartWaitsForTheFirst() throws Exception {
    Path go = clone.home.resolve("go");
    assertThat(new ProcessBuilder("mkfifo", go.toString()).start().waitFor()).isZero();

    Process first = clone.start(clone.home.resolve("espy"), "--version");
    BufferedReader firstSays = first.inputReader();
    Clone.await(firstSays, "Building Espy (the first time");
    Process second = clone.start(clone.home.resolve("espy"), "--help");
    BufferedReader secondSays = second.inputReader();
    Clone.await(secondSays, "Waiting for another start");
    Files.writeString(go, "on\n");

    assertThat(first.waitFor()).isZero();
    assertThat(second.waitFor()).isZero();
    assertThat(clone.builds()).isEqualTo(1);
    assertThat(clone.copies()).containsExactly("1");
  }

  @Test
  void aRunningProgramIsNotChangedWhenMavenBuildsAgain() throws Exception {
    clone.words("train");
    Path jar = clone.jar();
    Path library = jar.resolveSibling("lib/library.jar");
    String before = Files.readString(jar);
    try (Running program = new Running(jar.getParent())) {
      for (int change = 0; change < 4; change++) {
        clone.change("change " + change);
        clone.words("--version");
        assertThat(clone.jar()).isNotEqualTo(jar);
        // as mvn clean and mvn package do, in place
        Files.writeString(clone.home.resolve("adapters-cli/target/lib/library.jar"), "other");
      }

      assertThat(jar).hasContent(before);
      assertThat(library).hasContent("library\n");
      assertThat(clone.copies()).as("this one, the current one, the last").hasSize(3);
      assertThat(program.isAlive()).isTrue();
    }
    clone.change("once more");
    clone.words("--version");
    assertThat(clone.copies()).as("nobody uses the others").containsExactly("5", "6");
  }

  /** A process that holds a copy, as Espy's main class does. */
  private static final class Running implements AutoCloseable {

    private final Process process;

    Running(Path copy) throws IOException {
      process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Despy.build=" + copy,
                  "-cp",
                  System.getProperty("java.class.path"),
                  Holder.class.getName())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      Clone.await(process.inputReader(), "held");
    }

    boolean isAlive() {
      return process.isAlive();
    }

    @Override
    public void close() {
      process.destroyForcibly().onExit().join();
    }
  }

  /** Holds a copy until it is killed. */
  static final class Holder {
    private Holder() {}

    public static void main(String[] args) throws IOException {
      RunningBuild.hold();
      System.out.println("held");
      System.in.read();
    }
  }

  @Test
  void whatTheUsersOwnMavenMadeIsRunWithoutBuildingAgain() throws Exception {
    clone.words("--version");
    Files.writeString(clone.home.resolve("adapters-cli/target/espy.jar"), "mvn package");
    Files.delete(clone.home.resolve("adapters-cli/target/espy.built"));
    clone.words("--version");
    assertThat(clone.jar()).as("incomplete: Maven is at work").hasContent("build " + log());

    Files.writeString(clone.home.resolve("adapters-cli/target/espy.built"), "");
    clone.words("--version");

    assertThat(clone.jar()).hasContent("mvn package");
    assertThat(clone.builds()).isEqualTo(1);
  }

  private String log() throws IOException {
    return Files.readString(clone.home.resolve("maven.log"));
  }

  @Test
  void goesOnAfterMvnClean() throws Exception {
    clone.words("--version");
    Path target = clone.home.resolve("adapters-cli/target");
    for (String file : List.of("espy.built", "espy.jar", "lib/library.jar", "lib", "")) {
      Files.delete(target.resolve(file));
    }

    clone.words("--version");

    assertThat(clone.builds()).isEqualTo(1);
  }

  @Test
  void aKilledBuildLeavesNothingInTheWay() throws Exception {
    Path go = clone.home.resolve("go");
    assertThat(new ProcessBuilder("mkfifo", go.toString()).start().waitFor()).isZero();
    Process first = clone.start(clone.home.resolve("espy"), "--version");
    Clone.await(first.inputReader(), "Building Espy");
    // What waits for Maven, and the shell that waits for that; Maven itself goes on.
    ProcessHandle builds = first.children().findFirst().orElseThrow();
    awaitFile(clone.home.resolve(".espy/maven"));
    assertThat(builds.destroyForcibly()).isTrue();
    builds.onExit().join();
    first.destroyForcibly().waitFor();

    Process second = clone.start(clone.home.resolve("espy"), "--version");
    BufferedReader secondSays = second.inputReader();
    Clone.await(secondSays, "Waiting for Maven, left by a start that was killed");
    Files.writeString(go, "on\n");
    Clone.await(secondSays, "Building Espy");
    Files.writeString(go, "on\n");

    assertThat(second.waitFor()).isZero();
    assertThat(clone.copies()).containsExactly("1");
  }

  private static void awaitFile(Path file) {
    while (!Files.exists(file) || file.toFile().length() == 0) {
      Thread.onSpinWait();
    }
  }

  @Test
  void aBuildThatFailsIsASentence() throws Exception {
    clone.script("mvn", "exit 1");

    Clone.Outcome outcome = clone.run("--version");

    assertThat(outcome.status()).isEqualTo(1);
    assertThat(outcome.said()).endsWith("espy: the build failed\n").doesNotContain("Exception");
    assertThat(clone.run("--version").status()).isEqualTo(1);
    assertThat(clone.copies()).as("nothing piles up").hasSizeLessThan(2);
  }

  @Test
  void aCloneThatCannotBeWrittenRunsWhatIsThere() throws Exception {
    clone.words("--version");
    Path state = clone.home.resolve(".espy");
    Files.move(state, folder.resolve("moved"));
    clone.makeReadOnly();
    try {
      clone.words("--version");

      assertThat(clone.jar()).isEqualTo(clone.home.resolve("adapters-cli/target/espy.jar"));
    } finally {
      assertThat(clone.home.toFile().setWritable(true)).isTrue();
    }
  }

  // Java

  @ParameterizedTest
  @ValueSource(strings = {"11.0.21", "1.8.0_392", "16"})
  void anOldJavaIsASentence(String version) throws Exception {
    clone.version(version);

    assertThat(clone.run("--version"))
        .isEqualTo(
            new Clone.Outcome(
                1,
                "espy: %s is Java %s, which is too old; install a JDK, version 17 or newer, and set JAVA_HOME to its folder%n"
                    .formatted(folder.toRealPath().resolve("bin/java"), version)));
  }

  @Test
  void anOldJavaIsASentenceAfterTheBuildToo() throws Exception {
    clone.words("--version");
    Path old = Files.createDirectories(folder.resolve("old/bin"));
    Files.writeString(old.resolve("java"), "#!/bin/sh\necho 'openjdk version \"11.0.2\"' >&2\n");
    Clone.executable(old.resolve("java"));
    clone.environment("JAVA_HOME", folder.resolve("old").toString());

    Clone.Outcome outcome = clone.run("--version");

    assertThat(outcome.status()).isEqualTo(1);
    assertThat(outcome.said()).contains("is Java 11.0.2, which is too old").hasLineCount(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"17", "21-ea", "25.0.1"})
  void aJavaThatIsNewEnoughIsAsked(String version) throws Exception {
    clone.version(version);

    assertThat(clone.words("--version")).endsWith("--version");
  }

  // Options for Java

  @Test
  void withoutOptionsOfTheUsersThereAreEspysOwn() throws Exception {
    assertThat(clone.words("train", "data"))
        .contains(
            "-XX:+UseParallelGC",
            "-XX:MaxRAMPercentage=25",
            "-XX:Tier4InvocationThreshold=25000",
            "-Xlog:disable",
            "-Djava.awt.headless=true",
            "-Dorg.bytedeco.javacpp.maxphysicalbytes=300%",
            "-Despy.build=" + clone.home.resolve(".espy/builds/1"))
        .endsWith("train", "data");
  }

  @ParameterizedTest
  @CsvSource({
    // what the user says, and Espy's own option that would contradict it
    "-XX:+UseG1GC, -XX:+UseParallelGC",
    "-XX:-UseParallelGC, -XX:+UseParallelGC",
    "-Xmx512m, -XX:MaxRAMPercentage=25",
    "-XX:MaxRAMPercentage=50, -XX:MaxRAMPercentage=25",
    "-Xlog:gc, -Xlog:disable",
    "-Xshare:off, -Xshare:auto",
    "-XX:TieredStopAtLevel=3, -XX:TieredStopAtLevel=1",
    "-Xint, -XX:TieredStopAtLevel=1",
    "-Djava.awt.headless=false, -Djava.awt.headless=true",
    "-Dorg.bytedeco.javacpp.maxphysicalbytes=4g, -Dorg.bytedeco.javacpp.maxphysicalbytes=300%",
  })
  void whatTheUserSaysWins(String said, String left) throws Exception {
    clone.words("--version");
    for (String variable :
        List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "ESPY_JAVA_OPTS", "_JAVA_OPTIONS")) {
      assertThat(clone.environment(variable, said).words("inspect"))
          .as(variable)
          .doesNotContain(left);
      clone.environment(variable, null);
    }
  }

  @Test
  void optionsThatOnlyLookLikeACollectorDoNotTakeItAway() throws Exception {
    clone.words("--version");
    clone.environment(
        "JAVA_TOOL_OPTIONS",
        "-XX:+UseNUMA -Dnote=-XX:+UseG1GC* -XX:+UseMaximumCompactionOnSystemGC");

    assertThat(clone.words("inspect")).contains("-XX:+UseParallelGC");
  }

  @Test
  void ofTwoCollectorsTheOneForEspyWins() throws Exception {
    clone.words("--version");
    clone
        .environment("JAVA_TOOL_OPTIONS", "-XX:+UseG1GC")
        .environment("ESPY_JAVA_OPTS", "-XX:+UseSerialGC");

    assertThat(clone.words("inspect"))
        .contains("-XX:-UseG1GC", "-XX:+UseSerialGC")
        .doesNotContain("-XX:+UseParallelGC");
  }

  @Test
  void optionsInAFileAreTheUsersToo() throws Exception {
    clone.words("--version");
    Path file = Files.writeString(folder.resolve("options"), "-XX:+UseG1GC\n-Xmx1g\n");
    clone.environment("JDK_JAVA_OPTIONS", "@" + file);

    assertThat(clone.words("inspect"))
        .doesNotContain("-XX:+UseParallelGC", "-XX:MaxRAMPercentage=25");
  }
}
