package org.equipoise.simulate;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.equipoise.protocol.Assumptions;
import org.equipoise.protocol.Outcome;
import org.equipoise.protocol.Outcome.Measure;
import org.equipoise.protocol.Outcome.Source;
import org.equipoise.protocol.Protocol;
import org.equipoise.protocol.Register;
import org.equipoise.protocol.Series;
import org.equipoise.protocol.ValueType;

/**
 * How one register series comes about. Behind each value stands a normal variable that drifts
 * slowly from period to period, so that jobs and benefits come in spells.
 *
 * @param series the series
 * @param register the register that holds it
 * @param law distribution in the last period and what the service does to it
 * @param last the period in which the law's mean holds
 * @param drift how much higher the mean without the service is right after the draw, as a share of
 *     the mean in the last period; it wears off evenly
 * @param lasting share of variance that never changes within a person, in [0, 1)
 * @param sign 1 when high values go with good prospects, else -1
 */
record SeriesLaw(
    Series series, Register register, Law law, int last, double drift, double lasting, int sign) {

  /** Measures by how much they say of single periods: the first that has expectations decides. */
  private static final List<Measure> BY_CLOSENESS =
      List.of(Measure.VALUE, Measure.MEAN, Measure.SUM, Measure.EVER);

  private static final double USUAL_LASTING = 0.3;
  private static final double GROWING = -0.5;
  private static final double FADING = 0.4;
  private static final double HIGHEST_SHARE = 0.95;

  /** Monthly values vary this much more than their mean over the follow-up. */
  private static final double MONTH_TO_MEAN_SD = 1.3;

  /** The law of a series of a register. */
  static SeriesLaw of(Protocol protocol, Assumptions assumed, Register register, Series series) {
    for (Measure measure : BY_CLOSENESS) {
      for (Outcome outcome : outcomes(protocol, series).toList()) {
        Assumptions.Expected expected = assumed.outcomes().get(outcome.id());
        if (expected != null && from(outcome).measure() == measure) {
          return expected(expected, outcome, register, series);
        }
      }
    }
    return usual(protocol, register, series);
  }

  private static Stream<Outcome> outcomes(Protocol protocol, Series series) {
    return protocol.outcomes().stream()
        .filter(o -> o.source() instanceof Source.FromSeries f && f.series().equals(series.id()));
  }

  private static Source.FromSeries from(Outcome outcome) {
    return (Source.FromSeries) outcome.source();
  }

  private static SeriesLaw expected(
      Assumptions.Expected expected, Outcome outcome, Register register, Series series) {
    int last = from(outcome).at().stream().max(Integer::compare).orElse(register.to());
    int sign = sign(outcome);
    double lasting =
        expected.baselineCorrelation() > 0 ? expected.baselineCorrelation() : USUAL_LASTING;
    CohortGain gain = CohortGain.of(expected.laterCohorts());
    double sd = expected.sd().orElse(Law.usualSd(series.type(), List.of(), series.range()));
    double control = expected.control();
    return switch (from(outcome).measure()) {
      case VALUE -> {
        Law law = new Law(margin(series, control, sd), control, expected.effect(), gain);
        double drift = drift(series, control, sign);
        yield new SeriesLaw(series, register, law, last, drift, lasting, sign);
      }
      case MEAN, SUM -> {
        int periods = from(outcome).measure() == Measure.SUM ? last : 1;
        double mean = control / periods;
        Margin margin = margin(series, mean, MONTH_TO_MEAN_SD * sd / periods);
        Law law = new Law(margin, mean, expected.effect() / periods, gain);
        yield new SeriesLaw(series, register, law, last, 0, lasting, sign);
      }
      case EVER, FIRST -> {
        double[] needed =
            Paths.sharesForEver(last, lasting, control, Math.max(0, control + expected.effect()));
        Law law = new Law(new Margin.Coin(), needed[0], needed[1] - needed[0], gain);
        yield new SeriesLaw(series, register, law, last, 0, lasting, sign);
      }
    };
  }

  private static SeriesLaw usual(Protocol protocol, Register register, Series series) {
    double mean = Law.usualMean(series.type(), List.of(), series.range());
    double sd = Law.usualSd(series.type(), List.of(), series.range());
    int sign = outcomes(protocol, series).findFirst().map(SeriesLaw::sign).orElse(1);
    Law law = Law.untouched(margin(series, mean, sd), mean);
    return new SeriesLaw(series, register, law, register.to(), 0, USUAL_LASTING, sign);
  }

  private static Margin margin(Series series, double mean, double sd) {
    return series.type() == ValueType.BINARY
        ? new Margin.Coin()
        : Law.margin(series.type(), List.of(), series.range(), mean, sd);
  }

  private static int sign(Outcome outcome) {
    return outcome.direction() == Outcome.Direction.UP_GOOD ? 1 : -1;
  }

  private static double drift(Series series, double control, int sign) {
    if (sign > 0) {
      return GROWING;
    }
    return series.type() == ValueType.BINARY
        ? Math.max(0, Math.min(FADING, HIGHEST_SHARE / control - 1))
        : FADING;
  }

  /** Mean in a period without the service. */
  double control(int period) {
    double early = last <= 1 ? 0 : (last - Math.max(1, period)) / (double) (last - 1);
    return law.control() * (1 + drift * Math.max(0, early));
  }

  /** The value of a person at a rank from above in a period, at a share of the full effect. */
  double value(double rank, int period, double dose) {
    double mean = control(period) + law.effect() * dose;
    Margin margin = law.margin();
    return margin.score(margin.value(rank, mean));
  }

  /** Series that are in this register. */
  static List<SeriesLaw> of(Protocol protocol, Assumptions assumed, Register.Period period) {
    return protocol.registers().stream()
        .filter(register -> register.period() == period)
        .flatMap(
            r ->
                r.series().stream()
                    .filter(
                        s -> s.counting().parts().isEmpty()) // what is made of others has no law
                    .map(s -> of(protocol, assumed, r, s)))
        .toList();
  }

  /** Lengths of period that the registers use, in the order in which they come. */
  static List<Register.Period> periods(Protocol protocol) {
    return protocol.registers().stream().map(Register::period).distinct().toList();
  }

  /** Days in a period, on average over the years. */
  static double days(Register.Period period) {
    return switch (period) {
      case MONTH -> 365.25 / 12;
      case QUARTER -> 365.25 / 4;
      case YEAR -> 365.25;
    };
  }

  /** The periods at which outcomes look at a series. */
  static int[] moments(Outcome outcome) {
    return Arrays.stream(from(outcome).at().toArray(Integer[]::new))
        .mapToInt(Integer::intValue)
        .toArray();
  }
}
