package dev.espy.application.predict;

import dev.espy.application.RunListener;
import dev.espy.application.RunListener.Phase;
import dev.espy.application.classify.ClassifyingPass;
import dev.espy.application.classify.TopK;
import dev.espy.domain.Sample;
import dev.espy.domain.Unreadable;
import dev.espy.domain.network.Model;
import dev.espy.domain.port.Classifier;
import dev.espy.domain.port.ClassifierPort;
import dev.espy.domain.port.DataSet;
import dev.espy.domain.port.PredictionsPort;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/** Labels every image of a data set. */
public final class Predict {

  private final ClassifierPort engine;
  private final PredictionsPort predictions;

  /**
   * @param engine what classifies
   * @param predictions where the answers go
   */
  public Predict(ClassifierPort engine, PredictionsPort predictions) {
    this.engine = engine;
    this.predictions = predictions;
  }

  /**
   * Predicts. As many rows are written as the data set has, in its order; what cannot be read gets
   * no answer.
   *
   * @param model what to ask
   * @param data images; labels are ignored
   * @param settings how
   * @param listener is told of progress
   * @param cancelled asked before each batch; where it says so, the rows so far are kept as a part
   * @return what came of it
   * @throws dev.espy.domain.BadModelException if an answer is not a number; nothing is written
   * @throws dev.espy.domain.EspyException if the engine or the predictions cannot be opened, or the
   *     predictions not be written
   */
  public PredictResult run(
      Model model,
      DataSet data,
      PredictSettings settings,
      RunListener listener,
      BooleanSupplier cancelled) {
    List<Sample> samples = data.samples();
    TopK topK = new TopK(model.labels(), settings.top(), settings.minConfidence());
    int columns = Math.min(settings.top(), model.labels().size());
    try (PredictionsPort.Writer writer =
            predictions.open(
                new PredictionsPort.Format(settings.output(), data.idName(), columns, false));
        Classifier classifier = engine.open(model)) {
      listener.phaseStarted(Phase.PREDICTING, samples.size());
      Output output = new Output(samples, topK, writer);
      ClassifyingPass.run(
          classifier,
          model.network(),
          data,
          IntStream.range(0, samples.size()).toArray(),
          settings.batchSize(),
          listener,
          cancelled,
          output);
      boolean finished = output.classified + output.unreadable.size() == samples.size();
      Path file = settings.output();
      if (finished) {
        writer.finish();
      } else {
        file = writer.keepPart();
      }
      listener.phaseFinished(Phase.PREDICTING);
      return new PredictResult(file, output.classified, output.unreadable, finished);
    }
  }

  /** Writes each answer and counts. */
  private static final class Output implements ClassifyingPass.Sink {

    private final List<Sample> samples;
    private final TopK topK;
    private final PredictionsPort.Writer writer;
    private final List<Unreadable> unreadable = new ArrayList<>();
    private int classified;

    Output(List<Sample> samples, TopK topK, PredictionsPort.Writer writer) {
      this.samples = samples;
      this.topK = topK;
      this.writer = writer;
    }

    @Override
    public void classified(int sample, float[] probabilities, int image) {
      writer.write(samples.get(sample), topK.predict(probabilities, image));
      classified++;
    }

    @Override
    public void unreadable(int sample, Unreadable bad) {
      writer.write(samples.get(sample), bad);
      unreadable.add(bad);
    }
  }
}
