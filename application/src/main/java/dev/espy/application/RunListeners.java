package dev.espy.application;

import dev.espy.domain.DecodeResult;
import dev.espy.domain.evaluation.Evaluation;
import dev.espy.domain.port.Learner;
import dev.espy.domain.training.Epoch;
import dev.espy.domain.training.Trial;
import java.util.List;

/**
 * A listener that passes everything to several listeners.
 *
 * @param listeners the listeners in the order in which they are called
 */
public record RunListeners(List<RunListener> listeners) implements RunListener {

  /** Copies the list. */
  public RunListeners {
    listeners = List.copyOf(listeners);
  }

  @Override
  public void phaseStarted(Phase phase, long images) {
    listeners.forEach(listener -> listener.phaseStarted(phase, images));
  }

  @Override
  public void imageRead(DecodeResult result, long nanos) {
    listeners.forEach(listener -> listener.imageRead(result, nanos));
  }

  @Override
  public void batchFitted(int images, Learner.Step step, long nanos) {
    listeners.forEach(listener -> listener.batchFitted(images, step, nanos));
  }

  @Override
  public void batchClassified(int images, long nanos) {
    listeners.forEach(listener -> listener.batchClassified(images, nanos));
  }

  @Override
  public void waited(Waiter waiter, long nanos) {
    listeners.forEach(listener -> listener.waited(waiter, nanos));
  }

  @Override
  public void queued(int ready) {
    listeners.forEach(listener -> listener.queued(ready));
  }

  @Override
  public void imageWritten() {
    listeners.forEach(RunListener::imageWritten);
  }

  @Override
  public void imageAdvanced(double share) {
    listeners.forEach(listener -> listener.imageAdvanced(share));
  }

  @Override
  public void phaseFinished(Phase phase) {
    listeners.forEach(listener -> listener.phaseFinished(phase));
  }

  @Override
  public void epochsDone(int epochs) {
    listeners.forEach(listener -> listener.epochsDone(epochs));
  }

  @Override
  public void epochsPlanned(int epochs) {
    listeners.forEach(listener -> listener.epochsPlanned(epochs));
  }

  @Override
  public void epochFinished(Epoch epoch) {
    listeners.forEach(listener -> listener.epochFinished(epoch));
  }

  @Override
  public void foldStarted(int fold, int folds) {
    listeners.forEach(listener -> listener.foldStarted(fold, folds));
  }

  @Override
  public void foldFinished() {
    listeners.forEach(RunListener::foldFinished);
  }

  @Override
  public void trialStarted(int training, int planned, int epochs) {
    listeners.forEach(listener -> listener.trialStarted(training, planned, epochs));
  }

  @Override
  public void trialFinished(Trial trial, boolean best) {
    listeners.forEach(listener -> listener.trialFinished(trial, best));
  }

  @Override
  public void evaluated(Evaluation evaluation) {
    listeners.forEach(listener -> listener.evaluated(evaluation));
  }

  @Override
  public void note(String message) {
    listeners.forEach(listener -> listener.note(message));
  }

  @Override
  public void warn(String message) {
    listeners.forEach(listener -> listener.warn(message));
  }
}
