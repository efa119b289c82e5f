package dev.espy.adapters.dl4j;

import dev.espy.domain.Batch;
import dev.espy.domain.EspyException;
import dev.espy.domain.Shape;
import dev.espy.domain.network.Architecture;
import dev.espy.domain.network.NetworkSpec;
import dev.espy.domain.network.NetworkState;
import dev.espy.domain.port.EngineSamples;
import dev.espy.domain.port.Learner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Takes a training step in a Java process with its own environment and options. */
public final class ChildProcess {

  private ChildProcess() {}

  /**
   * Takes a step in a new process.
   *
   * @param environment additional environment variables
   * @param options options of the JVM
   * @param images number of images in the batch
   * @return standard output and standard error
   */
  public static String run(Map<String, String> environment, List<String> options, int images)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(ChildProcess.class.getName(), Integer.toString(images)));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    Process process = builder.start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return output;
  }

  /**
   * Takes a step.
   *
   * @param arguments number of images in the batch
   */
  public static void main(String[] arguments) {
    NetworkSpec spec = EngineSamples.spec(new Shape(1, 28, 28), 10, 1, Architecture.tutorial());
    Batch batch = EngineSamples.noise(spec, Integer.parseInt(arguments[0]), 1);
    Dl4jEngine engine = new Dl4jEngine();
    System.out.println("made " + engine.engine());
    try (Learner learner = engine.open(spec, NetworkState.initial(spec))) {
      learner.fit(batch, 0.001);
      System.out.println("fitted");
    } catch (EspyException e) {
      System.out.println(e.getClass().getSimpleName() + ": " + e.getMessage());
    }
  }
}
