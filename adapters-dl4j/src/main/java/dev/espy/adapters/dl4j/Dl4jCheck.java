package dev.espy.adapters.dl4j;

import dev.espy.adapters.dl4j.backend.Backend;
import dev.espy.adapters.dl4j.backend.Nd4jNatives;
import dev.espy.adapters.dl4j.onednn.OneDnnContext;
import dev.espy.domain.EspyException;
import dev.espy.domain.device.EngineReport;
import java.io.File;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;

/** Checks how Deeplearning4j runs on this machine. */
public final class Dl4jCheck {

  private static final long MIB = 1 << 20;

  private Dl4jCheck() {}

  /**
   * Loads Deeplearning4j for the CPU, which takes one to two seconds, and reports the result.
   *
   * @return the name of the native code, its unpacking folder and the folder's free space, presence
   *     of oneDNN, the instructions that it uses, and the memory limit; with a problem if loading
   *     failed
   */
  public static EngineReport report() {
    Map<String, Object> facts = new LinkedHashMap<>();
    Nd4jNatives.CPU.name().ifPresent(name -> facts.put("native code", name));
    addCache(facts);
    String engine = new Dl4jEngine().engine();
    try {
      Backend.load(false);
    } catch (EspyException e) {
      return new EngineReport(engine, e, facts);
    }
    facts.put("oneDNN", OneDnnContext.isAvailable());
    facts.put("instructions", OneDnnContext.instructions());
    facts.put("memory limit MiB", Pointer.maxPhysicalBytes() / MIB);
    return new EngineReport(engine, null, facts);
  }

  private static void addCache(Map<String, Object> facts) {
    try {
      File cache = Loader.getCacheDir();
      facts.put("cache", cache.toString());
      facts.put("cache free MiB", cache.getUsableSpace() / MIB);
    } catch (IOException e) {
      // No folder is writable. Loading reports that, with a remedy.
    }
  }
}
