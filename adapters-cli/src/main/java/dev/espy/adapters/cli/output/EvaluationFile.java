package dev.espy.adapters.cli.output;

import dev.espy.application.RunListener;
import dev.espy.application.storage.AtomicFile;
import dev.espy.application.storage.FolderContents;
import dev.espy.domain.evaluation.Evaluation;
import java.nio.file.Path;

/**
 * Writes the final evaluation of a run as evaluation.json.
 *
 * @param folder the run folder
 */
public record EvaluationFile(Path folder) implements RunListener {

  @Override
  public void evaluated(Evaluation evaluation) {
    AtomicFile.write(
        folder.resolve(FolderContents.EVALUATION),
        JsonDocuments.json(JsonDocuments.evaluation(evaluation)));
  }
}
