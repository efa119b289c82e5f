package dev.espy.domain.training;

/**
 * How long to train: a number of epochs, or as many epochs as make a number of steps, which is a
 * good length for few images as well as for many.
 *
 * @param number how many, at least 1
 * @param inSteps whether these are steps, of a batch each, and not epochs
 */
public record TrainingLength(int number, boolean inSteps) {

  /** The fewest epochs that a number of steps is taken to mean, however many the images. */
  public static final int FEWEST_EPOCHS = 5;

  /** The most epochs that a number of steps is taken to mean, however few the images. */
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

  /** Returns the length of so many epochs. */
  public static TrainingLength epochs(int number) {
    return new TrainingLength(number, false);
  }

  /** Returns the length of so many steps, in whole epochs. */
  public static TrainingLength steps(int number) {
    return new TrainingLength(number, true);
  }

  /**
   * Reads what {@link #toString} writes: {@code 10} for epochs, {@code 5000 steps} or {@code
   * 5000steps} for steps.
   *
   * @throws IllegalArgumentException if it is neither; its message is for users
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
   * Returns how many epochs that is, at least 1.
   *
   * @param stepsAnEpoch how many steps an epoch has, at least 1
   * @param limited whether a time limit will shorten it: steps are then no reason to stop before
   */
  public int epochs(int stepsAnEpoch, boolean limited) {
    if (!inSteps) {
      return number;
    }
    int needed = limited ? MOST_EPOCHS : (number - 1) / stepsAnEpoch + 1;
    return Math.max(FEWEST_EPOCHS, Math.min(MOST_EPOCHS, needed));
  }

  @Override
  public String toString() {
    return inSteps ? number + " " + STEPS : Integer.toString(number);
  }
}
