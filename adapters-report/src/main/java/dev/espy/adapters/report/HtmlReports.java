package dev.espy.adapters.report;

import dev.espy.adapters.report.asset.Assets;
import dev.espy.adapters.report.view.Page;
import dev.espy.application.storage.AtomicFile;
import dev.espy.domain.port.ReportPort;
import dev.espy.domain.report.Report;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.WriterOutput;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

/** Reports as web pages, each a single file that works offline. */
public final class HtmlReports implements ReportPort {

  private static final String TEMPLATES = "dev.espy.adapters.report.template";

  private final String verdictsCommand;

  /**
   * @param verdictsCommand the command that trains with the file verdicts.csv, as a user types it
   */
  public HtmlReports(String verdictsCommand) {
    this.verdictsCommand = verdictsCommand;
  }

  @Override
  public void write(Report report, Path file) {
    Page page = Page.of(report, verdictsCommand);
    TemplateEngine engine =
        TemplateEngine.createPrecompiled(
            null, ContentType.Html, HtmlReports.class.getClassLoader(), TEMPLATES);
    try (AtomicFile out = AtomicFile.open(file)) {
      Writer writer =
          new BufferedWriter(new OutputStreamWriter(out.stream(), StandardCharsets.UTF_8), 1 << 16);
      engine.render(
          "page.jte", Map.of("page", page, "assets", Assets.read()), new WriterOutput(writer));
      writer.flush();
      out.commit();
    } catch (IOException e) {
      throw AtomicFile.failure(file, e);
    } catch (UncheckedIOException e) {
      throw AtomicFile.failure(file, Objects.requireNonNull(e.getCause()));
    }
  }
}
