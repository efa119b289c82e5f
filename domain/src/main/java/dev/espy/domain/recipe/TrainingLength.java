package dev.espy.domain.recipe;

/**
 * The length of a training: a number of epochs, or a number of steps, which suits few images as
 * well as many.
 *
 * @param number the number of epochs or steps, at least 1
 * @param inSteps true for steps, of one batch each; false for epochs
 */
public record TrainingLength(int number, boolean inSteps) {

  /** The fewest epochs of a length in steps. */
  public static final int FEWEST_EPOCHS = 5;

  /** The most epochs of a length in steps. */
  public static final int MOST_EPOCHS = 200;

  private static final String STEPS = "steps";

  /**
   * @throws IllegalArgumentException if the number is below 1
   */
  public TrainingLength {
    if (number < 1) {
      throw new IllegalArgumentException("length " + number);
    }
  }

  /** Returns a length in epochs. */
  public static TrainingLength epochs(int number) {
    return new TrainingLength(number, false);
  }

  /** Returns a length in steps, which is rounded to whole epochs. */
  public static TrainingLength steps(int number) {
    return new TrainingLength(number, true);
  }

  /**
   * Parses the notation of {@link #toString}: {@code 10} for epochs, {@code 5000 steps} or {@code
   * 5000steps} for steps.
   *
   * @throws IllegalArgumentException if the text is neither, with a message for the user
   */
  public static TrainingLength parse(String text) {
    boolean inSteps = text.endsWith(STEPS);
    String number = inSteps ? text.substring(0, text.length() - STEPS.length()).strip() : text;
    try {
      return new TrainingLength(Integer.parseInt(number), inSteps);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "'%s' is not a whole number of at least 1, nor one followed by steps".formatted(text), e);
    }
  }

  /**
   * Returns the number of epochs, at least 1.
   *
   * @param stepsPerEpoch the number of steps per epoch, at least 1
   * @param limited true with a time limit, which then limits a length in steps
   */
  public int epochs(int stepsPerEpoch, boolean limited) {
    if (!inSteps) {
      return number;
    }
    int needed = limited ? MOST_EPOCHS : (number - 1) / stepsPerEpoch + 1;
    return Math.max(FEWEST_EPOCHS, Math.min(MOST_EPOCHS, needed));
  }

  /** Returns the number of epochs, or the text of a length in steps. */
  Object notation() {
    return inSteps ? toString() : (Object) number;
  }

  @Override
  public String toString() {
    return inSteps ? number + " " + STEPS : Integer.toString(number);
  }
}
