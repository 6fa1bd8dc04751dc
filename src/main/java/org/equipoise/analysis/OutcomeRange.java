package org.equipoise.analysis;

import java.util.Arrays;
import java.util.Optional;
import org.equipoise.protocol.Item;
import org.equipoise.protocol.Outcome;
import org.equipoise.protocol.Outcome.Measure;
import org.equipoise.protocol.Outcome.Source;
import org.equipoise.protocol.Protocol;
import org.equipoise.protocol.Range;
import org.equipoise.protocol.Scale;
import org.equipoise.protocol.Series;
import org.equipoise.protocol.ValueType;
import org.equipoise.protocol.Variable;

/**
 * Lowest and highest possible value of an outcome, as the protocol declares them.
 *
 * @param lowest the lowest
 * @param highest the highest
 */
record OutcomeRange(double lowest, double highest) {

  private static final OutcomeRange NO_YES = new OutcomeRange(0, 1);

  /** The range of an outcome at a moment; empty where the protocol sets no end to it. */
  static Optional<OutcomeRange> of(Protocol protocol, Outcome outcome, Moment moment) {
    if (outcome.type() == ValueType.BINARY) {
      return Optional.of(NO_YES);
    }
    Source source = outcome.source();
    if (source instanceof Source.FromItem from) {
      return of(protocol.item(from.item()).orElseThrow());
    } else if (source instanceof Source.FromScale from) {
      return of(protocol, protocol.scale(from.scale()).orElseThrow());
    } else if (source instanceof Source.FromVariable from) {
      Variable variable = protocol.variable(from.variable()).orElseThrow();
      return of(variable.type(), variable.range(), Coding.of(variable).scores());
    } else if (source instanceof Source.FromSeries from && moment instanceof Moment.AtPeriod at) {
      Series series =
          protocol.registerOf(from.series()).orElseThrow().series().stream()
              .filter(one -> one.id().equals(from.series()))
              .findFirst()
              .orElseThrow();
      return of(series, from.measure(), at.number());
    }
    return Optional.empty();
  }

  private static Optional<OutcomeRange> of(Item item) {
    return of(item.type(), item.range(), Coding.of(item).scores());
  }

  private static Optional<OutcomeRange> of(Protocol protocol, Scale scale) {
    Item first = protocol.item(scale.items().get(0)).orElseThrow();
    double times = scale.score() == Scale.Score.SUM ? scale.items().size() : 1;
    return of(first).map(item -> item.times(times));
  }

  private static Optional<OutcomeRange> of(Series series, Measure measure, int period) {
    return switch (measure) {
      case EVER -> Optional.of(NO_YES);
      case FIRST -> Optional.of(new OutcomeRange(1, period)).filter(range -> period > 1);
      case VALUE, MEAN -> of(series.type(), series.range(), Coding.of(series).scores());
      case SUM ->
          of(series.type(), series.range(), Coding.of(series).scores())
              .map(range -> range.times(period));
    };
  }

  private static Optional<OutcomeRange> of(ValueType type, Range range, double[] scores) {
    if (type == ValueType.BINARY) {
      return Optional.of(NO_YES);
    }
    if (scores.length > 1) {
      return Optional.of(
          new OutcomeRange(
              Arrays.stream(scores).min().orElseThrow(),
              Arrays.stream(scores).max().orElseThrow()));
    }
    boolean atLeastZero = type == ValueType.COUNT || type == ValueType.DURATION;
    if (range.max().isEmpty() || (range.min().isEmpty() && !atLeastZero)) {
      return Optional.empty();
    }
    double low = range.min().orElse(0);
    double high = range.max().getAsDouble();
    return low < high ? Optional.of(new OutcomeRange(low, high)) : Optional.empty();
  }

  private OutcomeRange times(double factor) {
    return new OutcomeRange(lowest * factor, highest * factor);
  }

  /** Whether every known value lies within. */
  boolean holds(double[] values) {
    return Arrays.stream(values)
        .allMatch(value -> Double.isNaN(value) || (value >= lowest && value <= highest));
  }
}
