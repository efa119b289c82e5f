package dev.espy.application.runs;

import dev.espy.application.classify.LearnedImages;
import dev.espy.application.runs.RunList.Unlisted;
import dev.espy.application.storage.RunFolders;
import dev.espy.application.train.data.DataDigest;
import dev.espy.domain.BadModelException;
import dev.espy.domain.EspyException;
import dev.espy.domain.augmentation.Augmentation;
import dev.espy.domain.network.Architecture;
import dev.espy.domain.network.LayerNotation;
import dev.espy.domain.network.ModelDescription;
import dev.espy.domain.network.Provenance;
import dev.espy.domain.port.ModelStorePort;
import dev.espy.domain.recipe.RecipeCodec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The use case of listing runs: finds the runs in a folder and the settings in which they differ.
 */
public final class ListRuns {

  /** Names in a model's settings that are results of the training, or differ by nature. */
  private static final Set<String> NO_CHOICES =
      Set.of(
          "run",
          DataDigest.SETTING,
          LearnedImages.SETTING,
          "computed on",
          "weights kept",
          "augmentation of the epoch",
          "steps planned");

  private static final Comparator<Run> BEST_FIRST =
      Comparator.comparingDouble(ListRuns::accuracy).reversed().thenComparing(Run::folder);

  private static final int LETTERS = 26;

  private final ModelStorePort models;

  /**
   * @param models the store of models
   */
  public ListRuns(ModelStorePort models) {
    this.models = models;
  }

  /**
   * Lists the runs directly in a folder. No weights are read; the memory is that of the runs'
   * settings. A folder without a usable model is listed with the reason.
   *
   * @param folder the folder that holds run folders
   * @return the runs
   * @throws BadModelException if there is no such folder, or no run in it
   * @throws dev.espy.domain.StorageException if the folder cannot be read
   */
  public RunList run(Path folder) {
    List<Run> runs = new ArrayList<>();
    List<Unlisted> unlisted = new ArrayList<>();
    boolean found = false;
    for (Path candidate : RunFolders.in(folder)) {
      RunFolders.State state = RunFolders.state(candidate);
      try {
        runs.add(run(candidate, state == RunFolders.State.OPEN));
        found = true;
      } catch (EspyException e) {
        boolean damaged = RunFolders.holdsModel(candidate);
        unlisted.add(
            new Unlisted(candidate, damaged ? e.reason() : candidate + ": " + withoutModel(state)));
        found |= damaged || state == RunFolders.State.OPEN || state == RunFolders.State.CLOSED;
      }
    }
    if (!found) {
      throw new BadModelException(
          folder
              + (RunFolders.holdsModel(folder)
                  ? ": this is a run folder itself; give the folder that holds it"
                  : ": holds no run folder; give the folder that holds the run folders"));
    }
    List<Run> ranked = grouped(runs);
    return new RunList(ranked, differing(ranked), unlisted);
  }

  private Run run(Path folder, boolean open) {
    ModelDescription model = models.describe(folder);
    Provenance provenance = model.provenance();
    return new Run(
        folder,
        null,
        open,
        new Provenance(
            provenance.created(),
            provenance.createdBy(),
            provenance.engine(),
            provenance.platform(),
            provenance.dataSet(),
            provenance.trainingImages(),
            provenance.validationImages(),
            provenance.epoch(),
            provenance.validationAccuracy(),
            settings(provenance.settings(), model.architecture())));
  }

  private static String withoutModel(RunFolders.State state) {
    return switch (state) {
      case NO_RUN -> "holds no run";
      case SEARCH -> "holds a search for settings, not a run";
      case OPEN -> "holds no model yet; it is being trained, or its training was killed";
      case CLOSED -> "holds no model; its training ended before it saved one";
    };
  }

  /** Returns the settings with their present names, and the layers where there is no preset. */
  private static Map<String, String> settings(
      Map<String, String> settings, Architecture architecture) {
    Map<String, String> present = new LinkedHashMap<>();
    settings.forEach(
        (name, value) -> {
          if (!name.equals(LearnedImages.SETTING)) {
            present.put(
                RecipeCodec.renamed().getOrDefault(name, name),
                name.equals(RecipeCodec.AUGMENT) ? Augmentation.presentNotation(value) : value);
          }
        });
    if (!present.containsKey(RecipeCodec.PRESET)) {
      present.put(
          RecipeCodec.LAYERS,
          "%,d (%08x)"
              .formatted(
                  architecture.layers().size(),
                  LayerNotation.write(architecture).toString().hashCode()));
    }
    return present;
  }

  /** Returns the runs with the letters of their data, in the order of a {@link RunList}. */
  private static List<Run> grouped(List<Run> runs) {
    Map<String, List<Run>> byDigest = new LinkedHashMap<>();
    runs.stream()
        .sorted(BEST_FIRST)
        .forEach(
            run ->
                byDigest
                    .computeIfAbsent(
                        run.provenance().settings().getOrDefault(DataDigest.SETTING, ""),
                        digest -> new ArrayList<>())
                    .add(run));
    List<Run> unknown = byDigest.getOrDefault("", List.of());
    byDigest.remove("");
    List<Run> grouped = new ArrayList<>();
    int group = 0;
    for (List<Run> same : byDigest.values()) {
      String data = letters(group++);
      same.forEach(run -> grouped.add(new Run(run.folder(), data, run.open(), run.provenance())));
    }
    grouped.addAll(unknown);
    return grouped;
  }

  /** Returns the validation accuracy, from 0 to 1; -1 without validation. */
  private static double accuracy(Run run) {
    Double accuracy = run.provenance().validationAccuracy();
    return accuracy == null ? -1 : accuracy;
  }

  /** Returns A to Z, AA to AZ, and so on, as the columns of a spreadsheet. */
  private static String letters(int number) {
    String last = String.valueOf((char) ('A' + number % LETTERS));
    return number < LETTERS ? last : letters(number / LETTERS - 1) + last;
  }

  private static List<String> differing(List<Run> runs) {
    Set<String> names = new LinkedHashSet<>(List.of(RecipeCodec.PRESET));
    runs.forEach(run -> names.addAll(run.provenance().settings().keySet()));
    names.removeAll(NO_CHOICES);
    return names.stream()
        .filter(
            name ->
                runs.stream()
                        .map(run -> run.provenance().settings().getOrDefault(name, ""))
                        .distinct()
                        .count()
                    > 1)
        .toList();
  }
}
