package org.equipoise.estimate;

import java.util.List;

/**
 * One difference, ratio or odds ratio of two arms across strata, each stratum weighted by {@code n1
 * n0 / N} (Mantel and Haenszel 1959). Letters: {@code x1} of {@code n1} treated and {@code x0} of
 * {@code n0} control units have the event, {@code N = n1 + n0}.
 *
 * <p>All three variances hold both for few large and for many small strata. Agrees with {@code
 * stats::mantelhaen.test} for the odds ratio and the test.
 */
public final class MantelHaenszel {
  private static final double NORMAL = Double.POSITIVE_INFINITY;

  private final List<TwoByTwo> strata;
  private final double level;

  private MantelHaenszel(List<TwoByTwo> strata, double level) {
    this.strata = strata;
    this.level = level;
  }

  /**
   * The strata, with 95 percent intervals.
   *
   * @throws IllegalArgumentException if there are none
   */
  public static MantelHaenszel of(List<TwoByTwo> strata) {
    if (strata.isEmpty()) {
      throw new IllegalArgumentException("no strata");
    }
    return new MantelHaenszel(List.copyOf(strata), ConfidenceInterval.DEFAULT_LEVEL);
  }

  /** The same strata with intervals of another level in (0, 1). */
  public MantelHaenszel withLevel(double newLevel) {
    return new MantelHaenszel(strata, ConfidenceInterval.checkLevel(newLevel));
  }

  /**
   * {@code sum (x1 n0 - x0 n1)/N / sum n1 n0/N}, variance by Sato (1989), Biometrics 45:1323:
   * unlike that of Greenland and Robins (1985) it also holds when a stratum has one unit in an arm.
   *
   * @throws NotEstimableException if no stratum varies
   */
  public Estimate difference() {
    TwoSum top = new TwoSum();
    TwoSum weight = new TwoSum();
    TwoSum p = new TwoSum();
    TwoSum q = new TwoSum();
    for (TwoByTwo t : strata) {
      double x1 = t.eventsTreated();
      double x0 = t.eventsControl();
      double n1 = t.treated();
      double n0 = t.control();
      double n = n1 + n0;
      top.add((x1 * n0 - x0 * n1) / n);
      weight.add(n1 * n0 / n);
      p.add((n1 * n1 * x0 - n0 * n0 * x1 + n1 * n0 * (n0 - n1) / 2) / (n * n));
      q.add((x1 * (n0 - x0) + x0 * (n1 - x1)) / (2 * n));
    }
    double w = weight.value();
    double d = top.value() / w;
    double v = (d * p.value() + q.value()) / (w * w);
    return Estimate.of("risk difference", d, Math.sqrt(v), NORMAL, level);
  }

  /**
   * {@code sum x1 n0/N / sum x0 n1/N}; variance of the logarithm by Greenland and Robins (1985),
   * Biometrics 41:55, eq. 13.
   *
   * @throws NotEstimableException if an arm has no event in any stratum
   */
  public LogRatio ratio() {
    TwoSum top = new TwoSum();
    TwoSum bottom = new TwoSum();
    TwoSum p = new TwoSum();
    for (TwoByTwo t : strata) {
      double n = t.size();
      top.add((double) t.eventsTreated() * t.control() / n);
      bottom.add((double) t.eventsControl() * t.treated() / n);
      p.add(
          ((double) t.treated() * t.control() * t.events()
                  - (double) t.eventsTreated() * t.eventsControl() * n)
              / (n * n));
    }
    double r = positive(top.value(), "treatment");
    double s = positive(bottom.value(), "control");
    double v = p.value() / (r * s);
    return logRatio("risk ratio", r / s, v);
  }

  /**
   * {@code sum R / sum S}, {@code R = x1 (n0 - x0)/N}, {@code S = x0 (n1 - x1)/N}; variance of the
   * logarithm by Robins, Breslow and Greenland (1986), Biometrics 42:311: {@code sum PR/(2 R^2) +
   * sum (PS + QR)/(2 R S) + sum QS/(2 S^2)}.
   *
   * @throws NotEstimableException if it is 0 or infinite
   */
  public LogRatio oddsRatio() {
    TwoSum r = new TwoSum();
    TwoSum s = new TwoSum();
    TwoSum pr = new TwoSum();
    TwoSum mixed = new TwoSum();
    TwoSum qs = new TwoSum();
    for (TwoByTwo t : strata) {
      double n = t.size();
      double rk = (double) t.eventsTreated() * t.restControl() / n;
      double sk = (double) t.eventsControl() * t.restTreated() / n;
      double pk = ((double) t.eventsTreated() + t.restControl()) / n;
      double qk = ((double) t.eventsControl() + t.restTreated()) / n;
      r.add(rk);
      s.add(sk);
      pr.add(pk * rk);
      mixed.add(pk * sk + qk * rk);
      qs.add(qk * sk);
    }
    double top = positive(r.value(), "treatment");
    double bottom = positive(s.value(), "control");
    double v =
        pr.value() / (2 * top * top)
            + mixed.value() / (2 * top * bottom)
            + qs.value() / (2 * bottom * bottom);
    return logRatio("odds ratio", top / bottom, v);
  }

  /**
   * The test that no stratum has an effect (Cochran, Mantel and Haenszel), one degree of freedom.
   *
   * @param corrected whether the distance is shortened by one half
   * @throws NotEstimableException if no stratum varies
   */
  public ChiSquareTest test(boolean corrected) {
    TwoSum distance = new TwoSum();
    TwoSum variance = new TwoSum();
    for (TwoByTwo t : strata) {
      double n = t.size();
      distance.add(t.eventsTreated() - (double) t.treated() * t.events() / n);
      if (n > 1) {
        variance.add(
            (double) t.treated() * t.control() * t.events() * (n - t.events()) / (n * n * (n - 1)));
      }
    }
    if (!(variance.value() > 0)) {
      throw new NotEstimableException(
          NotEstimableException.Reason.CONSTANT_OUTCOME,
          "in each of " + strata.size() + " strata all or none have the outcome",
          "there is nothing to compare");
    }
    double d = Math.abs(distance.value());
    double short1 = corrected ? Math.max(0, d - 0.5) : d;
    return ChiSquareTest.of(short1 * short1 / variance.value(), 1);
  }

  private LogRatio logRatio(String term, double ratio, double v) {
    return new LogRatio(Estimate.of(term, Math.log(ratio), Math.sqrt(v), NORMAL, level));
  }

  private double positive(double sum, String arm) {
    if (!(sum > 0)) {
      throw new NotEstimableException(
          NotEstimableException.Reason.NO_VARIATION,
          "in "
              + strata.size()
              + " strata nothing pairs an event of the "
              + arm
              + " arm with the"
              + " other arm, so the ratio is 0 or infinite",
          "use the exact test, whose interval is open at that end");
    }
    return sum;
  }
}
