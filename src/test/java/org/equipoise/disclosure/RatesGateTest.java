package org.equipoise.disclosure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.equipoise.disclosure.Gated.Why;
import org.equipoise.disclosure.RatesGate.Part;
import org.equipoise.protocol.CaseClass;
import org.equipoise.protocol.CellRule;
import org.equipoise.protocol.Respondent;
import org.equipoise.protocol.Wave;
import org.equipoise.waves.Base;
import org.equipoise.waves.CaseCounts;
import org.equipoise.waves.OutcomeRate;
import org.equipoise.waves.PanelPatterns;
import org.equipoise.waves.PanelPatterns.Pattern;
import org.equipoise.waves.Share;
import org.equipoise.waves.WaveRates;
import org.junit.jupiter.api.Test;

class RatesGateTest {

  private static final CellRule FIVE = new CellRule(5, 20, 20);
  private static final PanelPatterns NONE = new PanelPatterns(List.of(), 0, List.of());

  /** A group by complete answers, refusals and people not reached. */
  private static WaveRates.Row group(String variable, String code, int i, int r, int nc) {
    CaseCounts counts = new CaseCounts(i, 0, r, nc, 0, 0, 0, 0, 0);
    Map<Base, CaseCounts> bases = Map.of(Base.RANDOMIZED, counts, Base.FOLLOWED, counts);
    int all = i + r + nc;
    Share every = new Share(i, all);
    return new WaveRates.Row(
        new Wave.Id("w"), variable, code, all, 0, 0, 0, 0, 0, 0, 0, bases, every);
  }

  private static RatesGate.Shown gate(WaveRates.Row... groups) {
    Respondent.Id who = new Respondent.Id("participant");
    WaveRates rates = new WaveRates(LocalDate.of(2027, 1, 1), who, List.of(groups));
    return RatesGate.of(rates, NONE, FIVE);
  }

  @Test
  void of_aGroupOfFewShowsNothing_norDoesTheNextSmallest() {
    RatesGate.Shown shown =
        gate(
            group("sex", "woman", 60, 20, 10),
            group("sex", "man", 30, 10, 10),
            group("sex", "other", 1, 1, 1));
    assertTrue(shown.gated());
    assertTrue(shown.rows().get(0).hidden().isEmpty());
    // By hand: 3 people are fewer than 5; everybody less women and others would tell of them.
    assertEquals(Why.WOULD_REVEAL, shown.rows().get(1).hidden().get(Part.GROUP));
    assertEquals(Why.SMALL, shown.rows().get(2).hidden().get(Part.GROUP));
    assertFalse(shown.rows().get(2).shows(Base.RANDOMIZED, OutcomeRate.RR2));
  }

  @Test
  void of_aSmallClassHidesTheClassesButNotHowManyAnswered() {
    RatesGate.Shown shown =
        gate(
            group("arm", "now", 60, 2, 28),
            group("arm", "later", 50, 20, 20),
            group("arm", "never", 80, 20, 20));
    RatesGate.Row now = shown.rows().get(0);
    assertFalse(now.shows(Base.RANDOMIZED) || now.shows(Base.FOLLOWED));
    assertTrue(now.shows(Base.RANDOMIZED, OutcomeRate.RR2));
    assertFalse(now.shows(Base.RANDOMIZED, OutcomeRate.REF1));
    assertEquals(new Gated.Hidden<>(Why.SMALL), now.count(Part.CASES, 2, 5));
    assertEquals(new Gated.Hidden<>(Why.WOULD_REVEAL), now.count(Part.CASES, 28, 5));
    assertEquals(Why.WOULD_REVEAL, shown.rows().get(1).hidden().get(Part.CASES));
    assertTrue(shown.rows().get(2).hidden().isEmpty());
  }

  @Test
  void of_sitesReferrersAndEverybodyPass() {
    RatesGate.Shown shown =
        gate(group("", "", 2, 1, 1), group("site", "a", 2, 1, 1), group("referrer", "b", 1, 1, 1));
    assertFalse(shown.gated());
    shown.rows().forEach(row -> assertTrue(row.hidden().isEmpty()));
  }

  @Test
  void of_noSubtractionTellsASmallCount() {
    SplittableRandom random = new SplittableRandom(11);
    for (int k = 0; k < 2_000; k++) {
      List<WaveRates.Row> groups = new ArrayList<>();
      int size = random.nextInt(2, 6);
      for (int g = 0; g < size; g++) {
        groups.add(group("v", "g" + g, random.nextInt(30), random.nextInt(12), random.nextInt(12)));
      }
      RatesGate.Shown shown = gate(groups.toArray(WaveRates.Row[]::new));
      int hidden = 0;
      int[] together = new int[3];
      for (RatesGate.Row row : shown.rows()) {
        CaseCounts n = row.figures().rates(Base.RANDOMIZED).counts();
        int[] counts = {
          n.count(CaseClass.COMPLETE), n.count(CaseClass.REFUSAL), n.count(CaseClass.NON_CONTACT)
        };
        for (int c = 0; c < counts.length; c++) {
          boolean few = counts[c] > 0 && counts[c] < 5;
          assertFalse(few && row.shows(Base.RANDOMIZED), row.toString());
          together[c] += row.shows(Base.RANDOMIZED) ? 0 : counts[c];
        }
        hidden += row.shows(Base.RANDOMIZED) ? 0 : 1;
      }
      boolean all =
          shown.rows().stream().noneMatch(r -> r.shows(Base.RANDOMIZED) && r.figures().drawn() > 0);
      for (int count : together) {
        assertTrue(all || count == 0 || count >= 5, shown.rows().toString());
      }
      assertTrue(all || hidden != 1, shown.rows().toString());
    }
  }

  @Test
  void of_rarePatternsArePooledUntilTheyAreNotFew() {
    List<Pattern> patterns =
        List.of(
            new Pattern("111", new Share(40, 60)),
            new Pattern("110", new Share(11, 60)),
            new Pattern("101", new Share(6, 60)),
            new Pattern("011", new Share(1, 60)),
            new Pattern("000", new Share(2, 60)));
    Respondent.Id who = new Respondent.Id("participant");
    WaveRates rates = new WaveRates(LocalDate.of(2027, 1, 1), who, List.of());
    Wave.Id first = new Wave.Id("w1");
    Wave.Id then = new Wave.Id("w2");
    List<PanelPatterns.Return> returns =
        List.of(
            new PanelPatterns.Return(first, then, new Share(1, 20)),
            new PanelPatterns.Return(first, then, new Share(17, 20)),
            new PanelPatterns.Return(first, then, new Share(9, 20)));
    PanelPatterns shown =
        RatesGate.of(rates, new PanelPatterns(patterns, 60, returns), FIVE).patterns();
    // 1 and 2 together are still fewer than 5, so that 101 joins them.
    assertEquals(
        List.of(patterns.get(0), patterns.get(1), new Pattern("", new Share(9, 60))),
        shown.patterns());
    assertEquals(List.of(returns.get(2)), shown.returns());
  }
}
