package org.equipoise.analysis;

import org.equipoise.protocol.Outcome.Measure;
import org.equipoise.protocol.Outcome.Source;

/**
 * One outcome of a register read in every period, persons by row: first the periods before the
 * draw, as the series' own value, then those after it, as the outcome is measured.
 *
 * @param people persons, by position in the data
 * @param treated whether each was drawn to the arm
 * @param before how many periods before the draw; the last of them is period 0
 * @param last the last period after the draw
 * @param values the value of person i in the t-th of these periods at {@code i * width() + t}
 */
record ByPeriodValues(int[] people, boolean[] treated, int before, int last, double[] values) {

  static ByPeriodValues of(
      TrialData data,
      Source.FromSeries from,
      int[] people,
      boolean[] treated,
      int before,
      int last) {
    int width = before + last;
    double[] values = new double[Math.multiplyExact(people.length, width)];
    for (int t = 0; t < before; t++) {
      double[] column = data.series(from.series(), t - before + 1);
      for (int i = 0; i < people.length; i++) {
        values[i * width + t] = column[people[i]];
      }
    }
    double[] sofar = new double[people.length];
    for (int k = 1; k <= last; k++) {
      double[] column = data.series(from.series(), k);
      for (int i = 0; i < people.length; i++) {
        sofar[i] = next(from.measure(), sofar[i], column[people[i]]);
        double value = from.measure() == Measure.MEAN ? sofar[i] / k : sofar[i];
        values[i * width + before + k - 1] = value;
      }
    }
    return new ByPeriodValues(people, treated, before, last, values);
  }

  static double next(Measure measure, double sofar, double value) {
    return switch (measure) {
      case VALUE -> value;
      case SUM, MEAN -> sofar + value;
      // A person seen above 0 once is "ever", whatever is missing elsewhere.
      case EVER, FIRST ->
          sofar == 1 || value > 0 ? 1 : Double.isNaN(sofar) || Double.isNaN(value) ? Double.NaN : 0;
    };
  }

  int width() {
    return before + last;
  }

  /** The number of the t-th period, counted from the draw. */
  int number(int t) {
    return t - before + 1;
  }

  /** Persons by arm (the control arm first), without and with a value above 0, in a period. */
  int[][] counts(int t) {
    int[][] counts = new int[2][2];
    for (int i = 0; i < people.length; i++) {
      double value = values[i * width() + t];
      if (!Double.isNaN(value)) {
        counts[treated[i] ? 1 : 0][value != 0 ? 1 : 0]++;
      }
    }
    return counts;
  }

  /** The values of one period, person by person. */
  double[] column(int t) {
    double[] column = new double[people.length];
    for (int i = 0; i < column.length; i++) {
      column[i] = values[i * width() + t];
    }
    return column;
  }

  /** Some of the persons, in the periods after the draw. */
  ByPeriodValues part(boolean[] in) {
    int[] kept = Rows.where(in);
    boolean[] arm = new boolean[kept.length];
    double[] theirs = new double[kept.length * last];
    for (int i = 0; i < kept.length; i++) {
      arm[i] = treated[kept[i]];
      System.arraycopy(values, kept[i] * width() + before, theirs, i * last, last);
    }
    return new ByPeriodValues(Rows.pick(people, kept), arm, 0, last, theirs);
  }
}
