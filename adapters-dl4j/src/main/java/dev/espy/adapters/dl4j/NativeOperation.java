package dev.espy.adapters.dl4j;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.CustomOp;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.api.ops.OpContext;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A native operation with fixed settings, run on arrays that the caller provides for its results,
 * so that no shape is inferred and nothing allocated. For one thread at a time.
 */
final class NativeOperation {

  /** Which code runs an operation. */
  enum Code {
    /** OneDNN's or cuDNN's, where it has the operation and the natives have it. */
    VENDOR,
    /** ND4J's own: for some operations faster than these. */
    PLAIN
  }

  private final CustomOp operation;
  private final OpContext context = Nd4j.getExecutioner().buildContext();

  /**
   * @param name the operation's name in ND4J's native code
   * @param integers its integer settings, in its own order
   */
  NativeOperation(String name, Code code, long... integers) {
    operation = DynamicCustomOp.builder(name).build();
    context.allowHelpers(code == Code.VENDOR);
    context.setIArguments(integers);
  }

  /** Adds settings that are not integers. */
  NativeOperation with(double... settings) {
    context.setTArguments(settings);
    return this;
  }

  void run(List<INDArray> inputs, List<INDArray> outputs) {
    for (int i = 0; i < inputs.size(); i++) {
      context.setInputArray(i, inputs.get(i));
    }
    for (int i = 0; i < outputs.size(); i++) {
      context.setOutputArray(i, outputs.get(i));
    }
    Nd4j.exec(operation, context);
    context.purge();
  }
}
