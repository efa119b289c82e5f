package dev.espy.adapters.report.view;

import java.io.StringWriter;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;

/** The figures that the page's script draws, as JSON that may stand in a script element. */
final class ChartData {

  /** Escapes all but ASCII, since some characters turn the direction of text, or end a line. */
  private static final JsonFactory FACTORY =
      JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  private final JsonGenerator json;

  private ChartData(JsonGenerator json) {
    this.json = json;
  }

  static String of(
      @Nullable Curves curves,
      @Nullable Confusion confusion,
      @Nullable Confidence confidence,
      @Nullable SuspectCards suspects,
      DataSummary data) {
    StringWriter text = new StringWriter(1 << 16);
    try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
      ChartData document = new ChartData(json);
      json.writeStartObject();
      if (curves != null) {
        document.write(curves);
      }
      if (confusion != null) {
        document.write(confusion);
      }
      if (confidence != null) {
        document.write(confidence);
      }
      if (suspects != null) {
        document.write(suspects);
      }
      document.write(data);
      json.writeEndObject();
    }
    // A "<" could end the script element; it occurs in texts only.
    return text.toString().replace("<", "\\u003c");
  }

  private void write(Curves curves) {
    json.writeObjectPropertyStart("curves");
    json.writeNumberProperty("best", curves.best());
    List<Curves.Row> rows = curves.rows();
    numbers("epochs", rows, row -> (double) row.number());
    figures("trainLoss", rows, Curves.Row::trainLoss);
    figures("trainAccuracy", rows, Curves.Row::trainAccuracy);
    figures("loss", rows, Curves.Row::loss);
    figures("accuracy", rows, Curves.Row::accuracy);
    json.writeEndObject();
  }

  private void write(Confusion confusion) {
    json.writeObjectPropertyStart("confusion");
    texts("labels", confusion.names().stream().map(Name::shown).toList());
    counts("positions", confusion.order(), Integer::longValue);
    counts("supports", confusion.supports(), Long::longValue);
    json.writeArrayPropertyStart("cells");
    for (Confusion.Cell cell : confusion.cells()) {
      json.writeStartArray();
      json.writeNumber(cell.row());
      json.writeNumber(cell.column());
      json.writeNumber(cell.count());
      json.writeEndArray();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void write(Confidence confidence) {
    bins("reliability", confidence.bins());
    List<Confidence.Bin> before = confidence.binsBefore();
    if (before != null) {
      bins("reliabilityBefore", before);
    }
    json.writeArrayPropertyStart("coverage");
    for (Confidence.Point step : confidence.steps()) {
      json.writeStartArray();
      number(step.confidence());
      number(step.answered());
      number(step.accuracy());
      number(step.lower());
      number(step.upper());
      json.writeEndArray();
    }
    json.writeEndArray();
  }

  private void bins(String name, List<Confidence.Bin> bins) {
    json.writeArrayPropertyStart(name);
    for (Confidence.Bin bin : bins) {
      json.writeStartArray();
      number(Double.parseDouble(bin.confidence().value()));
      number(Double.parseDouble(bin.accuracy().value()));
      json.writeNumber(Long.parseLong(bin.images().value()));
      json.writeEndArray();
    }
    json.writeEndArray();
  }

  private void write(SuspectCards suspects) {
    texts("verdictLabels", suspects.labels());
    json.writeArrayPropertyStart("suspects");
    for (SuspectCards.Suspicion card : suspects.cards()) {
      json.writeStartObject();
      json.writeStringProperty("image", card.exactImage());
      json.writeStringProperty("given", card.exactGiven());
      json.writeStringProperty("suggested", card.exactSuggested());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void write(DataSummary data) {
    json.writeObjectPropertyStart("distribution");
    texts("labels", data.labels().stream().map(count -> count.label().shown()).toList());
    if (data.training()) {
      counts("training", data.labels(), DataSummary.Count::training);
    }
    counts("validation", data.labels(), DataSummary.Count::validation);
    json.writeEndObject();
    json.writeArrayPropertyStart("sizes");
    for (DataSummary.Size size : data.sizes()) {
      json.writeStartArray();
      json.writeNumber(size.width());
      json.writeNumber(size.height());
      json.writeNumber(size.images());
      json.writeEndArray();
    }
    json.writeEndArray();
  }

  private void texts(String name, List<String> texts) {
    json.writeArrayPropertyStart(name);
    texts.forEach(json::writeString);
    json.writeEndArray();
  }

  private <T> void counts(String name, List<T> items, ToLongFunction<T> count) {
    json.writeArrayPropertyStart(name);
    items.forEach(item -> json.writeNumber(count.applyAsLong(item)));
    json.writeEndArray();
  }

  private <T> void numbers(String name, List<T> items, ToDoubleFunction<T> value) {
    json.writeArrayPropertyStart(name);
    items.forEach(item -> number(value.applyAsDouble(item)));
    json.writeEndArray();
  }

  private void figures(String name, List<Curves.Row> rows, RowFigure figure) {
    numbers(
        name,
        rows,
        row -> {
          Figure shown = figure.of(row);
          return shown == null ? Double.NaN : Double.parseDouble(shown.value());
        });
  }

  /** A figure of a row, or null if there is none. */
  @FunctionalInterface
  private interface RowFigure {
    @Nullable Figure of(Curves.Row row);
  }

  /** Writes a number, or null if it is infinite or not a number, which JSON does not have. */
  private void number(double value) {
    if (Double.isFinite(value)) {
      json.writeNumber(value);
    } else {
      json.writeNull();
    }
  }
}
