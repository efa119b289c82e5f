package dev.espy.adapters.csv.dataset;

import dev.espy.domain.DecodeResult;
import dev.espy.domain.Sample;
import dev.espy.domain.Shape;
import dev.espy.domain.Unreadable;
import dev.espy.domain.UnreadableImageException;
import dev.espy.domain.port.DataSet;
import dev.espy.domain.port.ImageCodecPort;
import dev.espy.domain.port.ImageCodecPort.Memory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Image files without labels. The id of each is its path, as the user typed it; the first is in row
 * 1. A path at which there is no image is an unreadable image.
 */
public final class ImageFiles implements DataSet {

  private static final List<String> LISTS = List.of(".csv", ".tsv", ".zip");

  private final List<Path> files;
  private final ImageCodecPort codec;

  /** The keys of the files, once they are needed. */
  private final Set<Object> keys = new HashSet<>();

  /**
   * @param files the paths of the files, at least one
   * @param codec decoder of the images
   * @throws IllegalArgumentException if there is no file
   */
  public ImageFiles(List<Path> files, ImageCodecPort codec) {
    if (files.isEmpty()) {
      throw new IllegalArgumentException("no file");
    }
    this.files = List.copyOf(files);
    this.codec = codec;
  }

  @Override
  public String name() {
    return files.size() == 1 ? files.get(0).toString() : files.size() + " image files";
  }

  @Override
  public String idName() {
    return "image";
  }

  @Override
  public int size() {
    return files.size();
  }

  @Override
  public Stream<Sample> samples() {
    return IntStream.range(0, files.size())
        .mapToObj(i -> new Sample(files.get(i).toString(), null, i + 1));
  }

  @Override
  public DecodeResult read(Sample sample, Shape atLeast) {
    return read(sample, atLeast, result -> result);
  }

  @Override
  public <T> T read(Sample sample, Shape atLeast, Function<? super DecodeResult, T> use) {
    Path file = file(sample);
    return codec.decode(
        sample,
        memory -> bytes(file, memory),
        atLeast,
        result -> use.apply(result instanceof Unreadable bad ? explained(bad, file) : result));
  }

  private Path file(Sample sample) {
    return files.get(sample.row() - 1);
  }

  private static byte[] bytes(Path file, Memory memory) throws UnreadableImageException {
    if (Files.isRegularFile(file)) {
      return ImageFolder.bytes(file, memory);
    }
    if (Files.isDirectory(file)) {
      throw new UnreadableImageException(
          "a folder, not an image; give the image files in it, such as " + file.resolve("*.png"));
    }
    UnreadableImageException obstacle = ImageFolder.obstacle(file);
    throw obstacle == null ? new UnreadableImageException("no such file") : obstacle;
  }

  /** Returns the reason with what to do if the file is a list or an archive of images. */
  private static Unreadable explained(Unreadable bad, Path file) {
    String name = file.toString().toLowerCase(Locale.ROOT);
    return Files.isRegularFile(file) && LISTS.stream().anyMatch(name::endsWith)
        ? new Unreadable(
            bad.id(),
            bad.row(),
            "a list or an archive of images, not an image; give the image files themselves")
        : bad;
  }

  @Override
  public Optional<Object> imageKey(Sample sample) {
    return ImageFolder.key(file(sample));
  }

  @Override
  public boolean isMadeOf(Path file) {
    Optional<Object> key = ImageFolder.key(file);
    if (key.isEmpty()) {
      return false;
    }
    if (keys.isEmpty()) {
      files.forEach(image -> ImageFolder.key(image).ifPresent(keys::add));
    }
    return keys.contains(key.get());
  }

  @Override
  public void close() {
    // Each read closes its file.
  }
}
