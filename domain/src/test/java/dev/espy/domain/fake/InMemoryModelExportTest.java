package dev.espy.domain.fake;

import dev.espy.domain.port.ModelExport;
import dev.espy.domain.port.ModelExportContract;

class InMemoryModelExportTest extends ModelExportContract {

  @Override
  protected ModelExport export() {
    return new InMemoryModelExport();
  }
}
