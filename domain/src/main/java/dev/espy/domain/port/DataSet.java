package dev.espy.domain.port;

import dev.espy.domain.DecodeResult;
import dev.espy.domain.Sample;
import dev.espy.domain.Shape;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A sequence of samples and their images. Neither is held in memory: each pass reads the samples
 * again, and an image is read when it is asked for, from several threads at once.
 */
public interface DataSet extends AutoCloseable {

  /** Returns the name in messages and provenance, such as the path that the user typed. */
  String name();

  /**
   * Returns the source of the samples in one line for the user: files, columns and folders, as far
   * as they exist.
   */
  default String describe() {
    return name();
  }

  /** Returns the name of the samples' ids, such as the header of a CSV's image column. */
  String idName();

  /** Returns the number of samples, at least 1. */
  int size();

  /**
   * Starts a pass over the samples, in the order of their source. Several passes may be open at
   * once, and each gives the same samples.
   *
   * @return a sequential stream, to be closed by the caller; it throws {@link
   *     dev.espy.domain.StorageException} if the source cannot be read any more, and {@link
   *     dev.espy.domain.BadDataSetException} if it became unusable
   */
  Stream<Sample> samples();

  /**
   * Reads the image of a sample.
   *
   * @param sample a sample of this data set
   * @param atLeast the size to which the image will be resized: a reader may decode at a reduced
   *     scale, as long as neither side becomes smaller than this, or than it is
   * @return the image, upright and opaque, grey or colour as it is stored; or the reason why it is
   *     unreadable. A bad image is never an exception.
   */
  DecodeResult read(Sample sample, Shape atLeast);

  /**
   * Returns a key of a sample's image, without reading the image. Samples that show one stored
   * image, by whatever name, path or link, have equal keys, also across data sets; samples of
   * different images have different keys.
   *
   * @param sample a sample of this data set
   * @return the key, with {@code equals} and {@code hashCode}; empty if there is no such image, or
   *     no other sample can show it
   */
  default Optional<Object> imageKey(Sample sample) {
    return Optional.empty();
  }

  /**
   * Reads the image of a sample and applies a function to it. Only as many large images are in
   * memory at once as there is room for; an image counts until {@code use} returns.
   *
   * @param <T> the result of the function
   * @param sample a sample of this data set
   * @param atLeast the size to which the image will be resized, as for {@link #read(Sample, Shape)}
   * @param use function of the result, without side effects: it is called again after memory ran
   *     out
   */
  default <T> T read(Sample sample, Shape atLeast, Function<? super DecodeResult, T> use) {
    return use.apply(read(sample, atLeast));
  }

  /**
   * Returns true for a file that this data set is made of, which must not be overwritten: its list,
   * its archive, an image, or a list beside it for another purpose, by whatever path or link.
   *
   * @param file a file, existing or not
   */
  default boolean isMadeOf(Path file) {
    return false;
  }

  /** Closes open files. Closing twice does nothing. */
  @Override
  void close();
}
