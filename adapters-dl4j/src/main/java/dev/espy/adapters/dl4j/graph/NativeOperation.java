package dev.espy.adapters.dl4j.graph;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.CustomOp;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.api.ops.OpContext;
import org.nd4j.linalg.factory.Nd4j;

/**
 * An operation of ND4J's native code with fixed arguments. The caller provides the output arrays,
 * so ND4J neither infers shapes nor allocates. Not safe for use by several threads.
 */
public final class NativeOperation {

  /** The library that runs an operation. */
  public enum Library {
    /** OneDNN or cuDNN, where it has the operation and the natives contain it; ND4J otherwise. */
    VENDOR,
    /** ND4J's own code, which is faster for some operations. */
    ND4J
  }

  private final CustomOp operation;
  private final OpContext context = Nd4j.getExecutioner().buildContext();

  /**
   * Creates an operation.
   *
   * @param name the operation's name in ND4J's native code
   * @param library library that runs it
   * @param integers its integer arguments, in ND4J's order
   */
  public NativeOperation(String name, Library library, long... integers) {
    operation = DynamicCustomOp.builder(name).build();
    context.allowHelpers(library == Library.VENDOR);
    context.setIArguments(integers);
  }

  /** Sets the floating-point arguments, in ND4J's order, and returns this operation. */
  public NativeOperation with(double... arguments) {
    context.setTArguments(arguments);
    return this;
  }

  /**
   * Runs the operation.
   *
   * @param inputs input arrays, in ND4J's order
   * @param outputs output arrays, overwritten; some operations allow an input here
   */
  public void run(List<INDArray> inputs, List<INDArray> outputs) {
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
