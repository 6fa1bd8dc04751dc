package org.equipoise.claims;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The figures of one line of a table, which any two of imply the others: {@code statistic =
 * estimate / se}, {@code low, high = estimate -+ c se}, {@code p = P(|T| > |statistic|)} with c and
 * T of the convention. Their joint consequences are exact for every convention with fixed degrees
 * of freedom; where those are rounded, each figure may use its own, which only widens the answer.
 */
final class StatLine {

  /** What a line prints. */
  enum Part {
    ESTIMATE,
    SE,
    STATISTIC,
    LOW,
    HIGH,
    HALF,
    P
  }

  /**
   * A printed part.
   *
   * @param part what it is
   * @param name its name in the call
   * @param value what it can be; one piece
   */
  record Given(Part part, String name, StatValue value) {}

  private static final Part[] ENDS = {Part.LOW, Part.HIGH, Part.HALF};

  private final List<Given> given;

  StatLine(List<Given> given) {
    this.given = given.stream().sorted(Comparator.comparing(Given::part)).toList();
  }

  /** Whether the figures can all be true. */
  boolean possible(StatConvention convention) {
    return !values(Part.SE, convention, false, StatReading.HEDGES).isEmpty();
  }

  boolean gives(Part... parts) {
    return given.stream().anyMatch(each -> List.of(parts).contains(each.part()));
  }

  /**
   * What a part follows to be.
   *
   * @param wanted the part
   * @param convention the convention
   * @param negative whether the printed figure is below 0: of two possible signs it is taken first
   */
  StatValue follows(Part wanted, StatConvention convention, boolean negative) {
    Map<StatReading, List<StatRange>> known = new EnumMap<>(StatReading.class);
    return reading -> known.computeIfAbsent(reading, r -> values(wanted, convention, negative, r));
  }

  private List<StatRange> values(
      Part wanted, StatConvention convention, boolean negative, StatReading reading) {
    Known known = new Known(convention, reading, gives(ENDS) || List.of(ENDS).contains(wanted));
    double[] signs = negative ? new double[] {-1, 1} : new double[] {1, -1};
    List<StatRange> pieces = new ArrayList<>();
    for (double sign : signs) {
      Sided sided = new Sided(known, sign);
      StatRange value = reading == StatReading.NOMINAL ? sided.fewest(wanted) : sided.all(wanted);
      if (value != null) {
        pieces.add(value);
      }
    }
    return pieces;
  }

  /** What is known of the line under one convention, for estimates of either sign. */
  private final class Known {
    private final StatConvention convention;
    private final StatReference reference;
    private final StatRange critical;
    private final List<StatRange> values;

    Known(StatConvention convention, StatReading reading, boolean interval) {
      this.convention = convention;
      boolean plainly = reading == StatReading.NOMINAL;
      this.reference = plainly ? convention.reference().plainly() : convention.reference();
      // A quantile costs more than all the rest.
      if (!interval) {
        this.critical = StatRange.point(0);
      } else if (plainly) {
        this.critical = reference.exactCritical(convention.level());
      } else {
        this.critical = reference.critical(convention.level());
      }
      this.values =
          given.stream().map(each -> usable(each.part(), each.value().at(reading).get(0))).toList();
    }

    private StatRange usable(Part part, StatRange printed) {
      return switch (part) {
        case ESTIMATE, LOW, HIGH -> convention.logs() ? printed.log() : printed;
        case SE, HALF -> printed.notNegative();
        case STATISTIC -> printed;
        case P -> reference.sizes(printed, convention.tails());
      };
    }
  }

  /** The same for estimates of one sign. */
  private final class Sided {
    private final Known known;
    private final StatRange critical;
    private final List<StatRange> values;
    private final double sign;

    Sided(Known known, double sign) {
      this.known = known;
      this.critical = known.critical;
      this.values = known.values;
      this.sign = sign;
    }

    /** What all figures together leave. */
    @Nullable StatRange all(Part wanted) {
      StatCone cone = new StatCone();
      for (int i = 0; i < values.size(); i++) {
        restrict(cone, given.get(i).part(), values.get(i));
      }
      return read(wanted, cone);
    }

    /** What the fewest figures, in the order of parts, determine by themselves. */
    @Nullable StatRange fewest(Part wanted) {
      for (int i = 0; i < values.size(); i++) {
        for (int j = 0; j <= i; j++) {
          StatCone cone = new StatCone();
          restrict(cone, given.get(j).part(), values.get(j));
          restrict(cone, given.get(i).part(), values.get(i));
          StatRange value = read(wanted, cone);
          if (value != null && value.isPoint()) {
            return value;
          }
        }
      }
      return all(wanted);
    }

    private void restrict(StatCone cone, Part part, StatRange range) {
      switch (part) {
        case ESTIMATE -> cone.within(sign, 0, range);
        case SE -> cone.within(0, 1, range);
        case HALF -> {
          cone.within(0, critical.high(), new StatRange(range.low(), Double.POSITIVE_INFINITY));
          cone.within(0, critical.low(), new StatRange(0, range.high()));
        }
        case STATISTIC -> statistic(cone, range);
        case P -> ratio(cone, range, 1);
        case LOW -> end(cone, range, -critical.low(), -critical.high());
        case HIGH -> end(cone, range, critical.high(), critical.low());
      }
    }

    /** Tables often print the size of a statistic alone: one above 0 may belong to either sign. */
    private void statistic(StatCone cone, StatRange range) {
      ratio(cone, range, range.low() >= 0 ? 1 : sign);
    }

    private void ratio(StatCone cone, StatRange range, double side) {
      if (range.low() != Double.NEGATIVE_INFINITY) {
        cone.wall(side, -range.low(), 0);
      }
      if (range.high() != Double.POSITIVE_INFINITY) {
        cone.wall(-side, range.high(), 0);
      }
    }

    /**
     * An end of the interval: the widest factor may reach its near limit, the other its far one.
     */
    private void end(StatCone cone, StatRange range, double forLow, double forHigh) {
      cone.within(sign, forLow, new StatRange(range.low(), Double.POSITIVE_INFINITY));
      cone.within(sign, forHigh, new StatRange(Double.NEGATIVE_INFINITY, range.high()));
    }

    private @Nullable StatRange read(Part wanted, StatCone cone) {
      StatRange value =
          switch (wanted) {
            case ESTIMATE -> cone.values(sign, 0);
            case SE -> cone.values(0, 1);
            case HALF -> both(cone.values(0, critical.low()), cone.values(0, critical.high()));
            case STATISTIC -> {
              StatRange sizes = cone.ratios();
              yield sizes == null ? null : sizes.times(sign);
            }
            case P -> {
              StatRange sizes = cone.ratios();
              yield sizes == null ? null : known.reference.pValues(sizes, known.convention.tails());
            }
            case LOW ->
                both(cone.values(sign, -critical.low()), cone.values(sign, -critical.high()));
            case HIGH ->
                both(cone.values(sign, critical.low()), cone.values(sign, critical.high()));
          };
      boolean back = wanted == Part.ESTIMATE || wanted == Part.LOW || wanted == Part.HIGH;
      return value != null && back && known.convention.logs() ? value.exp() : value;
    }

    private static @Nullable StatRange both(@Nullable StatRange a, @Nullable StatRange b) {
      return a == null || b == null ? null : a.hull(b);
    }
  }
}
