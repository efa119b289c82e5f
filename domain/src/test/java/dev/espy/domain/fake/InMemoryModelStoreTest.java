package dev.espy.domain.fake;

import dev.espy.domain.port.ModelStore;
import dev.espy.domain.port.ModelStoreContract;

class InMemoryModelStoreTest extends ModelStoreContract {

  @Override
  protected ModelStore store() {
    return new InMemoryModelStore();
  }
}
