package org.equipoise.report;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.equipoise.adoption.AdoptionResults;
import org.equipoise.adoption.AdoptionResults.Reading;
import org.equipoise.adoption.AdoptionResults.Row;
import org.equipoise.disclosure.ReleasedAdoption;
import org.equipoise.disclosure.SampleAdoption;
import org.equipoise.document.Language;
import org.equipoise.document.Style;
import org.junit.jupiter.api.Test;

class AdoptionDoubtsTest {

  /** The sample, with imputation refused everywhere. */
  private static String report() throws IOException {
    AdoptionResults sample = SampleAdoption.results();
    List<Row> rows =
        sample.rows().stream()
            .map(r -> r.estimator().equals("imputation") ? refused(r) : r)
            .toList();
    AdoptionResults changed =
        new AdoptionResults(
            sample.plan(),
            sample.digest(),
            sample.inputs(),
            sample.program(),
            sample.cohorts(),
            rows,
            sample.findings());
    StringBuilder text = new StringBuilder();
    AdoptionText.of(ReleasedAdoption.of(changed), Language.ENGLISH, Style.PLAIN)
        .with(Detail.BRIEF)
        .print(text);
    return text.toString();
  }

  private static Row refused(Row r) {
    Reading why = new Reading.Refused("few-units", "seven units are not enough", "");
    return new Row(
        r.analysis(),
        r.outcome(),
        r.group(),
        r.part(),
        r.estimator(),
        r.key(),
        r.treated(),
        r.controls(),
        why);
  }

  @Test
  void comparison_saysWhyAnEstimatorIsRefused_andDoesNotExplainIt() throws IOException {
    String report = report();
    assertTrue(report.contains("[1] not estimated: seven units are not enough"), report);
    assertFalse(report.contains("Imputation: foretells"), report);
    assertTrue(report.contains("Two-way fixed effects: "), report);
  }
}
