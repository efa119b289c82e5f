package dev.espy.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A test that waits for ever holds up the build; the parent pom.xml gives each one a limit. */
class TimeLimitTest {

  private static final Map<String, String> PARAMETERS = new HashMap<>();

  @RegisterExtension
  static final BeforeAllCallback LOOK =
      context -> {
        for (String name : new String[] {"default", "thread.mode.default"}) {
          context
              .getConfigurationParameter("junit.jupiter.execution.timeout." + name)
              .ifPresent(value -> PARAMETERS.put(name, value));
        }
      };

  @Test
  void everyTestHasATimeLimit() {
    assertThat(PARAMETERS).containsEntry("default", "10 m");
  }

  @Test
  void waitingForAFileOrProcessEndsToo() {
    assertThat(PARAMETERS).containsEntry("thread.mode.default", "separate_thread");
    assertThat(Thread.currentThread().getName()).startsWith("junit-timeout-thread");
  }
}
