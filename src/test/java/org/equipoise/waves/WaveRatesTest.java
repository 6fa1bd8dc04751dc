package org.equipoise.waves;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.equipoise.ledger.Event.Left.Cause;
import org.equipoise.ledger.Event.Withdrawn.From;
import org.equipoise.ledger.PersonId;
import org.equipoise.protocol.Variable;
import org.equipoise.trial.TrialState;
import org.junit.jupiter.api.Test;

class WaveRatesTest {

  private static WaveRates.Row row(WaveRates rates, int wave, String variable, String group) {
    return rates.rows().stream()
        .filter(row -> row.wave().equals(ToldTrial.wave(wave)))
        .filter(row -> row.variable().equals(variable) && row.group().equals(group))
        .findFirst()
        .orElseThrow();
  }

  /**
   * Ten people drawn on 1 January. At the second wave four answer in full and one in part, one
   * breaks off, one refuses, one dies before it is due, one is never sent anything and one does not
   * answer two calls. At the third the first two answer, and the one who was never sent anything.
   */
  private static ToldTrial ten() {
    ToldTrial told = new ToldTrial();
    for (int n = 1; n <= 10; n++) {
      told.drawn(n, n <= 4 ? "north" : "south", "2026-01-01");
    }
    for (int n = 1; n <= 4; n++) {
      told.answered(ToldTrial.id(n), 2, 4, "2026-04-01");
    }
    told.answered(ToldTrial.id(5), 2, 2, "2026-05-01");
    told.answered(ToldTrial.id(6), 2, 1, "2026-04-01");
    told.tried(ToldTrial.id(7), 2, "2.11", "2026-04-01");
    told.left(ToldTrial.id(8), Cause.DIED, "2026-02-01");
    told.tried(ToldTrial.id(10), 2, "2.24", "2026-04-01");
    told.tried(ToldTrial.id(10), 2, "2.24", "2026-04-05");
    told.answered(ToldTrial.id(1), 3, 4, "2026-06-25");
    told.answered(ToldTrial.id(2), 3, 4, "2026-06-25");
    told.answered(ToldTrial.id(9), 3, 4, "2026-06-25");
    return told;
  }

  @Test
  void of_countsTheHandMadeTable() {
    WaveRates rates = WaveRates.of(ten().cases("2026-12-31"), List.of());
    WaveRates.Row w2 = row(rates, 2, "", "");
    assertEquals(10, w2.drawn());
    assertEquals(0, w2.pending());
    assertEquals(1, w2.late(), "the partial answer");
    assertEquals(1, w2.neverSent());
    // I 4, P 1, R 2 (break-off, refusal), NC 2 (never sent, no answer), O 1 (dead).
    assertEquals(new CaseCounts(4, 1, 2, 2, 1, 0, 0, 0, 0), w2.counts().get(Base.RANDOMIZED));
    assertEquals(new CaseCounts(4, 1, 2, 2, 0, 0, 0, 0, 0), w2.counts().get(Base.FOLLOWED));
    assertEquals(0.4, w2.rates(Base.RANDOMIZED).rate(OutcomeRate.RR1), 1e-15);
    assertEquals(0.5, w2.rates(Base.RANDOMIZED).rate(OutcomeRate.RR2), 1e-15);
    assertEquals(5 / 9.0, w2.rates(Base.FOLLOWED).rate(OutcomeRate.RR2), 1e-15);
    // I / (I + P + R + O) and R over everybody: 4 / 8 and 2 / 10.
    assertEquals(0.5, w2.rates(Base.RANDOMIZED).rate(OutcomeRate.COOP1), 1e-15);
    assertEquals(0.2, w2.rates(Base.RANDOMIZED).rate(OutcomeRate.REF1), 1e-15);
    assertEquals(0.8, w2.rates(Base.RANDOMIZED).rate(OutcomeRate.CON1), 1e-15);
  }

  /** With 4.x taken out of the base RR1 would be 4 of 9. */
  @Test
  void of_keepsWhoeverWasDrawnInEveryBase() {
    ToldTrial told = ten();
    told.tried(ToldTrial.id(9), 2, "4.81", "2026-04-01");
    WaveRates.Row w2 = row(WaveRates.of(told.cases("2026-12-31"), List.of()), 2, "", "");
    assertEquals(1, w2.foundOutside());
    assertEquals(new CaseCounts(4, 1, 2, 1, 2, 0, 0, 0, 0), w2.counts().get(Base.RANDOMIZED));
    for (OutcomeRate rate : List.of(OutcomeRate.RR1, OutcomeRate.RR3, OutcomeRate.RR5)) {
      assertEquals(0.4, w2.rates(Base.RANDOMIZED).rate(rate), 1e-15, rate.name());
    }
  }

  @Test
  void of_tellsCumulativeAndConditionalApart() {
    WaveRates rates = WaveRates.of(ten().cases("2026-12-31"), List.of());
    WaveRates.Row w3 = row(rates, 3, "", "");
    // Nobody answered the first wave; of the five who answered the second, two did.
    assertEquals(new Share(0, 10), w3.everyWave());
    assertEquals(0.4, w3.rates(Base.PREVIOUS).rate(OutcomeRate.RR2), 1e-15);
    assertEquals(5, w3.counts().get(Base.PREVIOUS).total());
    assertEquals(0.3, w3.rates(Base.RANDOMIZED).rate(OutcomeRate.RR2), 1e-15);
    assertFalse(row(rates, 1, "", "").counts().containsKey(Base.PREVIOUS));
  }

  @Test
  void of_holdsOpenCasesOutOfEveryBase() {
    ToldTrial told = ten();
    told.drawn(11, "north", "2026-03-01");
    told.answered(ToldTrial.id(11), 2, 4, "2026-05-25");
    WaveRates.Row w2 = row(WaveRates.of(told.cases("2026-05-31"), List.of()), 2, "", "");
    assertEquals(11, w2.drawn());
    assertEquals(1, w2.pending());
    assertEquals(1, w2.pendingAnswered());
    assertEquals(10, w2.settled());
    assertEquals(0.4, w2.rates(Base.RANDOMIZED).rate(OutcomeRate.RR1), 1e-15);
  }

  @Test
  void of_groupsAddUpToEverybody() {
    ToldTrial told = ten();
    TrialState state = told.state();
    Cases cases = told.cases("2026-12-31");
    List<Grouping> groupings = new ArrayList<>();
    for (String code : Grouping.possible(state.protocol())) {
      Variable.Id id = new Variable.Id(code);
      groupings.add(Grouping.of(state.protocol(), id, cases.people(), told.records).orElseThrow());
    }
    assertEquals(
        List.of("site", "sex", "band", "abroad"),
        groupings.stream().map(Grouping::variable).toList());
    groupings.add(Grouping.arms(state, cases.people()));
    WaveRates rates = WaveRates.of(cases, groupings);
    for (Grouping grouping : groupings) {
      CaseCounts sum = CaseCounts.NONE;
      for (String level : grouping.levels()) {
        sum = sum.plus(row(rates, 2, grouping.variable(), level).counts().get(Base.RANDOMIZED));
      }
      assertEquals(row(rates, 2, "", "").counts().get(Base.RANDOMIZED), sum, grouping.variable());
    }
    assertEquals(4, row(rates, 2, "site", "north").counts().get(Base.RANDOMIZED).complete());
    assertTrue(
        Grouping.of(state.protocol(), new Variable.Id("age"), cases.people(), told.records)
            .isEmpty());
  }

  @Test
  void of_peopleOfUnknownValueAreARowOfTheirOwn() {
    ToldTrial told = ten();
    Cases cases = told.cases("2026-12-31");
    told.records.remove(ToldTrial.id(3));
    Grouping sex =
        Grouping.of(told.state().protocol(), new Variable.Id("sex"), cases.people(), told.records)
            .orElseThrow();
    assertEquals(1, row(WaveRates.of(cases, List.of(sex)), 2, "sex", "").drawn());
  }

  @Test
  void patterns_areThoseCountedByHand() {
    PanelPatterns panel = PanelPatterns.of(ten().cases("2026-12-31"), i -> true);
    List<PanelPatterns.Pattern> expected =
        List.of(
            new PanelPatterns.Pattern("011", new Share(2, 10)),
            new PanelPatterns.Pattern("010", new Share(3, 10)),
            new PanelPatterns.Pattern("001", new Share(1, 10)),
            new PanelPatterns.Pattern("000", new Share(4, 10)));
    assertEquals(expected, panel.patterns());
    // All ten missed the first wave and five came back; five missed the second and one came back.
    assertEquals(new Share(5, 10), panel.returns().get(0).back());
    assertEquals(new Share(1, 5), panel.returns().get(1).back());
  }

  @Test
  void of_holdsForAnyTrial() {
    SplittableRandom random = new SplittableRandom(20261122);
    String[] codes = {"2.11", "2.24", "3.31", "2.32", "2.31", "2.12", "4.90", "2.21"};
    for (int round = 0; round < 40; round++) {
      ToldTrial told = new ToldTrial(random.nextBoolean() ? "counted" : "set-aside");
      int people = 1 + random.nextInt(25);
      for (int n = 1; n <= people; n++) {
        String drawnOn = ToldTrial.day("2026-01-01").plusDays(random.nextInt(200)).toString();
        PersonId id = told.drawn(n, random.nextBoolean() ? "north" : "south", drawnOn);
        for (int step = random.nextInt(6); step > 0; step--) {
          String on = ToldTrial.day(drawnOn).plusDays(random.nextInt(260)).toString();
          int wave = 1 + random.nextInt(3);
          switch (random.nextInt(6)) {
            case 0 -> told.left(id, Cause.values()[random.nextInt(3)], on);
            case 1 -> told.withdrew(id, From.values()[random.nextInt(4)], on);
            case 2 -> told.tried(id, wave, codes[random.nextInt(codes.length)], on);
            case 3 -> told.consents(id, random.nextBoolean(), on);
            default -> told.answered(id, wave, random.nextInt(5), on);
          }
        }
      }
      String day = ToldTrial.day("2026-03-01").plusDays(random.nextInt(400)).toString();
      Cases cases = told.cases(day);
      WaveRates rates = WaveRates.of(cases, List.of());
      for (WaveRates.Row row : rates.rows()) {
        for (Base base : row.counts().keySet()) {
          ResponseRates of = row.rates(base);
          assertEquals(of.rate(OutcomeRate.RR1), of.rate(OutcomeRate.RR3));
          assertEquals(of.rate(OutcomeRate.RR1), of.rate(OutcomeRate.RR5));
          assertEquals(of.rate(OutcomeRate.RR2), of.rate(OutcomeRate.RR6));
        }
        int refused = row.counts().get(Base.RANDOMIZED).refusal();
        assertTrue(row.noConsent() + row.withdrew() <= refused);
        assertEquals(row.drawn() - row.pending(), row.counts().get(Base.RANDOMIZED).total());
      }
      PanelPatterns panel = PanelPatterns.of(cases, i -> true);
      int sum = panel.patterns().stream().mapToInt(p -> p.people().count()).sum();
      assertEquals(people, sum);
      Schedule schedule = told.schedule(day);
      assertEquals(3 * people, schedule.slots().size());
      for (Slot slot : schedule.slots()) {
        boolean stopped = slot.state() == WaveState.STOPPED;
        assertEquals(stopped, slot.stop() != null && slot.state() != WaveState.ANSWERED);
        int w = cases.place(slot.wave().id()).orElseThrow();
        int i =
            cases
                .people()
                .indexOf(
                    cases.people().stream()
                        .filter(p -> p.id().equals(slot.person().id()))
                        .findFirst()
                        .orElseThrow());
        assertEquals(cases.answered(w, i), slot.state() == WaveState.ANSWERED);
        assertEquals(
            cases.settled(w, i) && !cases.answered(w, i) && !stopped,
            slot.state() == WaveState.CLOSED);
      }
    }
  }
}
