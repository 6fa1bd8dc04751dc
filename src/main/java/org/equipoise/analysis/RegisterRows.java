package org.equipoise.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.equipoise.finding.Finding;
import org.equipoise.frame.CategoryColumn;
import org.equipoise.frame.DateColumn;
import org.equipoise.frame.Frame;
import org.equipoise.frame.TextColumn;
import org.equipoise.protocol.Counting;
import org.equipoise.protocol.DataLayout.DataFile;
import org.equipoise.protocol.DataLayout.Rows;
import org.equipoise.protocol.Protocol;
import org.equipoise.protocol.Register;
import org.equipoise.protocol.Series;
import org.equipoise.register.CalendarMonths;
import org.equipoise.register.PersonPanel;
import org.jspecify.annotations.Nullable;

/** The rows of one delivery of a register file, column by column, told person by person. */
abstract sealed class RegisterRows {

  final Frame frame;
  final int delivery;
  private int[] begins = new int[1];
  private int[] rows = new int[0];

  private RegisterRows(Frame frame, int delivery) {
    this.frame = frame;
    this.delivery = delivery;
  }

  /** The rows as the data layout says that they lie. */
  static RegisterRows of(
      Protocol protocol,
      DataFile file,
      int delivery,
      Frame frame,
      PersonPanel panel,
      List<Finding> findings) {
    return switch (file.rows()) {
      case SPELL -> new Spells(file, delivery, frame, panel);
      case PAYMENT -> new Payments(file, delivery, frame, panel);
      case PERSON_PERIOD, PERSON_CALENDAR ->
          new Periods(protocol, file, delivery, frame, panel, findings);
      case PERSON, PERSON_WAVE -> throw new IllegalArgumentException(file.name());
    };
  }

  /** Notes which rows belong to whom; negative for nobody. */
  void index(int[] personOf, int people) {
    begins = new int[people + 1];
    for (int person : personOf) {
      if (person >= 0) {
        begins[person + 1]++;
      }
    }
    for (int i = 0; i < people; i++) {
      begins[i + 1] += begins[i];
    }
    rows = new int[begins[people]];
    int[] next = begins.clone();
    for (int row = 0; row < personOf.length; row++) {
      if (personOf[row] >= 0) {
        rows[next[personOf[row]]++] = row;
      }
    }
  }

  final void tell(int person, PersonPanel panel, List<Finding> findings) {
    for (int i = begins[person]; i < begins[person + 1]; i++) {
      if (!tellRow(rows[i], panel)) {
        int before = begins[person];
        while (!sameTime(rows[before], rows[i])) {
          before++;
        }
        findings.add(
            Finding.error(
                frame.placeOf(rows[i], timeColumn()),
                "this person and period already stand on line " + frame.lineOf(rows[before]),
                "one row a person and period: remove one of the two"));
      }
    }
  }

  /** Tells a row; false when the delivery told of its person and period before. */
  abstract boolean tellRow(int row, PersonPanel panel);

  /** How many numbers tell a row. */
  abstract int width();

  /** Writes a row as numbers. */
  abstract void encode(int row, double[] into, int offset);

  /** Tells a row written as numbers, of this delivery or of another part of it. */
  abstract boolean tellEncoded(double[] row, int offset, PersonPanel panel);

  boolean sameTime(int row, int other) {
    return row == other;
  }

  abstract String timeColumn();

  abstract boolean tellsOf(Register register, Series series);

  abstract boolean isOf(Register register);

  /** The last day told of; {@link Integer#MIN_VALUE} when rows are not dated by day. */
  abstract int lastDay();

  abstract void report(List<Finding> findings);

  private static String column(@Nullable String name) {
    return Objects.requireNonNull(name, "checked by the rules of the protocol");
  }

  private static int[] words(TextColumn column, PersonPanel panel, int register) {
    int[] numbers = new int[column.size()];
    CategoryColumn categories = column.toCategories();
    int[] byCode = new int[categories.levels().size()];
    for (int code = 0; code < byCode.length; code++) {
      byCode[code] = panel.word(register, categories.levels().get(code));
    }
    for (int row = 0; row < numbers.length; row++) {
      numbers[row] = categories.isMissing(row) ? -1 : byCode[categories.codeAt(row)];
    }
    return numbers;
  }

  private static int last(int[] days) {
    int last = Integer.MIN_VALUE;
    for (int day : days) {
      last = Math.max(last, day == PersonPanel.ONGOING ? Integer.MIN_VALUE : day);
    }
    return last;
  }

  /** A person in a state, from one day to another. */
  private static final class Spells extends RegisterRows {
    private final Register.Id of;
    private final String fromName;
    private final int register;
    private final int[] from;
    private final int[] to;
    private final int[] states;

    Spells(DataFile file, int delivery, Frame frame, PersonPanel panel) {
      super(frame, delivery);
      of = Objects.requireNonNull(file.dated().register());
      register = panel.register(of);
      fromName = column(file.dated().from());
      from = frame.dates(fromName).epochDays();
      to = frame.dates(column(file.dated().to())).epochDays().clone();
      for (int row = 0; row < to.length; row++) {
        to[row] = to[row] == DateColumn.MISSING ? PersonPanel.ONGOING : to[row];
      }
      states = words(frame.texts(column(file.dated().state())), panel, register);
    }

    @Override
    boolean tellRow(int row, PersonPanel panel) {
      panel.spell(register, from[row], to[row], states[row], delivery);
      return true;
    }

    @Override
    int width() {
      return 3;
    }

    @Override
    void encode(int row, double[] into, int offset) {
      into[offset] = from[row];
      into[offset + 1] = to[row];
      into[offset + 2] = states[row];
    }

    @Override
    boolean tellEncoded(double[] row, int at, PersonPanel panel) {
      panel.spell(register, (int) row[at], (int) row[at + 1], (int) row[at + 2], delivery);
      return true;
    }

    @Override
    String timeColumn() {
      return fromName;
    }

    @Override
    boolean tellsOf(Register asked, Series series) {
      return isOf(asked) && series.counting() instanceof Counting.Spells;
    }

    @Override
    boolean isOf(Register asked) {
      return asked.id().equals(of);
    }

    @Override
    int lastDay() {
      return Math.max(last(from), last(to));
    }

    @Override
    void report(List<Finding> findings) {
      int wrong = 0;
      int first = 0;
      for (int row = from.length - 1; row >= 0; row--) {
        if (to[row] < from[row]) {
          wrong++;
          first = row;
        }
      }
      if (wrong > 0) {
        String more = wrong == 1 ? "" : ", as do others";
        findings.add(
            Finding.warning(
                frame.placeOf(first, fromName),
                "this spell ends before it begins" + more,
                "left out; 'equipoise register … check' counts such rows"));
      }
    }
  }

  /** A payment on a day. */
  private static final class Payments extends RegisterRows {
    private final Register.Id of;
    private final String onName;
    private final int register;
    private final int[] on;
    private final int[] kinds;
    private final double[] amounts;

    Payments(DataFile file, int delivery, Frame frame, PersonPanel panel) {
      super(frame, delivery);
      of = Objects.requireNonNull(file.dated().register());
      register = panel.register(of);
      onName = column(file.dated().on());
      on = frame.dates(onName).epochDays();
      amounts = frame.numbers(column(file.dated().amount())).values();
      String kind = file.dated().kind();
      if (kind == null) {
        kinds = new int[on.length];
        Arrays.fill(kinds, -1);
      } else {
        kinds = words(frame.texts(kind), panel, register);
      }
    }

    @Override
    boolean tellRow(int row, PersonPanel panel) {
      panel.payment(register, on[row], kinds[row], amounts[row], delivery);
      return true;
    }

    @Override
    int width() {
      return 3;
    }

    @Override
    void encode(int row, double[] into, int offset) {
      into[offset] = on[row];
      into[offset + 1] = kinds[row];
      into[offset + 2] = amounts[row];
    }

    @Override
    boolean tellEncoded(double[] row, int at, PersonPanel panel) {
      panel.payment(register, (int) row[at], (int) row[at + 1], row[at + 2], delivery);
      return true;
    }

    @Override
    String timeColumn() {
      return onName;
    }

    @Override
    boolean tellsOf(Register asked, Series series) {
      return isOf(asked) && series.counting() instanceof Counting.Payments;
    }

    @Override
    boolean isOf(Register asked) {
      return asked.id().equals(of);
    }

    @Override
    int lastDay() {
      return last(on);
    }

    @Override
    void report(List<Finding> findings) {}
  }

  /** A person in a period, counted from the draw or by the calendar. */
  private static final class Periods extends RegisterRows {
    private final String periodName;
    private final boolean calendar;
    private final int[][] times;
    private final List<Series> series = new ArrayList<>();
    private final List<Integer> places = new ArrayList<>();
    private final List<double[]> values = new ArrayList<>();
    private final List<Integer> units = new ArrayList<>();

    Periods(
        Protocol protocol,
        DataFile file,
        int delivery,
        Frame frame,
        PersonPanel panel,
        List<Finding> findings) {
      super(frame, delivery);
      periodName = column(file.period());
      calendar = file.rows() == Rows.PERSON_CALENDAR;
      times = new int[Register.Period.values().length][];
      for (Register register : protocol.registers()) {
        for (Series one : register.series()) {
          String name = protocol.data().columnOf(one.id().value());
          if (one.counting() instanceof Counting.Given && frame.has(name)) {
            series.add(one);
            int place = panel.series(one.id());
            places.add(place);
            values.add(Coding.of(one).numbers(frame.column(name)));
            int unit = calendar ? List.of(Register.Period.values()).indexOf(register.period()) : 0;
            units.add(unit);
            if (calendar) {
              panel.byCalendar(place);
            }
            if (times[unit] == null) {
              times[unit] = calendar ? calendarTimes(register.period(), findings) : countedTimes();
            }
          }
        }
      }
    }

    private int[] countedTimes() {
      double[] periods = frame.numbers(periodName).values();
      int[] counted = new int[periods.length];
      for (int row = 0; row < counted.length; row++) {
        counted[row] = (int) periods[row];
      }
      return counted;
    }

    private int[] calendarTimes(Register.Period period, List<Finding> findings) {
      TextColumn column = frame.texts(periodName);
      CategoryColumn categories = column.toCategories();
      int[] byCode = new int[categories.levels().size()];
      for (int code = 0; code < byCode.length; code++) {
        byCode[code] = CalendarMonths.parse(categories.levels().get(code), period);
      }
      int[] numbers = new int[column.size()];
      for (int row = 0; row < numbers.length; row++) {
        numbers[row] =
            categories.isMissing(row) ? Integer.MIN_VALUE : byCode[categories.codeAt(row)];
        if (numbers[row] == Integer.MIN_VALUE) {
          findings.add(
              Finding.error(
                  frame.placeOf(row, periodName),
                  "'"
                      + column.at(row)
                      + "' is no calendar "
                      + period.name().toLowerCase(Locale.ROOT),
                  "write it as " + CalendarMonths.text(0, period)));
        }
      }
      return numbers;
    }

    @Override
    boolean tellRow(int row, PersonPanel panel) {
      boolean first = true;
      for (int i = 0; i < places.size(); i++) {
        int time = Objects.requireNonNull(times[units.get(i)])[row];
        first &= tell(i, time, values.get(i)[row], panel);
      }
      return first;
    }

    @Override
    int width() {
      return 2 * places.size();
    }

    @Override
    void encode(int row, double[] into, int offset) {
      for (int i = 0; i < places.size(); i++) {
        into[offset + 2 * i] = Objects.requireNonNull(times[units.get(i)])[row];
        into[offset + 2 * i + 1] = values.get(i)[row];
      }
    }

    @Override
    boolean tellEncoded(double[] row, int at, PersonPanel panel) {
      boolean first = true;
      for (int i = 0; i < places.size(); i++) {
        first &= tell(i, (int) row[at + 2 * i], row[at + 2 * i + 1], panel);
      }
      return first;
    }

    private boolean tell(int i, int time, double value, PersonPanel panel) {
      return calendar
          ? panel.calendarValue(places.get(i), time, value, delivery)
          : panel.value(places.get(i), time, value, delivery);
    }

    @Override
    boolean sameTime(int row, int other) {
      for (int[] ofUnit : times) {
        if (ofUnit != null) {
          return ofUnit[row] == ofUnit[other];
        }
      }
      return true;
    }

    @Override
    String timeColumn() {
      return periodName;
    }

    @Override
    boolean tellsOf(Register asked, Series one) {
      return series.contains(one);
    }

    @Override
    boolean isOf(Register asked) {
      return false;
    }

    @Override
    int lastDay() {
      return Integer.MIN_VALUE;
    }

    @Override
    void report(List<Finding> findings) {}
  }
}
