package dev.espy.domain.device;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How an engine stands on this machine.
 *
 * @param engine the engine and its version, such as {@code ONNX Runtime 1.28.0}
 * @param problem why it does not run on the processor, a sentence without a full stop that says
 *     what to do; null if it does
 * @param facts what else there is to know, in an order for people: names in lower case, such as
 *     {@code native code}, and texts, numbers, truth values or lists of texts
 */
public record EngineReport(String engine, @Nullable String problem, Map<String, Object> facts) {

  /** Copies the facts. */
  public EngineReport {
    facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
  }
}
