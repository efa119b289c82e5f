package dev.espy.adapters.cli;

import dev.espy.application.RunListener;
import dev.espy.application.storage.AtomicFile;
import dev.espy.application.storage.FolderContents;
import dev.espy.domain.evaluation.Evaluation;
import java.nio.file.Path;

/**
 * Writes a run's final figures into its folder as evaluation.json.
 *
 * @param folder the run folder
 */
public record EvaluationFile(Path folder) implements RunListener {

  @Override
  public void evaluated(Evaluation evaluation) {
    AtomicFile.write(
        folder.resolve(FolderContents.EVALUATION),
        Documents.json(Documents.evaluation(evaluation)));
  }
}
