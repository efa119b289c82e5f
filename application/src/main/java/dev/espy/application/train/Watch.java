package dev.espy.application.train;

import dev.espy.application.RunListener;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Who looks on while a network learns.
 *
 * @param listener is told what goes on
 * @param cancelled says whether to stop
 * @param nanoTime a clock such as {@link System#nanoTime}
 */
record Watch(RunListener listener, BooleanSupplier cancelled, LongSupplier nanoTime) {

  boolean stopped() {
    return cancelled.getAsBoolean();
  }

  long now() {
    return nanoTime.getAsLong();
  }
}
