package dev.espy.domain.port;

import dev.espy.domain.network.Model;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/** Writes models for programs that are not Espy, in a format that they read. */
public interface ModelExport {

  /** Returns the format's name as users type it and as files end, such as {@code onnx}. */
  String format();

  /**
   * Writes a model: its network with its weights, and labels, preprocessing and origin as far as
   * the format has a place for them. The same model gives the same bytes.
   *
   * @param model the model
   * @param to where to; flushed by the caller, not closed
   * @throws dev.espy.domain.BadModelException if the format cannot hold this model; nothing is
   *     written then
   * @throws IOException if {@code to} throws it
   */
  void write(Model model, OutputStream to) throws IOException;

  /**
   * Makes a written file ready to classify, from nothing but what is in it, as any other program
   * would: to see that it gives what the model gives.
   *
   * @param file what {@link #write} wrote
   * @return a classifier of batches as the model's, to be closed by the caller
   * @throws dev.espy.domain.BadModelException if it is not such a file
   * @throws dev.espy.domain.UnsupportedDeviceException if this machine cannot run it
   * @throws dev.espy.domain.StorageException if it, or what is needed to run it, cannot be read
   */
  Classifier open(Path file);
}
