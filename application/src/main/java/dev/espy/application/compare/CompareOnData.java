package dev.espy.application.compare;

import dev.espy.application.Names;
import dev.espy.application.RunControl;
import dev.espy.application.RunListener;
import dev.espy.application.RunListener.Phase;
import dev.espy.application.classify.ClassifyingPass;
import dev.espy.application.classify.RecognizingClassifier;
import dev.espy.application.classify.UnreadableImages;
import dev.espy.application.compare.CompareRequest.Named;
import dev.espy.domain.BadDataSetException;
import dev.espy.domain.BadModelException;
import dev.espy.domain.Label;
import dev.espy.domain.Labels;
import dev.espy.domain.Remedy;
import dev.espy.domain.Sample;
import dev.espy.domain.Unreadable;
import dev.espy.domain.evaluation.ArgMax;
import dev.espy.domain.network.Model;
import dev.espy.domain.port.ClassifierPort;
import dev.espy.domain.port.DataSet;
import dev.espy.domain.port.DifferencesPort;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The use case of comparing two models on labelled images, which both classify, one after the
 * other.
 */
public final class CompareOnData {

  private static final int UNREAD = -1;

  private final ClassifierPort engine;
  private final DifferencesPort differences;

  /**
   * @param engine the engine that classifies
   * @param differences the writer of the images on which the models differ
   */
  public CompareOnData(ClassifierPort engine, DifferencesPort differences) {
    this.engine = engine;
    this.differences = differences;
  }

  /**
   * Compares. Labels are matched by name; answers to images with a label that a model does not know
   * are wrong. Samples without a label are skipped. The listener is told of labels that a model
   * does not know, and if some of the images are training images of a model. The memory is 4 bytes
   * for each labelled sample, and depends on the number of labels.
   *
   * @param request the models, the images, and perhaps a file for the differences
   * @param control listener for progress, and cancellation flag, which is checked before each batch
   * @return the comparison
   * @throws BadModelException if a probability is not finite; the message starts with the model's
   *     name
   * @throws BadDataSetException if no sample has a label, or a model knows none of the labels, or
   *     no image is readable
   * @throws CancellationException if cancelled before both models classified all images
   * @throws dev.espy.domain.EspyException if the engine cannot be opened or a file cannot be
   *     written
   */
  public Comparison run(CompareRequest request, RunControl control) {
    DataSet data = request.data();
    int labelled = 0;
    for (Named model : List.of(request.first(), request.second())) {
      labelled = checkLabels(data, model, control.listener());
    }
    FirstAnswers first = new FirstAnswers(request.first().model().labels(), labelled);
    try (DifferencesPort.@Nullable Writer writer =
        request.output() == null ? null : differences.open(request.output(), data.idName())) {
      pass(request, request.first(), labelled, first, control);
      Tally tally = new Tally(writer);
      SecondAnswers second = new SecondAnswers(first, request.second().model().labels(), tally);
      pass(request, request.second(), labelled, second, control);
      if (tally.images() == 0) {
        Unreadable bad = first.unreadable.collected().first().get(0);
        throw new BadDataSetException(
            "%s: none of the images can be read; the first is in row %d: %s"
                .formatted(data.name(), bad.row(), bad.reason()),
            bad.remedies().toArray(Remedy[]::new));
      }
      return tally.finish(first.unreadable.collected(), data.size() - labelled);
    }
  }

  /**
   * Refuses data without a label that a model knows, and notes labels that it does not know.
   *
   * @return the number of labelled samples
   */
  private static int checkLabels(DataSet data, Named named, RunListener listener) {
    Labels known = named.model().labels();
    Set<Label> unknown = new TreeSet<>();
    int labelled = 0;
    int unknownRows = 0;
    try (Stream<Sample> samples = data.samples()) {
      for (Label label : (Iterable<Label>) samples.flatMap(s -> s.truth().stream())::iterator) {
        labelled++;
        if (known.position(label).isEmpty()) {
          unknownRows++;
          unknown.add(label);
        }
      }
    }
    if (labelled == 0) {
      throw new BadDataSetException(data.name() + ": no row has a label to compare with");
    }
    if (unknownRows == labelled) {
      throw new BadDataSetException(
          "%s: the model of %s knows none of the labels %s, but %s"
              .formatted(data.name(), named.name(), Names.of(unknown), Names.of(known.asList())),
          Remedy.NAME_LABEL_COLUMN);
    }
    if (unknownRows > 0) {
      listener.warn(
          "The model of %s does not know the label%s %s of %,d of %,d rows; all its answers to such images are wrong."
              .formatted(
                  named.name(),
                  unknown.size() == 1 ? "" : "s",
                  Names.of(unknown),
                  unknownRows,
                  labelled));
    }
    return labelled;
  }

  /** Classifies all labelled images with one model. */
  private void pass(
      CompareRequest request,
      Named named,
      int labelled,
      ClassifyingPass.Sink sink,
      RunControl control) {
    Model model = named.model();
    RunListener listener = control.listener();
    DataSet data = request.data();
    try (RecognizingClassifier classifier =
            new RecognizingClassifier(engine.open(model), model.provenance());
        Stream<Sample> samples = data.samples()) {
      listener.phaseStarted(Phase.VALIDATING, labelled);
      boolean finished =
          new ClassifyingPass(classifier, model.network(), data, request.batchSize())
              .run(samples.filter(sample -> sample.label() != null).iterator(), control, sink);
      if (!finished) {
        throw new CancellationException(
            "stopped before both models classified all images, so there is nothing to compare");
      }
      listener.phaseFinished(Phase.VALIDATING);
      classifier.tell(labelled, "The model of " + named.name(), listener);
    } catch (BadModelException e) {
      throw new BadModelException(
          named.name() + ": " + e.reason(), e, e.remedies().toArray(Remedy[]::new));
    }
  }

  /** Returns the position of the most probable label of an image, the first one of equal ones. */
  private static int position(Labels labels, float[] probabilities, int image) {
    return ArgMax.of(probabilities, image * labels.size(), labels.size());
  }

  /** Keeps the answers of the first model as positions of labels. */
  private static final class FirstAnswers implements ClassifyingPass.Sink {

    private final Labels labels;
    private final int[] answers;
    private final UnreadableImages.Collector unreadable = new UnreadableImages.Collector();
    private int next;

    FirstAnswers(Labels labels, int samples) {
      this.labels = labels;
      this.answers = new int[samples];
      Arrays.fill(answers, UNREAD);
    }

    @Override
    public void classified(Sample sample, float[] probabilities, int image) {
      answers[next++] = position(labels, probabilities, image);
    }

    @Override
    public void unreadable(Sample sample, Unreadable bad) {
      next++;
      unreadable.add(bad);
    }

    /** Returns the answer to a labelled sample, or null if its image could not be read. */
    @Nullable Label answer(int sample) {
      return answers[sample] == UNREAD ? null : labels.get(answers[sample]);
    }
  }

  /** Compares the answers of the second model to those of the first. */
  private static final class SecondAnswers implements ClassifyingPass.Sink {

    private final FirstAnswers first;
    private final Labels labels;
    private final Tally tally;
    private int next;

    SecondAnswers(FirstAnswers first, Labels labels, Tally tally) {
      this.first = first;
      this.labels = labels;
      this.tally = tally;
    }

    @Override
    public void classified(Sample sample, float[] probabilities, int image) {
      Label answer = first.answer(next++);
      if (answer != null) {
        tally.add(
            sample.id(),
            sample.truth().orElseThrow(),
            answer,
            labels.get(position(labels, probabilities, image)));
      }
    }

    @Override
    public void unreadable(Sample sample, Unreadable bad) {
      if (first.answer(next++) != null) {
        first.unreadable.add(bad); // The file was lost in the meantime.
      }
    }
  }
}
