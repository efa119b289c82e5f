package dev.espy.adapters.dl4j;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.bytedeco.dnnl.IntMemoryMap;
import org.bytedeco.dnnl.engine;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.primitive;
import org.bytedeco.dnnl.reorder;
import org.bytedeco.dnnl.stream;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What oneDNN's primitives need: an engine, a stream, memory. All of it is freed together.
 *
 * <p>ND4J has oneDNN built in, but hands it one layer at a time, and turns what goes in and comes
 * out around each time; here it may keep its own formats from layer to layer.
 */
final class OneDnn implements AutoCloseable {

  private static final int ALIGNMENT = 64;

  private final Deque<INDArray> buffers = new ArrayDeque<>();
  private final Set<Buffer> free = new LinkedHashSet<>();
  private final Map<Long, Buffer> borrowed = new HashMap<>();
  private final Deque<Pointer> owned = new ArrayDeque<>();
  private final engine processor = own(new engine(engine.kind.cpu, 0));
  private final stream line = own(new stream(processor));

  /** Memory that is somebody else's. */
  private static final class Foreign extends Pointer {
    Foreign(long address) {
      this.address = address;
    }
  }

  /** Memory that is lent. */
  private static final class Buffer {
    final long address;
    final long bytes;
    int users;

    Buffer(long address, long bytes) {
      this.address = address;
      this.bytes = bytes;
    }
  }

  /** Looks once whether this machine's natives are on the class path. */
  private static final class Try {
    static final boolean LOADED = loaded();

    private static boolean loaded() {
      try {
        Loader.load(org.bytedeco.dnnl.global.dnnl.class);
        return true;
      } catch (LinkageError e) {
        return false;
      }
    }
  }

  /** Returns whether there is oneDNN for this machine. */
  static boolean isAvailable() {
    return Try.LOADED;
  }

  engine engine() {
    return processor;
  }

  /** Keeps something until all is freed, and returns it. */
  <T extends Pointer> T own(T pointer) {
    owned.push(pointer);
    return pointer;
  }

  /** Describes floats in row-major order. */
  static memory.desc plain(long... shape) {
    memory.format_tag tag =
        switch (shape.length) {
          case 1 -> memory.format_tag.a;
          case 2 -> memory.format_tag.ab;
          default -> memory.format_tag.abcd;
        };
    return new memory.desc(shape, memory.data_type.f32, tag);
  }

  /** Describes floats in whatever order a primitive likes best. */
  static memory.desc any(long... shape) {
    return new memory.desc(shape, memory.data_type.f32, memory.format_tag.any);
  }

  /** Returns new memory. */
  memory allocate(memory.desc format) {
    return at(allocate(format.get_size()), format);
  }

  /**
   * Returns memory that is used again after it was given back: what is run until then, in the order
   * in which it was made ready, may use it.
   */
  memory borrow(memory.desc format) {
    long bytes = format.get_size();
    Buffer buffer =
        free.stream()
            .filter(each -> each.bytes >= bytes)
            .min(Comparator.comparingLong(each -> each.bytes))
            .orElseGet(() -> new Buffer(allocate(bytes), bytes));
    free.remove(buffer);
    borrowed.put(buffer.address, buffer);
    buffer.users = 1;
    return at(buffer.address, format);
  }

  /** Says that borrowed memory has one more user, who will give it back, too. */
  void share(memory shared) {
    Buffer buffer = borrowed.get(address(shared));
    if (buffer != null) {
      buffer.users++;
    }
  }

  /** Gives borrowed memory back; does nothing with other memory. */
  void giveBack(memory used) {
    Buffer buffer = borrowed.get(address(used));
    if (buffer != null && --buffer.users == 0) {
      borrowed.remove(buffer.address);
      free.add(buffer);
    }
  }

  /** Returns the address of new memory. */
  long allocate(long bytes) {
    long floats = (bytes + ALIGNMENT) / Float.BYTES + 1;
    // ND4J's memory, because that keeps to the limit that is set for it.
    INDArray array = Buffers.allocate(floats);
    buffers.push(array);
    return (address(array) + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
  }

  /** Returns memory at an address. */
  memory at(long address, memory.desc format) {
    return own(new memory(format, processor, new Foreign(address)));
  }

  /** Makes memory lie at another address. */
  static void move(memory moved, long address) {
    moved.set_data_handle(new Foreign(address));
  }

  private static long address(memory where) {
    Pointer handle = where.get_data_handle();
    return handle == null ? 0 : handle.address();
  }

  /** Returns where a row-major array's values begin. */
  static long address(INDArray array) {
    return array.data().pointer().address() + array.offset() * Float.BYTES;
  }

  /**
   * Returns what runs a primitive.
   *
   * @param operation the primitive
   * @param arguments oneDNN's number of each argument, and its memory, in turn
   */
  Runnable run(primitive operation, Object... arguments) {
    IntMemoryMap map = own(new IntMemoryMap());
    for (int i = 0; i < arguments.length; i += 2) {
      map.put((Integer) arguments[i], (memory) arguments[i + 1]);
    }
    own(operation);
    return () -> operation.execute(line, map);
  }

  /** Returns what copies memory into memory of another format. */
  Runnable copy(memory from, memory to) {
    return run(
        new reorder(from, to),
        org.bytedeco.dnnl.global.dnnl.DNNL_ARG_FROM,
        from,
        org.bytedeco.dnnl.global.dnnl.DNNL_ARG_TO,
        to);
  }

  @Override
  public void close() {
    while (!owned.isEmpty()) {
      owned.pop().close();
    }
    while (!buffers.isEmpty()) {
      buffers.pop().close();
    }
  }
}
