package dev.espy.adapters.safetensors;

import dev.espy.application.storage.AtomicFile;
import dev.espy.domain.BadModelException;
import dev.espy.domain.StorageException;
import dev.espy.domain.Tensor;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDateTime;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * A zip of a JSON document and {@code weights.safetensors}. The weights are stored, not compressed:
 * compression would save less than a tenth at ten times the cost, and a stored file cannot unpack
 * to more than its size.
 *
 * <p>Reading trusts nothing. The document is checked against its CRC, and the weights against the
 * SHA-256 in the document. The size of the file bounds the memory.
 *
 * @param json the file name of the document in the zip
 */
record TensorZip(String json) {

  private static final String WEIGHTS = "weights.safetensors";

  // Not 1980-01-01: java.util.zip treats it as "before 1980" and writes it with the time zone.
  private static final LocalDateTime TIMESTAMP = LocalDateTime.of(1980, 2, 1, 0, 0);

  /** A document's description of the weights. */
  interface Document {

    /** Returns the shapes of the tensors by name; the weights must contain exactly these. */
    Map<String, List<Integer>> shapes();

    /** Returns the SHA-256 of the weights in lower-case hexadecimal. */
    String weightsSha256();
  }

  /** Reads a document. */
  interface Reader<D extends Document> {
    D read(byte[] json) throws InvalidFileException;
  }

  /** Makes the result of a document and its tensors. */
  interface Maker<D extends Document, R> {
    R make(D document, Map<String, Tensor> tensors) throws InvalidFileException;
  }

  /**
   * Writes a file, whole or not at all; the same content gives the same bytes.
   *
   * @param document function of the SHA-256 of the weights that returns the document
   */
  void write(Map<String, Tensor> tensors, Function<String, byte[]> document, Path file) {
    CRC32 crc = new CRC32();
    MessageDigest sha256 = sha256();
    OutputStream summary =
        new CheckedOutputStream(
            new DigestOutputStream(OutputStream.nullOutputStream(), sha256), crc);
    try (AtomicFile target = AtomicFile.open(file)) {
      long size = Safetensors.write(tensors, summary);
      byte[] text = document.apply(HexFormat.of().formatHex(sha256.digest()));
      if (text.length > StrictJson.MAXIMUM_BYTES) {
        throw new IOException("its " + json + " would take more than 16 MiB");
      }
      CRC32 textCrc = new CRC32();
      textCrc.update(text);
      ZipOutputStream zip = new ZipOutputStream(target.stream());
      zip.putNextEntry(stored(json, text.length, textCrc.getValue()));
      zip.write(text);
      zip.putNextEntry(stored(WEIGHTS, size, crc.getValue()));
      Safetensors.write(tensors, zip);
      zip.finish();
      target.commit();
    } catch (IOException e) {
      throw AtomicFile.failure(file, e);
    }
  }

  private static ZipEntry stored(String name, long size, long crc) {
    ZipEntry entry = new ZipEntry(name);
    entry.setMethod(ZipEntry.STORED);
    entry.setTimeLocal(TIMESTAMP);
    entry.setSize(size);
    entry.setCrc(crc);
    return entry;
  }

  /**
   * Reads a file.
   *
   * @throws BadModelException if {@link #write} would not write such a file; the message starts
   *     with the file
   * @throws StorageException if the file cannot be read
   */
  <D extends Document, R> R read(Path file, Reader<D> reader, Maker<D, R> maker) {
    return open(file, zip -> read(zip, Files.size(file), reader, maker));
  }

  /**
   * Reads the document of a file and not the weights.
   *
   * @throws BadModelException if {@link #write} would not write such a document; the message starts
   *     with the file
   * @throws StorageException if the file cannot be read
   */
  <D extends Document> D document(Path file, Reader<D> reader) {
    return open(file, zip -> reader.read(text(zip, only(zip.stream().toList(), json))));
  }

  /** Reads from an open zip. */
  private interface Use<R> {
    R of(ZipFile zip) throws IOException, InvalidFileException;
  }

  private static <R> R open(Path file, Use<R> use) {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      return use.of(zip);
    } catch (InvalidFileException e) {
      throw new BadModelException(file + ": " + e.getMessage(), e);
    } catch (ZipException | EOFException e) {
      throw new BadModelException(
          file + ": " + InvalidFileException.damaged("this is not a whole zip file").getMessage(),
          e);
    } catch (IOException e) {
      throw new StorageException(
          "%s: cannot be read: %s; check the disk and the file's permissions"
              .formatted(file, reason(e)),
          e);
    }
  }

  private <D extends Document, R> R read(
      ZipFile zip, long fileSize, Reader<D> reader, Maker<D, R> maker)
      throws IOException, InvalidFileException {
    List<? extends ZipEntry> entries = zip.stream().toList();
    D document = reader.read(text(zip, only(entries, json)));
    ZipEntry weights = only(entries, WEIGHTS);
    for (ZipEntry entry : entries) {
      if (entry != weights && !entry.getName().equals(json)) {
        throw InvalidFileException.damaged(
            "the zip holds '" + entry.getName() + "', which does not belong there");
      }
    }
    if (weights.getMethod() != ZipEntry.STORED
        || weights.getSize() != weights.getCompressedSize()) {
      throw new InvalidFileException(
          WEIGHTS + " is compressed: zip it again without compression (zip -0)");
    }
    if (weights.getSize() > fileSize) {
      throw InvalidFileException.damaged(WEIGHTS + " claims to be larger than the file");
    }
    MessageDigest sha256 = sha256();
    Map<String, Tensor> tensors;
    try (InputStream in = new DigestInputStream(zip.getInputStream(weights), sha256)) {
      tensors = Safetensors.read(in, weights.getSize(), document.shapes());
    }
    if (!HexFormat.of().formatHex(sha256.digest()).equals(document.weightsSha256())) {
      throw InvalidFileException.damaged(
          "the weights do not have the SHA-256 that " + json + " gives");
    }
    return maker.make(document, tensors);
  }

  private byte[] text(ZipFile zip, ZipEntry entry) throws IOException, InvalidFileException {
    try (InputStream in = zip.getInputStream(entry)) {
      byte[] bytes = in.readNBytes(StrictJson.MAXIMUM_BYTES + 1);
      if (bytes.length > StrictJson.MAXIMUM_BYTES) {
        throw InvalidFileException.damaged(json + " is larger than 16 MiB");
      }
      // ZipFile does not check the CRC, and nothing else detects a damaged label.
      CRC32 crc = new CRC32();
      crc.update(bytes);
      if (crc.getValue() != entry.getCrc()) {
        throw InvalidFileException.damaged(json + " does not have its CRC");
      }
      return bytes;
    }
  }

  private static ZipEntry only(List<? extends ZipEntry> entries, String name)
      throws InvalidFileException {
    List<? extends ZipEntry> found =
        entries.stream().filter(entry -> entry.getName().equals(name)).toList();
    if (found.size() != 1) {
      throw InvalidFileException.damaged(
          "the zip holds " + name + " " + found.size() + " times, not once");
    }
    return found.get(0);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Java has no SHA-256", e);
    }
  }

  private static String reason(IOException e) {
    String reason = e instanceof FileSystemException system ? system.getReason() : e.getMessage();
    return reason == null ? e.getClass().getSimpleName() : reason;
  }
}
