package dev.espy.application.tune;

import dev.espy.application.RunListener;
import dev.espy.application.train.RepeatedTraining;
import dev.espy.application.train.TrainSettings;
import dev.espy.domain.BadDataSetException;
import dev.espy.domain.BadModelException;
import dev.espy.domain.LearningFailedException;
import dev.espy.domain.evaluation.Scores;
import dev.espy.domain.training.Epoch;
import dev.espy.domain.training.Rung;
import dev.espy.domain.training.Search;
import dev.espy.domain.training.Trial;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Goes through the plan of a search, trial by trial. */
final class Searching {

  /** What is left free of a time limit when it is planned: some trials take longer than others. */
  private static final double RESERVE = 0.05;

  private static final int DIGEST_DIGITS = 16;

  private final RepeatedTraining training;
  private final TuneSettings settings;
  private final Consumer<Search> keeper;
  private final Deadline deadline;
  private final Watch watch;
  private final SearchSpace space;
  private final Ranking ranking;
  private final String digest;
  private final List<Trial> trials = new ArrayList<>();
  private List<Rung> plan = List.of();

  /**
   * Who looks on.
   *
   * @param listener is told of trials
   * @param cancelled says whether to stop
   * @param nanoTime a clock
   */
  record Watch(RunListener listener, BooleanSupplier cancelled, LongSupplier nanoTime) {}

  /**
   * @param training trains with one setting after the other
   * @param settings how to search
   * @param keeper is given the search after each trial
   * @param started when it began, by the clock
   * @param watch who looks on
   */
  Searching(
      RepeatedTraining training,
      TuneSettings settings,
      Consumer<Search> keeper,
      long started,
      Watch watch) {
    this.training = training;
    this.settings = settings;
    this.keeper = keeper;
    this.deadline = new Deadline(settings.timeLimit(), started, watch.nanoTime());
    this.watch = watch;
    this.space = new SearchSpace(settings.base());
    this.ranking = new Ranking(settings.base().metric());
    this.digest = training.digest().substring(0, DIGEST_DIGITS);
  }

  /**
   * Takes over what was done already.
   *
   * @param search that of the same data and settings
   * @param file where it is from
   * @throws BadDataSetException if it is of other data
   * @throws BadModelException if it is of other settings
   */
  void goOn(Search search, Path file) {
    String otherwise = "; go on with the same ones, or begin another search in another folder";
    if (!search.data().equals(digest)) {
      throw new BadDataSetException(
          file + ": this search was begun with other images or labels" + otherwise);
    }
    boolean same =
        settings.trials() == null || search.plan().equals(Halving.of(settings.trials(), longest()));
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

  /** Searches to the end of the plan or of the time, or until it is cancelled. */
  TuneResult run() {
    boolean finished = plan() && climb();
    List<Trial> ranked = ranking.last(trials);
    Optional<Trial> best = ranked.stream().filter(trial -> trial.scores() != null).findFirst();
    if (best.isEmpty() && !finished) {
      throw new CancellationException("stopped before the first trial was finished");
    } else if (best.isEmpty()) {
      throw new LearningFailedException(
          "learning failed with all %d settings: the loss is no longer a number; try a much smaller learning rate than %s"
              .formatted(ranked.size(), settings.base().learningRate()));
    }
    return new TuneResult(
        search(), ranked, space.draw(best.get().number()), training.unreadable(), finished);
  }

  /** Makes the plan, unless there is one; gives false if it was cancelled. */
  private boolean plan() {
    if (!plan.isEmpty()) {
      return true;
    }
    if (settings.trials() != null) {
      plan = Halving.of(settings.trials(), longest());
    } else {
      List<Trial> measured = measure();
      if (measured.isEmpty()) {
        return false;
      }
      double seconds = measured.get(measured.size() - 1).seconds();
      plan = Halving.within(deadline.left() * (1 - RESERVE) / seconds, longest());
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
    if (settings.trials() == null && Halving.trainings(plan) == 1) {
      note("There is no time to try anything else: a longer time limit is needed.");
    }
    return true;
  }

  /** Returns trials to see how long an epoch takes, the last one telling; none if cancelled. */
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
        && measured.size() < Halving.FEWEST);
    return measured;
  }

  /** Goes through the rungs; gives false if it was cancelled. */
  private boolean climb() {
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

  /** Returns what to try in a rung, the most promising first. */
  private List<Integer> candidates(int rung) {
    int most = plan.get(rung - 1).trials();
    return rung == 1
        ? IntStream.range(0, most).boxed().toList()
        : ranking.sorted(search().rung(rung - 1)).stream()
            .filter(trial -> trial.scores() != null)
            .limit(most)
            .map(Trial::number)
            .toList();
  }

  /** Trains; gives null if it was cancelled. */
  private @Nullable Trial train(int rung, int number, int epochs) {
    if (watch.cancelled().getAsBoolean()) {
      return null;
    }
    watch.listener().trialStarted(trials.size() + 1, trainings(), epochs);
    Candidate candidate = space.draw(number);
    TrainSettings how =
        candidate.settings().toBuilder().epochs(epochs).timeLimit(deadline.forNow()).build();
    long began = watch.nanoTime().getAsLong();
    Scores scores = null;
    try {
      List<Epoch> done = training.run(how, watch.listener(), watch.cancelled());
      if (watch.cancelled().getAsBoolean()) {
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
    double seconds = (watch.nanoTime().getAsLong() - began) / 1e9;
    return new Trial(rung, number, epochs, candidate.described(), scores, seconds);
  }

  private void finish(Trial trial) {
    trials.add(trial);
    keeper.accept(search());
    List<Trial> rung = ranking.sorted(search().rung(trial.rung()));
    watch.listener().trialFinished(trial, trial.scores() != null && rung.get(0).equals(trial));
  }

  private Search search() {
    return new Search(digest, plan, trials);
  }

  /** Returns how many epochs a trial has at most. */
  private int longest() {
    return training.epochs(settings.base());
  }

  /** Returns how many trainings there will be, 0 if that is not known yet. */
  private int trainings() {
    int before = (int) trials.stream().filter(trial -> trial.rung() == 0).count();
    return plan.isEmpty() ? 0 : before + Halving.trainings(plan);
  }

  private void note(String message) {
    watch.listener().note(message);
  }
}
