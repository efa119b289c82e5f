package dev.espy.adapters.cli.metrics;

import static dev.espy.adapters.cli.Espy.espy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.espy.adapters.cli.Espy;
import dev.espy.adapters.cli.Espy.Outcome;
import dev.espy.adapters.cli.SmallData;
import dev.espy.adapters.cli.StandInEngine;
import dev.espy.adapters.cli.Trained;
import dev.espy.adapters.cli.output.ExitStatus;
import dev.espy.adapters.cli.run.Cancellation;
import dev.espy.domain.Batch;
import dev.espy.domain.network.Model;
import dev.espy.domain.port.Classifier;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class MetricsPortTest {

  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

  @TempDir Path folder;

  private static ServerSocket bind(int port) throws IOException {
    return new ServerSocket(port, 1, LOOPBACK);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = bind(0)) {
      return socket.getLocalPort();
    }
  }

  private static void assertIsFree(int port) {
    assertThatCode(() -> bind(port).close()).doesNotThrowAnyException();
  }

  private static HttpResponse<String> request(String method, URI address) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address).method(method, HttpRequest.BodyPublishers.noBody());
    try {
      return HttpClient.newHttpClient()
          .send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static URI metrics(int port) {
    return URI.create("http://127.0.0.1:" + port + "/metrics");
  }

  /** Returns an engine that asks for the metrics after each batch. */
  private static StandInEngine scraping(int port, List<String> scrapes) {
    return new StandInEngine() {
      @Override
      public Classifier open(Model model) {
        Classifier classifier = super.open(model);
        return new Classifier() {
          @Override
          public float[] classify(Batch batch) {
            scrapes.add(request("GET", metrics(port)).body());
            return classifier.classify(batch);
          }

          @Override
          public void close() {
            classifier.close();
          }
        };
      }
    };
  }

  @Test
  void servesTheMetricsWhileTheCommandRuns() throws IOException {
    Path run = Trained.onThree(folder);
    int port = freePort();
    List<String> scrapes = new ArrayList<>();

    Outcome outcome =
        Espy.on(scraping(port, scrapes))
            .run(
                "validate",
                run,
                folder.resolve("data"),
                "--batch-size",
                10,
                "--metrics-port",
                port,
                "--metrics-file",
                folder.resolve("metrics.prom"));

    assertThat(outcome.status()).as(outcome.err()).isEqualTo(ExitStatus.DONE);
    assertThat(outcome.err()).startsWith("Metrics: " + metrics(port));
    Map<String, Double> last = Exposition.values(scrapes.get(scrapes.size() - 1));
    assertThat(last)
        .containsEntry("espy_phase{phase=\"validating\"}", 1.0)
        .containsEntry("espy_phase{phase=\"training\"}", 0.0)
        .containsEntry("espy_phase_images", 30.0)
        .containsEntry("espy_phase_images_done", 20.0)
        .containsEntry("espy_images_total{what=\"classified\"}", 20.0)
        .containsKey("espy_waiting_seconds_total{who=\"engine\"}")
        .containsKey("espy_queue_ready");
    assertThat(folder.resolve("metrics.prom")).content().startsWith("# HELP espy_");
    assertIsFree(port);
  }

  @Test
  void choosesAFreePortAndSaysWhich() {
    Path run = Trained.onThree(folder);

    Outcome outcome = espy("inspect", run, "--metrics-port", 0, "--quiet");

    assertThat(outcome.status()).isEqualTo(ExitStatus.DONE);
    assertThat(outcome.err()).matches("Metrics: http://127\\.0\\.0\\.1:[1-9][0-9]*/metrics\\R");
  }

  @Test
  void aPortInUseIsRefusedBeforeAnyWork() throws IOException {
    Path run = Trained.onThree(folder);
    Path output = folder.resolve("predictions.csv");

    try (ServerSocket other = bind(0)) {
      int port = other.getLocalPort();
      Outcome outcome =
          espy("predict", run, folder.resolve("data"), "-o", output, "--metrics-port", port);

      assertThat(outcome.status()).isEqualTo(ExitStatus.FAILED);
      assertThat(outcome.err())
          .startsWith("espy: port " + port + " of 127.0.0.1 is in use")
          .contains("name another --metrics-port, or 0 for any free one")
          .hasLineCount(1);
    }
    assertThat(output).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "65536", "1e3", "x", ""})
  void whatIsNoPortIsRefused(String port) {
    Outcome outcome = espy("inspect", folder, "--metrics-port=" + port);

    assertThat(outcome.status()).isEqualTo(ExitStatus.USAGE);
    assertThat(outcome.err()).contains("--metrics-port");
  }

  @Test
  void isFreeAgainAfterAFailureAndAfterAnInterruption() throws IOException {
    Path run = Trained.onThree(folder);
    int port = freePort();
    Object[] command = {
      "predict",
      run,
      folder.resolve("data"),
      "-o",
      folder.resolve("p.csv"),
      "--batch-size",
      2,
      "--metrics-port",
      port
    };

    assertThat(Espy.on(StandInEngine.broken()).run(command).status()).isEqualTo(ExitStatus.FAILED);
    assertIsFree(port);
    Cancellation cancellation = new Cancellation();
    assertThat(Espy.on(StandInEngine.cancelling(cancellation), cancellation).run(command).status())
        .isEqualTo(ExitStatus.INTERRUPTED);
    assertIsFree(port);
  }

  @Test
  void servesNothingElse() {
    try (MetricsServer server = MetricsServer.start(0, () -> "a 1\n")) {
      URI address = server.address();
      HttpResponse<String> metrics = request("GET", address);
      assertThat(metrics.statusCode()).isEqualTo(200);
      assertThat(metrics.body()).isEqualTo("a 1\n");
      assertThat(metrics.headers().firstValue("Content-Type"))
          .contains("text/plain; version=0.0.4; charset=utf-8");
      assertThat(request("GET", address.resolve("/")).statusCode()).isEqualTo(404);
      assertThat(request("GET", address.resolve("/metrics/x")).statusCode()).isEqualTo(404);
      assertThat(request("GET", address.resolve("/metrics?name=a")).statusCode()).isEqualTo(200);
      assertThat(request("POST", address).statusCode()).isEqualTo(405);
      assertThat(request("HEAD", address).body()).isEmpty();
    }
  }

  @Test
  void clientsThatHangUpDoNoHarm() throws IOException {
    try (MetricsServer server = MetricsServer.start(0, () -> "a 1\n".repeat(100_000))) {
      for (String text : List.of("", "GET /met", "GET /metrics HTTP/1.1\r\n\r\n", "\0\n\n")) {
        try (Socket client = new Socket(LOOPBACK, server.address().getPort())) {
          client.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
          client.setSoLinger(true, 0);
        }
      }
      assertThat(request("GET", server.address()).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void aTrainingTellsItsEpochs() throws IOException {
    Path file = folder.resolve("metrics.prom");
    espy(
        "train",
        SmallData.ofThree(folder.resolve("data"), 30),
        "--run",
        folder.resolve("run"),
        "--epochs",
        4,
        "--learning-rate",
        0.125,
        "--schedule",
        "constant",
        "--architecture",
        Trained.softmaxRegression(folder),
        "--metrics-file",
        file);

    assertThat(Exposition.values(java.nio.file.Files.readString(file)))
        .containsEntry("espy_epoch", 4.0)
        .containsEntry("espy_epochs_planned", 4.0)
        .containsEntry("espy_learning_rate", 0.125)
        .containsEntry("espy_queue_ready", 0.0);
  }
}
