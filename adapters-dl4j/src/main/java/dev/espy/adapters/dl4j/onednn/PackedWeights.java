package dev.espy.adapters.dl4j.onednn;

import dev.espy.adapters.dl4j.tensors.AlignedArray;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.dnnl.memory;

/**
 * Copies of weights in the formats that primitives prefer. All workers read the same copies, which
 * are made anew after each step.
 */
final class PackedWeights implements AutoCloseable {

  /**
   * A copy of one parameter.
   *
   * @param parameter name of the parameter
   * @param rowMajor its own format
   * @param format the copy's format
   * @param array the copy
   */
  record Copy(String parameter, memory.desc rowMajor, memory.desc format, AlignedArray array) {
    long address() {
      return array.address();
    }
  }

  private final List<Copy> copies = new ArrayList<>();

  /** Makes a copy of the current weights. */
  interface Packer {
    void pack(Copy copy);
  }

  /**
   * Returns the address of a parameter's copy in a format.
   *
   * @param packer fills a new copy
   */
  synchronized long address(
      String parameter, memory.desc rowMajor, memory.desc format, Packer packer) {
    for (Copy copy : copies) {
      if (copy.parameter.equals(parameter) && copy.format.equals(format)) {
        return copy.address();
      }
    }
    AlignedArray array = new AlignedArray(format.get_size() / Float.BYTES + 1);
    Copy copy = new Copy(parameter, rowMajor, format, array);
    try {
      packer.pack(copy);
    } catch (RuntimeException | Error e) {
      array.close();
      throw e;
    }
    copies.add(copy);
    return copy.address();
  }

  synchronized int count() {
    return copies.size();
  }

  synchronized Copy copy(int index) {
    return copies.get(index);
  }

  @Override
  public synchronized void close() {
    copies.forEach(copy -> copy.array.close());
    copies.clear();
  }
}
