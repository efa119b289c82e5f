package dev.espy.application.explain;

import dev.espy.domain.Sample;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** The names of the pictures of explanations. */
final class PictureNames {

  private static final String END = ".explained.png";

  /** The longest part of an image's name in the name of its picture, in bytes. */
  private static final int LONGEST = 200;

  private PictureNames() {}

  /**
   * Returns the files of the pictures: {@code NAME.explained.png} for the image {@code NAME.png}.
   * Further images of the same name get {@code NAME-2}, {@code NAME-3} and so on, also if the names
   * differ only in capital letters, which some file systems do not tell apart.
   *
   * @param samples the images; their ids are paths
   * @param folder the folder of the pictures
   * @return a file for each sample
   */
  static List<Path> of(Stream<Sample> samples, Path folder) {
    Set<String> taken = new HashSet<>();
    List<Path> files = new ArrayList<>();
    samples.forEach(
        sample -> {
          String stem = stem(sample.id());
          String name = stem;
          for (int number = 2; !taken.add(name.toLowerCase(Locale.ROOT)); number++) {
            name = stem + "-" + number;
          }
          files.add(folder.resolve(name + END));
        });
    return files;
  }

  private static String stem(String id) {
    String name = id.replaceFirst("(?s).*[/\\\\]", "");
    int dot = name.lastIndexOf('.');
    String stem = dot > 0 ? name.substring(0, dot) : name;
    while (stem.getBytes(StandardCharsets.UTF_8).length > LONGEST) {
      stem = stem.substring(0, stem.offsetByCodePoints(stem.length(), -1));
    }
    return stem.isEmpty() ? "image" : stem;
  }
}
