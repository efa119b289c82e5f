package dev.espy.adapters.onnx;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtException.OrtErrorCode;
import ai.onnxruntime.OrtSession;
import dev.espy.domain.BadModelException;
import dev.espy.domain.StorageException;
import dev.espy.domain.UnsupportedDeviceException;
import dev.espy.domain.network.Model;
import dev.espy.domain.port.Classifier;
import dev.espy.domain.port.ModelExportPort;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * ONNX files. The graph takes the bytes of images, {@code pixels}, and returns {@code
 * probabilities}; the metadata holds the labels as JSON. ONNX Runtime reads the files back.
 */
public final class OnnxFormat implements ModelExportPort {

  private final int threads;

  /** Creates the format; a file is classified with a thread for each usable processor. */
  public OnnxFormat() {
    this(Runtime.getRuntime().availableProcessors());
  }

  /**
   * Creates the format.
   *
   * @param threads number of threads that classify with a file, the calling thread included, at
   *     least 1
   */
  public OnnxFormat(int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException(threads + " threads");
    }
    this.threads = threads;
  }

  /** Returns the number of threads that classify with a file. */
  public int threads() {
    return threads;
  }

  @Override
  public String format() {
    return "onnx";
  }

  @Override
  public void write(Model model, OutputStream to) throws IOException {
    ModelProto.Builder file = OnnxModel.of(model);
    Metadata.of(model)
        .forEach(
            (key, value) ->
                file.addMetadataProps(
                    StringStringEntryProto.newBuilder().setKey(key).setValue(value)));
    file.build().writeTo(to);
  }

  @Override
  public Classifier open(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new BadModelException(file + ": there is no such file; export the model first");
    }
    if (!Files.isReadable(file)) {
      throw new StorageException(
          file + ": there is no permission to read it; change that with chmod, or export it again");
    }
    try {
      OrtSession session =
          Sessions.open(
              (environment, options) -> environment.createSession(file.toString(), options),
              Device.PROCESSOR);
      Optional<Signature> signature = Signature.of(session);
      if (signature.isEmpty()) {
        session.close();
        throw new BadModelException(
            "%s: this ONNX model is not one that Espy exported: it must take bytes '%s' [batch, channels, height, width] and give floats '%s' [batch, labels]"
                .formatted(file, OnnxModel.PIXELS, OnnxModel.PROBABILITIES));
      }
      return checked(
          file,
          new OnnxClassifier(
              NativeCode.load(), session, signature.get(), Device.PROCESSOR, threads));
    } catch (OrtException e) {
      throw failure(file, e);
    }
  }

  /** Runs a classifier once, because some damage shows only when a graph runs. */
  private static Classifier checked(Path file, OnnxClassifier classifier) {
    try {
      classifier.check();
      return classifier;
    } catch (RuntimeException e) {
      classifier.close();
      throw e instanceof IllegalStateException ? damaged(file, e) : e;
    }
  }

  private static RuntimeException failure(Path file, OrtException e) {
    RuntimeException failure = Failures.of(e);
    return failure instanceof UnsupportedDeviceException
            && e.getCode() != OrtErrorCode.ORT_NOT_IMPLEMENTED
        ? failure
        : damaged(file, e);
  }

  private static BadModelException damaged(Path file, Exception cause) {
    return new BadModelException(
        file + ": this is no ONNX file, or it is damaged; export the model again", cause);
  }
}
