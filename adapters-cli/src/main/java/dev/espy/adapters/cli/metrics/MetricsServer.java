package dev.espy.adapters.cli.metrics;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.espy.domain.StorageException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * Serves one page, /metrics, to programs on this machine.
 *
 * <p>It is the JDK's server, not the one of Prometheus' client, which is built on it and also
 * serves a home page and a health check.
 */
final class MetricsServer implements AutoCloseable {

  private static final String PATH = "/metrics";
  private static final String TEXT = "text/plain; charset=utf-8";
  private static final String METRICS = "text/plain; version=0.0.4; charset=utf-8";
  private static final byte[] LOOPBACK = {127, 0, 0, 1};
  private static final int THREADS = 2;

  /** The longest time of a request and of an answer, so that no client holds a thread. */
  private static final String SECONDS = "10";

  private final HttpServer server;
  private final ExecutorService threads;

  private MetricsServer(HttpServer server, ExecutorService threads) {
    this.server = server;
    this.threads = threads;
  }

  /**
   * Starts to serve.
   *
   * @param port the port of 127.0.0.1, from 0 to 65535; 0 for any free one
   * @param metrics the source of the metrics in Prometheus' text format, called by several threads
   * @throws StorageException if the port cannot be used
   */
  static MetricsServer start(int port, Supplier<String> metrics) {
    limit("sun.net.httpserver.maxReqTime");
    limit("sun.net.httpserver.maxRspTime");
    HttpServer server;
    try {
      server =
          HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), port), 0);
    } catch (BindException e) {
      throw refused(port, "is in use or not allowed", e);
    } catch (IOException e) {
      throw refused(port, "cannot be used", e);
    }
    ExecutorService threads = Executors.newFixedThreadPool(THREADS, MetricsServer::daemon);
    server.setExecutor(threads);
    server.createContext("/", exchange -> answer(exchange, metrics));
    // The server's own thread is a daemon like the thread that starts it.
    Thread starter = daemon(server::start);
    starter.start();
    try {
      starter.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return new MetricsServer(server, threads);
  }

  private static void limit(String property) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, SECONDS);
    }
  }

  private static StorageException refused(int port, String why, IOException cause) {
    return new StorageException(
        "port %d of 127.0.0.1 %s (%s); name another --metrics-port, or 0 for any free one"
            .formatted(port, why, cause.getMessage()),
        cause);
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "espy-metrics");
    thread.setDaemon(true);
    return thread;
  }

  private static void answer(HttpExchange exchange, Supplier<String> metrics) throws IOException {
    try (exchange) {
      if (!exchange.getRequestURI().getPath().equals(PATH)) {
        send(exchange, 404, TEXT, "The metrics are at " + PATH + ".\n");
      } else if (!exchange.getRequestMethod().equals("GET")) {
        exchange.getResponseHeaders().set("Allow", "GET");
        send(exchange, 405, TEXT, "Only GET is possible.\n");
      } else {
        send(exchange, 200, METRICS, metrics.get());
      }
    }
  }

  private static void send(HttpExchange exchange, int status, String type, String text)
      throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.sendResponseHeaders(status, -1);
      return;
    }
    exchange.sendResponseHeaders(status, bytes.length);
    try (OutputStream body = exchange.getResponseBody()) {
      body.write(bytes);
    }
  }

  /** Returns the address of the metrics. */
  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + PATH);
  }

  /** Ends the server; requests that are not answered yet get no answer. */
  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
