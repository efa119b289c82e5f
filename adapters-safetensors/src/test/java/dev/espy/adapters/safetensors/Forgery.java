package dev.espy.adapters.safetensors;

import dev.espy.domain.Tensor;
import dev.espy.domain.network.Model;
import dev.espy.domain.training.Checkpoint;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A model file or a checkpoint taken apart, to be put together with something wrong in it. */
record Forgery(String name, String json, byte[] weights) {

  static Forgery of(Model model) {
    return of("model.json", ModelJson.write(model, "SHA"), model.tensors());
  }

  static Forgery of(Checkpoint checkpoint) {
    return of(
        "checkpoint.json",
        CheckpointJson.write(checkpoint, "SHA"),
        CheckpointJson.tensors(checkpoint));
  }

  private static Forgery of(String name, byte[] json, Map<String, Tensor> tensors) {
    try {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      Safetensors.write(tensors, out);
      return new Forgery(name, new String(json, StandardCharsets.UTF_8), out.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Replaces in the document; the text must be there. */
  Forgery replace(String text, String by) {
    return withJson(replaced(json, text, by));
  }

  Forgery withJson(String newJson) {
    return new Forgery(name, newJson, weights);
  }

  Forgery withWeights(byte[] newWeights) {
    return new Forgery(name, json, newWeights);
  }

  String header() {
    int length = (int) ByteBuffer.wrap(weights).order(ByteOrder.LITTLE_ENDIAN).getLong();
    return new String(weights, Long.BYTES, length, StandardCharsets.UTF_8);
  }

  byte[] data() {
    return Arrays.copyOfRange(weights, Long.BYTES + header().length(), weights.length);
  }

  /** Replaces in the header of the weights; the text must be there. */
  Forgery replaceInHeader(String text, String by) {
    return withHeader(replaced(header(), text, by));
  }

  Forgery withHeader(String header) {
    return withWeights(safetensors(header, data()));
  }

  static byte[] safetensors(String header, byte[] data) {
    byte[] bytes = header.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(Long.BYTES + bytes.length + data.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(bytes.length)
        .put(bytes)
        .put(data)
        .array();
  }

  /** Returns the text of the document, the right SHA-256 in place of {@code "SHA"}. */
  byte[] signedJson() {
    try {
      byte[] sha256 = MessageDigest.getInstance("SHA-256").digest(weights);
      return json.replace("\"SHA\"", '"' + HexFormat.of().formatHex(sha256) + '"')
          .getBytes(StandardCharsets.UTF_8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  Map<String, byte[]> entries() {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put(name, signedJson());
    entries.put("weights.safetensors", weights);
    return entries;
  }

  void writeTo(Path file) {
    zip(file, ZipEntry.STORED, entries());
  }

  static void zip(Path file, int method, Map<String, byte[]> entries) {
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        ZipEntry zipEntry = new ZipEntry(entry.getKey());
        zipEntry.setMethod(method);
        zipEntry.setSize(entry.getValue().length);
        CRC32 crc = new CRC32();
        crc.update(entry.getValue());
        zipEntry.setCrc(crc.getValue());
        zip.putNextEntry(zipEntry);
        zip.write(entry.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String replaced(String whole, String text, String by) {
    if (!whole.contains(text)) {
      throw new IllegalArgumentException("'" + text + "' is not in " + whole);
    }
    return whole.replace(text, by);
  }
}
