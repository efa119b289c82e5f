package dev.espy.domain.fuzz;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The entry point for Jazzer. Its arguments are the class of the targets and the name of one. */
public final class JazzerEntry {

  private static @Nullable FuzzTarget target;

  private JazzerEntry() {}

  /** Reads the arguments; called once. */
  public static void fuzzerInitialize(String[] args) throws Exception {
    for (Object constant : Class.forName(args[0]).getEnumConstants()) {
      FuzzTarget candidate = (FuzzTarget) constant;
      if (candidate.name().equalsIgnoreCase(args[1])) {
        target = candidate;
      }
    }
    // Loading and instrumenting the classes takes longer than the time limit of an input.
    try (Stream<Path> seeds = Files.list(Objects.requireNonNull(target).corpus())) {
      for (Path seed : seeds.sorted().toList()) {
        fuzzerTestOneInput(Files.readAllBytes(seed));
      }
    }
  }

  /** Reads an input; called for each. */
  public static void fuzzerTestOneInput(byte[] input) throws Exception {
    Objects.requireNonNull(target, "no target").read(input);
  }
}
