package dev.espy.application.explain;

import dev.espy.application.RunControl;
import dev.espy.application.RunListener.Phase;
import dev.espy.application.classify.FiniteProbabilities;
import dev.espy.application.classify.TopK;
import dev.espy.application.classify.UnreadableImages;
import dev.espy.application.pipeline.ImageLoader;
import dev.espy.application.storage.AtomicFile;
import dev.espy.domain.BadDataSetException;
import dev.espy.domain.Batch;
import dev.espy.domain.DecodeResult;
import dev.espy.domain.Image;
import dev.espy.domain.Prediction;
import dev.espy.domain.Remedy;
import dev.espy.domain.Sample;
import dev.espy.domain.Shape;
import dev.espy.domain.Unreadable;
import dev.espy.domain.network.Model;
import dev.espy.domain.port.Classifier;
import dev.espy.domain.port.ClassifierPort;
import dev.espy.domain.port.ImageCodecPort;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;

/** The use case of explaining: shows on which areas of an image the answer of a model rests. */
public final class Explain {

  private static final Shape PICTURE = new Shape(3, SideBySide.LONGEST, SideBySide.LONGEST);

  private final ClassifierPort engine;
  private final ImageCodecPort codec;

  /**
   * @param engine the engine that classifies
   * @param codec the encoder of the pictures
   */
  public Explain(ClassifierPort engine, ImageCodecPort codec) {
    this.engine = engine;
    this.codec = codec;
  }

  /**
   * Explains the most probable label of each image. Each picture is written as soon as it is drawn;
   * it replaces an existing file.
   *
   * @param request the model, the images, and the folder of the pictures
   * @param control progress listener and cancellation flag; if set, the remaining images are
   *     skipped
   * @return the outcome
   * @throws dev.espy.domain.BadModelException if a probability is not finite
   * @throws BadDataSetException if no image is readable
   * @throws CancellationException if cancelled before the first image was explained
   * @throws dev.espy.domain.StorageException if the folder or a picture cannot be written; found
   *     before anything is classified, as far as that is possible
   * @throws dev.espy.domain.EspyException if the engine cannot be opened
   */
  public ExplainResult run(ExplainRequest request, RunControl control) {
    List<Path> pictures = request.pictures();
    AtomicFile.checkFolder(request.folder());
    pictures.forEach(AtomicFile::check);
    try (Classifier classifier = engine.open(request.model());
        Stream<Sample> samples = request.images().samples();
        ImageLoader loader =
            new ImageLoader(
                request.images(),
                samples.iterator(),
                request.model().preprocessing().input(),
                1,
                control)) {
      control.listener().phaseStarted(Phase.EXPLAINING, request.images().size());
      Pass pass = new Pass(request, pictures, classifier, control);
      boolean finished = pass.run(loader);
      control.listener().phaseFinished(Phase.EXPLAINING);
      return pass.result(finished);
    }
  }

  /** One pass over the images. */
  private final class Pass {

    private final ExplainRequest request;
    private final Classifier classifier;
    private final RunControl control;
    private final Occlusion occlusion;
    private final TopK topK;
    private final List<Path> pictures;
    private final List<Explanation> explanations = new ArrayList<>();
    private final UnreadableImages.Collector unreadable = new UnreadableImages.Collector();

    Pass(ExplainRequest request, List<Path> pictures, Classifier classifier, RunControl control) {
      Model model = request.model();
      this.request = request;
      this.classifier = classifier;
      this.control = control;
      this.occlusion = new Occlusion(classifier, model.network(), request.batchSize());
      this.topK = new TopK(model.labels(), request.top(), 0);
      this.pictures = pictures;
    }

    /** Returns false if cancelled. */
    boolean run(ImageLoader loader) {
      for (int i = 0; loader.hasNext(); i++) {
        if (control.stopped()) {
          return false;
        }
        ImageLoader.Chunk chunk = loader.next();
        Sample sample = chunk.samples().get(0);
        DecodeResult result = chunk.results().get(0);
        if (result instanceof Unreadable bad) {
          unreadable.add(bad);
        } else if (!explain(sample, (Image) result, pictures.get(i))) {
          return false;
        }
      }
      return true;
    }

    /** Returns false if cancelled. */
    private boolean explain(Sample sample, Image input, Path picture) {
      float[] probabilities =
          FiniteProbabilities.of(classifier, Batch.of(input.shape(), 1, input.pixels()));
      Prediction prediction = topK.predict(probabilities, 0);
      int answer = request.model().labels().position(prediction.label()).orElseThrow();
      Optional<Occlusion.Outcome> outcome =
          occlusion.measure(input, probabilities, answer, control);
      if (outcome.isEmpty()) {
        return false;
      }
      // The image is read a second time, larger: the answer must be the same as that of predicting.
      DecodeResult shown =
          request
              .images()
              .read(
                  sample,
                  PICTURE,
                  result -> result instanceof Image image ? SideBySide.scaled(image) : result);
      if (shown instanceof Unreadable bad) {
        unreadable.add(bad);
        return true;
      }
      Occlusion.Outcome found = outcome.get();
      AtomicFile.write(picture, codec.encodePng(SideBySide.draw((Image) shown, found.map())));
      explanations.add(new Explanation(sample, prediction, found.map(), found.loss(), picture));
      control.listener().imageWritten();
      return true;
    }

    ExplainResult result(boolean finished) {
      UnreadableImages bad = unreadable.collected();
      if (explanations.isEmpty() && !finished) {
        throw new CancellationException("stopped before an image was explained");
      }
      if (explanations.isEmpty()) {
        Unreadable first = bad.first().get(0);
        String reason = first.id() + ": " + first.reason();
        throw new BadDataSetException(
            bad.count() == 1
                ? reason
                : "none of the %,d images can be read; the first is %s"
                    .formatted(bad.count(), reason),
            first.remedies().toArray(Remedy[]::new));
      }
      return new ExplainResult(explanations, bad, finished);
    }
  }
}
