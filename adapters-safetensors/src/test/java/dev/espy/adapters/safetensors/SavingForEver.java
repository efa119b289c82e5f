package dev.espy.adapters.safetensors;

import dev.espy.domain.Tensor;
import dev.espy.domain.network.NetworkState;
import dev.espy.domain.recipe.Preset;
import dev.espy.domain.training.Checkpoint;
import dev.espy.domain.training.Epoch;
import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A program that does nothing but save one checkpoint after the other, until it is killed. */
final class SavingForEver {

  private SavingForEver() {}

  /** Returns a checkpoint that is all of one number. */
  static Checkpoint checkpoint(long number) {
    float[] values = new float[300_000];
    Arrays.fill(values, number);
    Tensor tensor = new Tensor(new int[] {values.length}, values);
    return new Checkpoint(
        "data",
        Preset.TUTORIAL.recipe().toBuilder().seed(number).build(),
        Map.of(),
        new NetworkState(Map.of("a", tensor), Map.of("b", tensor), number),
        Map.of("c", tensor),
        List.of(new Epoch(1, number, 0, null, 0, 0, true, false)),
        Long.MAX_VALUE);
  }

  /** Starts the program and kills it some time after its first checkpoint. */
  static void killAt(Path file, long micros) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                SavingForEver.class.getName(),
                file.toString())
            .redirectErrorStream(true)
            .start();
    try (BufferedReader out = process.inputReader()) {
      String line = out.readLine();
      if (!"saved".equals(line)) {
        throw new IllegalStateException("instead of a checkpoint: " + line);
      }
      if (process.waitFor(micros, TimeUnit.MICROSECONDS)) {
        throw new IllegalStateException("it ended by itself: " + out.lines().toList());
      }
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  /**
   * @param args the file
   */
  public static void main(String[] args) {
    Path file = Path.of(args[0]);
    for (long number = 1; ; number++) {
      new EspyCheckpointFiles().save(checkpoint(number), file);
      if (number == 1) {
        System.out.println("saved");
      }
    }
  }
}
