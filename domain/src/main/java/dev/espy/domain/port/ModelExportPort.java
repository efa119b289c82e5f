package dev.espy.domain.port;

import dev.espy.domain.network.Model;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/** Writes models in a format for other programs. */
public interface ModelExportPort {

  /** Returns the format's name, which is also the extension of its files, such as {@code onnx}. */
  String format();

  /**
   * Writes a model: its network and weights, and the labels, preprocessing and provenance that the
   * format can hold. The same model gives the same bytes.
   *
   * @param model the model
   * @param to the stream to write to; the caller flushes and closes it
   * @throws dev.espy.domain.BadModelException if the format cannot hold this model; then nothing is
   *     written
   * @throws IOException if {@code to} throws it
   */
  void write(Model model, OutputStream to) throws IOException;

  /**
   * Opens a written file for classifying, using only the file, as other programs do. So its answers
   * can be compared with those of the model.
   *
   * @param file a file that {@link #write} wrote
   * @return a classifier for the same batches as the model's, to be closed by the caller
   * @throws dev.espy.domain.BadModelException if the file is not of this format
   * @throws dev.espy.domain.UnsupportedDeviceException if this machine cannot run it
   * @throws dev.espy.domain.StorageException if the file, or the native code to run it, cannot be
   *     read
   */
  Classifier open(Path file);
}
