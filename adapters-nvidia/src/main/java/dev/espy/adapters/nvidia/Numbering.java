package dev.espy.adapters.nvidia;

import dev.espy.adapters.nvidia.GpuTable.Row;
import dev.espy.domain.device.Gpu;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Which GPUs this process may use, and the numbers that CUDA gives them in it.
 *
 * <p>nvidia-smi counts in the order of the PCI bus. CUDA puts what it takes for the fastest card
 * first, unless CUDA_DEVICE_ORDER is PCI_BUS_ID; with GPUs that are all alike this comes to the
 * same. Java cannot set that variable for itself, so with unlike GPUs and without it the numbers
 * are not known, and a guess could send an engine to a GPU that it has no code for. Nor are they
 * where a GPU is cut into slices: if there is a slice, CUDA sees that one alone.
 *
 * <p>CUDA_VISIBLE_DEVICES leaves, in its own order, the GPUs that it lists, by CUDA's number or by
 * the start of their UUID, up to the first entry that is wrong.
 *
 * @param order the value of CUDA_DEVICE_ORDER, or null if it is not set
 * @param visible the value of CUDA_VISIBLE_DEVICES, or null if it is not set
 */
record Numbering(@Nullable String order, @Nullable String visible) {

  private static final Pattern COMMA = Pattern.compile(",");
  private static final Pattern NUMBER = Pattern.compile("\\d{1,4}");

  /** Returns the GPUs that this process may use, in CUDA's order where it is known; maybe none. */
  List<Gpu> of(List<Row> rows) {
    boolean alike = rows.stream().map(Row::name).distinct().count() == 1;
    boolean known = (alike || "PCI_BUS_ID".equals(order)) && rows.stream().noneMatch(Row::mig);
    if (visible == null) {
      return IntStream.range(0, rows.size())
          .mapToObj(position -> gpu(rows.get(position), known ? position : null))
          .toList();
    }
    List<Gpu> gpus = new ArrayList<>();
    for (String entry : COMMA.splitAsStream(visible).map(String::strip).toList()) {
      if (NUMBER.matcher(entry).matches() && !known) {
        return rows.stream().map(row -> gpu(row, null)).toList();
      }
      Optional<Row> row = named(entry, rows);
      if (row.isEmpty()) {
        break;
      }
      gpus.add(gpu(row.get(), gpus.size()));
    }
    return gpus;
  }

  private static Optional<Row> named(String entry, List<Row> rows) {
    if (NUMBER.matcher(entry).matches()) {
      return rows.stream().skip(Integer.parseInt(entry)).findFirst();
    }
    return rows.stream()
        .filter(row -> entry.startsWith("GPU-") && row.uuid().startsWith(entry))
        .findFirst();
  }

  private static Gpu gpu(Row row, @Nullable Integer ordinal) {
    return new Gpu(
        row.index(),
        ordinal,
        row.name(),
        row.capability(),
        row.driver(),
        row.totalMemory(),
        row.freeMemory(),
        row.mig());
  }
}
