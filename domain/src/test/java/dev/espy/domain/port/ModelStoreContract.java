package dev.espy.domain.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.espy.domain.BadModelException;
import dev.espy.domain.fake.ExampleModels;
import dev.espy.domain.network.Model;
import dev.espy.domain.network.ModelDescription;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract of model stores. */
public abstract class ModelStoreContract {

  @TempDir protected Path folder;

  /** Returns an empty store. */
  protected abstract ModelStorePort store();

  @Test
  void givesBackWhatWasSaved() {
    ModelStorePort store = store();
    Model model = ExampleModels.small(1);

    store.save(model, folder.resolve("a.espy"));

    Model loaded = store.load(folder.resolve("a.espy"));
    assertThat(loaded).isEqualTo(model);
    assertThat(loaded.tensors().keySet()).containsExactlyElementsOf(model.tensors().keySet());
    assertThat(loaded.provenance().settings().entrySet())
        .containsExactlyElementsOf(model.provenance().settings().entrySet());
  }

  @Test
  void keepsThatThereWasNoValidation() {
    ModelStorePort store = store();
    Model model = ExampleModels.tutorial(1);

    store.save(model, folder.resolve("a.espy"));

    assertThat(store.load(folder.resolve("a.espy"))).isEqualTo(model);
    assertThat(model.provenance().validationAccuracy()).isNull();
  }

  @Test
  void keepsTheCalibration() {
    ModelStorePort store = store();
    Model model = ExampleModels.small(1).with(ExampleModels.calibration(3, 0.61f));

    store.save(model, folder.resolve("a.espy"));

    assertThat(store.load(folder.resolve("a.espy"))).isEqualTo(model);
    assertThat(model.temperature().value()).isEqualTo(0.61f);
  }

  @Test
  void keepsModelsApartAndReplacesThem() {
    ModelStorePort store = store();
    store.save(ExampleModels.small(1), folder.resolve("a.espy"));
    store.save(ExampleModels.small(2), folder.resolve("b.espy"));

    store.save(ExampleModels.small(3), folder.resolve("a.espy"));

    assertThat(store.load(folder.resolve("a.espy"))).isEqualTo(ExampleModels.small(3));
    assertThat(store.load(folder.resolve("b.espy"))).isEqualTo(ExampleModels.small(2));
  }

  @Test
  void makesTheFolderAndFindsTheModelInIt() {
    ModelStorePort store = store();
    Path run = folder.resolve("runs").resolve("犬 1");

    store.save(ExampleModels.small(1), run.resolve(ModelStorePort.FILE_NAME));

    assertThat(store.load(run)).isEqualTo(ExampleModels.small(1));
  }

  @Test
  void describesAModelInAFileOrAFolder() {
    ModelStorePort store = store();
    Model model = ExampleModels.small(1);
    Path run = folder.resolve("run");

    store.save(model, run.resolve(ModelStorePort.FILE_NAME));

    assertThat(store.describe(run)).isEqualTo(ModelDescription.of(model));
    assertThat(store.describe(run.resolve(ModelStorePort.FILE_NAME)))
        .isEqualTo(ModelDescription.of(model));
    assertThat(store.describe(run).provenance().settings().entrySet())
        .containsExactlyElementsOf(model.provenance().settings().entrySet());
  }

  @Test
  void refusesWhatIsNotThere() {
    Path missing = folder.resolve("missing.espy");

    assertThatThrownBy(() -> store().load(missing))
        .isInstanceOf(BadModelException.class)
        .hasMessageStartingWith(missing.toString() + ": ");
    assertThatThrownBy(() -> store().load(folder))
        .isInstanceOf(BadModelException.class)
        .hasMessageStartingWith(folder.toString() + ": ");
    assertThatThrownBy(() -> store().describe(missing))
        .isInstanceOf(BadModelException.class)
        .hasMessageStartingWith(missing.toString() + ": ");
    assertThatThrownBy(() -> store().describe(folder))
        .isInstanceOf(BadModelException.class)
        .hasMessageStartingWith(folder.toString() + ": ");
  }
}
