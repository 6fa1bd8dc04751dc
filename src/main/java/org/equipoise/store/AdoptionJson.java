package org.equipoise.store;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import java.io.IOException;
import java.io.OutputStream;
import org.equipoise.adoption.AdoptionResults.Cohort;
import org.equipoise.adoption.AdoptionResults.Input;
import org.equipoise.adoption.AdoptionResults.Reading;
import org.equipoise.adoption.AdoptionResults.Row;
import org.equipoise.disclosure.ReleasedAdoption;
import org.equipoise.finding.Finding;
import org.equipoise.panel.StaggeredPanel;

/**
 * Writes {@code results.json} of a study of adoption: everything released, in a fixed order of
 * keys, UTF-8, numbers as the shortest decimal that reads back.
 *
 * <ul>
 *   <li>{@code format} is {@code equipoise-adoption}, {@code formatVersion} 1, {@code program} the
 *       program's name and version.
 *   <li>{@code study}: {@code id}, {@code version}, {@code title} by language, {@code digest}
 *       (SHA-256 of the canonical form).
 *   <li>{@code inputs}: {@code file}, {@code rows}, {@code sha256}.
 *   <li>{@code cells}: {@code units}, {@code population}, the limits that applied.
 *   <li>{@code cohorts}: {@code first} ({@code never}: true instead for those that never adopted),
 *       {@code units}, {@code used} of them in the answer that the report opens with, {@code role}.
 *   <li>{@code rows}: {@code analysis}, {@code outcome}, {@code group}, {@code part}, {@code
 *       estimator}, {@code key} as in the table of effects, {@code treated}, {@code controls}, and
 *       {@code status}: {@code estimated} with those of {@code estimate}, {@code standardError},
 *       {@code df}, {@code statistic}, {@code p}, {@code adjustedP}, {@code low}, {@code high},
 *       {@code bandLow}, {@code bandHigh}, {@code weight} that make sense (one that is infinite is
 *       null, with the reason in {@code absent}); or {@code refused} with {@code rule}, {@code
 *       reason}, {@code advice}.
 *   <li>{@code findings}: {@code severity}, {@code source}, {@code line}, {@code column}, {@code
 *       path}, {@code found}, {@code expected}.
 * </ul>
 */
public final class AdoptionJson {

  private final ReleasedAdoption released;
  private final ResultsObject json;

  private AdoptionJson(ReleasedAdoption released, ResultsObject json) {
    this.released = released;
    this.json = json;
  }

  /** Writes everything released as one JSON document; the stream stays open. */
  public static void write(ReleasedAdoption released, OutputStream out) throws IOException {
    Separators separators =
        Separators.createDefaultInstance()
            .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
            .withArrayEmptySeparator("");
    DefaultPrettyPrinter printer = new DefaultPrettyPrinter(separators);
    DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
    printer.indentObjectsWith(indenter);
    printer.indentArraysWith(indenter);
    JsonFactory factory =
        JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();
    try (JsonGenerator generator = factory.createGenerator(out)) {
      generator.setPrettyPrinter(printer);
      new AdoptionJson(released, new ResultsObject(generator)).write();
      generator.writeRaw('\n');
    }
  }

  private void write() throws IOException {
    json.begin();
    json.text("format", "equipoise-adoption");
    json.whole("formatVersion", 1);
    json.text("program", released.program());
    json.begin("study");
    json.text("id", released.plan().id());
    json.whole("version", released.plan().version());
    json.words("title", released.plan().title());
    json.text("digest", released.digest());
    json.end();
    json.list("inputs", released.inputs(), this::input);
    json.begin("cells");
    json.whole("units", released.plan().cells().units());
    json.whole("population", released.plan().cells().population());
    json.end();
    json.list("cohorts", released.cohorts(), this::cohort);
    json.list("rows", released.rows(), this::row);
    json.list("findings", released.findings(), this::finding);
    json.end();
  }

  private void input(Input input) throws IOException {
    json.text("file", input.file());
    json.whole("rows", input.rows());
    json.text("sha256", input.digest());
  }

  private void cohort(Cohort cohort) throws IOException {
    if (cohort.first() == StaggeredPanel.NEVER) {
      json.flag("never", true);
    } else {
      json.whole("first", cohort.first());
    }
    json.whole("units", cohort.units());
    json.whole("used", cohort.used());
    json.code("role", cohort.role());
  }

  private void row(Row row) throws IOException {
    json.text("analysis", row.analysis());
    json.text("outcome", row.outcome());
    json.text("group", row.group());
    json.code("part", row.part());
    json.text("estimator", row.estimator());
    json.text("key", row.key());
    json.whole("treated", row.treated());
    json.whole("controls", row.controls());
    if (row.reading() instanceof Reading.Figure number) {
      json.text("status", "estimated");
      json.known("estimate", number.estimate());
      json.known("standardError", number.standardError());
      json.known("df", number.df());
      json.known("statistic", number.statistic());
      json.known("p", number.pValue());
      json.known("adjustedP", number.adjusted());
      json.known("low", number.low());
      json.known("high", number.high());
      json.known("bandLow", number.bandLow());
      json.known("bandHigh", number.bandHigh());
      json.known("weight", number.weight());
    } else if (row.reading() instanceof Reading.Refused refused) {
      json.text("status", "refused");
      json.text("rule", refused.rule());
      json.text("reason", refused.reason());
      json.text("advice", refused.advice());
    }
  }

  private void finding(Finding finding) throws IOException {
    json.code("severity", finding.severity());
    json.text("source", finding.place().source());
    json.whole("line", finding.place().line());
    json.whole("column", finding.place().column());
    json.text("path", finding.place().path());
    json.text("found", finding.found());
    json.text("expected", finding.expected());
  }
}
