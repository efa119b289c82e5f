package dev.espy.adapters.safetensors;

import dev.espy.domain.Tensor;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * The safetensors format: the length of the header in 8 bytes; the header as JSON {@code {name:
 * {"dtype": "F32", "shape": [...], "data_offsets": [begin, end]}}}, padded with spaces; the values
 * of the tensors without gaps. All numbers are little-endian; offsets count from the end of the
 * header.
 */
final class Safetensors {

  private static final String NAME = "weights.safetensors";
  private static final int ALIGNMENT = 8;
  private static final int CHUNK = 1 << 16;

  // A placeholder that fixes the order of the result, which is not the order in the file.
  private static final Tensor EMPTY = new Tensor(new int[] {0}, new float[0]);

  private Safetensors() {}

  /** Writes tensors in the order of the map and returns the number of bytes written. */
  static long write(Map<String, Tensor> tensors, OutputStream out) throws IOException {
    Map<String, Object> entries = new LinkedHashMap<>();
    long offset = 0;
    for (Map.Entry<String, Tensor> tensor : tensors.entrySet()) {
      long end = offset + (long) Float.BYTES * tensor.getValue().values().length;
      Map<String, Object> entry = new LinkedHashMap<>();
      entry.put("dtype", "F32");
      entry.put("shape", tensor.getValue().shape());
      entry.put("data_offsets", List.of(offset, end));
      entries.put(tensor.getKey(), entry);
      offset = end;
    }
    byte[] json = StrictJson.compact(entries);
    byte[] header = Arrays.copyOf(json, (json.length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT);
    Arrays.fill(header, json.length, header.length, (byte) ' ');
    out.write(littleEndian(new byte[Long.BYTES]).putLong(header.length).array());
    out.write(header);
    byte[] chunk = new byte[CHUNK];
    for (Tensor tensor : tensors.values()) {
      float[] values = tensor.values();
      for (int at = 0; at < values.length; at += CHUNK / Float.BYTES) {
        int count = Math.min(CHUNK / Float.BYTES, values.length - at);
        littleEndian(chunk).asFloatBuffer().put(values, at, count);
        out.write(chunk, 0, count * Float.BYTES);
      }
    }
    return Long.BYTES + header.length + offset;
  }

  /**
   * Reads tensors. Their values take at most {@code size} bytes of memory.
   *
   * @param in the content of the file
   * @param size the size of the file in bytes
   * @param shapes the shapes of the expected tensors by name; the file must contain exactly these
   * @return the tensors in the order of {@code shapes}
   * @throws EOFException if the file is shorter than its size
   */
  static Map<String, Tensor> read(InputStream in, long size, Map<String, List<Integer>> shapes)
      throws IOException, InvalidFileException {
    byte[] prefix = new byte[Long.BYTES];
    readFully(in, prefix, prefix.length);
    long headerSize = littleEndian(prefix).getLong();
    if (headerSize < 2
        || headerSize > StrictJson.MAXIMUM_BYTES
        || headerSize > size - prefix.length) {
      throw InvalidFileException.damaged(NAME + " has a header of an impossible length");
    }
    byte[] header = new byte[(int) headerSize];
    readFully(in, header, header.length);
    if (header[0] != '{') {
      throw InvalidFileException.damaged(NAME + " has no header");
    }
    List<Slot> slots = slots(StrictJson.parse(header, "the header of " + NAME), shapes);
    slots.sort(Comparator.comparingLong(Slot::begin));
    long position = 0;
    for (Slot slot : slots) {
      if (slot.begin() != position) {
        throw InvalidFileException.damaged(NAME + " has tensors that overlap or leave a hole");
      }
      position = slot.end();
    }
    if (position != size - prefix.length - headerSize) {
      throw InvalidFileException.damaged(NAME + " is not as long as its header says");
    }

    Map<String, Tensor> tensors = new LinkedHashMap<>();
    shapes.keySet().forEach(name -> tensors.put(name, EMPTY));
    byte[] chunk = new byte[CHUNK];
    for (Slot slot : slots) {
      int[] shape = slot.shape().stream().mapToInt(Integer::intValue).toArray();
      float[] values = new float[Math.toIntExact((slot.end() - slot.begin()) / Float.BYTES)];
      for (int at = 0; at < values.length; at += CHUNK / Float.BYTES) {
        int count = Math.min(CHUNK / Float.BYTES, values.length - at);
        readFully(in, chunk, count * Float.BYTES);
        littleEndian(chunk).asFloatBuffer().get(values, at, count);
      }
      tensors.put(slot.name(), new Tensor(shape, values));
    }
    return tensors;
  }

  /** The place of a tensor's values in the data. */
  private record Slot(String name, List<Integer> shape, long begin, long end) {}

  private static List<Slot> slots(JsonNode header, Map<String, List<Integer>> shapes)
      throws InvalidFileException {
    List<Slot> slots = new ArrayList<>();
    for (Map.Entry<String, JsonNode> entry : header.properties()) {
      if (entry.getKey().equals("__metadata__")) {
        continue;
      }
      List<Integer> shape = shapes.get(entry.getKey());
      if (shape == null) {
        throw InvalidFileException.damaged("tensor '" + entry.getKey() + "' belongs to no layer");
      }
      slots.add(slot(entry.getKey(), shape, entry.getValue()));
    }
    for (String name : shapes.keySet()) {
      if (!header.has(name)) {
        throw InvalidFileException.damaged("tensor '" + name + "' is missing");
      }
    }
    return slots;
  }

  private static Slot slot(String tensor, List<Integer> shape, JsonNode entry)
      throws InvalidFileException {
    String name = "tensor '" + tensor + "'";
    JsonNode type = entry.path("dtype");
    if (!type.isString() || !type.stringValue().equals("F32")) {
      throw InvalidFileException.damaged(name + " is of type " + type + ", not F32");
    }
    if (!shape.equals(StrictJson.plain(entry.path("shape")))) {
      throw InvalidFileException.damaged(
          name + " has shape " + entry.path("shape") + ", not " + shape);
    }
    JsonNode offsets = entry.path("data_offsets");
    if (offsets.size() != 2
        || !offsets.path(0).canConvertToExactIntegral()
        || !offsets.path(0).canConvertToLong()
        || !offsets.path(1).canConvertToExactIntegral()
        || !offsets.path(1).canConvertToLong()) {
      throw InvalidFileException.damaged(name + " has no place in the data");
    }
    long begin = offsets.path(0).longValue();
    long end = offsets.path(1).longValue();
    if (begin < 0 || end < begin || end - begin != bytes(shape)) {
      throw InvalidFileException.damaged(name + " does not have as many values as its shape");
    }
    return new Slot(tensor, shape, begin, end);
  }

  /** Returns a tensor's size in bytes; {@link Long#MAX_VALUE} if the size does not fit a long. */
  private static long bytes(List<Integer> shape) {
    long bytes = Float.BYTES;
    for (int dimension : shape) {
      bytes =
          dimension > 0 && bytes > Long.MAX_VALUE / dimension ? Long.MAX_VALUE : bytes * dimension;
    }
    return bytes;
  }

  private static ByteBuffer littleEndian(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static void readFully(InputStream in, byte[] bytes, int count) throws IOException {
    if (in.readNBytes(bytes, 0, count) != count) {
      throw new EOFException(NAME + " ends too early");
    }
  }
}
