package dev.espy.domain.fake;

import dev.espy.domain.Image;
import dev.espy.domain.Label;
import dev.espy.domain.Labels;
import dev.espy.domain.Prediction;
import dev.espy.domain.Preprocessing;
import dev.espy.domain.Sample;
import dev.espy.domain.Shape;
import dev.espy.domain.confidence.Calibration;
import dev.espy.domain.confidence.Temperature;
import dev.espy.domain.evaluation.Evaluation;
import dev.espy.domain.evaluation.Evaluator;
import dev.espy.domain.evaluation.Scores;
import dev.espy.domain.network.Architecture;
import dev.espy.domain.network.ModelDescription;
import dev.espy.domain.network.Provenance;
import dev.espy.domain.report.Report;
import dev.espy.domain.report.ReportImage;
import dev.espy.domain.report.SuspectImage;
import dev.espy.domain.review.SuspectedLabel;
import dev.espy.domain.training.Epoch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Sample reports, whose answers are made up by a random number generator with a fixed seed. */
public final class Reports {

  /** The labels of {@link #full}. */
  public static final List<String> CLOTHES =
      List.of(
          "T-shirt/top",
          "Trouser",
          "Pullover",
          "Dress",
          "Coat",
          "Sandal",
          "Shirt",
          "Sneaker",
          "Bag",
          "Ankle boot");

  /** The largest number of probabilities of a report, except one with 200 labels. */
  private static final int BIGGEST = 4_000_000;

  private static final Temperature TEMPERATURE = new Temperature(1.4f);

  /** The reports that were made, since a large one takes seconds. */
  private static final Map<String, Report> MADE = new ConcurrentHashMap<>();

  private Reports() {}

  private static Report made(String name, Supplier<Report> maker) {
    Report earlier = MADE.get(name);
    if (earlier != null) {
      return earlier;
    }
    Report report = maker.get();
    MADE.put(name, report);
    return report;
  }

  /** Returns a report with everything: ten labels and 10,000 images. */
  public static Report full() {
    return made("full", () -> full(Reports::drawn));
  }

  /**
   * Returns a report with everything: ten labels and 10,000 images.
   *
   * @param pictures a picture for each position of a label; another one at each call
   */
  public static Report full(IntFunction<Image> pictures) {
    return new Maker("runs/clothes", CLOTHES, 10_000, pictures).report(20, 24);
  }

  /** Returns the report of a training that was interrupted early, without validation images. */
  public static Report minimal() {
    Labels labels = labels(List.of("cat", "dog"));
    return new Report(
        Report.Kind.TRAINING,
        "runs/short",
        model(labels, 12, 0, 1, null),
        null,
        List.of(new Epoch(1, 0.69, 0.5, null, 0.001, 1.5, true, false)),
        null,
        Report.Galleries.NONE,
        null,
        List.of(new Report.LabelCount("cat", 7L, 0), new Report.LabelCount("dog", 5L, 0)),
        List.of(),
        List.of(),
        0,
        false);
  }

  /** Returns the report of a validation of a model without a temperature. */
  public static Report validation() {
    return made("validation", Reports::makeValidation);
  }

  private static Report makeValidation() {
    Report full = full();
    Maker maker = new Maker("photos/test.csv", CLOTHES, 500, Reports::drawn);
    Report report = maker.report(0, 0);
    return new Report(
        Report.Kind.VALIDATION,
        report.name(),
        full.model(),
        null,
        List.of(),
        maker.evaluation(Temperature.ONE),
        report.galleries(),
        null,
        report.labels().stream()
            .map(count -> new Report.LabelCount(count.label(), null, count.validation()))
            .toList(),
        report.sizes(),
        report.timings(),
        3,
        true);
  }

  /**
   * Returns the report of a training with many labels; with 200 labels it has 100,000 images.
   *
   * @param labels number of labels
   */
  public static Report huge(int labels) {
    List<String> names =
        IntStream.range(0, labels).mapToObj(i -> "species %04d".formatted(i)).toList();
    int images = labels == 200 ? 100_000 : BIGGEST / labels;
    return made(
        "huge " + labels,
        () -> new Maker("runs/huge", names, images, Reports::noise).report(30, 200));
  }

  /**
   * Returns the report of a training whose labels and names are as long as a page shows any, and of
   * characters that need many bytes.
   *
   * @param labels number of labels
   */
  public static Report longNames(int labels) {
    List<String> names =
        IntStream.range(0, labels)
            .mapToObj(i -> (i % 2 == 0 ? "\u6f22" : "\"&<'").repeat(i % 2 == 0 ? 980 : 245) + i)
            .toList();
    return made(
        "long names " + labels,
        () ->
            new Maker(
                "\u6f22".repeat(1000), names, Math.min(10_000, BIGGEST / labels), Reports::noise) {
              @Override
              String id(int image) {
                return (image % 2 == 0 ? "\u6f22" : "\"").repeat(980) + image;
              }
            }.report(300, 200));
  }

  /** Returns a report whose labels and names are made to do harm. */
  public static Report hostile() {
    List<String> labels =
        List.of(
            "<script>alert(1)</script>",
            "\"><img src=x onerror=alert(2)>",
            "'); alert(3); ('",
            "${alert(4)} {{alert(5)}} @if(true)",
            "</script><!--<script>",
            "\u202egnp.exe\u202c",
            "a\u001b[2Jb\u0000c\rd\ne",
            "=cmd|'/c calc'!A1,\"x\";y",
            "שלום עולם",
            "x".repeat(10_000),
            "constructor",
            "__proto__");
    return new Maker("runs/<b>hostile</b>\u202e", labels, 600, Reports::drawn) {
      @Override
      String id(int image) {
        return switch (image % 5) {
          case 0 -> "";
          case 1 -> "<svg onload=alert(6)>" + image + ".png";
          case 2 -> "n".repeat(10_000) + image;
          case 3 -> "\u202e" + image + "\u001b[31m\u2028.png";
          default -> "a,\"b\"\r\n" + image + ".png";
        };
      }
    }.report(3, 40);
  }

  /** Returns a made-up picture of a label, the same at each call. */
  public static Image drawn(int label) {
    Shape shape = new Shape(1, 28, 28);
    byte[] pixels = new byte[shape.size()];
    for (int row = 2; row < 26; row++) {
      for (int column = 2; column < 26; column++) {
        boolean isStripe = (row * (label % 5 + 1) + column * (label % 3 + 1)) / 9 % 2 == 0;
        pixels[row * 28 + column] = (byte) (isStripe ? 220 : 40 + 12 * (label % 10));
      }
    }
    return new Image(shape, pixels);
  }

  /** Returns a colour picture of 96 x 96 pixels that cannot be compressed. */
  private static Image noise(int seed) {
    byte[] pixels = new byte[3 * 96 * 96];
    new Random(seed).nextBytes(pixels);
    return new Image(new Shape(3, 96, 96), pixels);
  }

  private static Labels labels(List<String> names) {
    return new Labels(names.stream().map(Label::new).toList());
  }

  private static ModelDescription model(
      Labels labels, int training, int validation, int epoch, @Nullable Double accuracy) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("preset", "small");
    settings.put("validation", "0.1");
    settings.put("epochs", "20");
    settings.put("batch-size", "64");
    settings.put("optimizer", "adamw");
    settings.put("learning-rate", "0.002");
    settings.put("augment", "light");
    settings.put("seed", "42");
    return new ModelDescription(
        labels,
        Preprocessing.scaled(new Shape(1, 28, 28)),
        Architecture.tutorial(),
        new Provenance(
            Instant.parse("2026-01-02T03:04:05Z"),
            "Espy 0.1.0",
            "no engine 1.0",
            "Linux amd64, Java 17",
            "clothes/train.csv",
            training,
            validation,
            epoch,
            accuracy,
            settings));
  }

  /** Makes up the answers of a model. */
  private static class Maker {

    private final String name;
    private final Labels labels;
    private final int images;
    private final IntFunction<Image> pictures;

    /** The answers that a report may show, at most a few thousand. */
    private final List<Answer> answers = new ArrayList<>();

    private record Answer(int image, int truth, List<Integer> best, List<Float> probabilities) {
      boolean isRight() {
        return best.get(0) == truth;
      }

      float confidence() {
        return probabilities.get(0);
      }
    }

    Maker(String name, List<String> labels, int images, IntFunction<Image> pictures) {
      this.name = name;
      this.labels = labels(labels);
      this.images = images;
      this.pictures = pictures;
    }

    String id(int image) {
      return "images/%05d.png".formatted(image);
    }

    Evaluation evaluation(Temperature temperature) {
      Evaluator evaluator = new Evaluator(labels, labels.asList(), temperature);
      Random random = new Random(1);
      answers.clear();
      for (int image = 0; image < images; image++) {
        int truth = (int) (labels.size() * Math.pow(random.nextDouble(), 1.3));
        float[] probabilities = probabilities(truth, random);
        evaluator.add(labels.get(truth), probabilities, 0);
        if (image < 3000) {
          answers.add(answer(image, truth, probabilities));
        }
      }
      return evaluator.evaluation();
    }

    /** Returns probabilities, of which those of labels a multiple of 4 apart are confused most. */
    private float[] probabilities(int truth, Random random) {
      int size = labels.size();
      double[] logits = new double[size];
      for (int i = 0; i < size; i++) {
        logits[i] = random.nextGaussian();
      }
      logits[truth] += 4 + 2.5 * random.nextGaussian() - (truth % 5 == 1 ? 1.5 : 0);
      logits[(truth + 4) % size] += Math.abs(2 * random.nextGaussian());
      double sum = 0;
      for (int i = 0; i < size; i++) {
        logits[i] = Math.exp(1.6 * logits[i]);
        sum += logits[i];
      }
      float[] probabilities = new float[size];
      for (int i = 0; i < size; i++) {
        probabilities[i] = (float) (logits[i] / sum);
      }
      TEMPERATURE.apply(probabilities, size);
      return probabilities;
    }

    private static Answer answer(int image, int truth, float[] probabilities) {
      List<Integer> best =
          IntStream.range(0, probabilities.length)
              .boxed()
              .sorted(Comparator.comparing(label -> -probabilities[label]))
              .limit(5)
              .toList();
      List<Float> all = new ArrayList<>();
      best.forEach(label -> all.add(probabilities[label]));
      all.add(probabilities[truth]);
      return new Answer(image, truth, best, all);
    }

    Report report(int epochs, int suspects) {
      Evaluation evaluation = evaluation(TEMPERATURE);
      long[] truths = new long[labels.size()];
      long[] given = new long[labels.size()];
      evaluation
          .confusion()
          .pairs()
          .forEach(
              pair -> {
                truths[pair.truth()] += pair.count();
                given[pair.answer()] += pair.count();
              });
      return new Report(
          Report.Kind.TRAINING,
          name,
          model(labels, 9 * images, images, Math.max(1, epochs - 3), evaluation.accuracy()),
          new Calibration(
              TEMPERATURE, 0.078, 0.012, evaluation.coverage(), ints(truths), ints(given)),
          epochs(epochs, evaluation),
          evaluation,
          galleries(),
          suspects(suspects),
          IntStream.range(0, labels.size())
              .mapToObj(
                  i -> new Report.LabelCount(labels.get(i).name(), 9 * truths[i] + 3, truths[i]))
              .toList(),
          List.of(
              new Report.SizeCount(28, 28, 800),
              new Report.SizeCount(640, 480, 120),
              new Report.SizeCount(1024, 768, 60),
              new Report.SizeCount(300, 900, 20)),
          List.of(
              new Report.Timing(Report.Step.READING, 12.25),
              new Report.Timing(Report.Step.TRAINING, 341.5),
              new Report.Timing(Report.Step.VALIDATING, 4.75)),
          2,
          true);
    }

    private static List<Integer> ints(long[] counts) {
      return IntStream.range(0, counts.length).mapToObj(i -> (int) counts[i]).toList();
    }

    private static List<Epoch> epochs(int count, Evaluation evaluation) {
      List<Epoch> epochs = new ArrayList<>();
      for (int i = 1; i <= count; i++) {
        double left = Math.exp(-i / 5.0);
        epochs.add(
            new Epoch(
                i,
                0.2 + 1.8 * left,
                0.96 - 0.5 * left,
                new Scores(
                    evaluation.loss() + 1.2 * left + 0.02 * Math.sin(2 * i) + 0.004 * i,
                    evaluation.accuracy() - 0.3 * left + 0.005 * Math.sin(3 * i),
                    evaluation.balancedAccuracy() - 0.3 * left,
                    evaluation.macroF1() - 0.3 * left),
                0.002 * (1 - (i - 1.0) / count),
                17.25,
                i == Math.max(1, count - 3),
                i % 2 == 0));
      }
      return epochs;
    }

    private Report.Galleries galleries() {
      List<Answer> mistakes =
          answers.stream()
              .filter(answer -> !answer.isRight())
              .sorted(Comparator.comparing(answer -> -answer.confidence()))
              .toList();
      List<Answer> unsure =
          answers.stream().sorted(Comparator.comparing(Answer::confidence)).limit(36).toList();
      List<Answer> typical =
          answers.stream()
              .filter(Answer::isRight)
              .sorted(Comparator.comparing(answer -> -answer.confidence()))
              .collect(
                  Collectors.groupingBy(Answer::truth, LinkedHashMap::new, Collectors.toList()))
              .values()
              .stream()
              .flatMap(ofLabel -> ofLabel.stream().limit(2))
              .limit(60)
              .toList();
      Map<List<Integer>, List<Answer>> pairs =
          mistakes.stream()
              .collect(
                  Collectors.groupingBy(
                      answer -> List.of(answer.truth(), answer.best().get(0)),
                      LinkedHashMap::new,
                      Collectors.toList()));
      Stream<Answer> confusions =
          IntStream.range(0, 4)
              .boxed()
              .flatMap(
                  round ->
                      pairs.values().stream()
                          .sorted(Comparator.comparing(pair -> -pair.size()))
                          .flatMap(pair -> pair.stream().skip(round).limit(1)))
              .limit(400);
      return new Report.Galleries(
          images(mistakes.stream().limit(36)),
          images(unsure.stream()),
          images(typical.stream()),
          images(confusions));
    }

    private List<ReportImage> images(Stream<Answer> shown) {
      return shown.map(this::image).toList();
    }

    private ReportImage image(Answer answer) {
      List<Prediction.Ranked> ranked = new ArrayList<>();
      for (int i = 0; i < answer.best().size(); i++) {
        ranked.add(
            new Prediction.Ranked(labels.get(answer.best().get(i)), answer.probabilities().get(i)));
      }
      Image picture = pictures.apply(answer.truth());
      return new ReportImage(
          new Sample(id(answer.image()), labels.get(answer.truth()), answer.image() + 2),
          new Prediction(ranked, true),
          answer.probabilities().get(answer.best().size()),
          picture,
          marked(picture));
    }

    /** Returns a picture whose left upper corner is red. */
    private static Image marked(Image picture) {
      Image colour = picture.to(new Shape(3, picture.shape().height(), picture.shape().width()));
      byte[] pixels = colour.pixels().clone();
      int width = colour.shape().width();
      for (int row = 0; row < colour.shape().height() / 3; row++) {
        for (int column = 0; column < width / 3; column++) {
          pixels[row * width + column] = (byte) 230;
        }
      }
      return new Image(colour.shape(), pixels);
    }

    private Report.Suspects suspects(int count) {
      List<SuspectImage> suspects =
          answers.stream()
              .filter(answer -> !answer.isRight() && answer.confidence() > 0.6)
              .limit(count)
              .map(
                  answer ->
                      new SuspectImage(
                          new SuspectedLabel(
                              "clothes/train.csv",
                              new Sample(
                                  id(answer.image()),
                                  labels.get(answer.truth()),
                                  answer.image() + 2),
                              labels.get(answer.best().get(0)),
                              answer.probabilities().get(answer.best().size()),
                              answer.confidence()),
                          pictures.apply(answer.best().get(0))))
              .toList();
      return new Report.Suspects(suspects, suspects.size() + 7, images);
    }
  }
}
