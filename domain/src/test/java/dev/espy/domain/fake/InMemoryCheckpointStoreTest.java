package dev.espy.domain.fake;

import dev.espy.domain.port.CheckpointStoreContract;
import dev.espy.domain.port.CheckpointStorePort;

class InMemoryCheckpointStoreTest extends CheckpointStoreContract {

  @Override
  protected CheckpointStorePort store() {
    return new InMemoryCheckpointStore();
  }
}
