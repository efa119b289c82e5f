package dev.espy.adapters.report;

import dev.espy.adapters.report.asset.Assets;
import dev.espy.adapters.report.view.Page;
import dev.espy.application.storage.AtomicFile;
import dev.espy.domain.port.ReportPort;
import dev.espy.domain.report.Report;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.TemplateException;
import gg.jte.output.WriterOutput;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Reports as web pages, each a single file that works offline. */
public final class HtmlReports implements ReportPort {

  private static final String TEMPLATES = "dev.espy.adapters.report.template";

  private final String verdictsCommand;
  private final UnaryOperator<OutputStream> wrapper;

  /**
   * @param verdictsCommand the command that trains with the file verdicts.csv, as a user types it
   */
  public HtmlReports(String verdictsCommand) {
    this(verdictsCommand, UnaryOperator.identity());
  }

  /**
   * @param verdictsCommand the command that trains with the file verdicts.csv, as a user types it
   * @param wrapper a stream around the file's own, such as one that fails
   */
  HtmlReports(String verdictsCommand, UnaryOperator<OutputStream> wrapper) {
    this.verdictsCommand = verdictsCommand;
    this.wrapper = wrapper;
  }

  @Override
  public void write(Report report, Path file) {
    Map<String, Object> content =
        Map.of("page", Page.of(report, verdictsCommand), "assets", Assets.read());
    TemplateEngine engine =
        TemplateEngine.createPrecompiled(
            null, ContentType.Html, HtmlReports.class.getClassLoader(), TEMPLATES);
    try (AtomicFile out = AtomicFile.open(file)) {
      OutputStream stream = wrapper.apply(out.stream());
      Writer writer =
          new BufferedWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), 1 << 16);
      engine.render("page.jte", content, new WriterOutput(writer));
      writer.flush();
      out.commit();
    } catch (IOException e) {
      throw AtomicFile.failure(file, e);
    } catch (TemplateException e) {
      // A template wraps all that happens in it, a full disk, too.
      for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
        if (cause instanceof IOException io) {
          throw AtomicFile.failure(file, io);
        }
      }
      throw e;
    }
  }
}
