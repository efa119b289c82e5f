package dev.espy.adapters.nvidia;

import java.lang.module.ModuleDescriptor.Version;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Compute capabilities by card name, for drivers before 510, whose nvidia-smi does not print them.
 * Cards that need a later driver are not listed.
 */
final class WellKnownCards {

  // The first matching pattern decides. Series that mix generations are not listed.
  private static final Map<Pattern, Version> CARDS = new LinkedHashMap<>();

  static {
    add("3.5", "Tesla K(20|40)|GTX TITAN( Black)?$|GTX 780\\b|Quadro K(5200|6000)");
    add("3.7", "Tesla K80");
    add("5.0", "GTX 7(45|50)\\b|Tesla M10|Quadro K(620|1200|2200)");
    add("5.2", "GTX 9[5-8]0\\b|GTX TITAN X$|Tesla M(4|6|40|60)\\b|Quadro M[456]000$");
    add("6.0", "Tesla P100|Quadro GP100");
    add("6.1", "GTX 10[5-8]0|GT 1030|TITAN (X|Xp)\\b|Tesla P(4|6|40)\\b|Quadro P\\d{3,4}\\b");
    add("7.0", "\\bV100\\b|TITAN V$|Quadro GV100");
    add("7.5", "RTX 20[678]0|GTX 16[56]0|TITAN RTX|Tesla T4|\\bT4\\b|Quadro RTX [34568]000|T4G");
    add("8.0", "\\bA100\\b|\\bA30\\b");
    add("8.6", "RTX 30[5-9]0|RTX A[2456]000|RTX A[45]500|\\bA(2|10|10G|16|40)\\b");
  }

  private WellKnownCards() {}

  private static void add(String capability, String names) {
    CARDS.put(Pattern.compile(names), Version.parse(capability));
  }

  /** Returns a card's compute capability; nothing if the name is unknown. */
  static Optional<Version> capability(String name) {
    return CARDS.entrySet().stream()
        .filter(card -> card.getKey().matcher(name).find())
        .map(Map.Entry::getValue)
        .findFirst();
  }
}
