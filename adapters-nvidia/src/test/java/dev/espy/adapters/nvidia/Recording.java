package dev.espy.adapters.nvidia;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A machine as a file tells it: what its nvidia-smi does, and what is to come of it. The README
 * beside the files says what they look like.
 *
 * @param name the file's name
 * @param settings the lines at its top, such as {@code exit: 9}
 * @param sections the parts below, by the names in the lines above them
 */
record Recording(String name, Map<String, String> settings, Map<String, String> sections) {

  private static final Pattern MARK = Pattern.compile("(?m)^--- ");
  private static final Pattern COMMA = Pattern.compile(", ");

  static Stream<Recording> all() throws IOException, URISyntaxException {
    Path folder = Path.of(Recording.class.getResource("recordings").toURI());
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".txt"))
          .sorted()
          .map(Recording::read)
          .toList()
          .stream();
    }
  }

  private static Recording read(Path file) {
    try {
      List<String> parts = Arrays.asList(MARK.split(Files.readString(file), -1));
      return new Recording(
          file.getFileName().toString(),
          parts
              .get(0)
              .lines()
              .filter(line -> !line.startsWith("#") && !line.isBlank())
              .map(line -> line.split(": ", 2))
              .collect(Collectors.toMap(entry -> entry[0], entry -> entry[1])),
          parts.stream()
              .skip(1)
              .map(part -> part.split("\n", 2))
              .collect(Collectors.toMap(entry -> entry[0], entry -> entry[1])));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Makes a machine of it: a folder that holds its nvidia-smi, if it has one. */
  NvidiaSmi install(Path folder) throws IOException {
    FakeNvidiaSmi program = new FakeNvidiaSmi(folder);
    if (sections.containsKey("nvidia-smi")) {
      String refusals =
          list("unknown columns")
              .map(
                  column ->
                      "case \"$1\" in *%1$s*) echo 'Field \"%1$s\" is not a valid field to query.'; echo; exit 2;; esac\n"
                          .formatted(column))
              .collect(Collectors.joining());
      String exit = settings.getOrDefault("exit", "0");
      program.install(
          refusals + "cat \"$0.txt\"\nexit " + exit, sections.get("nvidia-smi").stripTrailing());
    }
    return program.probe(
        list("environment")
            .map(setting -> setting.split("=", 2))
            .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1])));
  }

  private Stream<String> list(String setting) {
    return Stream.ofNullable(settings.get(setting)).flatMap(COMMA::splitAsStream);
  }

  /** Returns what is to come of it for an engine. */
  String expected(String engine) {
    return sections.get(engine).strip();
  }

  @Override
  public String toString() {
    return name;
  }
}
