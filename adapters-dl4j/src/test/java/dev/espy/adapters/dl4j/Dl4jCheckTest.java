package dev.espy.adapters.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espy.adapters.dl4j.onednn.OneDnnContext;
import dev.espy.domain.device.EngineReport;
import java.nio.file.Path;
import org.bytedeco.javacpp.Loader;
import org.junit.jupiter.api.Test;

class Dl4jCheckTest {

  @Test
  void tellsHowItStands() {
    EngineReport report = Dl4jCheck.report();

    assertThat(report.engine()).isEqualTo("Deeplearning4j 1.0.0-M2.1");
    assertThat(report.problem()).isNull();
    assertThat(report.facts())
        .containsOnlyKeys(
            "native code", "cache", "cache free MiB", "oneDNN", "instructions", "memory limit MiB")
        .containsEntry("oneDNN", OneDnnContext.isAvailable());
    assertThat(report.facts().get("native code")).asString().startsWith(Loader.getPlatform());
    assertThat(Path.of((String) report.facts().get("cache"))).isDirectory();
    assertThat(report.facts().get("instructions")).asString().isNotEmpty();
    assertThat((Long) report.facts().get("memory limit MiB")).isPositive();
  }
}
