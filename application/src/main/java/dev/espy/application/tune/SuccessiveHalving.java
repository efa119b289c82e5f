package dev.espy.application.tune;

import dev.espy.application.RunControl;
import dev.espy.application.train.RepeatedTraining;
import dev.espy.domain.BadDataSetException;
import dev.espy.domain.BadModelException;
import dev.espy.domain.LearningFailedException;
import dev.espy.domain.evaluation.Scores;
import dev.espy.domain.recipe.Recipe;
import dev.espy.domain.training.Epoch;
import dev.espy.domain.training.Rung;
import dev.espy.domain.training.Search;
import dev.espy.domain.training.Trial;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Runs a search by successive halving: rung by rung, trial by trial. */
final class SuccessiveHalving {

  /** The share of the time limit that the plan leaves unused; some trials take longer. */
  private static final double RESERVE = 0.05;

  private static final int DIGEST_DIGITS = 16;

  private final RepeatedTraining training;
  private final TuneRequest request;
  private final Consumer<Search> sink;
  private final Deadline deadline;
  private final RunControl control;
  private final SearchSpace space;
  private final TrialComparator comparator;
  private final String digest;
  private final List<Trial> trials = new ArrayList<>();
  private List<Rung> plan = List.of();

  /**
   * @param training the trainings on the search's images
   * @param request the base recipe and the budget of the search
   * @param sink the receiver of the search after each trial
   * @param started the start of the search, on the clock of the control
   * @param control progress listener, cancellation flag and clock
   */
  SuccessiveHalving(
      RepeatedTraining training,
      TuneRequest request,
      Consumer<Search> sink,
      long started,
      RunControl control) {
    this.training = training;
    this.request = request;
    this.sink = sink;
    this.deadline = new Deadline(request.budget().timeLimit(), started, control.nanoTime());
    this.control = control;
    this.space = new SearchSpace(request.base());
    this.comparator = new TrialComparator(request.base().validation().metric());
    this.digest = training.digest().substring(0, DIGEST_DIGITS);
  }

  /**
   * Resumes an earlier search.
   *
   * @param search the earlier search
   * @param file the file of the earlier search, for messages
   * @throws BadDataSetException if the earlier search has other data
   * @throws BadModelException if the earlier search has other settings
   */
  void resume(Search search, Path file) {
    String otherwise = "; go on with the same ones, or begin another search in another folder";
    if (!search.data().equals(digest)) {
      throw new BadDataSetException(
          file + ": this search was begun with other images or labels" + otherwise);
    }
    boolean same =
        request.budget().trials() == null
            || search.plan().equals(HalvingPlan.of(request.budget().trials(), longest()));
    for (Trial trial : search.trials()) {
      same &= space.draw(trial.number()).described().equals(trial.settings());
    }
    if (!same) {
      throw new BadModelException(file + ": this search was begun with other settings" + otherwise);
    }
    plan = search.plan();
    trials.addAll(search.trials());
    note("Going on after %d of %d trainings.".formatted(trials.size(), trainings()));
  }

  /** Runs until the plan or the time ends, or until cancelled. */
  TuneResult run() {
    boolean finished = plan() && runRungs();
    List<Trial> ranked = comparator.last(trials);
    Optional<Trial> best = ranked.stream().filter(trial -> trial.scores() != null).findFirst();
    if (best.isEmpty() && !finished) {
      throw new CancellationException("stopped before the first trial was finished");
    } else if (best.isEmpty()) {
      throw new LearningFailedException(
          "learning failed with all %d settings: the loss is no longer a number; try a much smaller learning rate than %s"
              .formatted(ranked.size(), request.base().optimization().learningRate()));
    }
    return new TuneResult(
        search(), ranked, space.draw(best.get().number()), training.unreadable(), finished);
  }

  /** Makes the plan if there is none; returns false if cancelled. */
  private boolean plan() {
    if (!plan.isEmpty()) {
      return true;
    }
    if (request.budget().trials() != null) {
      plan = HalvingPlan.of(request.budget().trials(), longest());
    } else {
      List<Trial> measured = measure();
      if (measured.isEmpty()) {
        return false;
      }
      double seconds = measured.get(measured.size() - 1).seconds();
      plan = HalvingPlan.within(deadline.left() * (1 - RESERVE) / seconds, longest());
      int rung = plan.get(0).epochs() == 1 ? 1 : 0;
      measured.forEach(trial -> finish(trial.inRung(rung)));
    }
    note(
        plan.stream()
            .map(
                rung ->
                    "%d of %d epoch%s"
                        .formatted(rung.trials(), rung.epochs(), rung.epochs() == 1 ? "" : "s"))
            .collect(Collectors.joining(", then the best ", "Planned trainings: ", ".")));
    if (request.budget().trials() == null && HalvingPlan.trainings(plan) == 1) {
      control
          .listener()
          .warn("There is no time to try anything else: a longer time limit is needed.");
    }
    return true;
  }

  /** Returns trials of one epoch, the last of which shows its time; none if cancelled. */
  private List<Trial> measure() {
    List<Trial> measured = new ArrayList<>();
    do {
      Trial trial = train(0, measured.size(), 1);
      if (trial == null) {
        return List.of();
      }
      measured.add(trial);
      // one that fails says nothing about the time
    } while (measured.get(measured.size() - 1).scores() == null
        && measured.size() < HalvingPlan.FEWEST);
    return measured;
  }

  /** Runs the rungs of the plan; returns false if cancelled. */
  private boolean runRungs() {
    for (int rung = 1; rung <= plan.size(); rung++) {
      int epochs = plan.get(rung - 1).epochs();
      for (int number : candidates(rung)) {
        if (search().rung(rung).stream().anyMatch(trial -> trial.number() == number)) {
          continue;
        }
        if (!deadline.isTimeFor(epochs, trials)) {
          note("The time is up after %d of %d trainings.".formatted(trials.size(), trainings()));
          return true;
        }
        Trial trial = train(rung, number, epochs);
        if (trial == null) {
          return false;
        }
        finish(trial);
      }
    }
    return true;
  }

  /** Returns the candidates of a rung by number, the most promising first. */
  private List<Integer> candidates(int rung) {
    int most = plan.get(rung - 1).trials();
    return rung == 1
        ? IntStream.range(0, most).boxed().toList()
        : comparator.sorted(search().rung(rung - 1)).stream()
            .filter(trial -> trial.scores() != null)
            .limit(most)
            .map(Trial::number)
            .toList();
  }

  /** Runs a trial; returns null if cancelled. */
  private @Nullable Trial train(int rung, int number, int epochs) {
    if (control.stopped()) {
      return null;
    }
    control.listener().trialStarted(trials.size() + 1, trainings(), epochs);
    Candidate candidate = space.draw(number);
    Recipe recipe =
        candidate.recipe().toBuilder().epochs(epochs).timeLimit(deadline.forNow()).build();
    long began = control.now();
    Scores scores = null;
    try {
      List<Epoch> done = training.run(recipe, control);
      if (control.stopped()) {
        return null; // perhaps not all of it
      }
      scores =
          done.stream()
              .filter(Epoch::best)
              .reduce((earlier, later) -> later)
              .map(Epoch::validation)
              .orElseThrow();
    } catch (CancellationException e) {
      return null;
    } catch (LearningFailedException | BadModelException e) {
      // Its loss is no longer a number, or the network too large: settings not to take.
      note("Trial %d: %s.".formatted(number, e.getMessage()));
    }
    double seconds = (control.now() - began) / 1e9;
    return new Trial(rung, number, epochs, candidate.described(), scores, seconds);
  }

  private void finish(Trial trial) {
    trials.add(trial);
    sink.accept(search());
    List<Trial> rung = comparator.sorted(search().rung(trial.rung()));
    control.listener().trialFinished(trial, trial.scores() != null && rung.get(0).equals(trial));
  }

  private Search search() {
    return new Search(digest, plan, trials);
  }

  /** Returns the number of epochs of the longest trial. */
  private int longest() {
    return training.epochs(request.base());
  }

  /** Returns the planned number of trainings, 0 if not yet known. */
  private int trainings() {
    int before = (int) trials.stream().filter(trial -> trial.rung() == 0).count();
    return plan.isEmpty() ? 0 : before + HalvingPlan.trainings(plan);
  }

  private void note(String message) {
    control.listener().note(message);
  }
}
