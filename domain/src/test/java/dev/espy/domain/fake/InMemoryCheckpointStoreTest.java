package dev.espy.domain.fake;

import dev.espy.domain.port.CheckpointStore;
import dev.espy.domain.port.CheckpointStoreContract;

class InMemoryCheckpointStoreTest extends CheckpointStoreContract {

  @Override
  protected CheckpointStore store() {
    return new InMemoryCheckpointStore();
  }
}
