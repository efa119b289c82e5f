package dev.espy.adapters.cli.doctor;

import dev.espy.adapters.cli.output.RemedyOptions;
import dev.espy.adapters.cli.output.Version;
import dev.espy.domain.EspyException;
import dev.espy.domain.device.DeviceChoice;
import dev.espy.domain.device.EngineReport;
import dev.espy.domain.device.Gpu;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The document of {@code doctor --json}. */
final class DiagnosisDocument {

  private DiagnosisDocument() {}

  static Map<String, @Nullable Object> of(Diagnosis diagnosis) {
    Map<String, @Nullable Object> document = new LinkedHashMap<>();
    document.put("espy", Version.text());
    document.put("works", diagnosis.problems().isEmpty());
    document.put("problems", diagnosis.problems());
    document.put(
        "java",
        Map.of(
            "version", System.getProperty("java.version"),
            "vendor", System.getProperty("java.vendor"),
            "home", System.getProperty("java.home")));
    document.put(
        "system",
        Map.of(
            "name", System.getProperty("os.name"),
            "version", System.getProperty("os.version"),
            "architecture", System.getProperty("os.arch")));
    document.put("processor", processor(diagnosis.machine()));
    document.put(
        "memory",
        Map.of(
            "totalMiB", diagnosis.machine().memoryMiB(),
            "heapMiB", diagnosis.machine().heapMiB()));
    document.put("learning", part(diagnosis.learning(), diagnosis.auto().learning()));
    document.put("predicting", part(diagnosis.predicting(), diagnosis.auto().predicting()));
    document.put("noGpu", diagnosis.noGpu().isEmpty() ? null : diagnosis.noGpu());
    document.put("gpus", diagnosis.gpus().stream().map(DiagnosisDocument::gpu).toList());
    return document;
  }

  private static Map<String, @Nullable Object> processor(Machine machine) {
    Map<String, @Nullable Object> processor = new LinkedHashMap<>();
    processor.put("model", machine.model());
    processor.put("features", machine.features());
    processor.put("processors", machine.processors());
    processor.put("threads", machine.threads().count());
    processor.put("threadsFrom", machine.threads().source().toString());
    return processor;
  }

  private static Map<String, @Nullable Object> part(EngineReport report, DeviceChoice auto) {
    Map<String, @Nullable Object> part = new LinkedHashMap<>();
    part.put("engine", report.engine());
    EspyException problem = report.problem();
    part.put("problem", problem == null ? null : RemedyOptions.sentence(problem));
    Map<String, Object> facts = new LinkedHashMap<>();
    report.facts().forEach((fact, value) -> facts.put(key(fact), value));
    part.put("facts", facts);
    Gpu gpu = auto.gpu();
    Map<String, @Nullable Object> choice = new LinkedHashMap<>();
    choice.put("device", gpu == null ? "cpu" : "gpu:" + gpu.index());
    choice.put("reason", auto.reason());
    part.put("auto", choice);
    return part;
  }

  private static Map<String, @Nullable Object> gpu(Diagnosis.OnGpu each) {
    Gpu gpu = each.gpu();
    Map<String, @Nullable Object> document = new LinkedHashMap<>();
    document.put("index", gpu.index());
    document.put("name", gpu.name());
    gpu.facts().forEach((fact, value) -> document.put(key(fact), value));
    document.put("learning", each.learning());
    document.put("predicting", each.predicting());
    return document;
  }

  /** Returns a fact's name as JSON has it, such as {@code nativeCode}. */
  private static String key(String fact) {
    List<String> words = List.of(fact.split(" "));
    StringBuilder key = new StringBuilder(words.get(0));
    for (String word : words.subList(1, words.size())) {
      key.append(word.substring(0, 1).toUpperCase(Locale.ROOT)).append(word.substring(1));
    }
    return key.toString();
  }
}
