package dev.espy.application.train.loop;

import dev.espy.domain.network.Model;

/** Receives the outcome of each epoch, in order to save it. */
public interface EpochSink {

  /**
   * An epoch was the best so far.
   *
   * @param model the model of the epoch
   */
  void improved(Model model);

  /**
   * An epoch ended. Its model, if it is the best so far, has been given to {@link #improved}, and
   * the listener has been told.
   *
   * @param state the state from which the next epoch starts
   */
  void epochEnded(TrainingState state);

  /** Returns a sink that saves nothing. */
  static EpochSink none() {
    return new EpochSink() {
      @Override
      public void improved(Model model) {
        // nothing to save
      }

      @Override
      public void epochEnded(TrainingState state) {
        // nothing to save
      }
    };
  }
}
