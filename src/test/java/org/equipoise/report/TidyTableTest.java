package org.equipoise.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.equipoise.analysis.Effect;
import org.equipoise.analysis.Results;
import org.equipoise.disclosure.Released;
import org.equipoise.disclosure.SampleResults;
import org.equipoise.report.TidyTable.Value;
import org.junit.jupiter.api.Test;

class TidyTableTest {

  @Test
  void effects_nameEveryColumnTheGateWithholds() {
    // Four analysed in the arm, below the limit of five: neither they nor what rests on them.
    Results sample = SampleResults.results();
    Effect shown = sample.effects().get(1);
    Effect few =
        SampleResults.effect(
            shown.analysis(),
            shown.outcome(),
            shown.moment(),
            shown.group(),
            new int[] {40, 100, 4, 90},
            List.of(),
            shown.comparison());
    Released released =
        Released.of(
            SampleResults.with(
                sample.recruitment(), List.of(), List.of(), List.of(), List.of(few), List.of()));
    TidyTable table = TidyTable.effects(released);
    assertEquals("withheld", words(table, "status"));
    assertEquals(
        "estimate std.error statistic df p.value conf.low conf.high n.treated mean.treated"
            + " mean.control",
        words(table, "hidden"));
  }

  private static String words(TidyTable table, String column) {
    return ((Value.Words) table.rows().get(0).get(table.columns().indexOf(column))).text();
  }
}
