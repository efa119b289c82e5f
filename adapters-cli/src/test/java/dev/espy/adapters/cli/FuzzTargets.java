package dev.espy.adapters.cli;

import static dev.espy.adapters.cli.Espy.espy;

import dev.espy.adapters.cli.Espy.Outcome;
import dev.espy.adapters.cli.config.Yaml;
import dev.espy.adapters.cli.output.ExitStatus;
import dev.espy.domain.BadModelException;
import dev.espy.domain.Shape;
import dev.espy.domain.fuzz.FuzzTarget;
import dev.espy.domain.network.Network;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The YAML that users write, under fuzzing. */
enum FuzzTargets implements FuzzTarget {
  /** A file for {@code --config}, up to where the data set would be opened, which is not there. */
  CONFIG {
    @Override
    public void read(byte[] input) throws IOException {
      Path file = Files.write(FOLDER.resolve("config.yaml"), input);
      Outcome outcome =
          espy("train", FOLDER.resolve("data"), "--run", FOLDER.resolve("run"), "--config", file);
      if (outcome.status() != ExitStatus.USAGE && outcome.status() != ExitStatus.BAD_INPUT) {
        throw new AssertionError(outcome);
      }
      if (outcome.err().lines().count() > 3 || outcome.err().length() > 4000) {
        throw new AssertionError("more than a sentence and what to try: " + outcome.err());
      }
    }
  },

  /** A file for {@code --architecture}. */
  ARCHITECTURE {
    @Override
    public void read(byte[] input) throws IOException {
      Path file = Files.write(FOLDER.resolve("architecture.yaml"), input);
      try {
        Network.of(Yaml.architecture(file), new Shape(3, 32, 32), 10);
      } catch (BadModelException e) {
        FuzzTarget.checkRefusal(e);
      }
    }
  };

  private static final Path FOLDER = FuzzTarget.folder();
}
