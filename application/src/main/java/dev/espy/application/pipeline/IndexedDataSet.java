package dev.espy.application.pipeline;

import dev.espy.application.HeapShare;
import dev.espy.domain.BadDataSetException;
import dev.espy.domain.Label;
import dev.espy.domain.Remedy;
import dev.espy.domain.Sample;
import dev.espy.domain.port.DataSet;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A data set with random access to its samples, which are held in memory in compact form: 12 bytes
 * a sample, its id in UTF-8, and each label once. Training needs it; a use case that takes the
 * samples in order does not.
 */
public final class IndexedDataSet {

  private static final int CHUNK = 4096;
  private static final int NO_LABEL = -1;

  /**
   * Consecutive samples.
   *
   * @param ids the ids, one after the other, in UTF-8
   * @param ends the end of each id in {@code ids}
   * @param labels the number of each label, {@value #NO_LABEL} where there is none
   * @param rows the row of each sample
   */
  @SuppressWarnings("ArrayRecordComponent")
  private record Chunk(byte[] ids, int[] ends, int[] labels, int[] rows) {

    String id(int index) {
      int start = index == 0 ? 0 : ends[index - 1];
      return new String(ids, start, ends[index] - start, StandardCharsets.UTF_8);
    }
  }

  private final DataSet data;
  private final List<Chunk> chunks;
  private final List<Label> labels;
  private final int size;

  private IndexedDataSet(DataSet data, List<Chunk> chunks, List<Label> labels, int size) {
    this.data = data;
    this.chunks = chunks;
    this.labels = labels;
    this.size = size;
  }

  /**
   * Reads the samples of a data set. Their images are not read.
   *
   * @param data the data set, which must stay open as long as images are read
   * @throws BadDataSetException if the samples take more than half of the heap
   */
  public static IndexedDataSet of(DataSet data) {
    return of(data, HeapShare.ofTheHeap());
  }

  static IndexedDataSet of(DataSet data, HeapShare heap) {
    Builder builder = new Builder(data, heap);
    try (Stream<Sample> samples = data.samples()) {
      samples.forEach(builder::add);
    }
    return builder.build();
  }

  /** Packs samples. */
  private static final class Builder {

    private final DataSet data;
    private final HeapShare heap;
    private final List<Chunk> chunks = new ArrayList<>();
    private final Map<Label, Integer> numbers = new HashMap<>();
    private final List<Label> distinct = new ArrayList<>();
    private final ByteArrayOutputStream ids = new ByteArrayOutputStream();
    private final int[] ends = new int[CHUNK];
    private final int[] labels = new int[CHUNK];
    private final int[] rows = new int[CHUNK];
    private int inChunk;

    Builder(DataSet data, HeapShare heap) {
      this.data = data;
      this.heap = heap;
    }

    void add(Sample sample) {
      byte[] id = sample.id().getBytes(StandardCharsets.UTF_8);
      boolean fits = heap.take(id.length + 3L * Integer.BYTES);
      int known = numbers.size();
      int label = number(sample.label());
      if (numbers.size() > known) {
        fits &= heap.takeText(distinct.get(label).name().length());
      }
      if (!fits) {
        throw new BadDataSetException(
            "%s has too many rows, or too long names, for Java's heap, at row %d with %d different labels"
                .formatted(data.name(), sample.row(), numbers.size()),
            Remedy.twiceTheHeap(),
            Remedy.NAME_IMAGE_COLUMN,
            Remedy.NAME_LABEL_COLUMN);
      }
      ids.writeBytes(id);
      ends[inChunk] = ids.size();
      labels[inChunk] = label;
      rows[inChunk] = sample.row();
      if (++inChunk == CHUNK) {
        endChunk();
      }
    }

    private int number(@Nullable Label label) {
      if (label == null) {
        return NO_LABEL;
      }
      Integer number = numbers.putIfAbsent(label, distinct.size());
      if (number != null) {
        return number;
      }
      distinct.add(label);
      return distinct.size() - 1;
    }

    private void endChunk() {
      chunks.add(
          new Chunk(
              ids.toByteArray(),
              Arrays.copyOf(ends, inChunk),
              Arrays.copyOf(labels, inChunk),
              Arrays.copyOf(rows, inChunk)));
      ids.reset();
      inChunk = 0;
    }

    IndexedDataSet build() {
      int size = chunks.size() * CHUNK + inChunk;
      endChunk();
      return new IndexedDataSet(data, chunks, distinct, size);
    }
  }

  /** Returns the name of the data set. */
  public String name() {
    return data.name();
  }

  /** Returns the data set. */
  public DataSet data() {
    return data;
  }

  /** Returns the number of samples. */
  public int size() {
    return size;
  }

  /**
   * Returns a sample.
   *
   * @param index the position of the sample, from 0 to {@link #size} - 1
   */
  public Sample sample(int index) {
    Chunk chunk = chunks.get(index / CHUNK);
    int inChunk = index % CHUNK;
    return new Sample(chunk.id(inChunk), label(index).orElse(null), chunk.rows[inChunk]);
  }

  /**
   * Returns the label of a sample, if it has one.
   *
   * @param index the position of the sample, from 0 to {@link #size} - 1
   */
  public Optional<Label> label(int index) {
    int label = chunks.get(index / CHUNK).labels[index % CHUNK];
    return label == NO_LABEL ? Optional.empty() : Optional.of(labels.get(label));
  }

  /** Returns the positions of the samples that have a label, ascending. */
  public int[] labelled() {
    return IntStream.range(0, size)
        .filter(i -> chunks.get(i / CHUNK).labels[i % CHUNK] != NO_LABEL)
        .toArray();
  }

  /** Returns the key of a sample's image; see {@link DataSet#imageKey}. */
  Optional<Object> imageKey(int index) {
    return data.imageKey(sample(index));
  }
}
