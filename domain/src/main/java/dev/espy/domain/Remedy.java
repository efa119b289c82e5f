package dev.espy.domain;

import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A change that mends a failure. The kind is for programs that know how their users make the
 * change, as the command line knows its options; the advice is for everybody else.
 *
 * @param kind subject of the change
 * @param advice clause that tells the user what to do, such as {@code use smaller batches}
 * @param amount value that suffices: images for {@link Kind#BATCH_SIZE}, MiB for {@link Kind#HEAP};
 *     null for other kinds, or if unknown
 */
public record Remedy(Kind kind, String advice, @Nullable Long amount) implements Serializable {

  /** The subject of a change. */
  public enum Kind {
    /** The folder of a data set's images. */
    IMAGE_FOLDER,
    /** The column of image names. */
    IMAGE_COLUMN,
    /** The column of labels. */
    LABEL_COLUMN,
    /** The labelled images on which two models are compared. */
    COMPARED_IMAGES,
    /** The share of the images to validate on; none is used. */
    VALIDATION,
    /** The calibration of a model that was trained without one. */
    CALIBRATION,
    /** The accuracy that a model's answers must have; a lower one is asked for. */
    TARGET_ACCURACY,
    /** The number of images in a batch; fewer are used. */
    BATCH_SIZE,
    /** The number of threads; fewer are used. */
    THREADS,
    /** The size of a network's input; a smaller one is used. */
    IMAGE_SIZE,
    /** The size of Java's heap; a larger one is used. */
    HEAP,
    /** The device; the CPU is used. */
    DEVICE,
    /** The engine; another one is used. */
    ENGINE,
    /** Something that is no setting of Espy. */
    OTHER
  }

  /** Name the folder of the images. */
  public static final Remedy NAME_IMAGE_FOLDER =
      new Remedy(Kind.IMAGE_FOLDER, "name the folder of the images", null);

  /** Name the column of image names. */
  public static final Remedy NAME_IMAGE_COLUMN =
      new Remedy(Kind.IMAGE_COLUMN, "name the column of images", null);

  /** Name the column of labels. */
  public static final Remedy NAME_LABEL_COLUMN =
      new Remedy(Kind.LABEL_COLUMN, "name the column of labels", null);

  /** Compare two models on labelled images. */
  public static final Remedy COMPARE_ON_IMAGES =
      new Remedy(Kind.COMPARED_IMAGES, "compare them on labelled images", null);

  /** Train without validation. */
  public static final Remedy SKIP_VALIDATION = new Remedy(Kind.VALIDATION, "skip validation", null);

  /** Add the calibration to a model of a finished training. */
  public static final Remedy CALIBRATE =
      new Remedy(Kind.CALIBRATION, "calibrate it on the validation images of its training", null);

  /** Use fewer threads. */
  public static final Remedy FEWER_THREADS = new Remedy(Kind.THREADS, "use fewer threads", null);

  /** Use smaller batches. */
  public static final Remedy SMALLER_BATCHES =
      new Remedy(Kind.BATCH_SIZE, "use smaller batches", null);

  /** Use a network for smaller images. */
  public static final Remedy SMALLER_IMAGES =
      new Remedy(Kind.IMAGE_SIZE, "use a smaller image size", null);

  /** Use the CPU. */
  public static final Remedy USE_CPU = new Remedy(Kind.DEVICE, "use the CPU", null);

  /** Use another engine. */
  public static final Remedy OTHER_ENGINE = new Remedy(Kind.ENGINE, "use another engine", null);

  /**
   * Returns the advice to use smaller batches.
   *
   * @param images largest batch size that works
   */
  public static Remedy batchesOfAtMost(int images) {
    return new Remedy(
        Kind.BATCH_SIZE, "use batches of at most %d images".formatted(images), (long) images);
  }

  /**
   * Returns the advice to ask for a lower accuracy.
   *
   * @param accuracy highest accuracy that works, such as {@code 0.9712}
   */
  public static Remedy accuracyOfAtMost(String accuracy) {
    return new Remedy(
        Kind.TARGET_ACCURACY, "ask for an accuracy of at most %s".formatted(accuracy), null);
  }

  /**
   * Returns the advice to give Java a larger heap.
   *
   * @param mebibytes heap size that suffices, in MiB
   */
  public static Remedy heapOf(long mebibytes) {
    return new Remedy(Kind.HEAP, "give Java a heap of %d MiB".formatted(mebibytes), mebibytes);
  }

  /** Returns the advice to give Java twice its present heap. */
  public static Remedy twiceTheHeap() {
    return heapOf(2 * (Runtime.getRuntime().maxMemory() >> 20));
  }

  /**
   * Returns a remedy that is no setting of Espy.
   *
   * @param advice clause that tells the user what to do, such as {@code try again}
   */
  public static Remedy other(String advice) {
    return new Remedy(Kind.OTHER, advice, null);
  }

  /**
   * Returns a sentence without a full stop: the reason, a semicolon, and the advice.
   *
   * @param reason clause that names the problem
   * @param advice clauses, of which any one helps; empty for the reason alone
   */
  public static String sentence(String reason, List<String> advice) {
    int last = advice.size() - 1;
    return switch (advice.size()) {
      case 0 -> reason;
      case 1 -> reason + "; " + advice.get(0);
      default ->
          "%s; %s, or %s"
              .formatted(reason, String.join(", ", advice.subList(0, last)), advice.get(last));
    };
  }

  /** Returns a sentence with the advice of remedies, as {@link #sentence}. */
  static String describe(String reason, List<Remedy> remedies) {
    return sentence(reason, remedies.stream().map(Remedy::advice).toList());
  }
}
