package dev.espy.domain.port;

import dev.espy.domain.DecodeResult;
import dev.espy.domain.Sample;
import dev.espy.domain.Shape;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Samples with random access. Images are read on demand, by several threads at once. */
public interface DataSet extends AutoCloseable {

  /**
   * Returns the data set's name in messages and provenance, such as the path that the user typed.
   */
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

  /**
   * Returns all samples in the order of their source: an unmodifiable list, the same at every call.
   */
  List<Sample> samples();

  /**
   * Reads the image of a sample.
   *
   * @param index position in {@link #samples}, from 0
   * @param atLeast the size that will be made of it: a reader that can decode at a reduced scale
   *     may do so, as long as neither side becomes smaller than this, or than it is
   * @return the image, upright and opaque, grey or colour as it is stored; or why it cannot be
   *     read. A bad image is never an exception.
   */
  DecodeResult read(int index, Shape atLeast);

  /**
   * Returns a key of a sample's image, without reading the image. Samples that show one stored
   * image, by whatever name, path or link, have equal keys, also across data sets; samples of
   * different images have different keys.
   *
   * @param index position in {@link #samples}, from 0
   * @return the key, with {@code equals} and {@code hashCode}; empty if there is no such image, or
   *     no other sample can show it
   */
  default Optional<Object> imageKey(int index) {
    return Optional.empty();
  }

  /**
   * Reads the image of a sample and makes something of it. Where images are large, only as many are
   * in memory at once as there is room for; this one counts until {@code use} returns.
   *
   * @param index position in {@link #samples}, from 0
   * @param atLeast the size that will be made of it, as for {@link #read(int, Shape)}
   * @param use function of the result, without side effects: it is called again after memory ran
   *     out
   */
  default <T> T read(int index, Shape atLeast, Function<? super DecodeResult, T> use) {
    return use.apply(read(index, atLeast));
  }

  /**
   * Returns whether a file is one of those that this data set is made of: its list, its archive, an
   * image, or a list beside it for another purpose, by whatever path or link. To write it would be
   * to lose it.
   *
   * @param file a file, whether it exists or not
   */
  default boolean isMadeOf(Path file) {
    return false;
  }

  /** Closes open files. Closing twice does nothing. */
  @Override
  void close();
}
