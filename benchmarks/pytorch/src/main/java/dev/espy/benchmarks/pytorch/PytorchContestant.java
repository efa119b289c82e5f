package dev.espy.benchmarks.pytorch;

import ai.djl.Model;
import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.GradientCollector;
import ai.djl.training.Trainer;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Adam;
import ai.djl.training.tracker.Tracker;
import ai.djl.translate.Batchifier;
import ai.djl.translate.TranslateException;
import ai.djl.translate.Translator;
import ai.djl.translate.TranslatorContext;
import dev.espy.benchmarks.Contestant;
import dev.espy.benchmarks.Digits;
import dev.espy.benchmarks.Server;
import dev.espy.benchmarks.Workload;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * PyTorch. Its batches are floats in its own memory from the start, so it converts nothing.
 *
 * <p>System properties choose between ways to use it: {@code threads} and {@code interop} (0: not
 * set), {@code loss} (whether the loss is read after each step). What is taken without them was
 * fastest; {@code benchmarks/run tune} shows it.
 */
public final class PytorchContestant implements Contestant {

  private static final Shape IMAGE = new Shape(1, Workload.SIDE, Workload.SIDE);

  /** Takes part. */
  public static void main(String[] arguments) throws IOException {
    setThreads();
    Server.serve(new PytorchContestant());
  }

  /** Tells PyTorch how many threads to use; must come before its first use. */
  static void setThreads() {
    int threads = Integer.getInteger("threads", Runtime.getRuntime().availableProcessors());
    int interop = Integer.getInteger("interop", 0);
    if (threads > 0) {
      System.setProperty("ai.djl.pytorch.num_threads", Integer.toString(threads));
    }
    if (interop > 0) {
      System.setProperty("ai.djl.pytorch.num_interop_threads", Integer.toString(interop));
    }
  }

  @Override
  public Session open(Workload workload) {
    Model model = Model.newInstance("benchmark", "PyTorch");
    model.setBlock(Networks.of(workload.network()));
    return workload.task() == Workload.Task.TRAIN
        ? new Training(model, workload.batch())
        : new Classifying(model, workload.batch());
  }

  private record Batch(NDArray pixels, NDArray labels) {}

  private static List<Batch> batches(NDManager manager, int size) {
    Digits digits = new Digits(1);
    List<Batch> batches = new ArrayList<>();
    for (int i = 0; i < Workload.BATCHES; i++) {
      Digits.Batch drawn = digits.batch(size);
      float[] pixels = new float[drawn.pixels().length];
      for (int pixel = 0; pixel < pixels.length; pixel++) {
        pixels[pixel] = (drawn.pixels()[pixel] & 0xFF) / 255f;
      }
      long[] labels = new long[size];
      for (int image = 0; image < size; image++) {
        labels[image] = drawn.labels()[image];
      }
      batches.add(
          new Batch(manager.create(pixels, new Shape(size).addAll(IMAGE)), manager.create(labels)));
    }
    return batches;
  }

  private static final class Training implements Session {

    private final boolean readLoss = Boolean.getBoolean("loss");
    private final Model model;
    private final Trainer trainer;
    private final List<Batch> batches;
    private int next;

    Training(Model model, int size) {
      this.model = model;
      trainer =
          model.newTrainer(
              new DefaultTrainingConfig(Loss.softmaxCrossEntropyLoss())
                  .optOptimizer(
                      Adam.builder()
                          .optLearningRateTracker(Tracker.fixed(0.001f))
                          .optEpsilon(1e-7f)
                          .build()));
      trainer.initialize(new Shape(size).addAll(IMAGE));
      batches = batches(trainer.getManager(), size);
    }

    @Override
    public void step() {
      Batch batch = batches.get(next++ % batches.size());
      try (NDManager scope = trainer.getManager().newSubManager()) {
        scope.tempAttachAll(batch.pixels(), batch.labels());
        NDArray loss;
        try (GradientCollector gradients = trainer.newGradientCollector()) {
          NDList logits = trainer.forward(new NDList(batch.pixels()));
          loss = trainer.getLoss().evaluate(new NDList(batch.labels()), logits);
          gradients.backward(loss);
        }
        trainer.step();
        if (readLoss && !Float.isFinite(loss.getFloat())) {
          throw new IllegalStateException("diverged");
        }
      }
    }

    @Override
    public void close() {
      trainer.close();
      model.close();
    }
  }

  /** Takes a batch as it is and gives probabilities. */
  private static final class Probabilities implements Translator<NDArray, float[]> {

    @Override
    public NDList processInput(TranslatorContext context, NDArray batch) {
      return new NDList(batch);
    }

    @Override
    public float[] processOutput(TranslatorContext context, NDList logits) {
      return logits.singletonOrThrow().softmax(1).toFloatArray();
    }

    @Override
    public @Nullable Batchifier getBatchifier() {
      return null;
    }
  }

  private static final class Classifying implements Session {

    private final Model model;
    private final Predictor<NDArray, float[]> predictor;
    private final List<Batch> batches;
    private int next;

    Classifying(Model model, int size) {
      this.model = model;
      NDManager manager = model.getNDManager();
      model.getBlock().initialize(manager, DataType.FLOAT32, new Shape(size).addAll(IMAGE));
      predictor = model.newPredictor(new Probabilities());
      batches = batches(manager, size);
    }

    @Override
    public void step() {
      NDArray batch = batches.get(next++ % batches.size()).pixels();
      // What is computed belongs to the manager of its input, and would pile up in the model's.
      try (NDManager scope = model.getNDManager().newSubManager()) {
        scope.tempAttachAll(batch);
        predictor.predict(batch);
      } catch (TranslateException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public void close() {
      predictor.close();
      model.close();
    }
  }
}
