package dev.espy.domain.port;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espy.domain.fake.ExampleCheckpoints;
import dev.espy.domain.training.Checkpoint;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract of checkpoint stores. */
public abstract class CheckpointStoreContract {

  @TempDir protected Path folder;

  /** Returns an empty store. */
  protected abstract CheckpointStorePort store();

  @Test
  void givesBackWhatWasSaved() {
    CheckpointStorePort store = store();
    Checkpoint checkpoint = ExampleCheckpoints.small(1);

    store.save(checkpoint, folder.resolve("a.espy"));

    Checkpoint loaded = store.load(folder.resolve("a.espy")).orElseThrow();
    assertThat(loaded).isEqualTo(checkpoint);
    assertThat(loaded.state().tensors().keySet())
        .containsExactlyElementsOf(checkpoint.state().tensors().keySet());
  }

  @Test
  void keepsThatThereWasNeitherValidationNorAverageNorMomentNorNumber() {
    CheckpointStorePort store = store();

    store.save(ExampleCheckpoints.plain(), folder.resolve("a.espy"));

    assertThat(store.load(folder.resolve("a.espy"))).contains(ExampleCheckpoints.plain());
  }

  @Test
  void keepsCheckpointsApartReplacesAndRemovesThem() {
    CheckpointStorePort store = store();
    store.save(ExampleCheckpoints.small(1), folder.resolve("a.espy"));
    store.save(ExampleCheckpoints.small(2), folder.resolve("b.espy"));
    store.save(ExampleCheckpoints.small(3), folder.resolve("c.espy"));

    store.save(ExampleCheckpoints.small(4), folder.resolve("a.espy"));
    store.remove(folder.resolve("c.espy"));

    assertThat(store.load(folder.resolve("a.espy"))).contains(ExampleCheckpoints.small(4));
    assertThat(store.load(folder.resolve("b.espy"))).contains(ExampleCheckpoints.small(2));
    assertThat(store.load(folder.resolve("c.espy"))).isEmpty();
  }

  @Test
  void makesTheFolder() {
    CheckpointStorePort store = store();
    Path file = folder.resolve("runs").resolve("犬 1").resolve(CheckpointStorePort.FILE_NAME);

    store.save(ExampleCheckpoints.small(1), file);

    assertThat(store.load(file)).contains(ExampleCheckpoints.small(1));
  }

  @Test
  void whatIsNotThereIsNoCheckpointAndNeedNotBeRemoved() {
    CheckpointStorePort store = store();
    Path missing = folder.resolve("no folder").resolve("missing.espy");

    store.remove(missing);

    assertThat(store.load(missing)).isEmpty();
  }
}
