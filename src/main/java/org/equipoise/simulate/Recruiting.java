package org.equipoise.simulate;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.SharedStateContinuousSampler;
import org.equipoise.protocol.Assumptions;
import org.equipoise.protocol.Protocol;
import org.equipoise.protocol.Range;
import org.equipoise.protocol.Unit;
import org.equipoise.protocol.Variable;

/**
 * Makes the people of a trial. What is known of them before the draw has exactly the assumed shares
 * and means over the population, and goes a little with the factor behind all that happens later.
 */
final class Recruiting {

  /** Correlation of a baseline variable with the factor. */
  private static final double LOADING = 0.25;

  /** Share of the factor's variance that members of a household or cluster have in common. */
  private static final double SHARED_IN_UNIT = 0.05;

  private static final double HOUSEHOLDS_OF_TWO = 0.2;
  private static final int CLUSTER_SIZE = 20;

  /** Share of those not drawn who refused a consent, where they could also fail a criterion. */
  private static final double REFUSED = 0.6;

  private final Protocol protocol;
  private final Assumptions assumed;
  private final IntakeDays intake;

  Recruiting(Protocol protocol, Assumptions assumed, IntakeDays intake) {
    this.protocol = protocol;
    this.assumed = assumed;
    this.intake = intake;
  }

  People recruit(UniformRandomProvider coming, UniformRandomProvider traits) {
    int referred = assumed.referred();
    int[] day = new int[referred];
    for (int row = 0; row < referred; row++) {
      day[row] = intake.draw(coming);
    }
    Arrays.sort(day);
    int[] drawn = chooseDrawn(coming, referred);
    int[] refusal = refusals(coming, referred, drawn);
    int[] unit = units(coming, drawn.length);
    double[] factor = factors(traits, referred, drawn, unit);
    Map<Variable.Id, int[]> codes = new LinkedHashMap<>();
    Map<Variable.Id, double[]> numbers = new LinkedHashMap<>();
    for (Variable.Id builtIn : List.of(Protocol.SITE, Protocol.REFERRER)) {
      protocol
          .variable(builtIn)
          .ifPresent(v -> codes.put(builtIn, levels(v, 0, factor, Gauss.sampler(traits))));
    }
    Optional<Variable> month = IntakeDays.monthVariable(protocol);
    for (Variable variable : protocol.variables()) {
      if (variable.bands() != null || !variable.baseline()) {
        continue;
      }
      if (month.isPresent() && month.get().equals(variable)) {
        codes.put(variable.id(), months(variable, day));
      } else if (!People.levels(variable).isEmpty()) {
        codes.put(variable.id(), levels(variable, LOADING, factor, Gauss.sampler(traits)));
      } else if (variable.type().numeric()) {
        numbers.put(variable.id(), numbers(variable, factor, Gauss.sampler(traits)));
      }
    }
    shareInUnits(day, codes, drawn, unit);
    for (Variable variable : protocol.variables()) {
      Variable.Bands bands = variable.bands();
      double[] cut = bands == null ? null : numbers.get(bands.of());
      if (bands != null && cut != null) {
        codes.put(variable.id(), banded(variable, bands, cut));
      }
    }
    return new People(day, factor, codes, numbers, drawn, unit, refusal);
  }

  private int[] chooseDrawn(UniformRandomProvider stream, int referred) {
    int wanted = Math.toIntExact(Math.round(referred * assumed.consenting()));
    int[] rows = new int[wanted];
    int chosen = 0;
    for (int row = 0; chosen < wanted; row++) {
      // Each of the rows left is as likely as any other to be among those still wanted.
      if (stream.nextInt(referred - row) < wanted - chosen) {
        rows[chosen++] = row;
      }
    }
    return rows;
  }

  private int[] refusals(UniformRandomProvider stream, int referred, int[] drawn) {
    int[] required =
        IntStream.range(0, protocol.consents().size())
            .filter(i -> protocol.consents().get(i).required())
            .toArray();
    int criteria = protocol.eligibility().size();
    int[] refusal = new int[referred];
    Arrays.fill(refusal, People.NOT_STATED);
    for (int row : drawn) {
      refusal[row] = People.NONE;
    }
    for (int row = 0; row < referred; row++) {
      if (refusal[row] == People.NONE || required.length + criteria == 0) {
        continue;
      }
      boolean refused = criteria == 0 || (required.length > 0 && stream.nextDouble() < REFUSED);
      refusal[row] =
          refused
              ? required[stream.nextInt(required.length)]
              : protocol.consents().size() + stream.nextInt(criteria);
    }
    return refusal;
  }

  private int[] units(UniformRandomProvider stream, int drawn) {
    int[] unit = new int[drawn];
    int current = -1;
    int free = 0;
    for (int i = 0; i < drawn; i++) {
      if (free == 0) {
        current++;
        free =
            switch (protocol.unit().kind()) {
              case PERSON -> 1;
              case HOUSEHOLD -> stream.nextDouble() < HOUSEHOLDS_OF_TWO ? 2 : 1;
              case CLUSTER -> CLUSTER_SIZE;
            };
      }
      unit[i] = current;
      free--;
    }
    return unit;
  }

  private double[] factors(UniformRandomProvider stream, int referred, int[] drawn, int[] unit) {
    SharedStateContinuousSampler gauss = Gauss.sampler(stream);
    double[] factor = new double[referred];
    for (int row = 0; row < referred; row++) {
      factor[row] = gauss.sample();
    }
    if (protocol.unit().kind() != Unit.Kind.PERSON) {
      double common = 0;
      for (int i = 0; i < drawn.length; i++) {
        common = i > 0 && unit[i] == unit[i - 1] ? common : gauss.sample();
        factor[drawn[i]] =
            Math.sqrt(SHARED_IN_UNIT) * common + Math.sqrt(1 - SHARED_IN_UNIT) * factor[drawn[i]];
      }
    }
    return factor;
  }

  private int[] levels(
      Variable variable, double loading, double[] factor, SharedStateContinuousSampler gauss) {
    double[] shares = shares(variable);
    int[] codes = new int[factor.length];
    for (int row = 0; row < codes.length; row++) {
      double z = loading * factor[row] + Math.sqrt(1 - loading * loading) * gauss.sample();
      double left = Gauss.below(z);
      int code = 0;
      while (code < shares.length - 1 && left >= shares[code]) {
        left -= shares[code];
        code++;
      }
      codes[row] = code;
    }
    return codes;
  }

  /** Shares of the levels; those not stated share what is left evenly. */
  private double[] shares(Variable variable) {
    List<String> levels = People.levels(variable);
    Map<String, Double> stated = assumed.levels().getOrDefault(variable.id(), Map.of());
    double left = 1;
    int open = 0;
    for (String level : levels) {
      Double share = stated.get(level);
      left -= share == null ? 0 : share;
      open += share == null ? 1 : 0;
    }
    double each = open == 0 ? 0 : Math.max(0, left) / open;
    return levels.stream().mapToDouble(level -> stated.getOrDefault(level, each)).toArray();
  }

  private double[] numbers(Variable variable, double[] factor, SharedStateContinuousSampler gauss) {
    Range range = variable.range();
    Assumptions.Spread stated = assumed.numbers().get(variable.id());
    double mean = stated != null ? stated.mean() : Law.usualMean(variable.type(), List.of(), range);
    double sd = stated != null ? stated.sd() : Law.usualSd(variable.type(), List.of(), range);
    Margin margin = Law.margin(variable.type(), List.of(), range, mean, sd);
    double[] values = new double[factor.length];
    for (int row = 0; row < values.length; row++) {
      double z = LOADING * factor[row] + Math.sqrt(1 - LOADING * LOADING) * gauss.sample();
      double value = margin.score(margin.value(Gauss.above(z), mean));
      values[row] = Math.min(range.max().orElse(value), Math.max(range.min().orElse(value), value));
    }
    return values;
  }

  private int[] months(Variable variable, int[] day) {
    List<String> levels = People.levels(variable);
    return Arrays.stream(day)
        .map(d -> levels.indexOf(YearMonth.from(date(d)).toString()))
        .toArray();
  }

  private LocalDate date(int day) {
    return LocalDate.ofEpochDay(intake.firstEpochDay() + (long) day);
  }

  /** Members of a household or cluster come together and stand in the same stratum. */
  private void shareInUnits(int[] day, Map<Variable.Id, int[]> codes, int[] drawn, int[] unit) {
    for (int i = 1; i < drawn.length; i++) {
      if (unit[i] == unit[i - 1]) {
        day[drawn[i]] = day[drawn[i - 1]];
        for (Variable.Id stratum : protocol.strata()) {
          int[] levels = codes.get(stratum);
          if (levels != null) {
            levels[drawn[i]] = levels[drawn[i - 1]];
          }
        }
      }
    }
  }

  private static int[] banded(Variable variable, Variable.Bands bands, double[] values) {
    List<String> levels = People.levels(variable);
    return Arrays.stream(values)
        .mapToInt(
            value ->
                bands.bands().stream()
                    .filter(band -> band.range().contains(value))
                    .mapToInt(band -> levels.indexOf(band.code()))
                    .findFirst()
                    .orElse(-1))
        .toArray();
  }
}
