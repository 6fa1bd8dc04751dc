package org.equipoise.disclosure;

import static org.equipoise.disclosure.SampleResults.LATER;
import static org.equipoise.disclosure.SampleResults.NOW;
import static org.equipoise.disclosure.SampleResults.W2;
import static org.equipoise.disclosure.SampleResults.rate;
import static org.equipoise.disclosure.SampleResults.response;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.equipoise.analysis.Balance;
import org.equipoise.analysis.Reading;
import org.equipoise.analysis.Recruitment;
import org.equipoise.analysis.Response;
import org.equipoise.analysis.Results;
import org.equipoise.protocol.Arm;
import org.equipoise.protocol.Wave;
import org.junit.jupiter.api.Test;

/** Balance tables beside who was drawn and who answered. */
class BalanceGateTest {

  /** Of 200 drawn to each arm so many answered; a third of them, rounded, are women. */
  private static Results answered(int now, int later) {
    Recruitment drawn =
        new Recruitment(
            400,
            List.of(),
            400,
            List.of(new Recruitment.Drawn(LATER, 200), new Recruitment.Drawn(NOW, 200)));
    List<Response> rows =
        List.of(
            response(W2, null, null, rate(now + later, 400), null),
            response(W2, NOW, null, rate(now, 200), null),
            response(W2, LATER, null, rate(later, 200), null));
    double women = Math.rint(now / 3.0) / now;
    double controls = Math.rint(later / 3.0) / later;
    List<Balance.Row> traits =
        List.of(
            new Balance.Row("sex", "f", women, controls, 0, now, later, 0),
            new Balance.Row("sex", "m", 1 - women, 1 - controls, 0, now, later, 0),
            new Balance.Row("age", "", 40.1, 41.2, 0, now, later, 0));
    Balance table = new Balance(NOW, W2, traits, null, "");
    return SampleResults.with(drawn, rows, List.of(), List.of(table), List.of(), List.of());
  }

  @Test
  void hiddenBase_hidesItsSharesAndMeans() {
    Released open = Released.of(answered(150, 140));
    open.balance().get(0).rows().forEach(row -> assertFalse(row.means().hidden(), row.code()));
    Released shut = Released.of(answered(197, 140));
    shut.balance().get(0).rows().forEach(row -> assertTrue(row.means().hidden(), row.code()));
  }

  @Test
  void baseToldBefore_hidesItsSharesAndMeans() {
    Manifest first = Released.of(answered(150, 140)).manifest();
    Released second = Released.of(new Material(answered(152, 160), null, List.of(first), 0));
    second.balance().get(0).rows().forEach(row -> assertTrue(row.means().hidden(), row.code()));
  }

  /** In the sample trial with a limit of 10; w1 is before the draw. */
  @Test
  void sampleTrial_keepsWhatMeansAndMissingValuesWouldTell() throws IOException {
    int limit = 10;
    Results results = SampleTrial.results(limit);
    Released released = Released.of(results);
    Map<List<?>, Integer> base = new HashMap<>();
    Map<List<?>, Boolean> hidden = new HashMap<>();
    for (Response row : results.response()) {
      base.put(List.of(row.wave(), key(row.arm()), key(row.stratum())), row.ofRandomized().count());
    }
    for (Released.Response row : released.response()) {
      List<?> key = List.of(row.wave(), key(row.arm()), key(row.stratum()));
      hidden.put(key, row.ofRandomized().answered().hidden());
    }
    int exact = 0;
    int coarse = 0;
    int sites = 0;
    for (int t = 0; t < results.balance().size(); t++) {
      Balance table = results.balance().get(t);
      Wave.Id among = table.among() == null ? new Wave.Id("w1") : table.among();
      for (int r = 0; r < table.rows().size(); r++) {
        Balance.Row row = table.rows().get(r);
        Released.BalanceRow told = released.balance().get(t).rows().get(r);
        if (told.means().hidden()) {
          continue;
        }
        Released.Means means = told.means().either(shown -> shown, why -> null);
        if (row.code().equals("site") && table.among() != null) {
          sites++;
          for (Arm.Id arm : List.of(NOW, LATER)) {
            assertFalse(hidden.get(List.of(among, arm, row.level())), among + " " + row.level());
          }
        }
        boolean item = row.code().equals("job_now") || row.code().equals("economy");
        for (Arm.Id arm : List.of(NOW, LATER)) {
          boolean treated = arm.equals(NOW);
          int answered = base.get(List.of(among, arm, ""));
          int people = treated ? row.armPeople() : row.controlPeople();
          int lacking = answered - people;
          if (item && lacking > 0 && lacking < limit) {
            coarse++;
            double mean = treated ? means.arm() : means.control();
            for (int few = 1; few < limit; few++) {
              assertTrue(possible(mean, answered - few, means), row.code() + " of " + people);
            }
          } else {
            exact++;
          }
        }
        int silent = 0;
        for (Arm.Id arm : List.of(NOW, LATER)) {
          silent += base.get(List.of(among, arm, ""));
        }
        int both = results.recruitment().drawn() - silent;
        if (item && table.among() == null && !told.missing().hidden()) {
          int less = told.missing().either(shown -> shown, why -> 0) - both;
          assertTrue(less == 0 || less >= limit, row.code() + ": " + less + " answered without");
        }
      }
    }
    assertTrue(exact > 20 && coarse > 0 && sites > 0, exact + " " + coarse + " " + sites);
  }

  private static Object key(Object code) {
    return code == null ? "" : code;
  }

  /** Whether a mean of so many whole numbers may have been told as this one. */
  private static boolean possible(double mean, int people, Released.Means means) {
    double step = 0.01;
    assertEquals(Math.rint(mean / step), mean / step, 1e-6, means.toString());
    double total = Math.rint(mean * people);
    return Math.abs(total / people - mean) <= step / 2;
  }

  @Test
  void linesOfTheLedger_areNotPeople() {
    Manifest first = Released.of(ledger(1700)).manifest();
    assertTrue(first.shown().stream().noneMatch(count -> count.key().equals("rows/ledger")));
    Released second = Released.of(new Material(ledger(1701), null, List.of(first), 0));
    assertEquals(Released.of(ledger(1701)).suppressions(), second.suppressions());
    assertEquals(new Gated.Shown<>(1701), second.inputs().get(0).rows());
  }

  private static Results ledger(int lines) {
    Results bare = answered(150, 140);
    return new Results(
        bare.protocol(),
        bare.digest(),
        List.of(new Results.Input("ledger", "trial", lines, "00")),
        bare.program(),
        bare.recruitment(),
        bare.response(),
        bare.responseTests(),
        bare.exposure(),
        bare.balance(),
        bare.effects(),
        bare.supplements(),
        bare.findings());
  }

  @Test
  void rounding_tellsMeansAndSharesCoarsely() {
    Results results = SampleResults.results();
    Released rounded = Released.of(new Material(results, null, List.of(), 5));
    int shares = 0;
    for (Released.Supplement row : rounded.supplements()) {
      boolean share = row.reading() instanceof Reading.Figure f && f.unit() == Reading.Unit.SHARE;
      if (share && row.reading() instanceof Reading.Figure figure) {
        shares++;
        double hundredths = figure.value() * 100;
        assertEquals(Math.rint(hundredths), hundredths, 1e-9, row.measure());
        assertTrue(Double.isNaN(figure.standardError()), row.measure());
      }
    }
    assertTrue(shares > 0, "no share among the supplements");
  }

  /** 2 / (230 - 5) is 0.0089, 2 / (99 - 10) is 0.0225; the next of 1, 2 and 5 are taken. */
  @Test
  void step_leavesTwoTotalsForEveryNumberOfPersons() {
    assertEquals(0.01, Coarse.step(230, 5), 1e-15);
    assertEquals(0.05, Coarse.step(99, 10), 1e-15);
    assertEquals(0.37, Coarse.to(0.01, 84 / 230.0));
    assertTrue(Double.isNaN(Coarse.to(0.01, Double.NaN)));
  }

  @Test
  void limitOfTwo_hasOneMark() {
    String words = "limit 2 marks nothing as small";
    Whole whole = new Whole(2, 0);
    CountNet.Count one = whole.net().printed(0, 1);
    whole.settle();
    GateLog log = new GateLog(Released.Part.EXPOSURE, whole);
    assertEquals(new Gated.Hidden<>(Gated.Why.WOULD_REVEAL), log.count("one", one), words);
  }
}
