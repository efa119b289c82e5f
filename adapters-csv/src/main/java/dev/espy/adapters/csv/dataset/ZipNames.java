package dev.espy.adapters.csv.dataset;

import dev.espy.application.HeapShare;
import dev.espy.domain.BadDataSetException;
import dev.espy.domain.Remedy;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * A check of the names in a zip before it is opened as a file system. The file system keeps each
 * name, and the whole path of each of its folders: a small zip of names with thousands of folders
 * would fill any heap.
 */
final class ZipNames {

  /** The largest number of folders in the path of a file. */
  static final int MOST_FOLDERS = 100;

  private static final int SHOWN = 40;

  private ZipNames() {}

  /**
   * Checks the names.
   *
   * @throws BadDataSetException if one has too many folders, or all take too much memory
   * @throws java.util.zip.ZipException if the file is no zip, or its names are not in this charset
   */
  static void check(Path file, Charset charset) throws IOException {
    try (ZipFile zip = new ZipFile(file.toFile(), charset)) {
      check(file, zip.entries(), HeapShare.ofTheHeap());
    }
  }

  /** Checks the names, which may take this share of the heap. */
  static void check(Path file, Enumeration<? extends ZipEntry> entries, HeapShare heap) {
    Set<String> folders = new HashSet<>();
    String last = "";
    while (entries.hasMoreElements()) {
      String name = entries.nextElement().getName();
      boolean fits = heap.takeText(name.length()) && heap.takeText(0); // Each name is kept twice.
      String folder = parent(name);
      if (!folder.equals(last)) { // Mostly, the files of a folder follow each other.
        last = folder;
        if (depth(folder) > MOST_FOLDERS) {
          throw new BadDataSetException(
              "%s holds a name of more than %d folders ('%s ...'); make the zip again without it"
                  .formatted(
                      file, MOST_FOLDERS, name.substring(0, Math.min(SHOWN, name.length()))));
        }
        while (!folder.isEmpty() && folders.add(folder)) {
          fits &= heap.takeText(folder.length());
          folder = parent(folder);
        }
      }
      if (!fits) {
        throw new BadDataSetException(
            "%s holds too many files, or too long names, for Java's heap".formatted(file),
            Remedy.other("unpack it and give the folder"),
            Remedy.twiceTheHeap());
      }
    }
  }

  private static int depth(String folder) {
    int depth = 1;
    for (int at = folder.indexOf('/'); at >= 0; at = folder.indexOf('/', at + 1)) {
      depth++;
    }
    return depth;
  }

  /** Returns the folder of a file or folder; empty at the top. */
  private static String parent(String name) {
    return name.substring(0, Math.max(0, name.lastIndexOf('/', name.length() - 2)));
  }
}
