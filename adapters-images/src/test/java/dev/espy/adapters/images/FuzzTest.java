package dev.espy.adapters.images;

import dev.espy.domain.fuzz.FuzzContract;
import dev.espy.domain.fuzz.FuzzTarget;

class FuzzTest extends FuzzContract {

  @Override
  protected FuzzTarget[] targets() {
    return FuzzTargets.values();
  }
}
