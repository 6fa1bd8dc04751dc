package org.equipoise.register;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.equipoise.protocol.Counting;
import org.equipoise.protocol.Protocol;
import org.equipoise.protocol.Register;
import org.equipoise.protocol.Series;
import org.equipoise.protocol.ValueType;

/**
 * The value of every register series in every period for one person at a time: {@link #begin}, the
 * person's rows in any order, {@link #finish}, then {@link #values}.
 *
 * <p>What a row says counts. Where no row says anything the value is 0 if the series says so and
 * the person could be followed throughout a period that the register covers; else it is missing.
 * Amounts first get the prices of one year, then are summed, then are cut at the top.
 *
 * <p>Not for several threads: each has its own.
 */
public final class PersonPanel {

  /** No date, as in a column of dates. */
  public static final int UNKNOWN = PersonClock.UNKNOWN;

  /** The last day of a spell that goes on. */
  public static final int ONGOING = PersonSpells.ONGOING;

  /** A row, but no value yet. */
  private static final short EMPTY = -1;

  private final List<Register> registers;
  private final Map<Register.Id, Integer> places = new HashMap<>();
  private final List<Line> lines = new ArrayList<>();
  private final Map<Series.Id, Line> byId = new LinkedHashMap<>();
  private final PersonClock[] clocks;
  private final PersonSpells[] spells;
  private final PersonPayments[] payments;
  private final PriceFactors[] prices;
  private final List<Map<String, Integer>> words = new ArrayList<>();

  /** One series with its value in each period. */
  private static final class Line {
    private final Series series;
    private final int register;
    private final int from;
    private final double[] values;
    private final short[] seen;
    private boolean[] counts = new boolean[0];
    private boolean calendar;
    private long topCoded;

    Line(Series series, int register, Register of) {
      this.series = series;
      this.register = register;
      this.from = of.from();
      this.values = new double[of.length()];
      this.seen = new short[of.length()];
    }

    /** The value in a period; NaN outside the register. */
    double at(int period) {
      int at = period - from;
      return at >= 0 && at < values.length ? values[at] : Double.NaN;
    }
  }

  private PersonPanel(Protocol protocol) {
    registers = protocol.registers();
    int n = registers.size();
    clocks = new PersonClock[n];
    spells = new PersonSpells[n];
    payments = new PersonPayments[n];
    prices = new PriceFactors[n];
    for (int r = 0; r < n; r++) {
      Register register = registers.get(r);
      places.put(register.id(), r);
      clocks[r] = new PersonClock(register);
      spells[r] = new PersonSpells();
      payments[r] = new PersonPayments();
      prices[r] = new PriceFactors(register.prices());
      words.add(words(register));
      for (Series series : register.series()) {
        Line line = new Line(series, r, register);
        line.counts = counts(series.counting(), words.get(r));
        lines.add(line);
        byId.put(series.id(), line);
      }
    }
  }

  /** For the registers of a protocol without errors. */
  public static PersonPanel of(Protocol protocol) {
    return new PersonPanel(protocol);
  }

  /** States and kinds that some series counts, each with its number. */
  private static Map<String, Integer> words(Register register) {
    Map<String, Integer> words = new LinkedHashMap<>();
    for (Series series : register.series()) {
      named(series.counting()).forEach(word -> words.putIfAbsent(word, words.size()));
    }
    return words;
  }

  private static List<String> named(Counting counting) {
    if (counting instanceof Counting.Spells spells) {
      return spells.states();
    }
    return counting instanceof Counting.Payments payments ? payments.kinds() : List.of();
  }

  private static boolean[] counts(Counting counting, Map<String, Integer> words) {
    boolean[] counts = new boolean[words.size()];
    for (String word : named(counting)) {
      counts[words.getOrDefault(word, 0)] = true;
    }
    return counts;
  }

  /** Place of a register among those of the protocol. */
  public int register(Register.Id id) {
    Integer at = places.get(id);
    if (at == null) {
      throw new IllegalArgumentException("no register " + id);
    }
    return at;
  }

  /** Place of a series among all of the protocol. */
  public int series(Series.Id id) {
    return lines.indexOf(line(id));
  }

  private Line line(Series.Id id) {
    Line line = byId.get(id);
    if (line == null) {
      throw new IllegalArgumentException("no series " + id);
    }
    return line;
  }

  /** Number of a state or kind of payment; -1 for one that no series counts. */
  public int word(int register, String word) {
    return words.get(register).getOrDefault(word, -1);
  }

  /** Says that a series comes from rows dated by the calendar. */
  public void byCalendar(int series) {
    lines.get(series).calendar = true;
  }

  /**
   * The next person.
   *
   * @param drawn day of the draw; {@link #UNKNOWN} when nothing tells
   * @param left first day on which the person can no longer be followed; {@link #UNKNOWN} for those
   *     who stayed
   */
  public void begin(int drawn, int left) {
    for (int r = 0; r < clocks.length; r++) {
      clocks[r].set(drawn, left);
      spells[r].clear();
      payments[r].clear();
    }
    for (int s = 0; s < lines.size(); s++) {
      Arrays.fill(lines.get(s).seen, (short) 0);
    }
  }

  /**
   * A spell.
   *
   * @param from its first day
   * @param to its last day, or {@link #ONGOING}
   * @param state number of the state
   * @param delivery number of the delivery; of two that tell of the same spell the later is right
   */
  public void spell(int register, int from, int to, int state, int delivery) {
    if (state >= 0) {
      spells[register].add(from, to, state, delivery);
    }
  }

  /** A payment on a day. */
  public void payment(int register, int on, int kind, double amount, int delivery) {
    payments[register].add(on, kind, amount, delivery);
  }

  /**
   * A value in a period counted from the draw.
   *
   * @return whether it is the first of its period in its delivery; a value outside the register's
   *     periods is left out, which is no mistake
   */
  public boolean value(int series, int period, double value, int delivery) {
    Line line = lines.get(series);
    int at = period - line.from;
    if (at < 0 || at >= line.values.length) {
      return true;
    }
    double factor = 1;
    PriceFactors own = prices[line.register];
    if (own.changes() && line.series.type() == ValueType.AMOUNT && !Double.isNaN(value)) {
      PersonClock clock = clocks[line.register];
      factor = clock.isDrawn() ? own.ofYear(clock.year(at)) : Double.NaN;
    }
    return put(line, at, value * factor, delivery);
  }

  /** A value in a period of the calendar, as {@link CalendarMonths} counts them. */
  public boolean calendarValue(int series, int calendarPeriod, double value, int delivery) {
    Line line = lines.get(series);
    int at = clocks[line.register].placeOf(calendarPeriod);
    if (at < 0) {
      return true;
    }
    double factor = 1;
    PriceFactors own = prices[line.register];
    if (own.changes() && line.series.type() == ValueType.AMOUNT && !Double.isNaN(value)) {
      int months = registers.get(line.register).period().months();
      factor = own.ofYear(CalendarMonths.year(calendarPeriod * months));
    }
    return put(line, at, value * factor, delivery);
  }

  /**
   * Keeps the value of the latest delivery that has one: an empty cell takes nothing back. Rows may
   * come in any order of deliveries.
   */
  private static boolean put(Line line, int at, double value, int delivery) {
    int before = line.seen[at];
    if (Double.isNaN(value)) {
      if (before == 0) {
        line.seen[at] = EMPTY;
        line.values[at] = value;
      }
      return true;
    }
    int now = Math.min(delivery + 1, Short.MAX_VALUE);
    if (now < before) {
      return true;
    }
    line.seen[at] = (short) now;
    line.values[at] = value;
    return now != before;
  }

  /** All rows of the person have been told. */
  public void finish() {
    for (int r = 0; r < clocks.length; r++) {
      spells[r].settle();
      payments[r].settle();
    }
    for (int s = 0; s < lines.size(); s++) {
      Line line = lines.get(s);
      PersonClock clock = clocks[line.register];
      Counting counting = line.series.counting();
      if (counting instanceof Counting.Given) {
        given(line, clock);
      } else if (counting instanceof Counting.Joint joint) {
        joint(line, joint);
      } else if (counting instanceof Counting.Transition step) {
        steps(line, step);
      } else if (!clock.isDrawn()) {
        Arrays.fill(line.values, Double.NaN);
      } else if (counting instanceof Counting.Spells in) {
        spells[line.register].count(in, line.counts, clock, line.values);
      } else if (counting instanceof Counting.Payments paid) {
        boolean[] kinds = paid.kinds().isEmpty() ? null : line.counts;
        boolean sum = paid.paid() == Counting.Paid.SUM;
        PriceFactors own = sum ? prices[line.register] : new PriceFactors(null);
        payments[line.register].count(paid, kinds, own, clock, line.values);
      }
      if (line.series.topCode().isPresent()) {
        cut(line, line.series.topCode().getAsDouble());
      }
    }
  }

  private static void given(Line line, PersonClock clock) {
    boolean zero = line.series.absentIsZero();
    for (int at = 0; at < line.values.length; at++) {
      if (line.seen[at] == 0) {
        line.values[at] = zero && clock.isWhole(at, line.calendar) ? 0 : Double.NaN;
      }
    }
  }

  private static void cut(Line line, double top) {
    for (int at = 0; at < line.values.length; at++) {
      if (line.values[at] > top) {
        line.values[at] = top;
        line.topCoded++;
      }
    }
  }

  private void joint(Line line, Counting.Joint joint) {
    for (int at = 0; at < line.values.length; at++) {
      int period = line.from + at;
      double value = 1;
      for (Series.Id id : joint.allOf()) {
        value = and(value, truth(line(id).at(period)));
      }
      for (Series.Id id : joint.noneOf()) {
        value = and(value, 1 - truth(line(id).at(period)));
      }
      line.values[at] = value;
    }
  }

  private void steps(Line line, Counting.Transition step) {
    Line leaving = line(step.leaving());
    boolean elsewhere = step.entering() == null;
    Line entering = step.entering() == null ? leaving : line(step.entering());
    boolean taken = false;
    boolean perhaps = false;
    for (int at = 0; at < line.values.length; at++) {
      int period = line.from + at;
      double here = truth(entering.at(period));
      double before = truth(leaving.at(period - 1));
      double value = and(before, elsewhere ? 1 - here : here);
      if (period == 1) {
        taken = false;
        perhaps = false;
      }
      line.values[at] = value;
      if (step.first()) {
        line.values[at] = taken ? 0 : value != 0 && perhaps ? Double.NaN : value;
        taken |= value == 1 && !perhaps;
        perhaps |= Double.isNaN(value);
      }
    }
  }

  /** 1 above 0, else 0; NaN is neither. */
  private static double truth(double value) {
    return Double.isNaN(value) ? Double.NaN : value > 0 ? 1 : 0;
  }

  /** 0 as soon as one of them is, whatever the other. */
  private static double and(double a, double b) {
    return a == 0 || b == 0 ? 0 : a * b;
  }

  /**
   * The values of a series for the person told of last, from the register's first period to its
   * last; NaN is missing. Overwritten by the next person.
   */
  public double[] values(int series) {
    return lines.get(series).values;
  }

  /** How many values of a series have been cut at the top so far. */
  public long topCoded(int series) {
    return lines.get(series).topCoded;
  }

  /** Years of amounts that a register's price index does not have. */
  public SortedSet<Integer> yearsWithoutPrices(int register) {
    return new TreeSet<>(prices[register].missing());
  }
}
