package org.equipoise.register;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.equipoise.protocol.Protocol;
import org.equipoise.protocol.Register;
import org.equipoise.protocol.Series;
import org.equipoise.store.ProtocolFile;
import org.junit.jupiter.api.Test;

/** Against counting day by day with java.time, which knows nothing of how the panel counts. */
class PersonPanelTest {

  static final Protocol PROTOCOL =
      Objects.requireNonNull(
          ProtocolFile.read(Path.of("src/test/resources/registers/every-layout.json")).protocol());
  private static final int FROM = -6;
  private static final int LENGTH = 31;
  private static final LocalDate COVERS_FROM = LocalDate.of(2017, 1, 1);
  private static final LocalDate COVERS_TO = LocalDate.of(2022, 6, 30);

  private record Spell(LocalDate from, LocalDate to, String state) {}

  private record Payment(LocalDate on, String kind, double amount) {}

  private final PersonPanel panel = PersonPanel.of(PROTOCOL);
  private final int work = panel.register(new Register.Id("work"));
  private final int aid = panel.register(new Register.Id("aid"));

  private double[] values(String series) {
    return panel.values(panel.series(new Series.Id(series)));
  }

  private double at(String series, int period) {
    int from =
        series.equals("job_without_aid") || series.contains("into") || series.equals("off_aid")
            ? -5
            : FROM;
    return values(series)[period - from];
  }

  private static int day(LocalDate date) {
    return (int) date.toEpochDay();
  }

  private void begin(String drawn) {
    panel.begin(day(LocalDate.parse(drawn)), PersonPanel.UNKNOWN);
  }

  private void spell(String from, String to, String state, int delivery) {
    int end = to.isEmpty() ? PersonPanel.ONGOING : day(LocalDate.parse(to));
    panel.spell(work, day(LocalDate.parse(from)), end, panel.word(work, state), delivery);
  }

  private void pay(String on, String kind, double amount, int delivery) {
    panel.payment(aid, day(LocalDate.parse(on)), panel.word(aid, kind), amount, delivery);
  }

  /** First day of a period and the day after its last, by java.time from the draw itself. */
  private static LocalDate[] limits(LocalDate drawn, int period) {
    return new LocalDate[] {drawn.plusMonths(period - 1), drawn.plusMonths(period)};
  }

  @Test
  void limits_ofADrawOnTheLastOfJanuary() {
    begin("2019-01-31");
    spell("2019-02-28", "2019-02-28", "job", 0); // the first day of month 2
    panel.finish();
    assertEquals(0, at("job", 1));
    assertEquals(1, at("job", 2));
    assertEquals(1, at("job_days", 2));
    assertEquals(0, at("job", 3)); // from 31 March
    begin("2020-01-31");
    spell("2020-02-28", "2020-02-29", "job", 0); // a leap year: 28 is in month 1, 29 in month 2
    panel.finish();
    assertEquals(1, at("job_days", 1));
    assertEquals(1, at("job_last", 1));
    assertEquals(1, at("job_days", 2));
    assertEquals(0, at("job_last", 2));
  }

  @Test
  void periods_lastBeforeTheDrawIsZero() {
    begin("2019-05-15");
    spell("2019-05-14", "2019-05-15", "job", 0);
    panel.finish();
    assertEquals(1, at("job_days", 0));
    assertEquals(1, at("job_days", 1));
    assertEquals(0, at("job_days", -1));
  }

  @Test
  void spells_overlapOnceAndGoOn() {
    begin("2019-01-01");
    spell("2019-01-05", "2019-01-20", "job", 0);
    spell("2019-01-10", "2019-01-25", "job", 0);
    spell("2019-03-20", "", "job", 0);
    panel.finish();
    assertEquals(21, at("job_days", 1));
    assertEquals(1, at("job_half", 1));
    assertEquals(0, at("job", 2));
    assertEquals(12, at("job_days", 3));
    assertEquals(0, at("job_half", 3));
    assertEquals(31, at("job_days", 24));
  }

  @Test
  void deliveries_theLatestIsRight() {
    begin("2019-01-01");
    spell("2019-01-05", "2019-01-20", "job", 0);
    spell("2019-01-05", "2019-01-07", "job", 1);
    pay("2019-01-10", "social", 5000, 0);
    pay("2019-01-10", "social", 96, 1);
    pay("2019-01-10", "social", 96, 1);
    pay("2019-01-10", "child", 1000, 0);
    panel.finish();
    assertEquals(3, at("job_days", 1));
    assertEquals(200, at("aid_sum", 1), 1e-10); // 2 x 96 of 2019 in prices of 2020: times 100 / 96
    assertEquals(3, at("aid_number", 1));
  }

  @Test
  void amounts_getPricesThenAreSummedThenCut() {
    begin("2018-12-10");
    pay("2018-12-20", "social", 4500, 0); // of 2018: times 100 / 90 = 5000
    pay("2019-01-05", "social", 4800, 0); // of 2019: times 100 / 96 = 5000
    panel.finish();
    assertEquals(10000, at("aid_sum", 1), 1e-9);
    assertEquals(9000, at("aid_cut", 1));
    assertEquals(1, panel.topCoded(panel.series(new Series.Id("aid_cut"))));
  }

  @Test
  void prices_ofAYearWithoutIndexAreMissingAndSaid() {
    begin("2015-12-20");
    pay("2015-12-25", "social", 100, 0);
    panel.finish();
    assertTrue(Double.isNaN(at("aid_sum", 1)));
    assertEquals(Set.of(2015), panel.yearsWithoutPrices(aid));
    // Whether and how often do not need prices.
    assertEquals(1, at("aid_number", 1));
  }

  @Test
  void absence_isZeroOnlyWhileFollowedAndCovered() {
    panel.begin(day(LocalDate.of(2019, 1, 15)), day(LocalDate.of(2019, 3, 15)));
    spell("2019-03-20", "2019-03-21", "job", 0);
    panel.finish();
    assertEquals(0, at("job", 2)); // to 14 March: followed throughout
    assertEquals(1, at("job", 3)); // a row counts, even after leaving
    assertTrue(Double.isNaN(at("job", 4)));
    assertTrue(Double.isNaN(at("job_half", 3))); // two days seen, the rest not
    assertTrue(Double.isNaN(at("given_job", 3)));
    begin("2021-01-01");
    panel.finish();
    assertEquals(0, at("job", 18)); // June 2022, the last month covered
    assertTrue(Double.isNaN(at("job", 19)));
    begin("2021-01-02");
    panel.finish();
    assertEquals(0, at("job", 17));
    assertTrue(Double.isNaN(at("job", 18))); // to 1 July 2022
  }

  @Test
  void calendar_countsFromTheMonthAfterTheDraw() {
    begin("2019-01-31");
    int series = panel.series(new Series.Id("given_job"));
    panel.byCalendar(series);
    assertTrue(
        panel.calendarValue(series, CalendarMonths.parse("2019-01", Register.Period.MONTH), 1, 0));
    assertTrue(
        panel.calendarValue(series, CalendarMonths.parse("2019-02", Register.Period.MONTH), 1, 0));
    assertTrue(
        panel.calendarValue(series, CalendarMonths.parse("2018-12", Register.Period.MONTH), 1, 0));
    assertFalse(
        panel.calendarValue(series, CalendarMonths.parse("2018-12", Register.Period.MONTH), 0, 0));
    assertTrue(
        panel.calendarValue(series, CalendarMonths.parse("2018-12", Register.Period.MONTH), 0, 1));
    panel.finish();
    assertEquals(1, at("given_job", 1));
    assertEquals(0, at("given_job", 0));
    assertEquals(0, at("given_job", 2));
  }

  @Test
  void transitions_stepOverTheDraw() {
    begin("2019-01-01");
    pay("2018-12-20", "social", 100, 0);
    spell("2019-01-10", "2019-01-20", "job", 0);
    pay("2019-02-10", "social", 100, 0);
    spell("2019-03-10", "2019-03-20", "job", 0);
    panel.finish();
    assertEquals(1, at("into_job", 1));
    assertEquals(0, at("into_job", 2));
    assertEquals(1, at("into_job", 3));
    assertEquals(1, at("first_into_job", 1));
    assertEquals(0, at("first_into_job", 3));
    assertEquals(1, at("off_aid", 1));
    assertEquals(0, at("off_aid", 2));
    assertEquals(1, at("job_without_aid", 1));
    assertEquals(0, at("job_without_aid", 2));
  }

  /** 400 random people, every series in every period, counted day by day. */
  @Test
  void everyValue_isWhatCountingDayByDayGives() {
    Random random = new Random(20190301);
    for (int person = 0; person < 400; person++) {
      LocalDate drawn = LocalDate.of(2017, 1, 1).plusDays(random.nextInt(2000));
      LocalDate left = random.nextInt(3) == 0 ? drawn.plusDays(random.nextInt(900)) : null;
      List<Spell> spells = spells(random, drawn);
      List<Payment> payments = payments(random, drawn);
      tell(random, drawn, left, spells, payments);
      for (int at = 0; at < LENGTH; at++) {
        int period = FROM + at;
        LocalDate[] limits = limits(drawn, period);
        boolean whole =
            !limits[0].isBefore(COVERS_FROM)
                && !limits[1].minusDays(1).isAfter(COVERS_TO)
                && (left == null || !limits[1].isAfter(left));
        double none = whole ? 0 : Double.NaN;
        int days = 0;
        int jobDays = 0;
        boolean last = false;
        for (LocalDate day = limits[0]; day.isBefore(limits[1]); day = day.plusDays(1)) {
          boolean in = in(spells, day, "job") || in(spells, day, "subsidised");
          days += in ? 1 : 0;
          jobDays += in(spells, day, "job") ? 1 : 0;
          last = in;
        }
        String where = "person " + person + ", period " + period;
        assertEquals(days > 0 ? 1 : none, at("job", period), where);
        assertEquals(last ? 1 : none, at("job_last", period), where);
        assertEquals(days >= 15 ? 1 : none, at("job_half", period), where);
        assertEquals(jobDays > 0 ? jobDays : none, at("job_days", period), where);
        double sum = 0;
        int number = 0;
        int social = 0;
        for (Payment payment : payments) {
          if (!payment.on().isBefore(limits[0]) && payment.on().isBefore(limits[1])) {
            number++;
            if (payment.kind().equals("social")) {
              social++;
              sum +=
                  payment.amount()
                      * Objects.requireNonNull(PROTOCOL.registers().get(1).prices())
                          .factor(payment.on().getYear());
            }
          }
        }
        assertEquals(social > 0 ? sum : none, at("aid_sum", period), 1e-8, where);
        assertEquals(number > 0 ? number : none, at("aid_number", period), where);
      }
    }
  }

  /** Rows in another order, and a spell cut into two that overlap, change nothing. */
  @Test
  void order_doesNotMatter() {
    Random random = new Random(5);
    for (int person = 0; person < 100; person++) {
      LocalDate drawn = LocalDate.of(2018, 1, 1).plusDays(random.nextInt(900));
      List<Spell> spells = spells(random, drawn);
      List<Payment> payments = payments(random, drawn);
      tell(random, drawn, null, spells, payments);
      double[][] before = new double[4][];
      String[] names = {"job", "job_days", "aid_sum", "first_into_job"};
      for (int s = 0; s < names.length; s++) {
        before[s] = values(names[s]).clone();
      }
      List<Spell> cut = new ArrayList<>();
      for (Spell spell : spells) {
        LocalDate middle = spell.from().plusDays(spell.from().until(spell.to()).getDays() / 2);
        cut.add(new Spell(spell.from(), middle, spell.state()));
        cut.add(
            new Spell(
                middle.isAfter(spell.from()) ? middle : spell.from(), spell.to(), spell.state()));
      }
      Collections.shuffle(cut, random);
      Collections.shuffle(payments, random);
      tell(random, drawn, null, cut, payments);
      for (int s = 0; s < names.length; s++) {
        assertArrayEquals(before[s], values(names[s]), names[s]);
      }
    }
  }

  private void tell(
      Random random, LocalDate drawn, LocalDate left, List<Spell> spells, List<Payment> payments) {
    panel.begin(day(drawn), left == null ? PersonPanel.UNKNOWN : day(left));
    for (Spell spell : spells) {
      panel.spell(work, day(spell.from()), day(spell.to()), panel.word(work, spell.state()), 0);
    }
    for (Payment payment : payments) {
      panel.payment(aid, day(payment.on()), panel.word(aid, payment.kind()), payment.amount(), 0);
    }
    panel.finish();
  }

  private static List<Spell> spells(Random random, LocalDate drawn) {
    List<Spell> spells = new ArrayList<>();
    for (int i = random.nextInt(9); i > 0; i--) {
      LocalDate from = drawn.plusDays(random.nextInt(1100) - 250);
      String state = List.of("job", "subsidised", "unemployed").get(random.nextInt(3));
      // No two of one person begin in the same state on the same day: that would be one, revised.
      if (spells.stream().noneMatch(s -> s.from().equals(from) && s.state().equals(state))) {
        spells.add(new Spell(from, from.plusDays(random.nextInt(120)), state));
      }
    }
    return spells;
  }

  private static List<Payment> payments(Random random, LocalDate drawn) {
    List<Payment> payments = new ArrayList<>();
    for (int i = random.nextInt(30); i > 0; i--) {
      LocalDate on = drawn.plusDays(random.nextInt(1000) - 250);
      if (on.getYear() >= 2016 && on.getYear() <= 2022) {
        String kind = List.of("social", "child", "other").get(random.nextInt(3));
        payments.add(new Payment(on, kind, random.nextInt(8000)));
      }
    }
    return payments;
  }

  private static boolean in(List<Spell> spells, LocalDate day, String state) {
    return spells.stream()
        .anyMatch(s -> s.state().equals(state) && !day.isBefore(s.from()) && !day.isAfter(s.to()));
  }

  /** So that a test that uses it cannot pass by comparing nothing. */
  @Test
  void values_areNotAllAlike() {
    begin("2019-01-01");
    spell("2019-01-10", "2019-04-20", "job", 0);
    panel.finish();
    assertEquals(4, Arrays.stream(values("job")).filter(v -> v == 1).count());
  }
}
