package dev.espy.adapters.safetensors;

/** An invalid file. The message is a clause that follows the file's name. */
final class InvalidFileException extends Exception {

  private static final long serialVersionUID = 1L;
  private static final int LONGEST = 400;

  /**
   * @param clause the error and the remedy
   */
  InvalidFileException(String clause) {
    super(clause);
  }

  /**
   * Returns the exception for a file that Espy would not have written.
   *
   * @param what the error; it may quote the file, so it is put on one line and shortened to 400
   *     characters
   */
  static InvalidFileException damaged(String what) {
    String line = what.replaceAll("[\\p{Cntrl}\\s]+", " ");
    if (line.length() > LONGEST) {
      line = line.substring(0, LONGEST) + "...";
    }
    return new InvalidFileException(
        line + "; the file is damaged or was not made by Espy: copy it again, or train again");
  }
}
