package dev.espy.adapters.dl4j;

import dev.espy.adapters.dl4j.graph.AppliedActivation;
import dev.espy.adapters.dl4j.graph.VertexConfiguration;
import dev.espy.adapters.dl4j.graph.VertexFactory;
import dev.espy.adapters.dl4j.graph.VertexSlot;
import dev.espy.adapters.dl4j.host.HostVertexFactory;
import dev.espy.adapters.dl4j.nd4j.Nd4jVertexFactory;
import dev.espy.adapters.dl4j.onednn.OneDnnVertex;
import dev.espy.adapters.dl4j.tensors.Weights;
import dev.espy.domain.network.Activation;
import dev.espy.domain.network.Layer.Residual;
import dev.espy.domain.network.Network;
import dev.espy.domain.network.Network.Node;
import dev.espy.domain.port.Learner;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
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

/** A network as a computation graph of this module's vertices. Its output is the logits. */
final class NetworkGraph extends ComputationGraph {

  private static final long serialVersionUID = 1L;

  private static final String INPUT = "input";

  /**
   * The loss of a batch.
   *
   * @param step mean loss and number of correct answers
   * @param gradient gradient of the mean loss with respect to the logits, [image][label][1][1]
   */
  record Loss(Learner.Step step, INDArray gradient) {}

  private NetworkGraph(ComputationGraphConfiguration configuration) {
    super(configuration);
  }

  /**
   * Builds the graph of a network.
   *
   * @param weights the network's tensors; used, not copied
   * @param kernels the code that computes the layers
   * @param dropoutSeeds supplier of a seed that differs from step to step
   */
  static NetworkGraph of(
      Network network, Weights weights, Kernels kernels, LongSupplier dropoutSeeds) {
    GraphBuilder builder =
        new NeuralNetConfiguration.Builder()
            .dataType(DataType.FLOAT)
            .trainingWorkspaceMode(WorkspaceMode.ENABLED)
            .inferenceWorkspaceMode(WorkspaceMode.ENABLED)
            .graphBuilder()
            .addInputs(INPUT);
    List<Node> nodes = network.nodes();
    int leading = kernels == Kernels.ONEDNN ? OneDnnVertex.countSupported(nodes) : 0;
    String last = INPUT;
    if (leading > 0) {
      List<Node> together = nodes.subList(0, leading);
      last = nodes.get(leading - 1).name();
      builder.addVertex(
          last,
          new VertexConfiguration(
              1, (graph, index) -> new OneDnnVertex(graph, index, together, weights)),
          INPUT);
    }
    VertexFactory factory =
        kernels == Kernels.ND4J
            ? new Nd4jVertexFactory(weights, dropoutSeeds)
            : new HostVertexFactory(weights, dropoutSeeds);
    last = add(builder, factory, nodes.subList(leading, nodes.size()), last);
    NetworkGraph graph = new NetworkGraph(builder.setOutputs(last).build());
    graph.init();
    return graph;
  }

  /**
   * Adds the vertices of consecutive layers.
   *
   * @param nodes the layers
   * @param input name of the vertex that feeds the first layer
   * @return name of the last layer's vertex
   */
  private static String add(
      GraphBuilder builder, VertexFactory factory, List<Node> nodes, String input) {
    String last = input;
    for (int i = 0; i < nodes.size(); i++) {
      Node node = nodes.get(i);
      if (node.layer() instanceof Residual residual) {
        builder.addVertex(
            node.name(),
            new VertexConfiguration(
                2,
                (graph, index) ->
                    factory.createSum(new VertexSlot(graph, index, node), residual.activation())),
            add(builder, factory, node.body(), last),
            add(builder, factory, node.shortcut(), last));
      } else {
        Activation activation = AppliedActivation.of(nodes, i);
        builder.addVertex(
            node.name(),
            new VertexConfiguration(
                1,
                (graph, index) -> factory.create(new VertexSlot(graph, index, node), activation)),
            last);
      }
      last = node.name();
    }
    return last;
  }

  /**
   * Computes the logits of images.
   *
   * @param images [image][channel][row][column]
   * @return logits, [image][label][1][1]
   */
  INDArray classify(INDArray images) {
    return outputSingle(images);
  }

  /**
   * Computes the gradients of all parameters and stores them in the weights.
   *
   * @param images [image][channel][row][column]
   * @param loss computes the loss of the logits, [image][label][1][1]
   * @return mean loss and number of correct answers
   */
  Learner.Step computeGradients(INDArray images, Function<INDArray, Loss> loss) {
    MemoryWorkspace workspace =
        Nd4j.getWorkspaceManager()
            .getAndActivateWorkspace(WS_ALL_LAYERS_ACT_CONFIG, WS_ALL_LAYERS_ACT);
    try {
      Loss computed = loss.apply(forward(images));
      calcBackpropGradients(true, false, computed.gradient());
      return computed.step();
    } finally {
      workspace.close();
    }
  }

  /** Frees everything but the weights. The superclass's method would run a full collection. */
  @Override
  public void close() {
    for (GraphVertex vertex : vertices) {
      if (vertex instanceof OneDnnVertex closeable) {
        closeable.close();
      }
    }
    Nd4j.getWorkspaceManager().destroyAllWorkspacesForCurrentThread();
  }

  /**
   * Computes the logits inside the open workspace. Deeplearning4j's own method for this requires
   * one of its loss layers.
   */
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
}
