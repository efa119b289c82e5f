package dev.espy.domain.fake;

import dev.espy.domain.port.SearchStore;
import dev.espy.domain.port.SearchStoreContract;

class InMemorySearchStoreTest extends SearchStoreContract {

  @Override
  protected SearchStore store() {
    return new InMemorySearchStore();
  }
}
