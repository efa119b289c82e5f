package dev.espy.adapters.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OrtException;
import dev.espy.domain.Batch;
import dev.espy.domain.Shape;
import dev.espy.domain.UnsupportedDeviceException;
import dev.espy.domain.device.DeviceChoice;
import dev.espy.domain.device.DeviceRequest;
import dev.espy.domain.network.Activation;
import dev.espy.domain.network.Architecture;
import dev.espy.domain.network.Layer.Dense;
import dev.espy.domain.network.Model;
import dev.espy.domain.network.NetworkSpec;
import dev.espy.domain.port.Classifier;
import dev.espy.domain.port.ClassifierContract;
import dev.espy.domain.port.ClassifierPort;
import dev.espy.domain.port.EngineSamples;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class OnnxEngineTest extends ClassifierContract {

  @Override
  protected ClassifierPort engine() {
    return new OnnxEngine();
  }

  @Test
  void namesTheVersionThatItRunsOn() {
    assertThat(engine().engine()).isEqualTo("ONNX Runtime " + NativeCode.load().getVersion());
  }

  @ParameterizedTest
  @MethodSource("networks")
  void answersTheSameOnAnyNumberOfThreads(NetworkSpec spec) {
    Batch batch = EngineSamples.noise(spec, 203, 1);
    List<float[]> answers = new ArrayList<>();
    for (int threads : new int[] {1, 2, 7}) {
      try (Classifier classifier =
          new OnnxEngine(Device.PROCESSOR, threads).open(EngineSamples.model(spec))) {
        answers.add(classifier.classify(batch));
      }
    }
    assertThat(answers.get(1)).isEqualTo(answers.get(0));
    assertThat(answers.get(2)).isEqualTo(answers.get(0));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void computesOnTheGivenNumberOfThreads(int threads) throws InterruptedException {
    NetworkSpec spec = EngineSamples.spec(1);
    Batch batch = EngineSamples.noise(spec, 203, 1);
    DeviceChoice cpu = new DeviceChoice(null, "for a test");
    ThreadGroup group = new ThreadGroup("classifying");
    AtomicInteger computing = new AtomicInteger();
    // A new thread belongs to the group of the thread that creates it.
    Thread caller =
        new Thread(
            group,
            () -> {
              try (Classifier classifier =
                  new OnnxEngine(cpu, threads).open(EngineSamples.model(spec))) {
                classifier.classify(batch);
                computing.set(group.activeCount());
              }
            });
    caller.start();
    caller.join();
    assertThat(computing).hasValue(threads);
  }

  @Test
  void needsAThread() {
    DeviceChoice cpu = new DeviceChoice(null, "for a test");

    assertThatThrownBy(() -> new OnnxEngine(cpu, 0)).hasMessage("0 threads");
    assertThatThrownBy(() -> new OnnxFormat(0)).hasMessage("0 threads");
    assertThat(new OnnxEngine().threads()).isEqualTo(Runtime.getRuntime().availableProcessors());
  }

  @Test
  void putsTheAnswersOfManyPartsInOrder() {
    NetworkSpec spec = EngineSamples.spec(1);
    Batch batch = EngineSamples.noise(spec, 301, 1);
    try (Classifier classifier = engine().open(EngineSamples.model(spec))) {
      float[] answers = classifier.classify(batch);

      for (int image = 0; image < 301; image++) {
        float[] alone = classifier.classify(EngineSamples.part(batch, image, 1));
        assertThat(answers[2 * image]).isCloseTo(alone[0], within(1e-6f));
      }
    }
  }

  @Test
  void takesImagesOfWhichOneIsMoreThanAPart() {
    Shape shape = new Shape(3, 500, 501);
    NetworkSpec spec = EngineSamples.spec(shape, 2, 1, new Architecture(List.of()));
    try (Classifier classifier = engine().open(EngineSamples.model(spec))) {
      assertThat(classifier.classify(EngineSamples.noise(spec, 3, 1))).hasSize(6);
    }
  }

  @Test
  void closingWaitsForThoseWhoClassify() throws Exception {
    NetworkSpec spec = EngineSamples.residualSpec(1);
    Batch batch = EngineSamples.noise(spec, 400, 1);
    ExecutorService threads = Executors.newFixedThreadPool(3);
    try {
      Classifier classifier = engine().open(EngineSamples.model(spec));
      float[] expected = classifier.classify(batch);
      CountDownLatch started = new CountDownLatch(3);
      List<Future<float[]>> answers = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        answers.add(
            threads.submit(
                () -> {
                  float[] last = classifier.classify(batch);
                  started.countDown();
                  try {
                    while (true) {
                      last = classifier.classify(batch);
                    }
                  } catch (IllegalStateException closed) {
                    return last;
                  }
                }));
      }
      started.await();
      classifier.close();
      for (Future<float[]> answer : answers) {
        assertThat(answer.get()).isEqualTo(expected);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void saysThatTheDeviceCannotBeUsed() {
    Model model = EngineSamples.model(EngineSamples.spec(1));

    assertThatThrownBy(() -> new OnnxEngine(new Device.Cuda(4711), 1).open(model))
        .isInstanceOf(UnsupportedDeviceException.class)
        .hasMessageMatching(
            "ONNX Runtime cannot use the GPU: .+; check that CUDA 12 and cuDNN 9 are installed, or use the CPU");
  }

  @Test
  void givesAGpuTheWholeBatchUnlessItsImagesAreLarge() {
    Device gpu = new Device.Cuda(0);

    assertThat(gpu.partSize(5000, new Shape(1, 28, 28))).isEqualTo(5000);
    assertThat(gpu.partSize(5000, new Shape(3, 224, 224))).isEqualTo(222);
    assertThat(gpu.partSize(5, new Shape(3, 4000, 4000))).isEqualTo(1);
  }

  @Test
  void computesOnTheProcessorWhereThatWasDecided() {
    Model model = EngineSamples.model(EngineSamples.spec(1));
    DeviceChoice cpu =
        DeviceChoice.of(
            DeviceRequest.CPU,
            () -> {
              throw new AssertionError("there is no need to look for a GPU");
            },
            OnnxEngine.gpuRequirements((names, remedy) -> Optional.empty()));

    try (Classifier classifier = new OnnxEngine(cpu).open(model)) {
      assertThat(classifier.classify(EngineSamples.noise(EngineSamples.spec(1), 3, 1))).hasSize(6);
    }
  }

  @Test
  void saysThatTheMemoryDoesNotSuffice() {
    OrtException full =
        new OrtException(1, "Failed to allocate memory for requested buffer of size 1");

    assertThat(Failures.of(full))
        .isInstanceOf(UnsupportedDeviceException.class)
        .hasMessageStartingWith("the memory does not suffice")
        .hasCause(full);
  }

  @Test
  void takesWhatElseFailsForABug() {
    assertThat(Failures.of(new OrtException(2, "Invalid input name")))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void takesALargeDenseLayer() {
    NetworkSpec spec =
        EngineSamples.spec(
            EngineSamples.SHAPE,
            2000,
            1,
            new Architecture(List.of(new Dense(3000, Activation.RELU))));
    try (Classifier classifier = engine().open(EngineSamples.model(spec))) {
      assertThat(classifier.classify(EngineSamples.noise(spec, 40, 1))).hasSize(40 * 2000);
    }
  }
}
