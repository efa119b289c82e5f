package dev.espy.adapters.dl4j.onednn;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_BIAS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WEIGHTS;

import dev.espy.domain.network.Activation;
import dev.espy.domain.network.Network.Node;
import org.bytedeco.dnnl.IntMemoryMap;
import org.bytedeco.dnnl.matmul;
import org.bytedeco.dnnl.memory;

/**
 * A fully connected layer and its activation, as matrix products. Training leaves the gradients of
 * weights and bias to {@link OneDnnWorkerNetwork}, which computes them for all micro-batches at
 * once.
 */
final class OneDnnDense {

  private final OneDnnTape tape;
  private final Node node;
  private final Activation activation;
  private final long rows;
  private final long columns;

  OneDnnDense(OneDnnTape tape, Node node, Activation activation) {
    this.tape = tape;
    this.node = node;
    this.activation = activation;
    this.rows = node.output().size();
    this.columns = node.input().size();
  }

  /** Returns memory for the inputs that training keeps, row-major. */
  memory newInput() {
    DenseBatch batch = tape.shared().dense(node);
    return tape.bind(rowMajorInput(), part -> batch.input(part.start()));
  }

  private memory.desc rowMajorInput() {
    return OneDnnContext.rowMajor(tape.dimensions(node.input()));
  }

  /** Adds the layer to the tape and returns its output. */
  OneDnnTensor add(OneDnnTensor input) {
    OneDnnContext context = tape.context();
    if (tape.training()) {
      memory kept = newInput();
      tape.addForward(context.prepareCopy(input.value(), kept));
      return addAfter(input, kept);
    } else if (input.format().equals(rowMajorInput())) {
      return addAfter(input, input.value());
    }
    memory copy = context.acquire(rowMajorInput());
    tape.addForward(context.prepareCopy(input.value(), copy));
    OneDnnTensor output = addAfter(input, copy);
    context.release(copy);
    return output;
  }

  /**
   * Adds the layer after a layer that writes to the memory of {@link #newInput}.
   *
   * @param given the input's values, row-major
   */
  OneDnnTensor addAfter(OneDnnTensor input, memory given) {
    OneDnnContext context = tape.context();
    memory result = tape.newOutput(OneDnnContext.rowMajor(tape.dimensions(node.output())));
    memory.desc inputs = OneDnnContext.rowMajor(tape.images(), columns);
    memory.desc weights = OneDnnContext.transposed(rows, columns);
    memory.desc bias = OneDnnContext.rowMajor(1, rows);
    memory.desc outputs = OneDnnContext.rowMajor(tape.images(), rows);
    var description =
        new matmul.primitive_desc(
            new matmul.desc(inputs, weights, bias, outputs),
            OneDnnActivation.asPostOperation(activation),
            context.engine());
    IntMemoryMap arguments =
        context
            .arguments()
            .put(DNNL_ARG_SRC, tape.alias(given, inputs))
            .put(DNNL_ARG_WEIGHTS, tape.parameter(node.name() + ".weight", weights))
            .put(DNNL_ARG_BIAS, tape.parameter(node.name() + ".bias", bias))
            .put(DNNL_ARG_DST, tape.alias(result, outputs));
    tape.addForward(context.prepare(new matmul(description), arguments));
    tape.release(input);
    OneDnnTensor output = new OneDnnTensor(result, true);
    tape.recordBackward(() -> addBackward(input, output));
    return output;
  }

  private void addBackward(OneDnnTensor input, OneDnnTensor output) {
    OneDnnContext context = tape.context();
    DenseBatch batch = tape.shared().dense(node);
    memory gradient = tape.bind(output.format(), part -> batch.gradient(part.start()));
    tape.addBackward(
        activation == Activation.IDENTITY
            ? context.prepareCopy(output.gradient(), gradient)
            : tape.prepareDerivative(activation, output, gradient));
    context.release(output.gradient());
    if (!input.needsGradient()) {
      return;
    }
    memory.desc rowMajor = rowMajorInput();
    memory inputGradient = context.acquire(rowMajor);
    memory.desc gradients = OneDnnContext.rowMajor(tape.images(), rows);
    memory.desc weights = OneDnnContext.rowMajor(rows, columns);
    memory.desc inputGradients = OneDnnContext.rowMajor(tape.images(), columns);
    var description =
        new matmul.primitive_desc(
            new matmul.desc(gradients, weights, inputGradients), context.engine());
    tape.addBackward(
        context.prepare(
            new matmul(description),
            context
                .arguments()
                .put(DNNL_ARG_SRC, tape.alias(gradient, gradients))
                .put(DNNL_ARG_WEIGHTS, tape.parameter(node.name() + ".weight", weights))
                .put(DNNL_ARG_DST, tape.alias(inputGradient, inputGradients))));
    input.setGradient(tape.reorderBackward(inputGradient, input.format()));
  }
}
