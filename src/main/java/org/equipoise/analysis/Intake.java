package org.equipoise.analysis;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.equipoise.frame.CategoryColumn;
import org.equipoise.frame.DateColumn;
import org.equipoise.protocol.Level;
import org.equipoise.protocol.Protocol;
import org.equipoise.protocol.Variable;
import org.jspecify.annotations.Nullable;

/**
 * When and where everybody was drawn, without arms: by month of the draw, by site and by agency,
 * each alone and never crossed.
 *
 * @param months how many were drawn in each month from the first to the last, none left out; empty
 *     when the data hold no day of the draw
 * @param sites how many were drawn at each site of the protocol; empty when the data tell no sites
 * @param referrers how many each agency of the protocol referred of those drawn; empty likewise
 * @param planned how many the plan would have drawn by the end of each of the months, evenly over
 *     the days of the intake that are not paused; empty when the plan names no last day
 */
public record Intake(
    List<Month> months, List<Place> sites, List<Place> referrers, List<Integer> planned) {

  /** Keeps its own copies. */
  public Intake {
    months = List.copyOf(months);
    sites = List.copyOf(sites);
    referrers = List.copyOf(referrers);
    planned = List.copyOf(planned);
  }

  /** Everybody drawn in one calendar month. */
  public record Month(YearMonth month, int drawn) {}

  /** Everybody drawn of one site or agency. */
  public record Place(Level level, int drawn) {}

  /** The intake of the persons drawn; null when neither their days nor their places are known. */
  static @Nullable Intake of(Protocol protocol, TrialData data) {
    List<Month> months = months(data.drawnOn());
    Intake intake =
        new Intake(
            months,
            places(data, Protocol.SITE, protocol.sites()),
            places(data, Protocol.REFERRER, protocol.referrers()),
            planned(protocol.intake(), months));
    boolean nothing = months.isEmpty() && intake.sites.isEmpty() && intake.referrers.isEmpty();
    return nothing ? null : intake;
  }

  private static List<Month> months(int @Nullable [] days) {
    Map<YearMonth, Integer> counts = new HashMap<>();
    YearMonth first = null;
    YearMonth last = null;
    for (int day : days == null ? new int[0] : days) {
      if (day != DateColumn.MISSING) {
        YearMonth month = YearMonth.from(LocalDate.ofEpochDay(day));
        counts.merge(month, 1, Integer::sum);
        first = first == null || month.isBefore(first) ? month : first;
        last = last == null || month.isAfter(last) ? month : last;
      }
    }
    List<Month> months = new ArrayList<>();
    for (YearMonth m = first; m != null && last != null && !m.isAfter(last); m = m.plusMonths(1)) {
      months.add(new Month(m, counts.getOrDefault(m, 0)));
    }
    return months;
  }

  private static List<Place> places(TrialData data, Variable.Id id, List<Level> levels) {
    if (levels.isEmpty()
        || !data.has(id)
        || !(data.variable(id) instanceof CategoryColumn column)) {
      return List.of();
    }
    Map<String, Integer> counts = new HashMap<>();
    for (int i = 0; i < column.size(); i++) {
      if (!column.isMissing(i)) {
        counts.merge(column.levels().get(column.codeAt(i)), 1, Integer::sum);
      }
    }
    return levels.stream()
        .map(level -> new Place(level, counts.getOrDefault(level.code(), 0)))
        .toList();
  }

  private static List<Integer> planned(
      org.equipoise.protocol.@Nullable Intake plan, List<Month> months) {
    LocalDate to = plan == null ? null : plan.to();
    if (plan == null || to == null) {
      return List.of();
    }
    long all = openDays(plan, to);
    List<Integer> planned = new ArrayList<>();
    for (Month month : months) {
      LocalDate end = month.month().atEndOfMonth();
      long open = openDays(plan, end.isAfter(to) ? to : end);
      planned.add(all == 0 ? 0 : (int) Math.round(plan.target() * (open / (double) all)));
    }
    return planned;
  }

  /** Days of intake from the first to this one, both counted, less those of pauses. */
  private static long openDays(org.equipoise.protocol.Intake plan, LocalDate until) {
    long days = days(plan.from(), until);
    LocalDate counted = plan.from();
    for (org.equipoise.protocol.Intake.Pause pause : plan.pauses()) {
      LocalDate from = later(pause.from(), counted);
      LocalDate to = pause.to();
      LocalDate end = to == null || to.isAfter(until) ? until : to;
      days -= days(from, end);
      counted = later(counted, end.plusDays(1));
    }
    return days;
  }

  private static long days(LocalDate from, LocalDate to) {
    return Math.max(0, ChronoUnit.DAYS.between(from, to) + 1);
  }

  private static LocalDate later(LocalDate a, LocalDate b) {
    return a.isAfter(b) ? a : b;
  }
}
