package dev.espy.application.predict;

import dev.espy.application.RunControl;
import dev.espy.application.RunListener.Phase;
import dev.espy.application.classify.ClassifyingPass;
import dev.espy.application.classify.TopK;
import dev.espy.application.classify.UnreadableImages;
import dev.espy.domain.Prediction;
import dev.espy.domain.Sample;
import dev.espy.domain.Unreadable;
import dev.espy.domain.network.Model;
import dev.espy.domain.port.Classifier;
import dev.espy.domain.port.ClassifierPort;
import dev.espy.domain.port.PredictionsPort;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The use case of predicting: labels every image of a data set. */
public final class Predict {

  private final ClassifierPort engine;
  private final PredictionsPort predictions;

  /**
   * @param engine the engine that classifies
   * @param predictions the writer of the predictions
   */
  public Predict(ClassifierPort engine, PredictionsPort predictions) {
    this.engine = engine;
    this.predictions = predictions;
  }

  /**
   * Predicts. The predictions have one row per row of the data set, in its order; unreadable images
   * and those with too low a confidence get no answer. The memory does not depend on the number of
   * rows.
   *
   * @param request the model, the images, and the file of the predictions
   * @param control progress listener and cancellation flag, which is checked before each batch; if
   *     set, the rows so far are kept as a partial file
   * @return the outcome
   * @throws dev.espy.domain.BadModelException if a probability is not finite, or the model has no
   *     confidence that is high enough; no file is written
   * @throws dev.espy.domain.EspyException if the engine cannot be opened or the predictions cannot
   *     be written
   */
  public PredictResult run(PredictRequest request, RunControl control) {
    Model model = request.model();
    double minConfidence = request.threshold().confidence(model, control.listener());
    TopK topK = new TopK(model.labels(), request.top(), minConfidence);
    int columns = Math.min(request.top(), model.labels().size());
    Path file = request.output();
    try (PredictionsPort.Writer writer =
            predictions.open(
                new PredictionsPort.Format(file, request.data().idName(), columns, false));
        Classifier classifier = engine.open(model);
        Stream<Sample> samples = request.data().samples()) {
      control.listener().phaseStarted(Phase.PREDICTING, request.data().size());
      Output output = new Output(topK, writer);
      boolean finished =
          new ClassifyingPass(classifier, model.network(), request.data(), request.batchSize())
              .run(samples.iterator(), control, output);
      if (finished) {
        writer.finish();
      } else {
        file = writer.keepPart();
      }
      control.listener().phaseFinished(Phase.PREDICTING);
      return new PredictResult(
          file,
          output.classified,
          output.unsure,
          minConfidence,
          output.unreadable.collected(),
          finished);
    }
  }

  /** Writes and counts the predictions. */
  private static final class Output implements ClassifyingPass.Sink {

    private final TopK topK;
    private final PredictionsPort.Writer writer;
    private final UnreadableImages.Collector unreadable = new UnreadableImages.Collector();
    private int classified;
    private int unsure;

    Output(TopK topK, PredictionsPort.Writer writer) {
      this.topK = topK;
      this.writer = writer;
    }

    @Override
    public void classified(Sample sample, float[] probabilities, int image) {
      Prediction prediction = topK.predict(probabilities, image);
      writer.write(sample, prediction);
      classified++;
      unsure += prediction.confident() ? 0 : 1;
    }

    @Override
    public void unreadable(Sample sample, Unreadable bad) {
      writer.write(sample, bad);
      unreadable.add(bad);
    }
  }
}
