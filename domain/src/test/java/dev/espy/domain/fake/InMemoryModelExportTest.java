package dev.espy.domain.fake;

import dev.espy.domain.port.ModelExportContract;
import dev.espy.domain.port.ModelExportPort;

class InMemoryModelExportTest extends ModelExportContract {

  @Override
  protected ModelExportPort export() {
    return new InMemoryModelExport();
  }
}
