package dev.espy.domain.fake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espy.domain.Shape;
import dev.espy.domain.Unreadable;
import dev.espy.domain.port.DataSet;
import dev.espy.domain.port.DataSetContract;
import java.util.List;
import org.junit.jupiter.api.Test;

class InMemoryDataSetTest extends DataSetContract {

  @Override
  protected DataSet open(List<Entry> entries) {
    InMemoryDataSet data = new InMemoryDataSet("memory");
    for (int i = 0; i < entries.size(); i++) {
      data.add("image " + i, entries.get(i).label(), entries.get(i).image());
    }
    return data;
  }

  @Test
  void saysWhatCannotBeRead() {
    InMemoryDataSet data = new InMemoryDataSet("memory").addUnreadable("7", null, "gone");

    assertThat(data.read(data.samples().findFirst().orElseThrow(), new Shape(1, 1, 1)))
        .isEqualTo(new Unreadable("7", 2, "gone"));
  }
}
