package dev.espy.adapters.onnx;

import ai.onnxruntime.OrtEnvironment;
import dev.espy.domain.EspyException;
import dev.espy.domain.device.EngineReport;
import java.util.LinkedHashMap;
import java.util.Map;

/** Checks how ONNX Runtime runs on this machine. */
public final class OnnxCheck {

  private OnnxCheck() {}

  /**
   * Loads ONNX Runtime and reports the result.
   *
   * @return the platform of the native code and the providers of this build, with or without a GPU
   *     for them; with a problem if loading failed
   */
  public static EngineReport report() {
    try {
      OrtEnvironment environment = NativeCode.load();
      Map<String, Object> facts = new LinkedHashMap<>();
      facts.put("native code", NativeCode.platform());
      facts.put(
          "providers", OrtEnvironment.getAvailableProviders().stream().map(Enum::name).toList());
      return new EngineReport("ONNX Runtime " + environment.getVersion(), null, facts);
    } catch (EspyException e) {
      return new EngineReport(new OnnxEngine().engine(), e, Map.of());
    }
  }
}
