package dev.espy.benchmarks;

/** An empty program: what every Java program takes to start. */
public final class Nothing {

  private Nothing() {}

  /** Does nothing. */
  public static void main(String[] arguments) {}
}
