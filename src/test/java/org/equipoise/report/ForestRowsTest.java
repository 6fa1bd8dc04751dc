package org.equipoise.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.equipoise.analysis.Comparison.Refused;
import org.equipoise.analysis.Group;
import org.equipoise.analysis.Moment;
import org.equipoise.disclosure.Gated;
import org.equipoise.disclosure.Released.Effect;
import org.equipoise.disclosure.SampleResults;
import org.equipoise.protocol.Outcome;
import org.equipoise.protocol.Register.Period;
import org.equipoise.report.ForestPlot.Subgroups;
import org.junit.jupiter.api.Test;

class ForestRowsTest {

  private static final Group WOMEN = new Group.Part(SampleResults.WOMEN);
  private static final Group MEN = new Group.Part(SampleResults.MEN);

  /** Everybody, women and men on each outcome at months 1, 2, … */
  private static List<Effect> effects(int months, Outcome... outcomes) {
    return effects(months, month -> "month " + month, outcomes);
  }

  private static List<Effect> effects(int months, IntFunction<String> reason, Outcome... outcomes) {
    List<Effect> effects = new ArrayList<>();
    for (Outcome outcome : outcomes) {
      for (int month = 1; month <= months; month++) {
        for (Group group : List.of(SampleResults.ALL, WOMEN, MEN)) {
          Gated<Integer> people = new Gated.Shown<>(100);
          effects.add(
              new Effect(
                  SampleResults.MAIN,
                  outcome,
                  new Moment.AtPeriod(Period.MONTH, month, Outcome.Measure.VALUE),
                  group,
                  SampleResults.NOW,
                  people,
                  people,
                  people,
                  people,
                  List.of(),
                  new Refused("NO_DATA", reason.apply(month), "")));
        }
      }
    }
    return effects;
  }

  private static String told(ForestRows rows) {
    StringBuilder text = new StringBuilder();
    for (Effect effect : rows.shown()) {
      int month = ((Moment.AtPeriod) effect.moment()).number();
      String group = effect.group().equals(WOMEN) ? "w" : effect.group().equals(MEN) ? "m" : "";
      text.append(effect.outcome().id().value()).append(month).append(group).append(' ');
    }
    return text.toString().strip();
  }

  @Test
  void of_showsSubgroupsOfPrimaryOutcomesInPlannedOrder() {
    List<Effect> effects = effects(1, SampleResults.AID, SampleResults.JOB);
    ForestRows rows = ForestRows.of(effects, Subgroups.OF_PRIMARY_OUTCOMES);
    assertEquals("aid1 job1 job1w job1m", told(rows));
    assertEquals(2, rows.others());
    assertEquals("aid1 job1", told(ForestRows.of(effects, Subgroups.NONE)));
    assertEquals(0, ForestRows.of(effects, Subgroups.ALL).others());
  }

  @Test
  void of_givesLastMomentsTheRoomThatIsLeft() {
    // 32 rows for everybody leave room for two pairs: one of each outcome's last month.
    List<Effect> effects = effects(16, SampleResults.JOB, SampleResults.WORKS);
    ForestRows rows = ForestRows.of(effects, Subgroups.ALL);
    assertEquals(ForestRows.MOST, rows.shown().size());
    assertTrue(told(rows).contains("job15 job16 job16w job16m works1 "), told(rows));
    assertTrue(told(rows).endsWith("works15 works16 works16w works16m"), told(rows));
  }

  @Test
  void of_keepsSubgroupsTogether() {
    // 35 rows for everybody leave one, too few for women and men.
    ForestRows rows = ForestRows.of(effects(35, SampleResults.JOB), Subgroups.ALL);
    assertEquals(35, rows.shown().size());
    assertEquals(70, rows.others());
  }

  @Test
  void of_countsEffectsRefusedAlikeAsOneRow() {
    // 1 + 1 rows for everybody; 2 × 2 subgroups a month fill the other 34 rows but two.
    List<Effect> effects =
        effects(40, month -> "the register ends", SampleResults.JOB, SampleResults.WORKS);
    ForestRows rows = ForestRows.of(effects, Subgroups.ALL);
    assertEquals(2 * 40 + 8 * 4, rows.shown().size());
  }

  @Test
  void of_givesPrimaryOutcomesTheFirstRows() {
    List<Effect> effects = effects(30, SampleResults.AID, SampleResults.JOB);
    String told = told(ForestRows.of(effects, Subgroups.ALL));
    assertTrue(told.startsWith("aid1 aid2 aid3 aid4 aid5 aid6 job1 "), told);
    assertTrue(told.endsWith("job30"), told);
  }
}
