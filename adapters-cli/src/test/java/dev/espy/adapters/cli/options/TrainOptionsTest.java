package dev.espy.adapters.cli.options;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espy.adapters.cli.Espy;
import dev.espy.adapters.cli.Espy.Outcome;
import dev.espy.adapters.cli.SmallData;
import dev.espy.adapters.cli.StandInEngine;
import dev.espy.domain.Batch;
import dev.espy.domain.network.NetworkSpec;
import dev.espy.domain.network.NetworkState;
import dev.espy.domain.network.Optimizer;
import dev.espy.domain.port.Learner;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests that typed options reach the engine. */
class TrainOptionsTest {

  private int runs;
  @TempDir Path folder;

  private final List<NetworkSpec> specs = new ArrayList<>();
  private final List<Batch> batches = new ArrayList<>();
  private final List<Double> rates = new ArrayList<>();

  private final StandInEngine engine =
      new StandInEngine() {
        @Override
        public Learner open(NetworkSpec spec, NetworkState state) {
          specs.add(spec);
          return new IdleLearner(state, spec.network().labels()) {
            @Override
            public Step fit(Batch batch, double learningRate) {
              batches.add(batch);
              rates.add(learningRate);
              return super.fit(batch, learningRate);
            }
          };
        }
      };

  private void train(Object... options) {
    Path data = folder.resolve("data");
    if (!data.toFile().exists()) {
      SmallData.grey(data.resolve("train.csv"))
          .header("id,label")
          .labelled(8, "a")
          .labelled(40, "b")
          .write();
    }
    Object[] words =
        Stream.concat(
                Stream.of(
                    "train",
                    data,
                    "--run",
                    folder.resolve("run" + runs++),
                    "--preset",
                    "tutorial",
                    "--epochs",
                    1,
                    "--validation",
                    0),
                Stream.of(options))
            .toArray();
    Outcome outcome = Espy.on(engine).run(words);
    assertThat(outcome.status()).as(outcome.err()).isZero();
  }

  @Test
  void optimisersHaveTheirWeightDecayAndClipping() {
    train();
    train("--optimizer", "adamw");
    train("--optimizer", "ADAMW", "--weight-decay", 0.05, "--clip-norm", 1);
    train("--optimizer", "sgd", "--weight-decay", "5e-4", "--clip-norm", "none");

    Optimizer.Adam adam = Optimizer.Adam.standard();
    assertThat(specs)
        .extracting(NetworkSpec::optimizer)
        .containsExactly(
            adam,
            new Optimizer.Adam(adam.beta1(), adam.beta2(), adam.epsilon(), 0.01, adam.clipNorm()),
            new Optimizer.Adam(adam.beta1(), adam.beta2(), adam.epsilon(), 0.05, 1),
            new Optimizer.Sgd(0.9, true, 5e-4, Double.POSITIVE_INFINITY));
  }

  @Test
  void targetsAreSmoothedAndWeighted() {
    train("--label-smoothing", 0.1, "--batch-size", 1, "--augment", "shift=1,erase");
    train("--class-weights", "auto", "--batch-size", 1);

    assertThat(batches.get(0).targets()).containsExactlyInAnyOrder(0.05f, 0.95f);
    assertThat(batches.subList(48, 96))
        .extracting(batch -> Math.max(batch.targets()[0], batch.targets()[1]))
        .contains(3f, 0.6f);
  }

  @Test
  void theScheduleHasItsPeakAtTheLearningRate() {
    train("--schedule", "one-cycle", "--learning-rate", 0.02, "--batch-size", 1);

    assertThat(rates.get(0)).isLessThan(0.001);
    assertThat(rates.stream().max(Double::compare).orElseThrow()).isBetween(0.0199, 0.02);
    assertThat(rates.get(rates.size() - 1)).isLessThan(0.001);
  }
}
