package dev.espy.domain.fake;

import dev.espy.domain.port.ModelStoreContract;
import dev.espy.domain.port.ModelStorePort;

class InMemoryModelStoreTest extends ModelStoreContract {

  @Override
  protected ModelStorePort store() {
    return new InMemoryModelStore();
  }
}
