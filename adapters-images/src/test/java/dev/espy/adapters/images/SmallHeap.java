package dev.espy.adapters.images;

import dev.espy.domain.Image;
import dev.espy.domain.Sample;
import dev.espy.domain.Shape;
import dev.espy.domain.UnreadableImageException;
import dev.espy.domain.port.ImageCodecPort;
import dev.espy.domain.port.ImageCodecPort.Memory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** A program that reads the images of a folder, each several times, on more threads than fit. */
final class SmallHeap {

  private static final ImageCodecPort CODEC = new ImageIoCodec();
  private static final int THREADS = 8;
  private static final int TIMES = 4;
  private static final Shape WHOLE = new Shape(1, 1 << 15, 1 << 15);

  private SmallHeap() {}

  /**
   * Prints what came of each image.
   *
   * @param args a folder and the names of the images in it
   */
  public static void main(String[] args) throws Exception {
    Path folder = Path.of(args[0]);
    Map<String, Set<String>> outcomes = new ConcurrentSkipListMap<>();
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    for (int i = 0; i < TIMES; i++) {
      for (String name : List.of(args).subList(1, args.length)) {
        threads.execute(
            () ->
                outcomes
                    .computeIfAbsent(name, key -> ConcurrentHashMap.newKeySet())
                    .add(outcome(folder.resolve(name))));
      }
    }
    threads.shutdown();
    threads.awaitTermination(1, TimeUnit.HOURS);
    outcomes.forEach((name, outcome) -> System.out.println(name + " " + outcome));
  }

  private static String outcome(Path file) {
    try {
      return CODEC.decode(
          new Sample(file.toString(), null, 1),
          memory -> read(file, memory),
          WHOLE,
          reading ->
              reading instanceof Image image ? image.shape().describe() : reading.toString());
    } catch (RuntimeException | OutOfMemoryError e) {
      return e.toString();
    }
  }

  private static byte[] read(Path file, Memory memory) throws UnreadableImageException {
    try {
      memory.reserve(Files.size(file));
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UnreadableImageException("cannot read " + file, e);
    }
  }
}
