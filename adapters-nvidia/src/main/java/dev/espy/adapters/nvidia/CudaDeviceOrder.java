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
 * The GPUs that this process may use, with CUDA's ordinals.
 *
 * <p>nvidia-smi numbers GPUs in the order of the PCI bus. CUDA puts the card that it considers the
 * fastest first, unless CUDA_DEVICE_ORDER is PCI_BUS_ID. Both orders are the same if all GPUs are
 * of one model. Java cannot set the variable for its own process, so the ordinals of different
 * models are unknown without it, and a guess could give an engine a GPU that it has no code for.
 * The ordinals are unknown too if a GPU is cut into slices, because CUDA then sees one slice alone.
 *
 * <p>CUDA_VISIBLE_DEVICES lists the visible GPUs in their order, by CUDA's number or by the start
 * of their UUID. CUDA ignores the first invalid entry and all after it.
 *
 * @param order value of CUDA_DEVICE_ORDER; null if unset
 * @param visible value of CUDA_VISIBLE_DEVICES; null if unset
 */
record CudaDeviceOrder(@Nullable String order, @Nullable String visible) {

  private static final Pattern COMMA = Pattern.compile(",");
  private static final Pattern NUMBER = Pattern.compile("\\d{1,4}");

  /**
   * Returns the GPUs that this process may use, perhaps none, in CUDA's order if that is known.
   *
   * @param rows all GPUs, in the order of the PCI bus
   */
  List<Gpu> visibleGpus(List<Row> rows) {
    boolean sameModel = rows.stream().map(Row::name).distinct().count() == 1;
    boolean known = (sameModel || "PCI_BUS_ID".equals(order)) && rows.stream().noneMatch(Row::mig);
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
      Optional<Row> row = find(entry, rows);
      if (row.isEmpty()) {
        break;
      }
      gpus.add(gpu(row.get(), gpus.size()));
    }
    return gpus;
  }

  private static Optional<Row> find(String entry, List<Row> rows) {
    if (NUMBER.matcher(entry).matches()) {
      return rows.stream().skip(Integer.parseInt(entry)).findFirst();
    }
    return rows.stream()
        .filter(row -> entry.startsWith("GPU-") && row.uuid().startsWith(entry))
        .findFirst();
  }

  private static Gpu gpu(Row row, @Nullable Integer ordinal) {
    return new NvidiaGpu(
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
