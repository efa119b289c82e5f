package dev.espy.application.export;

import dev.espy.application.RunListener;
import dev.espy.application.RunListener.Phase;
import dev.espy.application.classify.BatchSize;
import dev.espy.application.classify.ClassifyingPass;
import dev.espy.application.storage.AtomicFile;
import dev.espy.domain.BadDataSetException;
import dev.espy.domain.BadModelException;
import dev.espy.domain.Remedy;
import dev.espy.domain.Unreadable;
import dev.espy.domain.network.Model;
import dev.espy.domain.network.Network;
import dev.espy.domain.port.Classifier;
import dev.espy.domain.port.ClassifierPort;
import dev.espy.domain.port.DataSet;
import dev.espy.domain.port.ModelExport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

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

  private final ModelExport format;
  private final ClassifierPort engine;

  /**
   * @param format the format, which writes and opens the file
   * @param engine the reference engine, which is that of training
   */
  public Export(ModelExport format, ClassifierPort engine) {
    this.format = format;
    this.engine = engine;
  }

  /**
   * Exports. The file is put in place only if its probabilities agree with those of the engine.
   *
   * @param model the model
   * @param images the images of the check, of which at most {@link #IMAGES}, evenly spread, are
   *     used; or null to use synthetic images
   * @param output the file; replaced if it exists
   * @param listener the progress listener
   * @param cancelled the cancellation flag, checked before each batch; if set, no file is written
   * @return the outcome of the check
   * @throws BadModelException if the format cannot represent the model, or a probability is not
   *     finite or differs by more than {@link #TOLERANCE}
   * @throws BadDataSetException if none of the images can be read
   * @throws CancellationException if cancelled
   * @throws dev.espy.domain.EspyException if the engine cannot be opened or the file cannot be
   *     written
   */
  public ExportResult run(
      Model model,
      @Nullable DataSet images,
      Path output,
      RunListener listener,
      BooleanSupplier cancelled) {
    try (AtomicFile file = AtomicFile.open(output)) {
      format.write(model, file.stream());
      Path written = file.written();
      List<Unreadable> unreadable = new ArrayList<>();
      try (Classifier expected = engine.open(model);
          Classifier actual = format.open(written)) {
        AgreementCheck comparison = new AgreementCheck(expected, actual);
        if (images == null) {
          check(comparison, model.network(), cancelled);
        } else {
          check(comparison, model.network(), images, unreadable, listener, cancelled);
        }
        refuse(comparison, output);
        ExportResult result =
            new ExportResult(
                Files.size(written),
                comparison.images(),
                comparison.sameLabels(),
                comparison.maximumDifference(),
                unreadable);
        file.commit();
        return result;
      }
    } catch (IOException e) {
      throw AtomicFile.failure(output, e);
    }
  }

  /** Checks with synthetic images. */
  private static void check(Classifier comparison, Network network, BooleanSupplier cancelled) {
    SyntheticImages drawn = new SyntheticImages(network.input());
    int batchSize = BatchSize.of(network, DRAWN);
    for (int left = DRAWN; left > 0; left -= batchSize) {
      if (cancelled.getAsBoolean()) {
        throw stopped();
      }
      comparison.classify(drawn.next(Math.min(batchSize, left)));
    }
  }

  private static CancellationException stopped() {
    return new CancellationException("stopped before the file was checked; nothing was written");
  }

  private static void check(
      Classifier comparison,
      Network network,
      DataSet images,
      List<Unreadable> unreadable,
      RunListener listener,
      BooleanSupplier cancelled) {
    int all = images.samples().size();
    int some = Math.min(all, IMAGES);
    int[] spread = IntStream.range(0, some).map(i -> (int) ((long) i * all / some)).toArray();
    int[] classified = new int[1];
    listener.phaseStarted(Phase.CHECKING, some);
    ClassifyingPass.run(
        comparison,
        network,
        images,
        spread,
        BATCH_SIZE,
        listener,
        cancelled,
        new ClassifyingPass.Sink() {
          @Override
          public void classified(int sample, float[] probabilities, int image) {
            classified[0]++;
          }

          @Override
          public void unreadable(int sample, Unreadable bad) {
            unreadable.add(bad);
          }
        });
    if (classified[0] + unreadable.size() < some) {
      throw stopped();
    }
    if (classified[0] == 0) {
      Unreadable first = unreadable.get(0);
      throw new BadDataSetException(
          "%s: none of the images can be read; the first is in row %d: %s"
              .formatted(images.name(), first.row(), first.reason()),
          first.remedies().toArray(Remedy[]::new));
    }
    listener.phaseFinished(Phase.CHECKING);
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
