package dev.espy.adapters.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espy.adapters.dl4j.onednn.OneDnnContext;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.Loader;
import org.junit.jupiter.api.Test;

/**
 * Checks oneDNN's own log of the primitives that it runs, because nothing else but the speed shows
 * whether oneDNN is in use.
 */
class OneDnnTest {

  @Test
  void runsTheConvolutionsWhereThereIsOneDnn() throws Exception {
    Map<String, String> verbose = Map.of("DNNL_VERBOSE", "1", "ONEDNN_VERBOSE", "1");

    String output = ChildProcess.run(verbose, List.of(), 2);

    assertThat(output).contains("fitted");
    // There are no natives with oneDNN for ARM.
    if (Loader.getPlatform().endsWith("-x86_64")) {
      assertThat(OneDnnContext.isAvailable()).isTrue();
      assertThat(output)
          .containsPattern("exec,cpu,convolution,[^,]*,forward")
          .containsPattern("exec,cpu,convolution,[^,]*,backward_data")
          .containsPattern("exec,cpu,convolution,[^,]*,backward_weights")
          // Only the plan leaves pooling to oneDNN.
          .containsPattern("exec,cpu,pooling[^,]*,[^,]*,forward");
      assertThat(
              output.lines().filter(line -> line.matches(".*convolution,[^,]*,backward_data,.*")))
          .as("of two convolutions, the first needs none")
          .hasSize(1);
    } else {
      assertThat(output).doesNotContain("convolution");
    }
  }
}
