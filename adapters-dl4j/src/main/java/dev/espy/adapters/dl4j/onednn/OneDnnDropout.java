package dev.espy.adapters.dl4j.onednn;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC_0;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC_1;

import dev.espy.adapters.dl4j.graph.DropoutMask;
import dev.espy.domain.network.Layer.Dropout;
import dev.espy.domain.network.Network.Node;
import java.nio.FloatBuffer;
import org.bytedeco.dnnl.binary;
import org.bytedeco.dnnl.global.dnnl.algorithm;
import org.bytedeco.dnnl.memory;

/** Dropout: a product with a mask that is drawn in Java. */
final class OneDnnDropout {

  private final OneDnnTape tape;
  private final Node node;
  private final double rate;

  OneDnnDropout(OneDnnTape tape, Node node, Dropout layer) {
    this.tape = tape;
    this.node = node;
    this.rate = layer.rate();
  }

  /** Adds the layer to the tape and returns its output. */
  OneDnnTensor add(OneDnnTensor input) {
    return add(input, tape.newOutput(OneDnnContext.rowMajor(tape.dimensions(node.output()))));
  }

  /**
   * Adds the layer to the tape and returns its output.
   *
   * @param result memory for the output, row-major
   */
  OneDnnTensor add(OneDnnTensor input, memory result) {
    OneDnnContext context = tape.context();
    // Masks are drawn in the order of the values, so that every device draws the same.
    memory.desc rowMajor = result.get_desc();
    memory value = tape.reorderForward(input.value(), rowMajor);
    memory factors = context.allocate(rowMajor);
    DropoutMask mask = new DropoutMask(node, rate, tape.part());
    int size = node.output().size();
    FloatBuffer drawn = OneDnnContext.floats(factors, tape.images() * size);
    tape.addForward(
        () -> {
          long seed = mask.firstSeed();
          for (int image = 0; image < tape.images(); image++) {
            mask.draw(seed + image, drawn.slice(image * size, size));
          }
        });
    tape.addForward(prepareProduct(value, factors, result));
    OneDnnTensor output = new OneDnnTensor(result, input.needsGradient());
    if (input.needsGradient()) {
      tape.recordBackward(
          () -> {
            memory gradient = context.acquire(rowMajor);
            tape.addBackward(prepareProduct(output.gradient(), factors, gradient));
            context.release(output.gradient());
            input.setGradient(tape.reorderBackward(gradient, input.format()));
          });
    }
    return output;
  }

  private Runnable prepareProduct(memory values, memory factors, memory product) {
    OneDnnContext context = tape.context();
    var description =
        new binary.primitive_desc(
            new binary.desc(
                algorithm.binary_mul, values.get_desc(), factors.get_desc(), product.get_desc()),
            context.engine());
    return context.prepare(
        new binary(description),
        context
            .arguments()
            .put(DNNL_ARG_SRC_0, values)
            .put(DNNL_ARG_SRC_1, factors)
            .put(DNNL_ARG_DST, product));
  }
}
