package dev.espy.application.runs;

import java.nio.file.Path;
import java.util.List;

/**
 * The runs in a folder.
 *
 * @param runs the runs with a model; those of the same data stand together, the one with the
 *     highest validation accuracy first, those without validation last
 * @param differing the names of the settings that are not the same in all runs, without those that
 *     differ by nature, such as the run folder
 * @param unlisted the other folders, by name
 */
public record RunList(List<Run> runs, List<String> differing, List<Unlisted> unlisted) {

  /**
   * A folder without a usable model.
   *
   * @param folder the folder
   * @param reason clause that begins with the folder or a file in it and tells the user why it has
   *     no usable model
   */
  public record Unlisted(Path folder, String reason) {}

  /** Copies the lists. */
  public RunList {
    runs = List.copyOf(runs);
    differing = List.copyOf(differing);
    unlisted = List.copyOf(unlisted);
  }

  /** Returns the number of different data of the runs; runs of unknown data count as one. */
  public int dataSets() {
    return (int) runs.stream().map(run -> String.valueOf(run.group())).distinct().count();
  }
}
