package dev.espy.adapters.cli;

import dev.espy.domain.port.DataSet;
import dev.espy.domain.port.DataSetWriter;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/**
 * Writes data sets until somebody wants it to stop.
 *
 * @param writer what writes
 * @param cancelled asked after each image
 */
public record InterruptibleWriter(DataSetWriter writer, BooleanSupplier cancelled)
    implements DataSetWriter {

  /**
   * {@inheritDoc}
   *
   * @throws CancellationException if it was to stop
   */
  @Override
  public int write(DataSet source, boolean labels, Path csv, Runnable imageWritten) {
    try {
      return writer.write(
          source,
          labels,
          csv,
          () -> {
            imageWritten.run();
            if (cancelled.getAsBoolean()) {
              throw new CancellationException();
            }
          });
    } catch (CancellationException e) {
      throw new CancellationException(
          "stopped before all images were written, so there is no " + csv);
    }
  }
}
