package org.equipoise.simulate;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoField;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.rng.UniformRandomProvider;
import org.equipoise.protocol.Assumptions;
import org.equipoise.protocol.Intake;
import org.equipoise.protocol.Level;
import org.equipoise.protocol.Protocol;
import org.equipoise.protocol.Variable;
import org.jspecify.annotations.Nullable;

/**
 * When people come: the chance of each weekday of the intake.
 *
 * <p>Where the protocol states shares of intake by month they are kept. Elsewhere the calendar of
 * the Swedish trials is repeated: fewer from October 2019, when teams were short of staff, and few
 * in the pandemic spring of 2020.
 */
final class IntakeDays {

  private static final LocalDate STAFF_SHORT = LocalDate.of(2019, 10, 1);
  private static final LocalDate PANDEMIC = LocalDate.of(2020, 3, 11);
  private static final LocalDate PANDEMIC_EASED = LocalDate.of(2020, 7, 1);
  private static final double STAFF_SHORT_INTAKE = 0.8;
  private static final double PANDEMIC_INTAKE = 0.3;
  private static final double STAFF_SHORT_DELAY = 1.6;
  private static final LocalDate FROM_WHEN_UNKNOWN = LocalDate.of(2020, 1, 1);

  private final LocalDate first;
  private final double[] chance;

  private IntakeDays(LocalDate first, double[] chance) {
    this.first = first;
    this.chance = chance;
  }

  static IntakeDays of(Protocol protocol) {
    Map<YearMonth, Double> months = monthShares(protocol);
    Intake intake = protocol.intake();
    LocalDate from = intake != null ? intake.from() : firstDay(months);
    LocalDate to = lastDay(intake, from, months);
    Map<YearMonth, Integer> openDays = new HashMap<>();
    for (LocalDate day = from; !day.isAfter(to); day = day.plusDays(1)) {
      if (isOpen(day, intake)) {
        openDays.merge(YearMonth.from(day), 1, Integer::sum);
      }
    }
    double[] chance = new double[(int) (to.toEpochDay() - from.toEpochDay()) + 1];
    double total = 0;
    for (int i = 0; i < chance.length; i++) {
      LocalDate day = from.plusDays(i);
      if (isOpen(day, intake)) {
        YearMonth month = YearMonth.from(day);
        chance[i] =
            months.isEmpty()
                ? calendar(day)
                : months.getOrDefault(month, 0.0) / openDays.getOrDefault(month, 1);
        total += chance[i];
      }
    }
    if (!(total > 0)) {
      throw new IllegalArgumentException("the intake of " + protocol.id() + " has no open weekday");
    }
    for (int i = 0; i < chance.length; i++) {
      chance[i] /= total;
    }
    return new IntakeDays(from, chance);
  }

  /**
   * The variable that tells the month of intake: every level is a month such as {@code 2018-03}.
   */
  static Optional<Variable> monthVariable(Protocol protocol) {
    return protocol.variables().stream()
        .filter(v -> v.type().levelled() && !v.levels().isEmpty())
        .filter(v -> v.levels().stream().allMatch(level -> month(level).isPresent()))
        .findFirst();
  }

  private static Optional<YearMonth> month(Level level) {
    try {
      return Optional.of(YearMonth.parse(level.code()));
    } catch (DateTimeParseException notAMonth) {
      return Optional.empty();
    }
  }

  private static Map<YearMonth, Double> monthShares(Protocol protocol) {
    Map<YearMonth, Double> shares = new HashMap<>();
    Optional<Variable> variable = monthVariable(protocol);
    if (variable.isEmpty()) {
      return shares;
    }
    Assumptions assumed = protocol.assumptions();
    Map<String, Double> stated = assumed == null ? null : assumed.levels().get(variable.get().id());
    for (Level level : variable.get().levels()) {
      double share = stated == null ? 1 : stated.getOrDefault(level.code(), 0.0);
      month(level).ifPresent(month -> shares.put(month, share));
    }
    return shares;
  }

  private static LocalDate firstDay(Map<YearMonth, Double> months) {
    return months.keySet().stream()
        .min(YearMonth::compareTo)
        .map(month -> month.atDay(1))
        .orElse(FROM_WHEN_UNKNOWN);
  }

  private static LocalDate lastDay(
      @Nullable Intake intake, LocalDate from, Map<YearMonth, Double> months) {
    LocalDate stated = intake == null ? null : intake.to();
    if (stated != null) {
      return stated;
    }
    return months.keySet().stream()
        .max(YearMonth::compareTo)
        .map(YearMonth::atEndOfMonth)
        .orElse(from.plusYears(1).minusDays(1));
  }

  private static boolean isOpen(LocalDate day, @Nullable Intake intake) {
    if (day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY) {
      return false;
    }
    List<Intake.Pause> pauses = intake == null ? List.of() : intake.pauses();
    return pauses.stream().noneMatch(pause -> covers(pause, day));
  }

  private static boolean covers(Intake.Pause pause, LocalDate day) {
    LocalDate to = pause.to();
    return !day.isBefore(pause.from()) && (to == null || !day.isAfter(to));
  }

  private static double calendar(LocalDate day) {
    if (day.isBefore(STAFF_SHORT) || !day.isBefore(PANDEMIC_EASED)) {
      return 1;
    }
    return day.isBefore(PANDEMIC) ? STAFF_SHORT_INTAKE : PANDEMIC_INTAKE;
  }

  /** Number of days from the first to the last. */
  int count() {
    return chance.length;
  }

  /** The first day, as days since 1970-01-01. */
  int firstEpochDay() {
    return Math.toIntExact(first.toEpochDay());
  }

  /** Chance that a person comes on day {@code i}, counted from 0. */
  double chance(int i) {
    return chance[i];
  }

  /** A day, counted from 0. */
  int draw(UniformRandomProvider stream) {
    double left = stream.nextDouble();
    int last = 0;
    for (int i = 0; i < chance.length; i++) {
      if (chance[i] > 0) {
        last = i;
        left -= chance[i];
        if (left < 0) {
          return i;
        }
      }
    }
    return last;
  }

  /**
   * Share of the intake before each day plus half of that day's: the place of a day in the intake,
   * whose mean over people is exactly one half.
   */
  double[] positions() {
    double[] positions = new double[chance.length];
    double before = 0;
    for (int i = 0; i < chance.length; i++) {
      positions[i] = before + chance[i] / 2;
      before += chance[i];
    }
    return positions;
  }

  /** The calendar months of days of the intake, numbered so that later months are higher. */
  int[] months(int[] days) {
    return Arrays.stream(days)
        .map(day -> Math.toIntExact(first.plusDays(day).getLong(ChronoField.PROLEPTIC_MONTH)))
        .toArray();
  }

  /**
   * For each day, how long meetings are delayed relative to the mean over all people, which is 1.
   */
  double[] delays() {
    double[] delays = new double[chance.length];
    double mean = 0;
    for (int i = 0; i < chance.length; i++) {
      delays[i] = first.plusDays(i).isBefore(STAFF_SHORT) ? 1 : STAFF_SHORT_DELAY;
      mean += chance[i] * delays[i];
    }
    for (int i = 0; i < chance.length; i++) {
      delays[i] /= mean;
    }
    return delays;
  }
}
