package dev.espy.adapters.cli.demo;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * Finds Fashion-MNIST (Xiao, Rasul and Vollgraf, 2017; MIT licence): 60,000 + 10,000 grey images of
 * clothing, 28 x 28 pixels, ten labels, as four gzipped idx files.
 */
final class FashionMnist {

  static final List<String> LABELS =
      List.of(
          "T-shirt/top",
          "Trouser",
          "Pullover",
          "Dress",
          "Coat",
          "Sandal",
          "Shirt",
          "Sneaker",
          "Bag",
          "Ankle boot");

  private static final String PACKAGE = "dataset-fashion-mnist";
  private static final Path INSTALLED = Path.of("usr/share/datasets/fashion-mnist");
  private static final String PUBLISHER =
      "https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion/";

  /** SHA-256 of each file's content before compression. */
  private static final Map<String, String> CONTENTS =
      Map.of(
          "train-images-idx3-ubyte.gz",
          "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888",
          "train-labels-idx1-ubyte.gz",
          "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9",
          "t10k-images-idx3-ubyte.gz",
          "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b",
          "t10k-labels-idx1-ubyte.gz",
          "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34");

  private static final int PROCESS_MINUTES = 3;
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration DOWNLOAD = Duration.ofMinutes(3);

  private final Path root;
  private final Path scratch;
  private final Consumer<String> remarks;

  /**
   * @param root the root of the file system in which the package may be installed
   * @param scratch the folder for downloads
   * @param remarks the receiver of a sentence before each long step
   */
  FashionMnist(Path root, Path scratch, Consumer<String> remarks) {
    this.root = root;
    this.scratch = scratch;
    this.remarks = remarks;
  }

  /** Returns the folder of the four files if the distribution's package is installed. */
  Optional<Path> installed() {
    return complete(root.resolve(INSTALLED));
  }

  /** Returns the folder of the four files, unpacked from the distribution's package archive. */
  Optional<Path> fromPackageArchive() {
    Path unpacked = scratch.resolve("package");
    Optional<Path> before = complete(unpacked.resolve(INSTALLED));
    if (before.isPresent()) {
      return before;
    }
    try {
      Files.createDirectories(unpacked);
      remarks.accept("Fetching the package " + PACKAGE + " from your distribution (30 MB) ...");
      if (!run(List.of("apt-get", "-qq", "download", PACKAGE))) {
        // The system's package lists may be missing or old; own lists need no root.
        List<String> own = ownLists();
        if (!run(command(own, "update")) || !run(command(own, "download", PACKAGE))) {
          return Optional.empty();
        }
      }
      try (Stream<Path> files = Files.list(scratch)) {
        Optional<Path> archive =
            files.filter(file -> file.getFileName().toString().endsWith(".deb")).findFirst();
        if (archive.isEmpty()
            || !run(
                List.of(
                    "dpkg-deb",
                    "-x",
                    archive.get().toAbsolutePath().toString(),
                    unpacked.toAbsolutePath().toString()))) {
          return Optional.empty();
        }
      }
      return complete(unpacked.resolve(INSTALLED));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private List<String> ownLists() throws IOException {
    Path state = Files.createDirectories(scratch.resolve("apt").toAbsolutePath());
    Files.createDirectories(state.resolve("lists/partial"));
    Files.createDirectories(state.resolve("cache/archives/partial"));
    return List.of(
        "apt-get",
        "-qq",
        "-o",
        "Dir::State::lists=" + state.resolve("lists"),
        "-o",
        "Dir::Cache=" + state.resolve("cache"));
  }

  private static List<String> command(List<String> start, String... end) {
    List<String> command = new ArrayList<>(start);
    command.addAll(List.of(end));
    return command;
  }

  /** Returns the folder of the four files, downloaded from their publisher and checked. */
  Optional<Path> fromPublisher() {
    Path folder = scratch.resolve("download");
    Optional<Path> before = complete(folder);
    if (before.isPresent()) {
      return before;
    }
    remarks.accept("Downloading Fashion-MNIST from its publisher (30 MB) ...");
    HttpClient client =
        HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
    try {
      Files.createDirectories(folder);
      for (String name : CONTENTS.keySet()) {
        Path part = folder.resolve(name + ".part");
        HttpRequest request =
            HttpRequest.newBuilder(URI.create(PUBLISHER + name)).timeout(DOWNLOAD).build();
        HttpResponse<Path> response = client.send(request, BodyHandlers.ofFile(part));
        if (response.statusCode() != 200 || !hasContent(part, name)) {
          Files.deleteIfExists(part);
          return Optional.empty();
        }
        Files.move(part, folder.resolve(name));
      }
      return complete(folder);
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private static Optional<Path> complete(Path folder) {
    boolean complete =
        CONTENTS.keySet().stream()
            .allMatch(
                name ->
                    Files.isReadable(folder.resolve(name))
                        && hasContent(folder.resolve(name), name));
    return complete ? Optional.of(folder) : Optional.empty();
  }

  private static boolean hasContent(Path file, String name) {
    try (InputStream raw = Files.newInputStream(file);
        DigestInputStream content =
            new DigestInputStream(
                new GZIPInputStream(raw, 1 << 16), MessageDigest.getInstance("SHA-256"))) {
      byte[] buffer = new byte[1 << 16];
      while (content.read(buffer) >= 0) {
        // Reading feeds the digest.
      }
      String digest = HexFormat.of().formatHex(content.getMessageDigest().digest());
      return digest.equals(CONTENTS.get(name));
    } catch (IOException e) {
      return false;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private boolean run(List<String> command) {
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(scratch.toFile())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      try {
        return process.waitFor(PROCESS_MINUTES, TimeUnit.MINUTES) && process.exitValue() == 0;
      } finally {
        process.destroy();
      }
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
