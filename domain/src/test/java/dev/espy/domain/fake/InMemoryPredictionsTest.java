package dev.espy.domain.fake;

import dev.espy.domain.Label;
import dev.espy.domain.Prediction;
import dev.espy.domain.port.PredictionsContract;
import dev.espy.domain.port.PredictionsPort;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

class InMemoryPredictionsTest extends PredictionsContract {

  private final InMemoryPredictions predictions = new InMemoryPredictions();

  @Override
  protected PredictionsPort port() {
    return predictions;
  }

  @Override
  protected @Nullable List<Row> kept(Path file) {
    InMemoryPredictions.Kept kept = predictions.kept(file);
    return kept == null
        ? null
        : kept.rows().stream()
            .map(
                row ->
                    new Row(
                        row.sample().id(),
                        Optional.ofNullable(row.prediction())
                            .map(Prediction::answer)
                            .map(Label::name)
                            .orElse(null)))
            .toList();
  }

  @Override
  protected List<Row> unsure(Path file) {
    return predictions.kept(file).unsure().stream()
        .map(row -> new Row(row.sample().id(), row.prediction().label().name()))
        .toList();
  }

  @Override
  protected List<String> unreadable(Path file) {
    return predictions.kept(file).rows().stream()
        .filter(row -> row.unreadable() != null)
        .map(row -> row.unreadable().id())
        .toList();
  }
}
