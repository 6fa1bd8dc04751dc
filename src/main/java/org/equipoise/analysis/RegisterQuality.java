package org.equipoise.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.equipoise.frame.CategoryColumn;
import org.equipoise.frame.DateColumn;
import org.equipoise.frame.Frame;
import org.equipoise.frame.TextIndex;
import org.equipoise.protocol.Counting;
import org.equipoise.protocol.DataLayout.DataFile;
import org.equipoise.protocol.DataLayout.Rows;
import org.equipoise.protocol.Protocol;
import org.equipoise.protocol.Register;
import org.equipoise.protocol.Series;
import org.equipoise.register.CalendarMonths;
import org.equipoise.register.PersonPanel;
import org.jspecify.annotations.Nullable;

/**
 * How good one delivery of a register is: counts alone, no row and no id. Overlapping spells of one
 * state count as one when they are analysed; of two deliveries that tell otherwise the latest is
 * right; the rows counted here are still in the file.
 *
 * @param file the file by the protocol's name
 * @param counts how many rows, by what they are
 * @param months rows by calendar month, empty when rows are not dated
 * @param sudden calendar months with less than half of the rows of the months around them
 * @param revised against the delivery before: rows added, changed and vanished by calendar month;
 *     empty when there is none to compare with
 */
public record RegisterQuality(
    String file,
    Map<Kind, Long> counts,
    Map<String, Long> months,
    List<String> sudden,
    Map<String, Revised> revised) {

  /**
   * The months whose counts may not be shown where their total is: those of 1 to {@code limit - 1},
   * and the next smallest until subtraction tells at least {@code limit} rows of two months or
   * more.
   */
  public static Set<String> hidden(Map<String, Long> byMonth, int limit) {
    List<Map.Entry<String, Long>> positive =
        byMonth.entrySet().stream()
            .filter(each -> each.getValue() > 0)
            .sorted(Map.Entry.<String, Long>comparingByValue().thenComparing(Map.Entry::getKey))
            .toList();
    Set<String> hidden = new LinkedHashSet<>();
    long together = 0;
    for (Map.Entry<String, Long> each : positive) {
      boolean small = each.getValue() < limit;
      boolean told = !hidden.isEmpty() && (hidden.size() == 1 || together < limit);
      if (small || told) {
        hidden.add(each.getKey());
        together += each.getValue();
      }
    }
    return hidden;
  }

  /** What is counted. */
  public enum Kind {
    ROWS,
    PERSONS,
    /** Rows of people who are not among those drawn. */
    UNMATCHED,
    /** Cells that are no value of their column. */
    UNREADABLE,
    /** Rows that repeat another in everything. */
    DUPLICATE,
    /** Spells that end before they begin. */
    REVERSED,
    /** Spells that overlap another of the same person and state. */
    OVERLAPPING,
    /** Spells that overlap one of the same person in another state. */
    CONFLICTING,
    /** Rows in a state, or payments of a kind, that no series counts. */
    UNCOUNTED,
    /** Payments below 0. */
    NEGATIVE,
    /** Rows dated after the cut-off day. */
    AFTER_CUT_OFF,
    /** Rows dated after the person left. */
    AFTER_LEAVING,
    /** Rows of periods before the earlier delivery's last that it did not have. */
    LATE;

    /** Whether such a row cannot be true. */
    public boolean impossible() {
      return this == UNREADABLE || this == REVERSED || this == AFTER_CUT_OFF;
    }
  }

  /** Rows of a calendar month against the delivery before. */
  public record Revised(long added, long changed, long vanished) {}

  /** Share of impossible rows above which a delivery should go back. */
  public static final double MOST_IMPOSSIBLE = 0.01;

  /** Whether more rows are impossible than a delivery may have. */
  public boolean refused() {
    long impossible =
        counts.entrySet().stream()
            .filter(count -> count.getKey().impossible())
            .mapToLong(Map.Entry::getValue)
            .sum();
    return impossible > MOST_IMPOSSIBLE * counts.getOrDefault(Kind.ROWS, 0L);
  }

  /** One delivery as numbers: who, when, what. */
  private static final class Delivery {
    private final int[] person;
    private final int[] from;
    private final int[] to;
    private final int[] word;
    private final double[] value;
    private final String[] words;
    private final boolean dated;

    Delivery(Protocol protocol, DataFile file, Frame frame, TextIndex drawn) {
      person = drawn.findAll(frame.texts(protocol.data().idColumn()));
      int rows = frame.rows();
      value = new double[rows];
      word = new int[rows];
      Arrays.fill(word, -1);
      dated = file.rows() != Rows.PERSON_PERIOD;
      if (file.rows() == Rows.SPELL) {
        from = frame.dates(named(file.dated().from())).epochDays();
        to = frame.dates(named(file.dated().to())).epochDays().clone();
        for (int row = 0; row < rows; row++) {
          to[row] = to[row] == DateColumn.MISSING ? PersonPanel.ONGOING : to[row];
          value[row] = to[row];
        }
        words = codes(frame, file.dated().state());
      } else if (file.rows() == Rows.PAYMENT) {
        from = frame.dates(named(file.dated().on())).epochDays();
        to = from;
        System.arraycopy(frame.numbers(named(file.dated().amount())).values(), 0, value, 0, rows);
        words = codes(frame, file.dated().kind());
      } else {
        from = new int[rows];
        words = new String[0];
        Register.@Nullable Period unit = null;
        for (Register register : protocol.registers()) {
          for (Series series : register.series()) {
            String name = protocol.data().columnOf(series.id().value());
            if (series.counting() instanceof Counting.Given && frame.has(name)) {
              unit = unit == null ? register.period() : unit;
              double[] own = Coding.of(series).numbers(frame.column(name));
              for (int row = 0; row < rows; row++) {
                value[row] = print(value[row], own[row]);
              }
            }
          }
        }
        periods(file, frame, unit);
        to = from;
      }
    }

    /** Another value in any column gives another whole number, but for one case in 2^52. */
    private static double print(double before, double value) {
      long mixed = (((long) before) * 0x9E3779B97F4A7C15L) + Double.doubleToLongBits(value);
      mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
      mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
      return (double) ((mixed ^ (mixed >>> 31)) >>> 12);
    }

    private void periods(DataFile file, Frame frame, Register.@Nullable Period unit) {
      String name = named(file.period());
      for (int row = 0; row < from.length; row++) {
        if (!dated) {
          from[row] = (int) frame.numbers(name).at(row);
        } else if (unit != null) {
          String text = frame.texts(name).at(row);
          int number = text == null ? Integer.MIN_VALUE : CalendarMonths.parse(text, unit);
          from[row] =
              number == Integer.MIN_VALUE
                  ? Integer.MIN_VALUE
                  : CalendarMonths.firstDay(number * unit.months());
        }
      }
    }

    private String[] codes(Frame frame, @Nullable String column) {
      if (column == null) {
        return new String[0];
      }
      CategoryColumn categories = frame.texts(column).toCategories();
      for (int row = 0; row < word.length; row++) {
        word[row] = categories.isMissing(row) ? -1 : categories.codeAt(row);
      }
      return categories.levels().toArray(String[]::new);
    }

    private static String named(@Nullable String column) {
      return Objects.requireNonNull(column, "checked by the rules of the protocol");
    }

    boolean has(int row) {
      return from[row] != Integer.MIN_VALUE;
    }

    /** What a row is about: of two with the same the later delivery is right. */
    List<Object> key(int row) {
      return List.of(person[row], from[row], word[row] < 0 ? "" : words[word[row]]);
    }

    String month(int row) {
      return CalendarMonths.text(CalendarMonths.of(from[row]), Register.Period.MONTH);
    }
  }

  /**
   * The quality of a delivery.
   *
   * @param people the persons drawn
   * @param frame what could be read of it
   * @param unreadable how many cells could not
   * @param before the delivery before, as far as it could be read; null when there is none
   * @param cutOff the last day it may tell of; {@link Integer#MAX_VALUE} when nobody says
   */
  public static RegisterQuality of(
      TrialData people,
      DataFile file,
      Frame frame,
      long unreadable,
      @Nullable Frame before,
      int cutOff) {
    Protocol protocol = people.protocol();
    TextIndex index = TextIndex.of(people.ids());
    Delivery now = new Delivery(protocol, file, frame, index);
    Map<Kind, Long> counts = new LinkedHashMap<>();
    for (Kind kind : Kind.values()) {
      counts.put(kind, 0L);
    }
    counts.put(Kind.ROWS, (long) frame.rows());
    counts.put(Kind.UNREADABLE, unreadable);
    Set<String> counted = counted(protocol, file);
    Set<Integer> persons = new HashSet<>();
    Set<List<Object>> seen = new HashSet<>();
    int[] left = people.leftOn();
    for (int row = 0; row < now.person.length; row++) {
      int person = now.person[row];
      if (person < 0) {
        add(counts, Kind.UNMATCHED, true);
        continue;
      }
      persons.add(person);
      List<Object> all = new ArrayList<>(now.key(row));
      all.add(now.value[row]);
      add(counts, Kind.DUPLICATE, !seen.add(all));
      add(counts, Kind.REVERSED, file.rows() == Rows.SPELL && now.to[row] < now.from[row]);
      add(counts, Kind.NEGATIVE, file.rows() == Rows.PAYMENT && now.value[row] < 0);
      boolean worded = file.rows() == Rows.SPELL || now.word[row] >= 0;
      boolean known = now.word[row] >= 0 && counted.contains(now.words[now.word[row]]);
      add(counts, Kind.UNCOUNTED, worded && !counted.isEmpty() && !known);
      add(counts, Kind.AFTER_CUT_OFF, now.dated && now.from[row] > cutOff);
      boolean gone = left != null && left[person] != DateColumn.MISSING;
      add(
          counts,
          Kind.AFTER_LEAVING,
          now.dated && gone && left != null && now.from[row] >= left[person]);
    }
    counts.put(Kind.PERSONS, (long) persons.size());
    if (file.rows() == Rows.SPELL) {
      overlaps(now, counts);
    }
    Map<String, Long> months = new TreeMap<>();
    for (int row = 0; now.dated && row < now.person.length; row++) {
      if (now.has(row) && now.person[row] >= 0) {
        months.merge(now.month(row), 1L, Long::sum);
      }
    }
    Map<String, Revised> revised =
        before == null
            ? Map.of()
            : revised(new Delivery(protocol, file, before, index), now, counts);
    return new RegisterQuality(file.name(), counts, months, sudden(months), revised);
  }

  private static void add(Map<Kind, Long> counts, Kind kind, boolean one) {
    if (one) {
      counts.merge(kind, 1L, Long::sum);
    }
  }

  private static Set<String> counted(Protocol protocol, DataFile file) {
    Set<String> counted = new HashSet<>();
    for (Register register : protocol.registers()) {
      if (register.id().equals(file.dated().register())) {
        for (Series series : register.series()) {
          if (series.counting() instanceof Counting.Spells spells) {
            counted.addAll(spells.states());
          } else if (series.counting() instanceof Counting.Payments payments) {
            counted.addAll(payments.kinds());
          }
        }
      }
    }
    return counted;
  }

  /** Spells of a person in order of their first day: one that begins before another ends. */
  private static void overlaps(Delivery now, Map<Kind, Long> counts) {
    Map<Integer, List<Integer>> ofPerson = new HashMap<>();
    for (int row = 0; row < now.person.length; row++) {
      if (now.person[row] >= 0 && now.to[row] >= now.from[row]) {
        ofPerson.computeIfAbsent(now.person[row], key -> new ArrayList<>()).add(row);
      }
    }
    for (List<Integer> rows : ofPerson.values()) {
      rows.sort((a, b) -> Integer.compare(now.from[a], now.from[b]));
      Map<Integer, Integer> until = new HashMap<>();
      for (int row : rows) {
        Integer own = until.get(now.word[row]);
        add(counts, Kind.OVERLAPPING, own != null && own >= now.from[row]);
        boolean other = false;
        for (Map.Entry<Integer, Integer> each : until.entrySet()) {
          other |= each.getKey() != now.word[row] && each.getValue() >= now.from[row];
        }
        add(counts, Kind.CONFLICTING, other);
        until.merge(now.word[row], now.to[row], Math::max);
      }
    }
  }

  private static Map<String, Revised> revised(
      Delivery before, Delivery now, Map<Kind, Long> counts) {
    Map<List<Object>, Double> old = new HashMap<>();
    int last = Integer.MIN_VALUE;
    for (int row = 0; row < before.person.length; row++) {
      if (before.person[row] >= 0 && before.has(row)) {
        old.merge(before.key(row), before.value[row], Double::sum);
        last = Math.max(last, before.from[row]);
      }
    }
    Map<List<Object>, Double> fresh = new HashMap<>();
    Map<String, long[]> byMonth = new TreeMap<>();
    Map<List<Object>, String> months = new HashMap<>();
    for (int row = 0; row < now.person.length; row++) {
      if (now.person[row] >= 0 && now.has(row)) {
        fresh.merge(now.key(row), now.value[row], Double::sum);
        months.put(now.key(row), now.dated ? now.month(row) : Integer.toString(now.from[row]));
        boolean late = !old.containsKey(now.key(row)) && now.from[row] <= last;
        add(counts, Kind.LATE, late);
      }
    }
    for (Map.Entry<List<Object>, Double> row : fresh.entrySet()) {
      long[] month = byMonth.computeIfAbsent(months.get(row.getKey()), key -> new long[3]);
      Double earlier = old.get(row.getKey());
      if (earlier == null) {
        month[0]++;
      } else if (!earlier.equals(row.getValue())) {
        month[1]++;
      }
    }
    for (int row = 0; row < before.person.length; row++) {
      if (before.person[row] >= 0 && before.has(row) && !fresh.containsKey(before.key(row))) {
        String month = before.dated ? before.month(row) : Integer.toString(before.from[row]);
        byMonth.computeIfAbsent(month, key -> new long[3])[2]++;
      }
    }
    Map<String, Revised> revised = new LinkedHashMap<>();
    byMonth.forEach(
        (month, n) -> {
          if (n[0] + n[1] + n[2] > 0) {
            revised.put(month, new Revised(n[0], n[1], n[2]));
          }
        });
    return revised;
  }

  /** Months with less than half of the median of the three before and the three after. */
  private static List<String> sudden(Map<String, Long> months) {
    if (months.size() < 5) {
      return List.of();
    }
    int first = CalendarMonths.parse(months.keySet().iterator().next(), Register.Period.MONTH);
    int last = first;
    for (String month : months.keySet()) {
      last = Math.max(last, CalendarMonths.parse(month, Register.Period.MONTH));
    }
    List<String> sudden = new ArrayList<>();
    for (int month = first + 1; month < last; month++) {
      List<Long> around = new ArrayList<>();
      for (int d = -3; d <= 3; d++) {
        if (d != 0 && month + d >= first && month + d <= last) {
          around.add(rows(months, month + d));
        }
      }
      around.sort(Long::compare);
      long median = around.get(around.size() / 2);
      if (median >= 20 && 2 * rows(months, month) < median) {
        sudden.add(CalendarMonths.text(month, Register.Period.MONTH));
      }
    }
    return sudden;
  }

  private static long rows(Map<String, Long> months, int month) {
    return months.getOrDefault(CalendarMonths.text(month, Register.Period.MONTH), 0L);
  }
}
