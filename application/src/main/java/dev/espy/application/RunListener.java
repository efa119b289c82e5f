package dev.espy.application;

import dev.espy.domain.DecodeResult;
import dev.espy.domain.evaluation.Evaluation;
import dev.espy.domain.port.Learner;
import dev.espy.domain.training.Epoch;
import dev.espy.domain.training.Trial;
import java.util.List;

/**
 * Is told what goes on in a run: for progress, metrics and the files of a run folder. A listener
 * that throws ends the run. {@link #imageRead} comes from several threads at once, everything else
 * from one.
 */
public interface RunListener {

  /** What a run is busy with. */
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
    WRITING
  }

  /**
   * A phase begins.
   *
   * @param phase what begins
   * @param images how many images it will go through
   */
  default void phaseStarted(Phase phase, long images) {}

  /**
   * An image was read, or found unreadable.
   *
   * @param reading what came of it
   * @param nanos how long reading, decoding and resizing took
   */
  default void imageRead(DecodeResult reading, long nanos) {}

  /**
   * The engine took a step.
   *
   * @param images how many images the batch had
   * @param step how the network answered
   * @param nanos how long the engine took
   */
  default void batchFitted(int images, Learner.Step step, long nanos) {}

  /**
   * The engine classified a batch.
   *
   * @param images how many images the batch had
   * @param nanos how long the engine took
   */
  default void batchClassified(int images, long nanos) {}

  /** Images of the writing phase were written. */
  default void imageWritten() {}

  /** A phase is over. */
  default void phaseFinished(Phase phase) {}

  /**
   * It is known how many epochs there will be, or known better.
   *
   * @param epochs how many in all, those that are over among them
   */
  default void epochsPlanned(int epochs) {}

  /** An epoch is over; its validation, too. */
  default void epochFinished(Epoch epoch) {}

  /**
   * A training of a search for settings begins.
   *
   * @param training the how manieth, from 1
   * @param planned how many there will be in all, 0 if that is not known yet
   * @param epochs how many epochs it will have
   */
  default void trialStarted(int training, int planned, int epochs) {}

  /**
   * A training of a search for settings is over, and its outcome is kept.
   *
   * @param trial what came of it
   * @param best whether none of its rung was better so far
   */
  default void trialFinished(Trial trial, boolean best) {}

  /** The run's final figures: those of the model that it leaves, or was asked about. */
  default void evaluated(Evaluation evaluation) {}

  /**
   * Something a person should know.
   *
   * @param message a sentence or two
   */
  default void note(String message) {}

  /** Returns a listener that tells others, in their order. */
  static RunListener all(List<RunListener> listeners) {
    return new RunListeners(listeners);
  }
}
