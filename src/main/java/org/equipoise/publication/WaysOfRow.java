package org.equipoise.publication;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.equipoise.estimate.Estimate;
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
   * @param turned whether to try every way with the sign of the effect turned, too
   */
  static List<Other> of(ReanalysedRow row, Set<PrintedQuantity> printed, boolean turned) {
    ReanalysedNumbers planned = row.numbers();
    if (planned == null) {
      return List.of();
    }
    List<Other> base = new ArrayList<>();
    base.add(new Other(Way.PLANNED, planned));
    base.addAll(row.ways().get());
    if (base.size() == 1) {
      return List.copyOf(base);
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
    if (turned) {
      List.copyOf(all).forEach(other -> all.add(turned(other)));
    }
    return List.copyOf(all);
  }

  /** Control less arm instead of arm less control: the limits change places. */
  private static Other turned(Other other) {
    ReanalysedNumbers n = other.numbers();
    return new Other(
        with(other.way(), Part.SIGN, "turned"),
        new ReanalysedNumbers(
            -n.estimate(),
            n.standardError(),
            -n.statistic(),
            n.df(),
            n.p(),
            -n.high(),
            -n.low(),
            n.treated(),
            n.control(),
            n.meanTreated(),
            n.meanControl()));
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
      String code = Long.toString(Math.round(100 * level));
      // Many ways share degrees of freedom, and quantiles are dear.
      Map<Double, Double> reaches = new HashMap<>();
      for (Other other : base) {
        ReanalysedNumbers n = other.numbers();
        if (n.df() > 0 && n.standardError() > 0) {
          double reach =
              n.standardError() * reaches.computeIfAbsent(n.df(), df -> reach(df, level));
          if (Math.abs(n.estimate() - reach - n.low()) > 1e-9 * n.standardError()) {
            all.add(new Other(with(other.way(), Part.LEVEL, code), withReach(n, reach)));
          }
        }
      }
    }
    return all;
  }

  /** How many standard errors an interval reaches to either side. */
  private static double reach(double df, double level) {
    return Estimate.of("", 0, 1, df, level).interval().high();
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

  private static ReanalysedNumbers withReach(ReanalysedNumbers n, double reach) {
    return new ReanalysedNumbers(
        n.estimate(),
        n.standardError(),
        n.statistic(),
        n.df(),
        n.p(),
        n.estimate() - reach,
        n.estimate() + reach,
        n.treated(),
        n.control(),
        n.meanTreated(),
        n.meanControl());
  }
}
