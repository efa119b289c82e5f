package dev.espy.domain.reference;

import dev.espy.domain.Label;
import dev.espy.domain.Labels;
import dev.espy.domain.confidence.Coverage;
import dev.espy.domain.confidence.Temperature;
import dev.espy.domain.confidence.TemperatureFit;
import dev.espy.domain.evaluation.ConfusionMatrix;
import dev.espy.domain.evaluation.Evaluation;
import dev.espy.domain.evaluation.Evaluator;
import dev.espy.domain.evaluation.LabelScore;
import dev.espy.domain.review.ConfidentLearning;
import dev.espy.domain.review.Suspect;
import dev.espy.domain.statistics.Interval;
import dev.espy.domain.statistics.McNemar;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads labelled probabilities from standard input and prints every figure in full precision, a
 * line each: its name, a space, its value.
 *
 * <p>The input is 32-bit little-endian whole numbers: the number of images, of labels that the
 * model knows, and of all labels; the true label of each image; the probabilities as
 * [image][label], in units of 2^-20, which 32-bit floats hold exactly. Each argument is the pair of
 * numbers of a McNemar test, such as {@code 3:8}.
 */
public final class PrintFigures {

  private static final float UNIT = 1f / (1 << 20);

  private final PrintStream out;
  private final int known;
  private final int all;
  private final int[] truths;
  private final float[] probabilities;

  private PrintFigures(ByteBuffer input, PrintStream out) {
    this.out = out;
    truths = new int[input.getInt()];
    known = input.getInt();
    all = input.getInt();
    IntStream.range(0, truths.length).forEach(image -> truths[image] = input.getInt());
    probabilities = new float[truths.length * known];
    for (int i = 0; i < probabilities.length; i++) {
      probabilities[i] = input.getInt() * UNIT;
    }
  }

  /** Prints the figures. */
  public static void main(String[] arguments) throws IOException {
    ByteBuffer input = ByteBuffer.wrap(System.in.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN);
    PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
    PrintFigures figures = new PrintFigures(input, out);
    figures.evaluation();
    figures.temperatures();
    figures.suspects();
    for (String pair : arguments) {
      List<Long> wrong = List.of(pair.split(":", -1)).stream().map(Long::valueOf).toList();
      figures.print("mcnemar " + pair, McNemar.pValue(wrong.get(0), wrong.get(1)));
    }
    out.flush();
  }

  private void print(String name, @Nullable Object value) {
    out.println(name.replace(' ', '.') + " " + value);
  }

  private void print(String name, Interval interval) {
    print(name + " lower", interval.lower());
    print(name + " upper", interval.upper());
  }

  private void evaluation() {
    List<Label> labels = IntStream.range(0, all).mapToObj(i -> new Label("" + i)).toList();
    Evaluator evaluator =
        new Evaluator(new Labels(labels.subList(0, known)), labels, Temperature.ONE);
    for (int image = 0; image < truths.length; image++) {
      evaluator.add(labels.get(truths[image]), probabilities, image);
    }
    Evaluation evaluation = evaluator.evaluation();
    print("accuracy", evaluation.accuracy());
    print("accuracy", evaluation.accuracyInterval());
    print("balancedAccuracy", evaluation.balancedAccuracy());
    print("macroF1", evaluation.macroF1());
    print("weightedF1", evaluation.weightedF1());
    print("loss", evaluation.loss());
    print("top5Accuracy", evaluation.top5Accuracy());
    print("calibrationError", evaluation.calibrationError());
    print("averagePrecisionExact", evaluation.averagePrecisionExact() ? 1 : 0);
    print("meanAveragePrecision", evaluation.meanAveragePrecision());
    print("unknownLabels", evaluation.unknownLabels());
    print("unknownImages", evaluation.unknownImages());
    print("absentLabels", evaluation.absentLabels());
    for (double confidence : Coverage.USUAL) {
      print("answered " + confidence, evaluation.coverage().answeredFrom(confidence).total());
      print("right " + confidence, evaluation.coverage().answeredFrom(confidence).count());
    }
    evaluation.perLabel().forEach(this::score);
    ConfusionMatrix confusion = evaluation.confusion();
    for (int truth = 0; truth < all; truth++) {
      for (int answer = 0; answer < all; answer++) {
        print("confusion %d %d".formatted(truth, answer), confusion.counts()[truth][answer]);
      }
    }
  }

  private void score(LabelScore score) {
    String name = "label " + score.label() + " ";
    print(name + "precision", score.precision());
    print(name + "precision", score.precisionInterval());
    print(name + "recall", score.recall());
    print(name + "recall", score.recallInterval());
    print(name + "f1", score.f1());
    print(name + "support", score.support());
    print(name + "averagePrecision", score.averagePrecision());
  }

  private void temperatures() {
    int[] positions = IntStream.of(truths).map(truth -> truth < known ? truth : -1).toArray();
    TemperatureFit fit = new TemperatureFit(probabilities, positions, known);
    print("temperature", fit.all().value());
    print("temperature even", fit.of(image -> image % 2 == 0).value());
    print("temperature odd", fit.of(image -> image % 2 == 1).value());
  }

  private void suspects() {
    ConfidentLearning learning = new ConfidentLearning(known);
    for (int image = 0; image < truths.length; image++) {
      learning.add(image, truths[image] < known ? truths[image] : -1, probabilities, image);
    }
    List<Suspect> suspects = learning.suspects();
    print("suspects", suspects.size());
    for (int rank = 0; rank < Math.min(1000, suspects.size()); rank++) {
      Suspect suspect = suspects.get(rank);
      print("suspect %d image".formatted(rank), suspect.sample());
      print("suspect %d given".formatted(rank), suspect.given());
      print("suspect %d suggested".formatted(rank), suspect.suggested());
      print("suspect %d margin".formatted(rank), suspect.margin());
    }
  }
}
