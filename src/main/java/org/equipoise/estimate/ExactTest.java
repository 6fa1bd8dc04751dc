package org.equipoise.estimate;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;

/**
 * Fisher's exact test of two arms, in one table or across strata: the distribution of the treated
 * units' events among all draws that leave every stratum's totals as they are. It needs no large
 * numbers, which makes it the test for rare events.
 *
 * <p>With strata the events of the treated are added up, and their distribution is the convolution
 * of the strata's hypergeometric ones; the odds ratio is taken to be the same in all (Mehta, Patel
 * and Gray 1985, JASA 80:969). Agrees with {@code stats::fisher.test} and {@code
 * mantelhaen.test(exact = TRUE)}; their roots stop at 1e-4, ours at the last bit.
 *
 * @param strata tables that vary
 * @param pTwoSided probability of every outcome no likelier than the observed one (those within a
 *     relative 1e-7 count as equally likely)
 * @param pGreater probability of at least so many events among the treated
 * @param pLess probability of at most so many
 * @param midP {@code pTwoSided} less half the probability of the observed outcome
 * @param oddsRatio conditional maximum likelihood; 0 or infinite at an end of the range
 * @param interval odds ratios that neither tail refutes at half of one minus the level; open ends
 *     are 0 and infinity
 */
public record ExactTest(
    int strata,
    double pTwoSided,
    double pGreater,
    double pLess,
    double midP,
    double oddsRatio,
    ConfidenceInterval interval) {

  /** Probabilities this close count as equal: rounding, not likelihood, tells them apart. */
  private static final double EQUALLY_LIKELY = 1 + 1e-7;

  /** Convolutions of more products than this take more than some ten seconds. */
  private static final double MOST_PRODUCTS = 1e10;

  private static final double FAR = 700;

  /** The test of one table, with a 95 percent interval. */
  public static ExactTest of(TwoByTwo table) {
    return of(List.of(table), ConfidenceInterval.DEFAULT_LEVEL);
  }

  /**
   * The test across strata.
   *
   * @throws NotEstimableException if in every stratum all or none have the event, or the tables are
   *     so large that the distribution would take more than a few seconds
   */
  public static ExactTest of(List<TwoByTwo> tables, double level) {
    ConfidenceInterval.checkLevel(level);
    List<TwoByTwo> varying =
        tables.stream().filter(t -> t.events() > 0 && t.events() < t.size()).toList();
    if (varying.isEmpty()) {
      throw new NotEstimableException(
          NotEstimableException.Reason.CONSTANT_OUTCOME,
          "in every stratum all or none have the outcome",
          "there is nothing to compare");
    }
    refuseTooLarge(varying);
    int first = 0;
    int observed = 0;
    for (TwoByTwo t : varying) {
      first += lowest(t);
      observed += t.eventsTreated();
    }
    // The second copy leans towards the observed place: far from it the first may underflow.
    double lean = lean(varying);
    return new Distribution(
            convolution(varying, 0), lean, convolution(varying, lean), observed - first)
        .test(varying.size(), level);
  }

  private static void refuseTooLarge(List<TwoByTwo> tables) {
    double products = 0;
    double width = 1;
    for (TwoByTwo t : tables) {
      double next = highest(t) - lowest(t) + 1.0;
      products += width * next;
      width += next - 1;
    }
    if (products > MOST_PRODUCTS) {
      throw new NotEstimableException(
          NotEstimableException.Reason.TOO_LARGE,
          "the exact distribution of "
              + tables.size()
              + " strata takes "
              + String.format(Locale.ROOT, "%.1e", products)
              + " products",
          "with that many events the score interval or the Mantel-Haenszel test is as good");
    }
  }

  /** The logarithm of an odds ratio near the observed one. */
  private static double lean(List<TwoByTwo> tables) {
    double r = 0;
    double s = 0;
    for (TwoByTwo t : tables) {
      r += (t.eventsTreated() + 0.5) * (t.restControl() + 0.5) / t.size();
      s += (t.eventsControl() + 0.5) * (t.restTreated() + 0.5) / t.size();
    }
    return Math.log(r / s);
  }

  private static int lowest(TwoByTwo t) {
    return Math.max(0, t.events() - t.control());
  }

  private static int highest(TwoByTwo t) {
    return Math.min(t.treated(), t.events());
  }

  private static double[] convolution(List<TwoByTwo> tables, double logOdds) {
    double[] d = {1};
    for (TwoByTwo t : tables) {
      d = convolve(d, hypergeometric(t, Math.exp(logOdds)));
    }
    return d;
  }

  /**
   * Probabilities of lowest … highest events among the treated when the odds ratio is {@code odds},
   * built outwards from the mode.
   */
  private static double[] hypergeometric(TwoByTwo t, double odds) {
    int low = lowest(t);
    double[] d = new double[highest(t) - low + 1];
    int mode = 0;
    while (mode + 1 < d.length && rise(t, low + mode, odds) > 1) {
      mode++;
    }
    d[mode] = 1;
    for (int i = mode; i + 1 < d.length; i++) {
      d[i + 1] = d[i] * rise(t, low + i, odds);
    }
    for (int i = mode; i > 0; i--) {
      d[i - 1] = d[i] / rise(t, low + i - 1, odds);
    }
    scale(d);
    return d;
  }

  /** How much likelier {@code x + 1} events among the treated are than x. */
  private static double rise(TwoByTwo t, double x, double odds) {
    return odds
        * ((t.treated() - x) / (x + 1))
        * ((t.events() - x) / (t.control() - t.events() + x + 1));
  }

  private static double[] convolve(double[] a, double[] b) {
    double[] c = new double[a.length + b.length - 1];
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < b.length; j++) {
        c[i + j] += a[i] * b[j];
      }
    }
    return c;
  }

  private static void scale(double[] d) {
    TwoSum sum = new TwoSum();
    for (double p : d) {
      sum.add(p);
    }
    Kernels.scale(d, 1 / sum.value(), d.length);
  }

  /**
   * Probabilities of 0, 1, … events beyond the fewest possible, without an effect and with odds
   * ratio {@code exp(lean)}, and the observed place among them.
   */
  private record Distribution(double[] d, double lean, double[] leaning, int at) {

    ExactTest test(int strata, double level) {
      double tail = (1 - level) / 2;
      double two = 0;
      for (double p : ascending()) {
        two += p <= d[at] * EQUALLY_LIKELY ? p : 0;
      }
      double low = at == 0 ? 0 : Math.exp(logOdds(log -> upper(tilted(log)) - tail));
      double high =
          at == d.length - 1
              ? Double.POSITIVE_INFINITY
              : Math.exp(logOdds(log -> tail - lower(tilted(log))));
      double middle =
          at == 0
              ? 0
              : at == d.length - 1
                  ? Double.POSITIVE_INFINITY
                  : Math.exp(logOdds(log -> mean(tilted(log)) - at));
      return new ExactTest(
          strata,
          Math.min(1, two),
          Math.min(1, upper(d)),
          Math.min(1, lower(d)),
          Math.min(1, two - d[at] / 2),
          middle,
          new ConfidenceInterval(level, low, high));
    }

    private double[] ascending() {
      double[] sorted = d.clone();
      Arrays.sort(sorted);
      return sorted;
    }

    private double upper(double[] p) {
      double sum = 0;
      for (int i = p.length - 1; i >= at; i--) {
        sum += p[i];
      }
      return sum;
    }

    private double lower(double[] p) {
      double sum = 0;
      for (int i = 0; i <= at; i++) {
        sum += p[i];
      }
      return sum;
    }

    private static double mean(double[] p) {
      double sum = 0;
      for (int i = 1; i < p.length; i++) {
        sum += i * p[i];
      }
      return sum;
    }

    /** Every quantity asked for rises with the odds ratio. */
    private static double logOdds(DoubleUnaryOperator rising) {
      double reach = 4;
      while (reach < FAR && rising.applyAsDouble(-reach) > 0 == rising.applyAsDouble(reach) > 0) {
        reach *= 2;
      }
      return Root.between(-Math.min(reach, FAR), Math.min(reach, FAR), rising);
    }

    /** The distribution when the odds ratio is {@code exp(log)}. */
    private double[] tilted(double log) {
      double[] p = new double[d.length];
      double largest = Double.NEGATIVE_INFINITY;
      for (int i = 0; i < p.length; i++) {
        p[i] = Math.log(leaning[i]) + i * (log - lean);
        largest = Math.max(largest, p[i]);
      }
      double sum = 0;
      for (int i = 0; i < p.length; i++) {
        p[i] = Math.exp(p[i] - largest);
        sum += p[i];
      }
      Kernels.scale(p, 1 / sum, p.length);
      return p;
    }
  }
}
