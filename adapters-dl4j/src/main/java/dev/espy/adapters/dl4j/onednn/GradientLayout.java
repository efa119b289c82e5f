package dev.espy.adapters.dl4j.onednn;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.dnnl.memory;

/**
 * The places of the gradients of a micro-batch in one array. A gradient keeps the format in which
 * oneDNN computes it, because the sum of all micro-batches is converted once.
 */
final class GradientLayout {

  /** Places start at multiples of this number of floats. */
  private static final int ALIGNMENT = 16;

  /**
   * The place of a gradient.
   *
   * @param parameter name of the parameter, or of the first one of several that follow each other
   * @param rowMajor the parameter's own format
   * @param format the gradient's format
   * @param offset index of the first float
   */
  record Place(String parameter, memory.desc rowMajor, memory.desc format, long offset) {}

  private final List<Place> places = new ArrayList<>();
  private long size;

  /**
   * Returns a parameter's place. The first call decides the format.
   *
   * @param format the format that the caller prefers
   */
  synchronized Place place(String parameter, memory.desc rowMajor, memory.desc format) {
    for (Place place : places) {
      if (place.parameter.equals(parameter)) {
        return place;
      }
    }
    Place place = new Place(parameter, rowMajor, format, size);
    long floats = format.get_size() / Float.BYTES;
    size += (floats + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    places.add(place);
    return place;
  }

  /** Returns the number of floats of all places. */
  synchronized long size() {
    return size;
  }

  synchronized int count() {
    return places.size();
  }

  synchronized Place place(int index) {
    return places.get(index);
  }
}
