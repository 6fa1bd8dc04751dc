package org.equipoise.publication;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.equipoise.estimate.ConfidenceInterval;
import org.equipoise.estimate.Estimate;
import org.equipoise.estimate.NotEstimableException;
import org.equipoise.publication.ReanalysedRow.Other;
import org.equipoise.publication.Way.Choice;
import org.equipoise.publication.Way.Part;

/** The ways of one row, with one-sided p-values and other levels where the table prints such. */
final class WaysOfRow {

  private static final double[] LEVELS = {0.90, 0.95, 0.99};

  private WaysOfRow() {}

  /**
   * The plan's own way first, then every other, in the order in which ties are broken within a
   * number of choices.
   *
   * @param printed what the table prints anywhere
   */
  static List<Other> of(ReanalysedRow row, Set<PrintedQuantity> printed) {
    ReanalysedNumbers planned = row.numbers();
    if (planned == null) {
      return List.of();
    }
    List<Other> base = new ArrayList<>();
    base.add(new Other(Way.PLANNED, planned));
    base.addAll(row.ways().get());
    if (base.size() == 1) {
      return base;
    }
    List<Other> all = new ArrayList<>(base);
    boolean p = printed.contains(PrintedQuantity.P) || printed.contains(PrintedQuantity.STARS);
    boolean limits = !disjoint(printed, EnumSet.of(PrintedQuantity.LOW, PrintedQuantity.HIGH));
    List<Other> sided = p ? sided(base) : List.of();
    all.addAll(sided);
    if (limits) {
      all.addAll(atOtherLevels(base));
      all.addAll(atOtherLevels(sided));
    }
    return all;
  }

  private static boolean disjoint(Set<PrintedQuantity> a, Set<PrintedQuantity> b) {
    return a.stream().noneMatch(b::contains);
  }

  private static List<Other> sided(List<Other> base) {
    List<Other> all = new ArrayList<>();
    for (Other other : base) {
      ReanalysedNumbers n = other.numbers();
      all.add(new Other(with(other.way(), Part.SIDE, "one-sided"), withP(n, n.p() / 2)));
    }
    for (Other other : base) {
      ReanalysedNumbers n = other.numbers();
      all.add(new Other(with(other.way(), Part.SIDE, "other-side"), withP(n, 1 - n.p() / 2)));
    }
    return all;
  }

  private static List<Other> atOtherLevels(List<Other> base) {
    List<Other> all = new ArrayList<>();
    for (double level : LEVELS) {
      for (Other other : base) {
        ReanalysedNumbers n = other.numbers();
        if (n.df() > 0 && n.standardError() > 0) {
          ConfidenceInterval interval = interval(n, level);
          if (Math.abs(interval.low() - n.low()) > 1e-9 * n.standardError()) {
            String code = Math.round(100 * level) + "";
            all.add(new Other(with(other.way(), Part.LEVEL, code), withLimits(n, interval)));
          }
        }
      }
    }
    return all;
  }

  private static ConfidenceInterval interval(ReanalysedNumbers n, double level) {
    try {
      return Estimate.of("", n.estimate(), n.standardError(), n.df(), level).interval();
    } catch (NotEstimableException refusal) {
      throw new IllegalStateException(
          "standard error and degrees of freedom are positive", refusal);
    }
  }

  private static Way with(Way way, Part part, String code) {
    List<Choice> choices = new ArrayList<>(way.choices());
    choices.add(new Choice(part, code));
    return new Way(choices, way.programs());
  }

  private static ReanalysedNumbers withP(ReanalysedNumbers n, double p) {
    return new ReanalysedNumbers(
        n.estimate(),
        n.standardError(),
        n.statistic(),
        n.df(),
        p,
        n.low(),
        n.high(),
        n.treated(),
        n.control(),
        n.meanTreated(),
        n.meanControl());
  }

  private static ReanalysedNumbers withLimits(ReanalysedNumbers n, ConfidenceInterval interval) {
    return new ReanalysedNumbers(
        n.estimate(),
        n.standardError(),
        n.statistic(),
        n.df(),
        n.p(),
        interval.low(),
        interval.high(),
        n.treated(),
        n.control(),
        n.meanTreated(),
        n.meanControl());
  }
}
