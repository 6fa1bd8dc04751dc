package org.equipoise.publication;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.equipoise.publication.ReanalysedRow.Other;

/**
 * How easily a wrong number would be "explained" when many ways are tried: of the numbers that
 * could as well be printed in its place, the share that some way gives.
 *
 * <p>As well could be printed, with as many decimals: an estimate, limit or mean within one
 * standard error of ours; a standard error, degrees of freedom or count of persons between half and
 * twice ours; a statistic within 1 of ours; any p-value in [0, 1]; any number of stars. For a whole
 * line it is the share of all combinations of such numbers that some way gives together.
 */
final class WaysChance {

  private final PrintedRow row;
  private final PrintedLine line;
  private final List<Other> ways;
  private final double levels;

  WaysChance(PrintedRow row, PrintedLine line, List<Other> ways, int stars) {
    this.row = row;
    this.line = line;
    this.ways = ways;
    this.levels = stars + 1.0;
  }

  /** For one number. */
  double ofNumber(int place) {
    PrintedNumber printed = row.numbers().get(place);
    double cells = cells(printed);
    double ours = line.value(printed.quantity(), ways.get(0).numbers());
    double half = cells * printed.step() / 2;
    Set<Long> hit = new HashSet<>();
    for (Other way : ways) {
      double value = line.value(printed.quantity(), way.numbers());
      boolean within =
          printed.quantity() == PrintedQuantity.P || Math.abs(value - ours) <= 2 * half;
      if (Double.isFinite(value) && within) {
        double steps = value / printed.step();
        hit.add(Math.round(steps));
        if (!printed.quantity().counts()) {
          hit.add((long) steps);
        }
      }
    }
    return Math.min(1, hit.size() / cells);
  }

  /** For the whole line. */
  double ofLine() {
    Set<List<Long>> hit = new HashSet<>();
    for (Other way : ways) {
      List<Long> numbers = new ArrayList<>();
      for (PrintedNumber printed : row.numbers()) {
        double value = line.value(printed.quantity(), way.numbers());
        numbers.add(Double.isFinite(value) ? Math.round(value / printed.step()) : 0);
      }
      hit.add(numbers);
    }
    double cells = 1;
    for (PrintedNumber printed : row.numbers()) {
      cells *= cells(printed);
    }
    return Math.min(1, hit.size() / cells);
  }

  /** How many numbers could as well stand there. */
  private double cells(PrintedNumber printed) {
    ReanalysedNumbers ours = ways.get(0).numbers();
    double value = Math.abs(line.value(printed.quantity(), ours));
    double error = line.value(PrintedQuantity.STANDARD_ERROR, ours);
    double width =
        switch (printed.quantity()) {
          case ESTIMATE, LOW, HIGH, MEAN_TREATED, MEAN_CONTROL -> 2 * error;
          case STANDARD_ERROR, DF, N, N_TREATED, N_CONTROL -> 1.5 * value;
          case STATISTIC -> 2;
          case P -> 1;
          case STARS -> (levels - 1) * printed.step();
        };
    return Double.isFinite(width) ? Math.max(1, width / printed.step() + 1) : 1;
  }
}
