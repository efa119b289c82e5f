package dev.espy.adapters.dl4j.onednn;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_FROM;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_TO;
import static org.bytedeco.dnnl.global.dnnl.dnnl_cpu_isa_avx;
import static org.bytedeco.dnnl.global.dnnl.dnnl_cpu_isa_avx2;
import static org.bytedeco.dnnl.global.dnnl.dnnl_cpu_isa_avx512_core;
import static org.bytedeco.dnnl.global.dnnl.dnnl_get_effective_cpu_isa;

import dev.espy.adapters.dl4j.tensors.AlignedArray;
import java.nio.FloatBuffer;
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
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** An engine and a stream of oneDNN, and the memory of its primitives. All are freed together. */
public final class OneDnnContext implements AutoCloseable {

  private final Deque<AlignedArray> arrays = new ArrayDeque<>();
  private final Set<Buffer> idle = new LinkedHashSet<>();
  private final Map<Long, Buffer> acquired = new HashMap<>();
  private final Deque<Pointer> owned = new ArrayDeque<>();
  private final engine cpu = own(new engine(engine.kind.cpu, 0));
  private final stream commands = own(new stream(cpu));

  OneDnnContext() {}

  /** A pointer to memory that it does not own. */
  private static final class BorrowedPointer extends Pointer {
    BorrowedPointer(long address) {
      this.address = address;
    }
  }

  /** Memory with a count of its users. */
  private static final class Buffer {
    final long address;
    final long bytes;
    int users;

    Buffer(long address, long bytes) {
      this.address = address;
      this.bytes = bytes;
    }
  }

  /** Looks for oneDNN's natives once. */
  private static final class Loading {
    static final boolean SUCCEEDED = succeeded();

    private static boolean succeeded() {
      try {
        Loader.load(org.bytedeco.dnnl.global.dnnl.class);
        return true;
      } catch (LinkageError e) {
        return false;
      }
    }
  }

  /** Returns true if the class path has oneDNN for this machine. */
  public static boolean isAvailable() {
    return Loading.SUCCEEDED;
  }

  /**
   * Returns the instructions that oneDNN uses on this processor, such as {@code AVX2}. Sums are
   * rounded differently with other instructions.
   */
  public static String instructions() {
    return isAvailable() ? Instructions.name(dnnl_get_effective_cpu_isa()) : "no oneDNN";
  }

  /** The names of oneDNN's levels of instructions. */
  static final class Instructions {

    private Instructions() {}

    /**
     * Returns the name of a level.
     *
     * @param level oneDNN's number of the level, a set of bits
     */
    static String name(int level) {
      if (has(level, dnnl_cpu_isa_avx512_core)) {
        return "AVX-512";
      } else if (has(level, dnnl_cpu_isa_avx2)) {
        return "AVX2";
      }
      return has(level, dnnl_cpu_isa_avx) ? "AVX" : "SSE4.1";
    }

    private static boolean has(int level, int instructions) {
      return (level & instructions) == instructions;
    }
  }

  engine engine() {
    return cpu;
  }

  /** Keeps a pointer until this context is closed, and returns it. */
  private <T extends Pointer> T own(T pointer) {
    owned.push(pointer);
    return pointer;
  }

  /** Describes floats in row-major order. */
  static memory.desc rowMajor(long... dimensions) {
    memory.format_tag tag =
        switch (dimensions.length) {
          case 1 -> memory.format_tag.a;
          case 2 -> memory.format_tag.ab;
          default -> memory.format_tag.abcd;
        };
    return new memory.desc(dimensions, memory.data_type.f32, tag);
  }

  /** Describes a matrix of floats whose rows and columns have a distance in memory, in floats. */
  static memory.desc strided(long rows, long columns, long rowStride, long columnStride) {
    return new memory.desc(
        new long[] {rows, columns}, memory.data_type.f32, new long[] {rowStride, columnStride});
  }

  /** Describes the transpose of a row-major matrix of rows and columns. */
  static memory.desc transposed(long rows, long columns) {
    return strided(/* rows= */ columns, /* columns= */ rows, 1, columns);
  }

  /** Returns a view of memory. */
  static FloatBuffer floats(memory where, long count) {
    return floats(addressOf(where), count);
  }

  /** Returns a view of floats at an address. */
  static FloatBuffer floats(long address, long count) {
    return new FloatPointer(new BorrowedPointer(address)).capacity(count).asBuffer();
  }

  /** Describes floats in the format that a primitive prefers. */
  static memory.desc anyFormat(long... dimensions) {
    return new memory.desc(dimensions, memory.data_type.f32, memory.format_tag.any);
  }

  /** Allocates memory that only this caller uses. */
  memory allocate(memory.desc format) {
    return wrap(allocate(format.get_size()), format);
  }

  /**
   * Allocates memory.
   *
   * @param bytes size in bytes
   * @return address of the memory, aligned
   */
  long allocate(long bytes) {
    AlignedArray array = new AlignedArray(bytes / Float.BYTES + 1);
    arrays.push(array);
    return array.address();
  }

  /**
   * Acquires memory for one user. After its release, primitives that are prepared later may use the
   * same memory.
   */
  memory acquire(memory.desc format) {
    long bytes = format.get_size();
    Buffer buffer =
        idle.stream()
            .filter(each -> each.bytes >= bytes)
            .min(Comparator.comparingLong(each -> each.bytes))
            .orElseGet(() -> new Buffer(allocate(bytes), bytes));
    idle.remove(buffer);
    acquired.put(buffer.address, buffer);
    buffer.users = 1;
    return wrap(buffer.address, format);
  }

  /** Adds a user to acquired memory; the user must release it too. Ignores other memory. */
  void retain(memory shared) {
    Buffer buffer = acquired.get(addressOf(shared));
    if (buffer != null) {
      buffer.users++;
    }
  }

  /** Releases acquired memory for one of its users. Ignores other memory. */
  void release(memory used) {
    Buffer buffer = acquired.get(addressOf(used));
    if (buffer != null && --buffer.users == 0) {
      acquired.remove(buffer.address);
      idle.add(buffer);
    }
  }

  /** Describes existing memory at an address. */
  memory wrap(long address, memory.desc format) {
    return own(new memory(format, cpu, new BorrowedPointer(address)));
  }

  /** Changes the address of wrapped memory. */
  static void setAddress(memory wrapped, long address) {
    wrapped.set_data_handle(new BorrowedPointer(address));
  }

  static long addressOf(memory where) {
    Pointer handle = where.get_data_handle();
    return handle == null ? 0 : handle.address();
  }

  /** Returns the address of a row-major array's first value. */
  static long addressOf(INDArray array) {
    return array.data().pointer().address() + array.offset() * Float.BYTES;
  }

  /** Returns an empty map of a primitive's arguments, from oneDNN's argument number to memory. */
  IntMemoryMap arguments() {
    return own(new IntMemoryMap());
  }

  /** Returns an action that runs a primitive with its arguments. */
  Runnable prepare(primitive operation, IntMemoryMap arguments) {
    own(operation);
    return () -> operation.execute(commands, arguments);
  }

  /** Returns an action that copies memory, and changes its format if the formats differ. */
  Runnable prepareCopy(memory from, memory to) {
    return prepare(
        new reorder(from, to), arguments().put(DNNL_ARG_FROM, from).put(DNNL_ARG_TO, to));
  }

  @Override
  public void close() {
    while (!owned.isEmpty()) {
      owned.pop().close();
    }
    while (!arrays.isEmpty()) {
      arrays.pop().close();
    }
  }
}
