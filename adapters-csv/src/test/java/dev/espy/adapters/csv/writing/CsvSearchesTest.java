package dev.espy.adapters.csv.writing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.espy.domain.BadModelException;
import dev.espy.domain.port.SearchStoreContract;
import dev.espy.domain.port.SearchStorePort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvSearchesTest extends SearchStoreContract {

  @Override
  protected SearchStorePort store() {
    return new CsvSearches();
  }

  @Test
  void isATableForPeople() {
    Path file = folder.resolve("trials.csv");

    store().save(search(4), file);

    assertThat(file)
        .hasContent(
            """
            rung,trial,epochs,learning-rate,augment,accuracy,balanced_accuracy,macro_f1,loss,seconds,plan,data
            0,0,1,0.0014,"shift=0.08,erase=0.25",0.6666666666666666,0.00000000000000001,1,0.3333333333333333,0.30000000000000004,9x1 3x3,0123abcd
            1,4,1,0.0014,"shift=0.08,erase=0.25",,,,,12,9x1 3x3,0123abcd
            2,8,3,0.0014,"shift=0.08,erase=0.25",0.6666666666666666,0.00000000000000001,1,0.3333333333333333,0.000000001,9x1 3x3,0123abcd
            """);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "9x1 3x3        | 9x1 3          | its plan is '9x1 3'",
        "9x1 3x3        | 9x0            | its plan is '9x0'",
        "rung,          | round,         | its columns are others",
        "0.0014         | 0.0014,1       | row 2 is damaged",
        "0,0,1,         | 0,0,one,       | row 2 is damaged",
        "2,8,3,         | 7,8,3,         | there is no rung 7",
        "1,4,1,         | 1,-4,1,        | row 3 is damaged",
        ",12,           | ,,             | row 3 is damaged",
      })
  void whatIsDamagedIsRefused(String written, String damaged, String reason) throws IOException {
    Path file = folder.resolve("trials.csv");
    store().save(search(4), file);
    Files.writeString(file, Files.readString(file).replace(written, damaged));

    assertThatThrownBy(() -> store().load(file))
        .isInstanceOf(BadModelException.class)
        .hasMessageStartingWith(file + ": these are not the trials of a search (")
        .hasMessageContaining(reason)
        .hasMessageEndingWith("; begin another in another folder");
  }

  @Test
  void theFormerNameOfAnAugmentationIsRead() throws IOException {
    Path file = folder.resolve("trials.csv");
    store().save(search(4), file);
    Files.writeString(file, Files.readString(file).replace("shift=0.08,", "light=0.2,"));

    assertThat(store().load(file).orElseThrow().trials().get(0).settings())
        .containsEntry("augment", "brightness-contrast=0.2,erase=0.25");
  }

  @Test
  void anEmptyFileIsRefused() throws IOException {
    Path file = Files.createFile(folder.resolve("trials.csv"));

    assertThatThrownBy(() -> store().load(file)).isInstanceOf(BadModelException.class);
  }

  @Test
  void aLossThatIsNotANumberIsThatOfATrainingThatFailed() throws IOException {
    Path file = folder.resolve("trials.csv");
    store().save(search(4), file);
    Files.writeString(file, Files.readString(file).replaceFirst("0\\.3333333333333333", "NaN"));

    assertThat(store().load(file).orElseThrow().trials().get(0).scored()).isEmpty();
  }
}
