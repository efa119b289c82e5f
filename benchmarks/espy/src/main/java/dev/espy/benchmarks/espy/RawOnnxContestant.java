package dev.espy.benchmarks.espy;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.espy.adapters.onnx.OnnxFormat;
import dev.espy.benchmarks.Contestant;
import dev.espy.benchmarks.Server;
import dev.espy.benchmarks.Workload;
import dev.espy.domain.Batch;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The limit: nothing but a loop around ONNX Runtime as it comes, with the exported model. Its
 * inputs are in memory of its own before the clock starts, and so is what it writes into.
 */
public final class RawOnnxContestant implements Contestant {

  private final OrtEnvironment environment = OrtEnvironment.getEnvironment();

  /** Takes part. */
  public static void main(String[] arguments) throws IOException {
    Server.serve(new RawOnnxContestant());
  }

  @Override
  public Session open(Workload workload) {
    if (workload.task() == Workload.Task.TRAIN) {
      throw new UnsupportedOperationException("ONNX Runtime classifies");
    }
    try {
      ByteArrayOutputStream model = new ByteArrayOutputStream();
      new OnnxFormat().write(Inputs.model(workload.network()), model);
      OrtSession session = environment.createSession(model.toByteArray());
      List<OnnxTensor> batches = new ArrayList<>();
      for (Batch batch : Inputs.batches(workload.batch())) {
        ByteBuffer pixels = ByteBuffer.allocateDirect(batch.pixels().length).put(batch.pixels());
        long[] shape = {batch.size(), 1, Workload.SIDE, Workload.SIDE};
        batches.add(
            OnnxTensor.createTensor(environment, pixels.flip(), shape, OnnxJavaType.UINT8));
      }
      return new Loop(session, batches, FloatBuffer.allocate(workload.batch() * Workload.LABELS));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (OrtException e) {
      throw new IllegalStateException(e);
    }
  }

  private static final class Loop implements Session {

    private final OrtSession session;
    private final List<OnnxTensor> batches;
    private final FloatBuffer probabilities;
    private int next;

    Loop(OrtSession session, List<OnnxTensor> batches, FloatBuffer probabilities) {
      this.session = session;
      this.batches = batches;
      this.probabilities = probabilities;
    }

    @Override
    public void step() {
      OnnxTensor pixels = batches.get(next++ % batches.size());
      try (OrtSession.Result result = session.run(Map.of("pixels", pixels))) {
        probabilities.clear().put(((OnnxTensor) result.get(0)).getFloatBuffer());
      } catch (OrtException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public void close() {
      batches.forEach(OnnxTensor::close);
      try {
        session.close();
      } catch (OrtException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
