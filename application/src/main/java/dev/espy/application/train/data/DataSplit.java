package dev.espy.application.train.data;

import dev.espy.application.RunControl;
import dev.espy.application.pipeline.DistinctImages;
import dev.espy.application.pipeline.IndexedDataSet;
import dev.espy.application.pipeline.StratifiedSplit;
import dev.espy.domain.Labels;
import dev.espy.domain.recipe.Recipe;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The training and validation images before they are read.
 *
 * @param source the data set of the training images
 * @param training the positions of the training images in their data set; not copied
 * @param validationSource the data set of the validation images
 * @param validation the positions of the validation images in their data set; not copied
 * @param labels the labels of the training images
 */
@SuppressWarnings("ArrayRecordComponent")
record DataSplit(
    IndexedDataSet source,
    int[] training,
    IndexedDataSet validationSource,
    int[] validation,
    Labels labels) {

  /**
   * Splits a data set, or takes the validation images from another.
   *
   * @param data the training images, and the validation images if there are no others
   * @param validationData the validation images, or null to split them from {@code data}
   * @param recipe the recipe; relevant are the validation share and the seed
   * @param checks the checks of the data
   * @param control the cancellation flag, and the number of threads
   * @throws dev.espy.domain.BadDataSetException if training or validation would be meaningless
   */
  static DataSplit of(
      IndexedDataSet data,
      @Nullable IndexedDataSet validationData,
      Recipe recipe,
      DataChecks checks,
      RunControl control) {
    DistinctImages shown = DistinctImages.of(data, checks.labelled(data), control);
    checks.labels(data, shown);
    double share = validationData == null ? recipe.validation().share() : 0;
    checks.repeated(data, shown, share > 0);
    StratifiedSplit split = StratifiedSplit.of(data, shown, share, recipe.seed());
    int[] validation = split.validation();
    if (validationData != null) {
      validation = checks.labelled(validationData);
      DistinctImages validated = DistinctImages.of(validationData, validation, control);
      checks.repeated(validationData, validated, false);
      checks.overlap(data, shown, validationData, validated);
    }
    Labels labels =
        Labels.of(IntStream.of(split.training()).mapToObj(i -> DataChecks.truth(data, i)).toList());
    IndexedDataSet validationSource = validationData == null ? data : validationData;
    DataChecks.anyKnown(labels, validationSource, validation);
    return new DataSplit(data, split.training(), validationSource, validation, labels);
  }

  /** Returns whether the validation images are a share of the training data set. */
  boolean isShare() {
    return validationSource == source;
  }
}
