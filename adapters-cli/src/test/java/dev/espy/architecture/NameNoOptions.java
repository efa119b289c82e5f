package dev.espy.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The condition that a class's string constants name no option of a command line, and no variable
 * of Espy's launcher. ArchUnit does not import constants, so this reads them from the class file.
 */
final class NameNoOptions extends ArchCondition<JavaClass> {

  private static final Pattern NAME = Pattern.compile("(?<![\\w-])--[a-z][a-z-]*|\\bESPY_[A-Z_]+");

  /** The options of nvidia-smi, for the adapter that runs it. */
  private static final Set<String> NVIDIA_SMI = Set.of("--query-gpu", "--format");

  private final String nvidia;

  /**
   * @param nvidia package of the adapter that runs nvidia-smi
   */
  NameNoOptions(String nvidia) {
    super("name no option");
    this.nvidia = nvidia;
  }

  @Override
  public void check(JavaClass type, ConditionEvents events) {
    Set<String> allowed = type.getPackageName().equals(nvidia) ? NVIDIA_SMI : Set.of();
    for (String constant : constants(type)) {
      NAME.matcher(constant)
          .results()
          .map(MatchResult::group)
          .filter(name -> !allowed.contains(name))
          .forEach(
              name ->
                  events.add(
                      SimpleConditionEvent.violated(
                          type, "%s names %s in '%s'".formatted(type.getName(), name, constant))));
    }
  }

  private static List<String> constants(JavaClass type) {
    try (DataInputStream in =
        new DataInputStream(type.getSource().orElseThrow().getUri().toURL().openStream())) {
      return constants(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads the strings of a constant pool; the format is in chapter 4.4 of the JVM specification.
   */
  private static List<String> constants(DataInputStream in) throws IOException {
    in.skipNBytes(8);
    int size = in.readUnsignedShort();
    String[] texts = new String[size];
    List<Integer> strings = new ArrayList<>();
    for (int i = 1; i < size; i++) {
      int tag = in.readUnsignedByte();
      switch (tag) {
        case 1 -> texts[i] = in.readUTF();
        case 8 -> strings.add(in.readUnsignedShort());
        case 7, 16, 19, 20 -> in.skipNBytes(2);
        case 15 -> in.skipNBytes(3);
        case 3, 4, 9, 10, 11, 12, 17, 18 -> in.skipNBytes(4);
        case 5, 6 -> {
          in.skipNBytes(8);
          i++; // Long and double values take two entries.
        }
        default -> throw new IOException("unknown constant " + tag);
      }
    }
    return strings.stream().map(string -> texts[string]).toList();
  }
}
