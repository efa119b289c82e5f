package dev.espy.adapters.safetensors;

import dev.espy.application.storage.AtomicFile;
import dev.espy.domain.BadModelException;
import dev.espy.domain.StorageException;
import dev.espy.domain.Tensor;
import dev.espy.domain.network.Model;
import dev.espy.domain.port.ModelStore;
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
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Models as {@code model.espy} files: a zip of {@code model.json} and {@code weights.safetensors}.
 *
 * <p>The same model gives the same bytes. The weights are stored, not compressed: compressing would
 * save less than a tenth at ten times the cost, and a file can never unpack to more than it is.
 *
 * <p>Loading trusts nothing. The architecture says exactly which tensors, and so how many bytes, to
 * expect; model.json is held against its CRC and the weights against their SHA-256; memory is
 * bounded by the file's own size. A file that is not what {@link #save} would write is refused with
 * a {@link BadModelException} whose message starts with the file.
 */
public final class EspyModelFiles implements ModelStore {

  private static final String JSON = "model.json";
  private static final String WEIGHTS = "weights.safetensors";

  // Not 1980-01-01, which java.util.zip takes for "earlier" and writes with the time zone.
  private static final LocalDateTime TIMESTAMP = LocalDateTime.of(1980, 2, 1, 0, 0);

  @Override
  public void save(Model model, Path file) {
    CRC32 crc = new CRC32();
    MessageDigest sha256 = sha256();
    OutputStream summary =
        new CheckedOutputStream(
            new DigestOutputStream(OutputStream.nullOutputStream(), sha256), crc);
    try (AtomicFile target = AtomicFile.open(file)) {
      long size = Safetensors.write(model.tensors(), summary);
      byte[] json = ModelJson.write(model, HexFormat.of().formatHex(sha256.digest()));
      if (json.length > StrictJson.MAXIMUM_BYTES) {
        throw new IOException("its labels and settings take more than 16 MiB");
      }
      CRC32 jsonCrc = new CRC32();
      jsonCrc.update(json);
      ZipOutputStream zip = new ZipOutputStream(target.stream());
      zip.putNextEntry(stored(JSON, json.length, jsonCrc.getValue()));
      zip.write(json);
      zip.putNextEntry(stored(WEIGHTS, size, crc.getValue()));
      Safetensors.write(model.tensors(), zip);
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

  @Override
  public Model load(Path path) {
    Path file = Files.isDirectory(path) ? path.resolve(FILE_NAME) : path;
    if (!Files.isRegularFile(file)) {
      throw new BadModelException(
          "%s: %s; give a model file, or the run folder that holds one"
              .formatted(
                  path,
                  Files.isDirectory(path)
                      ? "this folder holds no " + FILE_NAME
                      : Files.exists(path) ? "this is no file" : "there is no such file"));
    }
    try (ZipFile zip = new ZipFile(file.toFile())) {
      return read(zip, Files.size(file));
    } catch (Refusal e) {
      throw new BadModelException(file + ": " + e.getMessage(), e);
    } catch (ZipException | EOFException e) {
      throw new BadModelException(
          file + ": " + Refusal.damaged("this is not a whole zip file").getMessage(), e);
    } catch (IOException e) {
      throw new StorageException(
          "%s: cannot be read: %s; check the disk and the file's permissions"
              .formatted(file, reason(e)),
          e);
    }
  }

  private static Model read(ZipFile zip, long fileSize) throws IOException, Refusal {
    List<? extends ZipEntry> entries = zip.stream().toList();
    ModelJson json = ModelJson.read(json(zip, only(entries, JSON)));
    ZipEntry weights = only(entries, WEIGHTS);
    for (ZipEntry entry : entries) {
      if (entry != weights && !entry.getName().equals(JSON)) {
        throw Refusal.damaged("the zip holds '" + entry.getName() + "', which is no part of it");
      }
    }
    if (weights.getMethod() != ZipEntry.STORED
        || weights.getSize() != weights.getCompressedSize()) {
      throw new Refusal(WEIGHTS + " is compressed: zip it again without compression (zip -0)");
    }
    if (weights.getSize() > fileSize) {
      throw Refusal.damaged(WEIGHTS + " claims to be larger than the file");
    }
    MessageDigest sha256 = sha256();
    Map<String, Tensor> tensors;
    try (InputStream in = new DigestInputStream(zip.getInputStream(weights), sha256)) {
      tensors = Safetensors.read(in, weights.getSize(), json.network().parameters());
    }
    if (!HexFormat.of().formatHex(sha256.digest()).equals(json.weightsSha256())) {
      throw Refusal.damaged("the weights do not have the SHA-256 that model.json gives");
    }
    try {
      return new Model(
          json.labels(), json.preprocessing(), json.architecture(), tensors, json.provenance());
    } catch (BadModelException e) {
      throw new Refusal(String.valueOf(e.getMessage()));
    }
  }

  private static byte[] json(ZipFile zip, ZipEntry entry) throws IOException, Refusal {
    try (InputStream in = zip.getInputStream(entry)) {
      byte[] bytes = in.readNBytes(StrictJson.MAXIMUM_BYTES + 1);
      if (bytes.length > StrictJson.MAXIMUM_BYTES) {
        throw Refusal.damaged(JSON + " is larger than 16 MiB");
      }
      // ZipFile does not look at it, and nothing else tells a damaged label from a good one.
      CRC32 crc = new CRC32();
      crc.update(bytes);
      if (crc.getValue() != entry.getCrc()) {
        throw Refusal.damaged(JSON + " does not have its CRC");
      }
      return bytes;
    }
  }

  private static ZipEntry only(List<? extends ZipEntry> entries, String name) throws Refusal {
    List<? extends ZipEntry> found =
        entries.stream().filter(entry -> entry.getName().equals(name)).toList();
    if (found.size() != 1) {
      throw Refusal.damaged("the zip holds " + name + " " + found.size() + " times, not once");
    }
    return found.get(0);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static String reason(IOException e) {
    String reason = e instanceof FileSystemException system ? system.getReason() : e.getMessage();
    return reason == null ? e.getClass().getSimpleName() : reason;
  }
}
