package dev.espy.adapters.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto.Dimension;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import dev.espy.domain.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Builds the protobuf messages of an ONNX graph. */
final class Messages {

  private Messages() {}

  /** Returns an integer attribute. */
  static AttributeProto attribute(String name, long value) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeProto.AttributeType.INT)
        .setI(value)
        .build();
  }

  /** Returns a floating-point attribute. */
  static AttributeProto attribute(String name, float value) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeProto.AttributeType.FLOAT)
        .setF(value)
        .build();
  }

  /** Returns an attribute that repeats an integer for each dimension. */
  static AttributeProto attribute(String name, int dimensions, long value) {
    AttributeProto.Builder attribute =
        AttributeProto.newBuilder().setName(name).setType(AttributeProto.AttributeType.INTS);
    for (int i = 0; i < dimensions; i++) {
      attribute.addInts(value);
    }
    return attribute.build();
  }

  /** Returns a constant of floats. */
  static TensorProto constant(String name, Tensor tensor) {
    ByteBuffer bytes = littleEndian(tensor.values().length * Float.BYTES);
    bytes.asFloatBuffer().put(tensor.values());
    TensorProto.Builder constant = TensorProto.newBuilder().setName(name);
    for (int dimension : tensor.shape()) {
      constant.addDims(dimension);
    }
    return constant.setDataType(TensorProto.DataType.FLOAT_VALUE).setRawData(wrap(bytes)).build();
  }

  /** Returns a one-dimensional constant of integers. */
  static TensorProto constant(String name, long... values) {
    ByteBuffer bytes = littleEndian(values.length * Long.BYTES);
    bytes.asLongBuffer().put(values);
    return TensorProto.newBuilder()
        .setName(name)
        .addDims(values.length)
        .setDataType(TensorProto.DataType.INT64_VALUE)
        .setRawData(wrap(bytes))
        .build();
  }

  /**
   * Describes an input or output whose first dimension is the number of images.
   *
   * @param type value of {@link TensorProto.DataType}
   * @param shape the other dimensions
   */
  static ValueInfoProto batch(String name, int type, long... shape) {
    TensorShapeProto.Builder dimensions =
        TensorShapeProto.newBuilder().addDim(Dimension.newBuilder().setDimParam("batch"));
    for (long dimension : shape) {
      dimensions.addDim(Dimension.newBuilder().setDimValue(dimension));
    }
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(
            TypeProto.newBuilder()
                .setTensorType(
                    TypeProto.Tensor.newBuilder().setElemType(type).setShape(dimensions)))
        .build();
  }

  private static ByteBuffer littleEndian(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Wraps bytes that no other code uses, to avoid a copy of all weights. */
  private static ByteString wrap(ByteBuffer bytes) {
    return UnsafeByteOperations.unsafeWrap(bytes);
  }
}
