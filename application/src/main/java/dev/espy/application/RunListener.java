package dev.espy.application;

import dev.espy.domain.DecodeResult;
import dev.espy.domain.evaluation.Evaluation;
import dev.espy.domain.port.Learner;
import dev.espy.domain.training.Epoch;
import dev.espy.domain.training.Trial;

/**
 * Listens to a run: for progress, metrics and the files of a run folder. An exception of a listener
 * ends the run. {@link #imageRead} and {@link #waited} are called from several threads at once, all
 * other methods from one thread.
 */
public interface RunListener {

  /** The phases of a run. */
  enum Phase {
    /** Reading, decoding and resizing images that are kept. */
    READING,
    /** Learning one epoch. */
    TRAINING,
    /** Classifying images whose labels are known. */
    VALIDATING,
    /** Reading and classifying images. */
    PREDICTING,
    /** Classifying images twice, to compare. */
    CHECKING,
    /** Writing images. */
    WRITING,
    /** Finding out on which areas of images the answers rest. */
    EXPLAINING
  }

  /** The parts of a run that wait for each other. */
  enum Waiter {
    /** The thread of the engine, which waits for images. */
    ENGINE,
    /** A thread that reads or prepares images, which waits for the engine to take some. */
    READER
  }

  /**
   * A phase begins.
   *
   * @param phase the phase that begins
   * @param images the number of images in the phase
   */
  default void phaseStarted(Phase phase, long images) {}

  /**
   * An image was read, or found unreadable.
   *
   * @param result the image, or the reason why it is unreadable
   * @param nanos the time for reading, decoding and resizing, in nanoseconds
   */
  default void imageRead(DecodeResult result, long nanos) {}

  /**
   * The engine took a step.
   *
   * @param images the number of images in the batch
   * @param step the loss and the number of correct answers
   * @param nanos the engine's time, in nanoseconds
   */
  default void batchFitted(int images, Learner.Step step, long nanos) {}

  /**
   * The engine classified a batch.
   *
   * @param images the number of images in the batch
   * @param nanos the engine's time, in nanoseconds
   */
  default void batchClassified(int images, long nanos) {}

  /**
   * A thread had nothing to do and goes on now.
   *
   * @param waiter the part of the run that waited
   * @param nanos the time that it waited, in nanoseconds
   */
  default void waited(Waiter waiter, long nanos) {}

  /**
   * The engine took a batch, or a part of the images that are read.
   *
   * @param ready the number of further ones that are ready, at least 0
   */
  default void queued(int ready) {}

  /** An image of the writing or the explaining phase was written. */
  default void imageWritten() {}

  /**
   * A part of the work on the present image of the explaining phase is done.
   *
   * @param share the part of the work on this image that is done, from 0 to 1
   */
  default void imageAdvanced(double share) {}

  /** A phase ended. */
  default void phaseFinished(Phase phase) {}

  /**
   * A training begins, or goes on.
   *
   * @param epochs the number of epochs that it completed before, 0 for a new training
   */
  default void epochsDone(int epochs) {}

  /**
   * The number of epochs was planned, or planned anew.
   *
   * @param epochs the planned number of epochs, those that ended included
   */
  default void epochsPlanned(int epochs) {}

  /** An epoch and its validation ended. */
  default void epochFinished(Epoch epoch) {}

  /**
   * A training that leaves out a fold of the images begins. Until {@link #foldFinished}, epochs are
   * those of this training, not of the run.
   *
   * @param fold the 1-based number of the fold
   * @param folds the number of folds
   */
  default void foldStarted(int fold, int folds) {}

  /** A training that leaves out a fold ended, and its model judged the images of the fold. */
  default void foldFinished() {}

  /**
   * A training of a search for settings begins.
   *
   * @param training the 1-based number of the training
   * @param planned the planned number of trainings, 0 if not yet known
   * @param epochs the number of epochs of this training
   */
  default void trialStarted(int training, int planned, int epochs) {}

  /**
   * A training of a search for settings ended, and its outcome is saved.
   *
   * @param trial the outcome
   * @param best true if the trial is the best of its rung so far
   */
  default void trialFinished(Trial trial, boolean best) {}

  /** The final evaluation of the run's model. */
  default void evaluated(Evaluation evaluation) {}

  /**
   * A note for the user.
   *
   * @param message one or two sentences
   */
  default void note(String message) {}

  /**
   * A warning for the user: something about the data or the result to know even if nobody follows
   * the progress.
   *
   * @param message one or two sentences
   */
  default void warn(String message) {
    note(message);
  }
}
