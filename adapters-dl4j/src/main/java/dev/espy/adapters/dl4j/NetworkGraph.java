package dev.espy.adapters.dl4j;

import dev.espy.adapters.dl4j.batches.Softmax;
import dev.espy.adapters.dl4j.graph.AppliedActivation;
import dev.espy.adapters.dl4j.graph.VertexConfiguration;
import dev.espy.adapters.dl4j.graph.VertexFactory;
import dev.espy.adapters.dl4j.graph.VertexSlot;
import dev.espy.domain.network.Activation;
import dev.espy.domain.network.Layer.Residual;
import dev.espy.domain.network.Network;
import dev.espy.domain.network.Network.Node;
import dev.espy.domain.port.Learner;
import java.util.List;
import java.util.function.Function;
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
   * The loss of some images of a batch.
   *
   * @param step their share of the batch's mean loss, and their number of correct answers
   * @param gradient gradient of the batch's mean loss with respect to their logits,
   *     [image][label][1][1]
   */
  record Loss(Learner.Step step, INDArray gradient) {}

  private NetworkGraph(ComputationGraphConfiguration configuration) {
    super(configuration);
  }

  /**
   * Builds the graph of a network.
   *
   * @param factory creates the vertices
   */
  static NetworkGraph of(Network network, VertexFactory factory) {
    GraphBuilder builder =
        new NeuralNetConfiguration.Builder()
            .dataType(DataType.FLOAT)
            .trainingWorkspaceMode(WorkspaceMode.ENABLED)
            .inferenceWorkspaceMode(WorkspaceMode.ENABLED)
            .graphBuilder()
            .addInputs(INPUT);
    String last = add(builder, factory, network.nodes(), INPUT);
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
   * Computes the gradients of all parameters and stores them where the vertices were told to.
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

  /**
   * Computes the loss of some images of a batch.
   *
   * @param logits logits, [image][label][1][1]
   * @param targets the batch's targets, [image][label]
   * @param first index of the first image in the batch
   * @param images number of images in the batch
   */
  static Loss loss(INDArray logits, float[] targets, int first, int images) {
    float[] values = logits.reshape(logits.length()).toFloatVector();
    int labels = Math.toIntExact(logits.size(1));
    Learner.Step step = Softmax.loss(values, targets, first, images, labels);
    return new Loss(step, Nd4j.createFromArray(values).reshape('c', logits.shape()));
  }

  /** Frees the workspaces. The superclass's method would run a full collection. */
  @Override
  public void close() {
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
