package dev.espy.adapters.dl4j;

import dev.espy.domain.EspyException;
import dev.espy.domain.device.EngineReport;
import java.io.File;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.nativeblas.NativeOpsHolder;

/** Finds out how Deeplearning4j stands on this machine. */
public final class Dl4jCheck {

  private static final long MIB = 1 << 20;

  private Dl4jCheck() {}

  /**
   * Loads Deeplearning4j, if that has not happened yet, which takes a second or two, and tells what
   * came of it: which native code there is, whether oneDNN is at work, how many threads of OpenMP
   * compute, how much memory beside Java's heap may be taken, and where the native code is
   * unpacked.
   */
  public static EngineReport report() {
    Map<String, Object> facts = new LinkedHashMap<>();
    NativeCode.CPU.name().ifPresent(name -> facts.put("native code", name));
    addCache(facts);
    String engine = new Dl4jEngine().engine();
    try {
      Backend.load(false);
    } catch (EspyException e) {
      return new EngineReport(engine, e.getMessage(), facts);
    }
    facts.put("oneDNN", OneDnn.isAvailable());
    facts.put("threads", NativeOpsHolder.getInstance().getDeviceNativeOps().ompGetMaxThreads());
    facts.put("memory limit MiB", Pointer.maxPhysicalBytes() / MIB);
    return new EngineReport(engine, null, facts);
  }

  private static void addCache(Map<String, Object> facts) {
    try {
      File cache = Loader.getCacheDir();
      facts.put("cache", cache.toString());
      facts.put("cache free MiB", cache.getUsableSpace() / MIB);
    } catch (IOException e) {
      // No folder can be written; loading says so, and what to do.
    }
  }
}
