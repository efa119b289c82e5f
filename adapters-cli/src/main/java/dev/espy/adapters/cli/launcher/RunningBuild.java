package dev.espy.adapters.cli.launcher;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * The copy of the program that this process runs from. Its lock file is locked, shared with the
 * other processes that run from it, until the process ends, in whatever way: {@link Builds} removes
 * no copy whose file is locked.
 */
public final class RunningBuild {

  /** The system property, set by the launcher, that holds the path of the copy's folder. */
  private static final String FOLDER = "espy.build";

  /** Channels that nobody refers to are closed, and their locks go with them. */
  private static final List<FileChannel> HELD = new ArrayList<>();

  private RunningBuild() {}

  /**
   * Locks the copy that the launcher names; does nothing if it names none or none can be locked.
   */
  public static void hold() {
    String folder = System.getProperty(FOLDER);
    if (folder != null) {
      hold(Path.of(folder));
    }
  }

  static void hold(Path folder) {
    try {
      // Reading suffices for a shared lock, so users who may not write in the clone lock, too.
      FileChannel channel = FileChannel.open(folder.resolve(Builds.LOCK), StandardOpenOption.READ);
      HELD.add(channel);
      channel.tryLock(0, Long.MAX_VALUE, true);
    } catch (IOException e) {
      // Builds without a lock file are not removed while they run, and neither are those on a file
      // system without locks.
    }
  }
}
