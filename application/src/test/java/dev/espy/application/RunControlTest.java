package dev.espy.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class RunControlTest {

  @Test
  void workThatIsCompletedAfterACancellationHasTheSameThreads() {
    RunControl control = new RunControl(new Recorder(), () -> true, () -> 7, 3).uncancelled();

    assertThat(control.stopped()).isFalse();
    assertThat(control.now()).isEqualTo(7);
    assertThat(control.threads()).isEqualTo(3);
  }

  @Test
  void hasAThreadForEachProcessorUnlessToldOtherwise() {
    assertThat(RunControl.silent().threads()).isEqualTo(Runtime.getRuntime().availableProcessors());
  }

  @Test
  void refusesToRunWithoutAThread() {
    assertThatThrownBy(() -> new RunControl(new Recorder(), () -> false, () -> 0, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("0 threads");
  }
}
