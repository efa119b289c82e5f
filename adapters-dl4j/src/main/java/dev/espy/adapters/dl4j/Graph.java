package dev.espy.adapters.dl4j;

import dev.espy.domain.network.Activation;
import dev.espy.domain.network.Layer;
import dev.espy.domain.network.Layer.BatchNormalization;
import dev.espy.domain.network.Layer.Convolution;
import dev.espy.domain.network.Layer.Dense;
import dev.espy.domain.network.Layer.Dropout;
import dev.espy.domain.network.Layer.GlobalAveragePooling;
import dev.espy.domain.network.Layer.MaxPooling;
import dev.espy.domain.network.Layer.Residual;
import dev.espy.domain.network.Network;
import dev.espy.domain.network.Network.Node;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.deeplearning4j.nn.graph.vertex.VertexIndices;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A network as a computation graph of this package's vertices, whose output are logits. */
final class Graph extends ComputationGraph {

  private static final long serialVersionUID = 1L;

  private static final String INPUT = "input";

  private Graph(ComputationGraphConfiguration configuration) {
    super(configuration);
  }

  /**
   * Builds a network.
   *
   * @param weights its tensors; used, not copied
   * @param kernels whose code computes what
   * @param chance gives a number for dropout that differs from step to step
   */
  static Graph of(Network network, Weights weights, Kernels kernels, LongSupplier chance) {
    ComputationGraphConfiguration.GraphBuilder builder =
        new NeuralNetConfiguration.Builder()
            .dataType(DataType.FLOAT)
            .trainingWorkspaceMode(WorkspaceMode.ENABLED)
            .inferenceWorkspaceMode(WorkspaceMode.ENABLED)
            .graphBuilder()
            .addInputs(INPUT);
    List<Node> nodes = network.nodes();
    int first = 0;
    while (kernels == Kernels.ONEDNN && OneDnnPlan.supports(nodes.get(first))) {
      first++;
    }
    String last = INPUT;
    if (first > 0) {
      List<Node> together = nodes.subList(0, first);
      last = nodes.get(first - 1).name();
      builder.addVertex(
          last,
          new VertexConfiguration(
              1, (graph, index) -> new OneDnnVertex(graph, together, index, weights)),
          INPUT);
    }
    last = add(builder, nodes.subList(first, nodes.size()), last, weights, kernels, chance);
    Graph graph = new Graph(builder.setOutputs(last).build());
    graph.init();
    return graph;
  }

  /** Adds layers, one after the other, and returns the name of the last one's vertex. */
  private static String add(
      ComputationGraphConfiguration.GraphBuilder builder,
      List<Node> nodes,
      String input,
      Weights weights,
      Kernels kernels,
      LongSupplier chance) {
    String last = input;
    for (int i = 0; i < nodes.size(); i++) {
      Node node = nodes.get(i);
      if (node.layer() instanceof Residual residual) {
        builder.addVertex(
            node.name(),
            new VertexConfiguration(
                2,
                (graph, index) ->
                    new SumVertex(
                        graph, node, index, new Activating(residual.activation(), kernels))),
            add(builder, node.body(), last, weights, kernels, chance),
            add(builder, node.shortcut(), last, weights, kernels, chance));
      } else {
        Activation activation = Activations.applied(nodes, i);
        builder.addVertex(
            node.name(),
            new VertexConfiguration(
                1,
                (graph, index) -> vertex(graph, node, index, weights, activation, kernels, chance)),
            last);
      }
      last = node.name();
    }
    return last;
  }

  /**
   * Classifies.
   *
   * @param images [image][channel][row][column]
   * @return logits, [image][label][1][1]
   */
  INDArray classify(INDArray images) {
    return outputSingle(images);
  }

  /**
   * Computes the gradients of all parameters, which the weights then have.
   *
   * @param images [image][channel][row][column]
   * @param loss gets the logits, [image][label][1][1], and returns the gradient of the mean loss by
   *     them
   */
  void learn(INDArray images, UnaryOperator<INDArray> loss) {
    MemoryWorkspace workspace =
        Nd4j.getWorkspaceManager()
            .getAndActivateWorkspace(WS_ALL_LAYERS_ACT_CONFIG, WS_ALL_LAYERS_ACT);
    try {
      calcBackpropGradients(true, false, loss.apply(forward(images)));
    } finally {
      workspace.close();
    }
  }

  /** Frees all but the weights; what the class above does runs a full garbage collection. */
  @Override
  public void close() {
    for (GraphVertex vertex : vertices) {
      if (vertex instanceof OneDnnVertex closeable) {
        closeable.close();
      }
    }
    Nd4j.getWorkspaceManager().destroyAllWorkspacesForCurrentThread();
  }

  /** Deeplearning4j's own way to do this in a workspace is only there for its own loss layers. */
  private INDArray forward(INDArray images) {
    LayerWorkspaceMgr workspaces =
        LayerWorkspaceMgr.builder()
            .with(ArrayType.ACTIVATIONS, WS_ALL_LAYERS_ACT, WS_ALL_LAYERS_ACT_CONFIG)
            .with(ArrayType.INPUT, WS_ALL_LAYERS_ACT, WS_ALL_LAYERS_ACT_CONFIG)
            .build();
    INDArray result = images;
    for (int index : topologicalSortOrder()) {
      GraphVertex vertex = vertices[index];
      result = vertex.isInputVertex() ? images : vertex.doForward(true, workspaces);
      if (!vertex.isOutputVertex()) {
        for (VertexIndices next : vertex.getOutputVertices()) {
          vertices[next.getVertexIndex()].setInput(next.getVertexEdgeNumber(), result, workspaces);
        }
      }
    }
    return result;
  }

  private static LayerVertex vertex(
      ComputationGraph graph,
      Node node,
      int index,
      Weights weights,
      Activation activation,
      Kernels kernels,
      LongSupplier chance) {
    Layer layer = node.layer();
    boolean plain = kernels == Kernels.ND4J;
    Activating activating = new Activating(activation, kernels);
    if (layer instanceof Convolution convolution) {
      return new ConvolutionVertex(
          graph, node, index, weights, convolution, activating, kernels.code());
    } else if (layer instanceof MaxPooling pooling) {
      return plain
          ? Nd4jPoolingVertex.max(graph, node, index, pooling, activating, kernels.code())
          : new MaxPoolingVertex(graph, node, index, pooling, activating);
    } else if (layer instanceof Dense) {
      return new DenseVertex(graph, node, index, weights, activating);
    } else if (layer instanceof Dropout dropout) {
      return plain
          ? new Nd4jDropoutVertex(graph, node, index, dropout.rate(), chance)
          : new DropoutVertex(graph, node, index, dropout.rate(), chance);
    } else if (layer instanceof BatchNormalization normalization) {
      Activating own = new Activating(normalization.activation(), kernels);
      return plain
          ? new Nd4jNormalizationVertex(graph, node, index, weights, normalization, own)
          : new NormalizationVertex(graph, node, index, weights, normalization, own);
    } else if (layer instanceof GlobalAveragePooling) {
      return plain
          ? Nd4jPoolingVertex.mean(graph, node, index, activating, kernels.code())
          : new MeanVertex(graph, node, index);
    }
    throw new IllegalArgumentException("unknown layer " + layer);
  }
}
