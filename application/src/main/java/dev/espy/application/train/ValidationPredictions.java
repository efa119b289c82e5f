package dev.espy.application.train;

import dev.espy.application.classify.TopK;
import dev.espy.application.pipeline.IndexedDataSet;
import dev.espy.application.train.data.TrainingData;
import dev.espy.domain.Unreadable;
import dev.espy.domain.port.PredictionsPort;
import java.util.Map;

/** Writes the predictions of the validation images, unreadable ones included, in their order. */
final class ValidationPredictions implements FinalValidation.AnswerSink {

  private final TrainingData data;
  private final PredictionsPort.Writer writer;
  private final TopK topK;
  private final IndexedDataSet source;
  private final Map<Integer, Unreadable> unreadable;
  private int next;

  /**
   * @param data the images
   * @param writer the writer, which the caller closes
   */
  ValidationPredictions(TrainingData data, PredictionsPort.Writer writer) {
    this.data = data;
    this.writer = writer;
    this.topK = TopK.top1(data.labels());
    this.source = data.validationSource();
    this.unreadable = data.validation().unreadable();
  }

  @Override
  public void answered(int image, float[] probabilities, int row) {
    int sample = data.validation().sample(image);
    while (data.validationSamples()[next] != sample) {
      writeUnreadable();
    }
    writer.write(source.sample(sample), topK.predict(probabilities, row));
    next++;
  }

  /** Writes the unreadable images after the last answer, and puts the file in place. */
  void finish() {
    while (next < data.validationSamples().length) {
      writeUnreadable();
    }
    writer.finish();
  }

  private void writeUnreadable() {
    int sample = data.validationSamples()[next++];
    Unreadable bad = unreadable.get(sample);
    if (bad != null) {
      writer.write(source.sample(sample), bad);
    }
  }
}
