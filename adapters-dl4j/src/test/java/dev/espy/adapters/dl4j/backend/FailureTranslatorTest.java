package dev.espy.adapters.dl4j.backend;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.list;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.espy.domain.Remedy;
import dev.espy.domain.UnsupportedDeviceException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FailureTranslatorTest {

  private static final String TOO_LITTLE =
      "the GPU's memory does not suffice for a batch of 8 images of 9x8 grey; use smaller"
          + " batches, use a smaller image size, or use the CPU";

  @BeforeAll
  static void load() {
    Backend.load(false);
  }

  /** Messages that ND4J's classes and its native code for CUDA compose. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "[DEVICE] allocation failed; Error code: [2]; Bytes: [4294968320]; Error code [2]; DEVICE [0]",
        "Failed to allocate 4294968320 bytes from DEVICE [0] memory",
        "Failed to allocate 4294968320 bytes from HOST memory",
        "[DEVICE] allocation failed; Requested bytes: [4294968320]; Limit bytes: [1073741824]",
        "Allocation failed: [[DEVICE] allocation failed; Error code: [2]]",
        "cudaMalloc failed",
        "Can't allocate [DEVICE] memory",
        "Can't allocate memory for workspace",
        "cudnnFindConvolutionForwardAlgorithm failed; Error code: [2]",
        "CUBLAS_STATUS_ALLOC_FAILED",
        "out of memory",
        "std::bad_alloc"
      })
  void tellsThatTheMemoryOfTheGpuDoesNotSuffice(String message) {
    assertThatThrownBy(() -> fail(true, "a batch of 8 images of 9x8 grey", message))
        .isInstanceOf(UnsupportedDeviceException.class)
        .hasMessage(TOO_LITTLE)
        .hasRootCauseMessage(message);
  }

  @Test
  void aSmallerBatchIsOnlyProposedWhereThereIsOne() {
    for (int images : new int[] {1, 2}) {
      assertThatThrownBy(
              () ->
                  new FailureTranslator(false, 1)
                      .translate(
                          "images",
                          images,
                          () -> {
                            throw new OutOfMemoryError("Java heap space");
                          }))
          .isInstanceOf(UnsupportedDeviceException.class)
          .asInstanceOf(type(UnsupportedDeviceException.class))
          .extracting(UnsupportedDeviceException::remedies, as(list(Remedy.class)))
          .contains(Remedy.SMALLER_IMAGES, Remedy.twiceTheHeap())
          .matches(remedies -> remedies.contains(Remedy.SMALLER_BATCHES) == (images > 1));
    }
  }

  @Test
  void fewerThreadsAreOnlyProposedWhereThereAreSome() {
    for (int threads : new int[] {1, 2}) {
      assertThatThrownBy(
              () ->
                  new FailureTranslator(false, threads)
                      .translate(
                          "images",
                          2,
                          () -> {
                            throw new OutOfMemoryError("Java heap space");
                          }))
          .asInstanceOf(type(UnsupportedDeviceException.class))
          .extracting(UnsupportedDeviceException::remedies, as(list(Remedy.class)))
          .matches(remedies -> remedies.contains(Remedy.FEWER_THREADS) == (threads > 1));
    }
  }

  @Test
  void looksAtWhatLedToIt() {
    FailureTranslator failures = new FailureTranslator(true, 1);
    RuntimeException outer =
        new IllegalStateException(
            "calculateOutputShape failed", new RuntimeException("cudaMalloc failed"));

    assertThatThrownBy(
            () ->
                failures.translate(
                    "the network",
                    1,
                    () -> {
                      throw outer;
                    }))
        .hasMessageStartingWith("the GPU's memory does not suffice for the network; use a smaller");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[DEVICE] deallocation failed; Error code: [700]",
        "CUDA stream synchronization failed; Error code: [719]",
        "MemcpyAsync H2D failed: [1] -> [2]",
        "Op [conv2d] execution failed"
      })
  void tellsThatTheGpuFailed(String message) {
    assertThatThrownBy(() -> fail(true, "a batch", message))
        .isInstanceOf(UnsupportedDeviceException.class)
        .hasMessage("Deeplearning4j failed on the GPU (%s); try again, or use the CPU", message);
    assertThatThrownBy(() -> fail(false, "a batch", message))
        .isExactlyInstanceOf(RuntimeException.class);
  }

  @Test
  void leavesBugsAsTheyAre() {
    assertThatThrownBy(() -> fail(true, "a batch", "not an image"))
        .isExactlyInstanceOf(RuntimeException.class)
        .hasMessage("not an image");
    assertThatThrownBy(() -> fail(true, "a batch", null))
        .isExactlyInstanceOf(RuntimeException.class);
  }

  private static void fail(boolean gpu, String what, @Nullable String message) {
    new FailureTranslator(gpu, 1)
        .translate(
            what,
            8,
            () -> {
              throw new RuntimeException(message);
            });
  }
}
