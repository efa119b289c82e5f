package dev.espy.application;

import dev.espy.domain.DecodeResult;
import dev.espy.domain.evaluation.Evaluation;
import dev.espy.domain.port.Learner;
import dev.espy.domain.training.Epoch;
import dev.espy.domain.training.Trial;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Remembers what a run tells. */
public class Recorder implements RunListener {

  public final List<String> phases = new ArrayList<>();
  public final List<DecodeResult> readings = Collections.synchronizedList(new ArrayList<>());
  public final List<Epoch> epochs = new ArrayList<>();
  public final List<Evaluation> evaluations = new ArrayList<>();
  public final List<Integer> plans = new ArrayList<>();
  public final List<Integer> starts = new ArrayList<>();
  public final List<Double> shares = new ArrayList<>();
  public final List<Trial> trials = new ArrayList<>();
  public final List<String> notes = new ArrayList<>();
  public final List<String> warnings = new ArrayList<>();
  public final List<Waiter> waits = Collections.synchronizedList(new ArrayList<>());
  public final List<Integer> ready = new ArrayList<>();
  public int fitted;
  public int classified;

  @Override
  public void phaseStarted(Phase phase, long images) {
    phases.add(phase + " " + images);
  }

  @Override
  public void phaseFinished(Phase phase) {
    phases.add(phase + " finished");
  }

  @Override
  public void imageRead(DecodeResult reading, long nanos) {
    readings.add(reading);
  }

  @Override
  public void batchFitted(int images, Learner.Step step, long nanos) {
    fitted += images;
  }

  @Override
  public void batchClassified(int images, long nanos) {
    classified += images;
  }

  @Override
  public void imageAdvanced(double share) {
    shares.add(share);
  }

  @Override
  public void epochsDone(int epochs) {
    starts.add(epochs);
  }

  @Override
  public void epochsPlanned(int planned) {
    plans.add(planned);
  }

  @Override
  public void epochFinished(Epoch epoch) {
    epochs.add(epoch);
  }

  @Override
  public void trialFinished(Trial trial, boolean best) {
    trials.add(trial);
  }

  @Override
  public void evaluated(Evaluation evaluation) {
    evaluations.add(evaluation);
  }

  @Override
  public void waited(Waiter waiter, long nanos) {
    waits.add(waiter);
  }

  @Override
  public void queued(int results) {
    ready.add(results);
  }

  @Override
  public void note(String message) {
    notes.add(message);
  }

  @Override
  public void warn(String message) {
    warnings.add(message);
    note(message);
  }
}
