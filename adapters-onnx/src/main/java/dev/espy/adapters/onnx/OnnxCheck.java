package dev.espy.adapters.onnx;

import ai.onnxruntime.OrtEnvironment;
import dev.espy.domain.EspyException;
import dev.espy.domain.device.EngineReport;
import java.util.LinkedHashMap;
import java.util.Map;

/** Finds out how ONNX Runtime stands on this machine. */
public final class OnnxCheck {

  private OnnxCheck() {}

  /**
   * Loads ONNX Runtime, if that has not happened yet, and tells what came of it: for which platform
   * its native code is, and which providers this build has, whether or not there is a GPU for them.
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
      return new EngineReport(new OnnxEngine().engine(), e.getMessage(), Map.of());
    }
  }
}
