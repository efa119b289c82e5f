package dev.espy.application.export;

import dev.espy.application.RunControl;
import dev.espy.application.RunListener.Phase;
import dev.espy.application.classify.BatchSize;
import dev.espy.application.classify.ClassifyingPass;
import dev.espy.application.storage.AtomicFile;
import dev.espy.domain.BadDataSetException;
import dev.espy.domain.BadModelException;
import dev.espy.domain.Remedy;
import dev.espy.domain.Sample;
import dev.espy.domain.Unreadable;
import dev.espy.domain.network.Model;
import dev.espy.domain.network.Network;
import dev.espy.domain.port.Classifier;
import dev.espy.domain.port.ClassifierPort;
import dev.espy.domain.port.DataSet;
import dev.espy.domain.port.ModelExportPort;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;

/**
 * The use case of exporting: writes a model for other programs and checks that the file gives the
 * same probabilities.
 */
public final class Export {

  /** The largest difference from a probability of the engine. */
  public static final double TOLERANCE = 1e-4;

  /** The largest number of images of a check. */
  public static final int IMAGES = 1000;

  private static final int DRAWN = 64;
  private static final int BATCH_SIZE = 64;

  private final ModelExportPort format;
  private final ClassifierPort engine;

  /**
   * @param format the format, which writes and opens the file
   * @param engine the reference engine, which is that of training
   */
  public Export(ModelExportPort format, ClassifierPort engine) {
    this.format = format;
    this.engine = engine;
  }

  /**
   * Exports. The file is put in place only if its probabilities agree with those of the engine.
   *
   * @param request the model, the images of the check, and the file
   * @param control progress listener and cancellation flag, which is checked before each batch; if
   *     set, no file is written
   * @return the outcome of the check
   * @throws BadModelException if the format cannot represent the model, or a probability is not
   *     finite or differs by more than {@link #TOLERANCE}
   * @throws BadDataSetException if none of the images can be read
   * @throws CancellationException if cancelled
   * @throws dev.espy.domain.EspyException if the engine cannot be opened or the file cannot be
   *     written
   */
  public ExportResult run(ExportRequest request, RunControl control) {
    Model model = request.model();
    DataSet images = request.images();
    try (AtomicFile file = AtomicFile.open(request.output())) {
      format.write(model, file.stream());
      Path written = file.written();
      try (Classifier expected = engine.open(model);
          Classifier actual = format.open(written)) {
        AgreementCheck comparison = new AgreementCheck(expected, actual);
        List<Unreadable> unreadable = List.of();
        if (images == null) {
          check(comparison, model.network(), control);
        } else {
          unreadable = check(comparison, model.network(), images, control);
        }
        refuse(comparison, request.output());
        ExportResult result =
            new ExportResult(
                file.size(),
                comparison.images(),
                comparison.sameLabels(),
                comparison.maximumDifference(),
                unreadable);
        file.commit();
        return result;
      }
    } catch (IOException e) {
      throw AtomicFile.failure(request.output(), e);
    }
  }

  /** Checks with synthetic images. */
  private static void check(Classifier comparison, Network network, RunControl control) {
    SyntheticImages drawn = new SyntheticImages(network.input());
    int batchSize = BatchSize.of(network, DRAWN);
    for (int left = DRAWN; left > 0; left -= batchSize) {
      if (control.stopped()) {
        throw stopped();
      }
      comparison.classify(drawn.next(Math.min(batchSize, left)));
    }
  }

  private static CancellationException stopped() {
    return new CancellationException("stopped before the file was checked; nothing was written");
  }

  /** Checks with images of a data set, and returns the unreadable ones. */
  private static List<Unreadable> check(
      AgreementCheck comparison, Network network, DataSet images, RunControl control) {
    List<Sample> spread = spread(images);
    List<Unreadable> unreadable = new ArrayList<>();
    control.listener().phaseStarted(Phase.CHECKING, spread.size());
    boolean finished =
        new ClassifyingPass(comparison, network, images, BATCH_SIZE)
            .run(
                spread.iterator(),
                control,
                new ClassifyingPass.Sink() {
                  @Override
                  public void classified(Sample sample, float[] probabilities, int image) {
                    // The comparison counts the images.
                  }

                  @Override
                  public void unreadable(Sample sample, Unreadable bad) {
                    unreadable.add(bad);
                  }
                });
    if (!finished) {
      throw stopped();
    }
    if (unreadable.size() == spread.size()) {
      Unreadable first = unreadable.get(0);
      throw new BadDataSetException(
          "%s: none of the images can be read; the first is in row %d: %s"
              .formatted(images.name(), first.row(), first.reason()),
          first.remedies().toArray(Remedy[]::new));
    }
    control.listener().phaseFinished(Phase.CHECKING);
    return unreadable;
  }

  /** Returns samples spread evenly over a data set, at most {@link #IMAGES}. */
  private static List<Sample> spread(DataSet images) {
    int all = images.size();
    int some = Math.min(all, IMAGES);
    List<Sample> spread = new ArrayList<>(some);
    try (Stream<Sample> samples = images.samples()) {
      Iterator<Sample> rest = samples.iterator();
      for (int i = 0; spread.size() < some && rest.hasNext(); i++) {
        Sample sample = rest.next();
        if (i == (long) spread.size() * all / some) {
          spread.add(sample);
        }
      }
    }
    return spread;
  }

  private void refuse(AgreementCheck comparison, Path output) {
    if (comparison.maximumDifference() > TOLERANCE) {
      throw new BadModelException(
          String.format(
              Locale.ROOT,
              "%s: not written, since it would answer otherwise than %s: probabilities differ by up"
                  + " to %.1e, labels for %,d of %,d images; the model's numbers may be too large"
                  + " for 32 bits, so train it again with a smaller learning rate",
              output,
              engine.engine(),
              comparison.maximumDifference(),
              comparison.images() - comparison.sameLabels(),
              comparison.images()));
    }
  }
}
