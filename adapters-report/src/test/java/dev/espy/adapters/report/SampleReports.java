package dev.espy.adapters.report;

import dev.espy.domain.Image;
import dev.espy.domain.Shape;
import dev.espy.domain.fake.Reports;
import dev.espy.domain.port.ReportPort;
import dev.espy.domain.report.Report;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.zip.GZIPInputStream;

/** Writes sample reports, to look at and for tests in a browser. */
public final class SampleReports {

  private static final String COMMAND = "espy train clothes/train.csv --verdicts verdicts.csv";

  private SampleReports() {}

  /**
   * Writes full.html, minimal.html, validation.html, huge.html, hostile.html, long.html and
   * long-10.html.
   *
   * @param arguments the folder to write to, and perhaps a folder with Fashion-MNIST's test images
   */
  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    IntFunction<Image> pictures =
        arguments.length > 1 ? clothes(Path.of(arguments[1])) : Reports::drawn;
    Map<String, Report> reports = new LinkedHashMap<>();
    reports.put("full", Reports.full(pictures));
    reports.put("minimal", Reports.minimal());
    reports.put("validation", Reports.validation());
    reports.put("huge", Reports.huge(200));
    reports.put("hostile", Reports.hostile());
    reports.put("long", Reports.longNames(200));
    reports.put("long-10", Reports.longNames(10));
    ReportPort port = new HtmlReports(COMMAND);
    for (Map.Entry<String, Report> report : reports.entrySet()) {
      Path file = folder.resolve(report.getKey() + ".html");
      port.write(report.getValue(), file);
      System.out.printf("%s: %,d bytes%n", file, Files.size(file));
    }
  }

  /** Returns the images of Fashion-MNIST, those of a label in turn. */
  private static IntFunction<Image> clothes(Path folder) throws IOException {
    List<List<Image>> images = new ArrayList<>();
    for (int label = 0; label < Reports.CLOTHES.size(); label++) {
      images.add(new ArrayList<>());
    }
    try (DataInputStream pixels = open(folder.resolve("t10k-images-idx3-ubyte.gz"), 16);
        DataInputStream labels = open(folder.resolve("t10k-labels-idx1-ubyte.gz"), 8)) {
      for (int i = 0; i < 2000; i++) {
        byte[] image = new byte[28 * 28];
        pixels.readFully(image);
        images.get(labels.readUnsignedByte()).add(new Image(new Shape(1, 28, 28), image));
      }
    }
    Map<Integer, Integer> next = new HashMap<>();
    return label ->
        images.get(label).get(next.merge(label, 1, Integer::sum) % images.get(label).size());
  }

  private static DataInputStream open(Path file, int header) throws IOException {
    DataInputStream in = new DataInputStream(new GZIPInputStream(Files.newInputStream(file)));
    in.skipNBytes(header);
    return in;
  }
}
