package dev.espy.adapters.csv.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.espy.adapters.csv.Pictures;
import dev.espy.domain.Label;
import dev.espy.domain.Sample;
import dev.espy.domain.Shape;
import dev.espy.domain.Unreadable;
import dev.espy.domain.fake.RawImageCodec;
import dev.espy.domain.port.DataSet;
import dev.espy.domain.port.DataSetContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageFilesTest extends DataSetContract {

  @TempDir Path folder;

  @Override
  protected DataSet open(List<Entry> entries) {
    List<Path> files = new ArrayList<>();
    for (Entry entry : entries) {
      Path file = folder.resolve("images/" + files.size() + ".png");
      files.add(Pictures.write(file, new RawImageCodec().encodePng(entry.image())));
    }
    return open(files.toArray(Path[]::new));
  }

  @Override
  protected Optional<Label> truth(Entry entry) {
    return Optional.empty();
  }

  private static DataSet open(Path... files) {
    return new ImageFiles(List.of(files), new RawImageCodec());
  }

  private static String reason(Path file) {
    DataSet data = open(file);
    Sample sample = data.samples().findFirst().orElseThrow();
    Unreadable unreadable = (Unreadable) data.read(sample, new Shape(1, 2, 2));
    assertThat(unreadable.id()).isEqualTo(file.toString());
    return unreadable.reason();
  }

  @Test
  void saysWhyAPathIsNoImage() throws IOException {
    assertThat(reason(folder.resolve("*.png"))).isEqualTo("no such file");
    assertThat(reason(folder))
        .isEqualTo(
            "a folder, not an image; give the image files in it, such as " + folder + "/*.png");
    Path link = Files.createSymbolicLink(folder.resolve("link.png"), Path.of("nothing.png"));
    assertThat(reason(link)).contains("is a link to nothing.png, which is not there");
    assertThat(reason(Pictures.write(folder.resolve("empty.png"), "")))
        .isEqualTo("the file is empty");
    assertThat(reason(Pictures.write(folder.resolve("text.png"), "no image, but a long text")))
        .isEqualTo("not an image");
    assertThat(reason(folder.resolve("none.csv"))).isEqualTo("no such file");
    assertThat(reason(Pictures.write(folder.resolve("train.CSV"), "id,label\n1,cat\n")))
        .isEqualTo("a list or an archive of images, not an image; give the image files themselves");
  }

  @Test
  void isMadeOfItsFilesByWhateverPath() throws IOException {
    Path image = Pictures.write(folder.resolve("a/1.png"), Pictures.png(7));
    Path link = Files.createSymbolicLink(folder.resolve("b.png"), image);
    Path other = Pictures.write(folder.resolve("a/2.png"), Pictures.png(7));
    DataSet data = open(image, folder.resolve("gone.png"));

    assertThat(data.isMadeOf(folder.resolve("a/../a/1.png"))).isTrue();
    assertThat(data.isMadeOf(link)).isTrue();
    assertThat(data.isMadeOf(other)).isFalse();
    assertThat(data.isMadeOf(folder.resolve("gone.png"))).isFalse();
  }

  @Test
  void takesAFileTwice() {
    Path image = Pictures.write(folder.resolve("1.png"), Pictures.png(7));
    DataSet data = open(image, image);

    assertThat(data.samples()).extracting(Sample::row).containsExactly(1, 2);
    assertThat(data.samples().map(data::imageKey).distinct()).hasSize(1);
    assertThat(data.name()).isEqualTo("2 image files");
    assertThat(open(image).name()).isEqualTo(image.toString());
  }

  @Test
  void refusesNoFile() {
    assertThatThrownBy(() -> open(new Path[0])).isInstanceOf(IllegalArgumentException.class);
  }
}
