package dev.espy.adapters.cli.run;

import dev.espy.domain.port.DataSet;
import dev.espy.domain.port.DataSetWriterPort;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/**
 * Writes data sets until it is cancelled.
 *
 * @param writer the writer
 * @param cancelled the flag to stop, polled after each image
 */
public record InterruptibleWriter(DataSetWriterPort writer, BooleanSupplier cancelled)
    implements DataSetWriterPort {

  /**
   * {@inheritDoc}
   *
   * @throws CancellationException if it was cancelled
   */
  @Override
  public int write(DataSet source, boolean labels, Path csv, int threads, Runnable imageWritten) {
    try {
      return writer.write(
          source,
          labels,
          csv,
          threads,
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
