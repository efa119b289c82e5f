package dev.espy.adapters.nvidia;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A shell script in place of nvidia-smi, in a folder that is the whole PATH. */
record FakeNvidiaSmi(Path folder) {

  /** Longer than any script here takes, however busy the machine is. */
  private static final Duration PATIENT = Duration.ofMinutes(1);

  /** Writes the script; what it prints with {@code cat "$0.txt"} is the text, byte by byte. */
  FakeNvidiaSmi install(String script, String text) throws IOException {
    Path program = folder.resolve("nvidia-smi");
    Files.writeString(folder.resolve("nvidia-smi.txt"), text);
    Files.writeString(program, "#!/bin/sh\n" + script + "\n");
    if (!program.toFile().setExecutable(true)) {
      throw new IOException(program + " cannot be made executable");
    }
    return this;
  }

  NvidiaSmi probe(Map<String, String> environment) {
    return probe(environment, PATIENT);
  }

  NvidiaSmi probe(Map<String, String> environment, Duration limit) {
    Map<String, String> variables = new HashMap<>(environment);
    variables.put("PATH", folder.toString());
    return new NvidiaSmi(variables::get, List.of(), limit);
  }
}
