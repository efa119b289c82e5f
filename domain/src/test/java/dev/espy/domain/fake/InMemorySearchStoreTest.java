package dev.espy.domain.fake;

import dev.espy.domain.port.SearchStoreContract;
import dev.espy.domain.port.SearchStorePort;

class InMemorySearchStoreTest extends SearchStoreContract {

  @Override
  protected SearchStorePort store() {
    return new InMemorySearchStore();
  }
}
