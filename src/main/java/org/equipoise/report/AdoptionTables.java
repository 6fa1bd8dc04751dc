package org.equipoise.report;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.equipoise.adoption.AdoptionResults.Cohort;
import org.equipoise.adoption.AdoptionResults.Reading;
import org.equipoise.adoption.AdoptionResults.Row;
import org.equipoise.adoption.RowKey;
import org.equipoise.disclosure.ReleasedAdoption;
import org.equipoise.panel.StaggeredPanel;

/**
 * Results of a study of adoption as tables of typed values for programs.
 *
 * <ul>
 *   <li>{@code effects}: one row an answer. {@code part} says of what kind ({@code group-time},
 *       {@code event-time}, {@code overall}, {@code group}, {@code calendar}, {@code pre-trend},
 *       {@code decomposition}, {@code sensitivity}), {@code estimator} who gave it, {@code key}
 *       what it is about; {@code event.time}, {@code cohort} and {@code period} repeat the key
 *       where it names one. Estimates are in the unit of the outcome: differences in shares, not
 *       percentage points. {@code conf} limits hold for one number, {@code band} limits for all of
 *       its part at once. {@code p.adjusted} is empty where the plan asks for no correction. An
 *       answer without a number has a {@code refused.rule} and a {@code reason}.
 *   <li>{@code cohorts}: who adopted when, and what becomes of them; {@code first} is empty for
 *       those that never did. Of their {@code units} those {@code used} are in the answer that the
 *       report opens with; the others are {@code left.out}.
 * </ul>
 */
public final class AdoptionTables {

  private AdoptionTables() {}

  /** Every table, effects first. */
  public static List<TidyTable> all(ReleasedAdoption released) {
    return List.of(effects(released), cohorts(released));
  }

  /** One row an answer. */
  public static TidyTable effects(ReleasedAdoption released) {
    Tidy tidy = new Tidy("effects");
    for (Row row : released.rows()) {
      tidy.row()
          .words("analysis", row.analysis())
          .words("outcome", row.outcome())
          .words("group", row.group())
          .words("part", code(row.part()))
          .words("estimator", row.estimator())
          .words("key", row.key());
      named(tidy, "event.time", row.key(), "e");
      named(tidy, "cohort", row.key(), "g");
      named(tidy, "period", row.key(), "t");
      boolean there = row.reading() instanceof Reading.Figure;
      Reading.Figure n = there ? (Reading.Figure) row.reading() : NOTHING;
      tidy.real("estimate", n.estimate())
          .real("std.error", n.standardError())
          .real("df", n.df())
          .real("statistic", n.statistic())
          .real("p.value", n.pValue())
          .real("p.adjusted", n.adjusted())
          .real("conf.low", n.low())
          .real("conf.high", n.high())
          .real("band.low", n.bandLow())
          .real("band.high", n.bandHigh())
          .real("weight", n.weight())
          .whole("n.treated", row.treated())
          .whole("n.control", row.controls());
      Reading.Refused refused = there ? null : (Reading.Refused) row.reading();
      tidy.words("refused.rule", refused == null ? null : refused.rule())
          .words("reason", refused == null ? null : refused.reason());
    }
    return tidy.table();
  }

  private static final Reading.Figure NOTHING =
      new Reading.Figure(
          Double.NaN,
          Double.NaN,
          Double.NaN,
          Double.NaN,
          Double.NaN,
          Double.NaN,
          Double.NaN,
          Double.NaN,
          Double.NaN,
          Double.NaN,
          Double.NaN);

  private static void named(Tidy tidy, String column, String key, String name) {
    OptionalDouble number = RowKey.number(key, name);
    if (number.isPresent()) {
      tidy.whole(column, (long) number.getAsDouble());
    } else {
      tidy.empty(column);
    }
  }

  private static TidyTable cohorts(ReleasedAdoption released) {
    Tidy tidy = new Tidy("cohorts");
    for (Cohort cohort : released.cohorts()) {
      tidy.row();
      if (cohort.first() == StaggeredPanel.NEVER) {
        tidy.empty("first");
      } else {
        tidy.whole("first", cohort.first());
      }
      tidy.whole("units", cohort.units())
          .whole("used", cohort.used())
          .whole("left.out", cohort.units() - cohort.used())
          .words("role", code(cohort.role()));
    }
    return tidy.table();
  }

  /** A constant as files spell it. */
  static String code(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
