package dev.espy.adapters.cli.output;

import dev.espy.domain.VisibleText;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes control characters in visible form, such as {@code \}{@code u001b}, as JSON does, so that
 * a label, name or message cannot control a terminal. Line breaks and tabs stay, except in the
 * arguments of {@link #format}, which become one line each.
 */
final class VisibleWriter extends PrintWriter {

  private final Consumer<Runnable> guard;

  /**
   * @param out the destination, flushed after each line
   * @param guard a wrapper of each write; it erases a line that is being redrawn before the write
   */
  VisibleWriter(Writer out, Consumer<Runnable> guard) {
    super(out, true);
    this.guard = guard;
  }

  /** Returns text in visible form, in one line. */
  static String line(String text) {
    return VisibleText.line(text);
  }

  /** Returns text in visible form, with its line breaks and tabs. */
  static String lines(String text) {
    return VisibleText.lines(text);
  }

  @Override
  public void write(int c) {
    write(String.valueOf((char) c));
  }

  @Override
  public void write(char[] text, int offset, int length) {
    write(new String(text, offset, length));
  }

  @Override
  public void write(String text, int offset, int length) {
    // The program itself writes these on Windows.
    String own = text.substring(offset, offset + length).replace("\r\n", "\n");
    String visible = lines(own);
    guard.accept(() -> super.write(visible, 0, visible.length()));
  }

  /** Writes the line with its end at once, so that no line is redrawn in between. */
  @Override
  public void println(@Nullable String text) {
    write(text + System.lineSeparator());
    flush();
  }

  @Override
  public PrintWriter format(String format, @Nullable Object... arguments) {
    return format(Locale.getDefault(Locale.Category.FORMAT), format, arguments);
  }

  @Override
  public PrintWriter format(@Nullable Locale locale, String format, @Nullable Object... arguments) {
    @Nullable Object[] visible = arguments.clone();
    for (int i = 0; i < visible.length; i++) {
      Object argument = visible[i];
      if (argument != null && !(argument instanceof Number) && !(argument instanceof Boolean)) {
        visible[i] = line(argument.toString());
      }
    }
    write(String.format(locale, format, visible));
    flush();
    return this;
  }
}
