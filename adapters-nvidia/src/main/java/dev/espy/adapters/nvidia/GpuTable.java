package dev.espy.adapters.nvidia;

import dev.espy.domain.device.Version;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the table of GPUs that nvidia-smi prints as CSV without a header and without units. */
final class GpuTable {

  static final String INDEX = "index";
  static final String UUID = "uuid";
  static final String NAME = "name";
  static final String CAPABILITY = "compute_cap";
  static final String DRIVER = "driver_version";
  static final String TOTAL = "memory.total";
  static final String FREE = "memory.free";
  static final String MIG = "mig.mode.current";

  /** The columns to ask for. */
  static final List<String> COLUMNS =
      List.of(INDEX, UUID, NAME, CAPABILITY, DRIVER, TOTAL, FREE, MIG);

  /** Those that older drivers do not know. */
  static final Set<String> YOUNG_COLUMNS = Set.of(CAPABILITY, MIG);

  private static final Pattern COMMA = Pattern.compile(",");
  private static final Pattern WHOLE_NUMBER = Pattern.compile("\\d{1,9}");
  // [N/A], [Not Supported], [Insufficient Permissions], [Unknown Error], in old versions also bare
  private static final Pattern NOT_TOLD = Pattern.compile("\\[[\\w /]+]|N/A");

  /** A GPU as nvidia-smi describes it; see {@link dev.espy.domain.device.Gpu}. */
  record Row(
      int index,
      String uuid,
      String name,
      @Nullable Version capability,
      Version driver,
      @Nullable Long totalMemory,
      @Nullable Long freeMemory,
      boolean mig) {}

  private GpuTable() {}

  /**
   * Reads a table. Half a table is none: a GPU that is left out would shift the numbers of others.
   *
   * @param columns the columns that were asked for
   * @return its rows, at least one
   * @throws IOException if something in it is not understood
   */
  static List<Row> parse(String text, List<String> columns) throws IOException {
    List<Row> rows = new ArrayList<>();
    for (String line : text.lines().filter(line -> !line.isBlank()).toList()) {
      // such as: WARNING: infoROM is corrupted at gpu 0000:65:00.0
      if (!line.startsWith("WARNING")) {
        rows.add(
            row(line, columns)
                .orElseThrow(
                    () -> new IOException("what it says is not understood: " + Child.quote(line))));
      }
    }
    if (rows.isEmpty()) {
      throw new IOException("it says nothing");
    }
    return rows;
  }

  private static Optional<Row> row(String line, List<String> columns) {
    List<String> values = COMMA.splitAsStream(line).map(String::strip).toList();
    if (values.size() != columns.size()) {
      return Optional.empty();
    }
    Map<String, String> told = new HashMap<>();
    for (int i = 0; i < values.size(); i++) {
      if (!NOT_TOLD.matcher(values.get(i)).matches()) {
        told.put(columns.get(i), values.get(i));
      }
    }
    String index = told.getOrDefault(INDEX, "");
    String name = told.getOrDefault(NAME, "NVIDIA GPU");
    Optional<Version> driver = Version.parse(told.getOrDefault(DRIVER, ""));
    Optional<Version> capability = Version.parse(told.getOrDefault(CAPABILITY, ""));
    if (!WHOLE_NUMBER.matcher(index).matches()
        || driver.isEmpty()
        || name.isEmpty()
        || (told.containsKey(CAPABILITY) && capability.isEmpty())
        || !isNumber(told.get(TOTAL))
        || !isNumber(told.get(FREE))
        || !Set.of("Enabled", "Disabled").contains(told.getOrDefault(MIG, "Disabled"))) {
      return Optional.empty();
    }
    return Optional.of(
        new Row(
            Integer.parseInt(index),
            told.getOrDefault(UUID, ""),
            name,
            capability.or(() -> WellKnownCards.capability(name)).orElse(null),
            driver.get(),
            number(told.get(TOTAL)),
            number(told.get(FREE)),
            "Enabled".equals(told.get(MIG))));
  }

  private static boolean isNumber(@Nullable String told) {
    return told == null || WHOLE_NUMBER.matcher(told).matches();
  }

  private static @Nullable Long number(@Nullable String told) {
    return told == null ? null : Long.valueOf(told);
  }
}
