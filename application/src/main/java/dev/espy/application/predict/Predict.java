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

/** The use case of predicting: labels every image of a data set. */
public final class Predict {

  private final ClassifierPort engine;
  private final PredictionsPort predictions;

  /**
   * @param engine what classifies
   * @param predictions the writer of the predictions
   */
  public Predict(ClassifierPort engine, PredictionsPort predictions) {
    this.engine = engine;
    this.predictions = predictions;
  }

  /**
   * Predicts. The predictions have one row per row of the data set, in its order; unreadable images
   * get no answer.
   *
   * @param model the model to use
   * @param data the images; labels are ignored
   * @param settings the settings
   * @param listener the progress listener
   * @param cancelled the cancellation flag, checked before each batch; if set, the rows so far are
   *     kept as a partial file
   * @return the outcome
   * @throws dev.espy.domain.BadModelException if a probability is not finite; no file is written
   * @throws dev.espy.domain.EspyException if the engine cannot be opened or the predictions cannot
   *     be written
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

  /** Writes and counts the predictions. */
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
