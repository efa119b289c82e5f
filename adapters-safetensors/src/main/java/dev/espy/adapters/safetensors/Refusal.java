package dev.espy.adapters.safetensors;

/** Why a file is not what it should be, as a clause that follows the file's name in a message. */
final class Refusal extends Exception {

  private static final long serialVersionUID = 1L;
  private static final int LONGEST = 400;

  /**
   * @param clause what is wrong and what to do
   */
  Refusal(String clause) {
    super(clause);
  }

  /**
   * Returns the refusal of a file that Espy would not have written like this.
   *
   * @param what what is wrong; may quote the file, so it is made one line of a bearable length
   */
  static Refusal damaged(String what) {
    String line = what.replaceAll("[\\p{Cntrl}\\s]+", " ");
    if (line.length() > LONGEST) {
      line = line.substring(0, LONGEST) + "...";
    }
    return new Refusal(
        line + "; the file is damaged or was not made by Espy: copy it again, or train again");
  }
}
