package dev.espy.domain.device;

import dev.espy.domain.EspyException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The state of an engine on this machine.
 *
 * @param engine the engine and its version, such as {@code ONNX Runtime 1.28.0}
 * @param problem the failure that keeps it from running on the CPU; null if it runs
 * @param facts further facts in the order of display: names in lower case, such as {@code native
 *     code}, and texts, numbers, truth values or lists of texts
 */
public record EngineReport(
    String engine, @Nullable EspyException problem, Map<String, Object> facts) {

  /** Copies the facts. */
  public EngineReport {
    facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
  }
}
