package dev.espy.domain;

/**
 * The name of a class of images. Labels are text and are compared exactly: {@code 0}, {@code
 * T-shirt/top} and {@code 犬} are all labels.
 *
 * @param name the name; not blank, without leading or trailing white space
 */
public record Label(String name) implements Comparable<Label> {

  /**
   * @throws IllegalArgumentException if the name is blank or has leading or trailing white space
   */
  public Label {
    if (name.isBlank() || !name.equals(name.strip())) {
      throw new IllegalArgumentException("not a label: '" + name + "'");
    }
  }

  /**
   * Orders labels. Whole numbers of up to nine digits come first, by value; all others follow, by
   * name.
   */
  @Override
  public int compareTo(Label other) {
    boolean number = isNumber();
    if (number != other.isNumber()) {
      return number ? -1 : 1;
    }
    if (number) {
      int byValue = Integer.compare(Integer.parseInt(name), Integer.parseInt(other.name));
      if (byValue != 0) {
        return byValue;
      }
    }
    return name.compareTo(other.name);
  }

  private boolean isNumber() {
    return name.length() < 10 && name.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  /** Returns the name. */
  @Override
  public String toString() {
    return name;
  }
}
