package dev.espy.adapters.csv.dataset;

import dev.espy.domain.port.DataSet;
import dev.espy.domain.port.DataSetContract;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/** Data sets whose rows are read again in each pass. */
class LongTableTest extends DataSetContract {

  @TempDir Path folder;

  @Override
  protected DataSet open(List<Entry> entries) {
    return CsvDataSetsTest.openLong(CsvDataSetsTest.write(folder, entries));
  }
}
