package dev.espy.adapters.nvidia;

import java.io.IOException;
import java.lang.module.ModuleDescriptor.Version;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Parses nvidia-smi's table of GPUs: CSV without header and units. */
final class GpuTable {

  static final String INDEX = "index";
  static final String UUID = "uuid";
  static final String NAME = "name";
  static final String CAPABILITY = "compute_cap";
  static final String DRIVER = "driver_version";
  static final String TOTAL = "memory.total";
  static final String FREE = "memory.free";
  static final String MIG = "mig.mode.current";

  /** The requested columns. */
  static final List<String> COLUMNS =
      List.of(INDEX, UUID, NAME, CAPABILITY, DRIVER, TOTAL, FREE, MIG);

  /** The columns that older drivers do not know. */
  static final Set<String> NEW_COLUMNS = Set.of(CAPABILITY, MIG);

  private static final Pattern COMMA = Pattern.compile(",");
  private static final Pattern NUMBERS = Pattern.compile("\\d{1,9}(?:\\.\\d{1,9})*");
  private static final Pattern WHOLE_NUMBER = Pattern.compile("\\d{1,9}");
  // [N/A], [Not Supported], [Insufficient Permissions], [Unknown Error]; in old versions N/A too
  private static final Pattern UNKNOWN = Pattern.compile("\\[[\\w /]+]|N/A");

  /** A GPU as nvidia-smi describes it; see {@link NvidiaGpu}. */
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
   * Parses a table. One invalid row rejects the table, because a missing GPU would shift the
   * numbers of the others.
   *
   * @param text output of nvidia-smi
   * @param columns the requested columns
   * @return the rows, at least one
   * @throws IOException if a row is invalid or there is none
   */
  static List<Row> parse(String text, List<String> columns) throws IOException {
    List<Row> rows = new ArrayList<>();
    for (String line : text.lines().filter(line -> !line.isBlank()).toList()) {
      // For example: WARNING: infoROM is corrupted at gpu 0000:65:00.0
      if (!line.startsWith("WARNING")) {
        rows.add(
            row(line, columns)
                .orElseThrow(
                    () ->
                        new IOException(
                            "its output is not understood: " + ProcessOutput.quote(line))));
      }
    }
    if (rows.isEmpty()) {
      throw new IOException("it printed nothing");
    }
    return rows;
  }

  private static Optional<Row> row(String line, List<String> columns) {
    List<String> values = COMMA.splitAsStream(line).map(String::strip).toList();
    if (values.size() != columns.size()) {
      return Optional.empty();
    }
    Map<String, String> known = new HashMap<>();
    for (int i = 0; i < values.size(); i++) {
      if (!UNKNOWN.matcher(values.get(i)).matches()) {
        known.put(columns.get(i), values.get(i));
      }
    }
    String index = known.getOrDefault(INDEX, "");
    String name = known.getOrDefault(NAME, "NVIDIA GPU");
    Optional<Version> driver = version(known.getOrDefault(DRIVER, ""));
    Optional<Version> capability = version(known.getOrDefault(CAPABILITY, ""));
    if (!WHOLE_NUMBER.matcher(index).matches()
        || driver.isEmpty()
        || name.isEmpty()
        || (known.containsKey(CAPABILITY) && capability.isEmpty())
        || !isNumber(known.get(TOTAL))
        || !isNumber(known.get(FREE))
        || !Set.of("Enabled", "Disabled").contains(known.getOrDefault(MIG, "Disabled"))) {
      return Optional.empty();
    }
    return Optional.of(
        new Row(
            Integer.parseInt(index),
            known.getOrDefault(UUID, ""),
            name,
            capability.or(() -> WellKnownCards.capability(name)).orElse(null),
            driver.get(),
            number(known.get(TOTAL)),
            number(known.get(FREE)),
            "Enabled".equals(known.get(MIG))));
  }

  /** Returns a version; nothing if the text is not numbers with dots between them. */
  static Optional<Version> version(String text) {
    return NUMBERS.matcher(text).matches() ? Optional.of(Version.parse(text)) : Optional.empty();
  }

  private static boolean isNumber(@Nullable String known) {
    return known == null || WHOLE_NUMBER.matcher(known).matches();
  }

  private static @Nullable Long number(@Nullable String known) {
    return known == null ? null : Long.valueOf(known);
  }
}
