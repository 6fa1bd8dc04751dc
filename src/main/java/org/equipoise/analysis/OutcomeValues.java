package org.equipoise.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.equipoise.frame.CategoryColumn;
import org.equipoise.frame.Column;
import org.equipoise.frame.NumberColumn;
import org.equipoise.protocol.Item;
import org.equipoise.protocol.Level;
import org.equipoise.protocol.Outcome;
import org.equipoise.protocol.Outcome.Measure;
import org.equipoise.protocol.Outcome.Source;
import org.equipoise.protocol.Protocol;
import org.equipoise.protocol.Register;
import org.equipoise.protocol.Scale;
import org.equipoise.protocol.Wave;
import org.equipoise.waves.ScaleScore;

/** One number a person for an outcome at a moment; NaN is missing. */
final class OutcomeValues {

  private final Protocol protocol;
  private final TrialData data;

  OutcomeValues(Protocol protocol, TrialData data) {
    this.protocol = protocol;
    this.data = data;
  }

  /** When the outcome is compared, in the order planned. */
  static List<Moment> moments(Protocol protocol, Outcome outcome) {
    List<Moment> moments = new ArrayList<>();
    if (outcome.source() instanceof Source.FromItem from) {
      from.at().forEach(wave -> moments.add(new Moment.AtWave(wave)));
    } else if (outcome.source() instanceof Source.FromScale from) {
      from.at().forEach(wave -> moments.add(new Moment.AtWave(wave)));
    } else if (outcome.source() instanceof Source.Index from) {
      from.at().forEach(wave -> moments.add(new Moment.AtWave(wave)));
    } else if (outcome.source() instanceof Source.FromSeries from) {
      Register register = protocol.registerOf(from.series()).orElseThrow();
      for (int period : from.at()) {
        moments.add(new Moment.AtPeriod(register.period(), period, from.measure()));
      }
    } else {
      moments.add(new Moment.Once());
    }
    return moments;
  }

  double[] at(Outcome outcome, Moment moment) {
    if (outcome.source() instanceof Source.Index index && moment instanceof Moment.AtWave at) {
      return IndexValues.of(protocol, data, index, at.wave());
    }
    if (moment instanceof Moment.AtWave at) {
      return atWave(outcome.source(), at.wave());
    }
    if (moment instanceof Moment.AtPeriod at
        && outcome.source() instanceof Source.FromSeries from) {
      return atPeriod(from, at.number());
    }
    Source.FromVariable from = (Source.FromVariable) outcome.source();
    return from.yesWhen().isEmpty()
        ? data.numbers(from.variable())
        : counted(data.variable(from.variable()), from.yesWhen());
  }

  /** The outcome's own value before the draw, where the baseline wave asked for it. */
  Optional<double[]> before(Outcome outcome) {
    Optional<Wave> wave = protocol.baselineWave();
    if (wave.isEmpty() || outcome.source() instanceof Source.FromSeries) {
      return Optional.empty();
    }
    Wave.Id id = wave.get().id();
    if (outcome.source() instanceof Source.Index index) {
      boolean asked =
          index.of().stream()
              .allMatch(part -> before(protocol.outcome(part).orElseThrow()).isPresent());
      return asked ? Optional.of(IndexValues.of(protocol, data, index, id)) : Optional.empty();
    }
    if (outcome.source() instanceof Source.FromItem from) {
      return data.has(from.item(), id)
          ? Optional.of(atWave(outcome.source(), id))
          : Optional.empty();
    }
    if (outcome.source() instanceof Source.FromScale from) {
      Scale scale = protocol.scale(from.scale()).orElseThrow();
      boolean asked = scale.items().stream().allMatch(item -> data.has(item, id));
      return asked ? Optional.of(atWave(outcome.source(), id)) : Optional.empty();
    }
    return Optional.empty();
  }

  /** Answers to one item as numbers. */
  double[] numbers(Item.Id id, Wave.Id wave) {
    return Coding.of(protocol.item(id).orElseThrow()).numbers(data.answers(id, wave));
  }

  /** The outcome's value at any wave that asks for it, the baseline too. */
  double[] at(Outcome outcome, Wave.Id wave) {
    return outcome.source() instanceof Source.Index index
        ? IndexValues.of(protocol, data, index, wave)
        : atWave(outcome.source(), wave);
  }

  /**
   * Time to the first period above 0 for a series read as {@link Measure#FIRST}.
   *
   * @param time periods until it, or until the last period known; 0 when nothing is known
   * @param event whether it came by the horizon
   */
  record FirstEvent(double[] time, boolean[] event) {}

  /** The first event within {@code horizon} periods, persons followed as long as they are known. */
  FirstEvent firstEvent(Source.FromSeries from, int horizon) {
    double[] time = new double[data.size()];
    boolean[] event = new boolean[data.size()];
    boolean[] lost = new boolean[data.size()];
    for (int t = 1; t <= horizon; t++) {
      double[] values = data.series(from.series(), t);
      for (int i = 0; i < time.length; i++) {
        if (!event[i] && !lost[i]) {
          lost[i] = Double.isNaN(values[i]);
          event[i] = values[i] > 0;
          time[i] = lost[i] ? time[i] : t;
        }
      }
    }
    return new FirstEvent(time, event);
  }

  private double[] atWave(Source source, Wave.Id wave) {
    if (source instanceof Source.FromScale from) {
      return scores(protocol.scale(from.scale()).orElseThrow(), wave);
    }
    Source.FromItem from = (Source.FromItem) source;
    if (from.yesWhen().isEmpty()) {
      return numbers(from.item(), wave);
    }
    return counted(data.answers(from.item(), wave), from.yesWhen());
  }

  /** 1 where the value is one of the codes, 0 where it is another. */
  private static double[] counted(Column column, List<String> yes) {
    if (column instanceof CategoryColumn categories) {
      double[] byCode = new double[categories.levels().size()];
      for (int code = 0; code < byCode.length; code++) {
        byCode[code] = yes.contains(categories.levels().get(code)) ? 1 : 0;
      }
      return Coding.recoded(categories, byCode);
    }
    double[] accepted = yes.stream().mapToDouble(Double::parseDouble).toArray();
    double[] values = ((NumberColumn) column).values().clone();
    for (int i = 0; i < values.length; i++) {
      if (!Double.isNaN(values[i])) {
        double value = values[i];
        values[i] = Arrays.stream(accepted).anyMatch(code -> code == value) ? 1 : 0;
      }
    }
    return values;
  }

  private double[] scores(Scale scale, Wave.Id wave) {
    double[][] items = new double[scale.items().size()][];
    for (int j = 0; j < items.length; j++) {
      items[j] = numbers(scale.items().get(j), wave);
    }
    double[] ends = ends(protocol.item(scale.items().get(0)).orElseThrow());
    return ScaleScore.of(scale, items, ends[0], ends[1]);
  }

  /** Lowest and highest possible answer. */
  static double[] ends(Item item) {
    List<Level> levels = item.levels();
    if (levels.isEmpty()) {
      return new double[] {item.range().min().orElse(0), item.range().max().orElse(1)};
    }
    double[] scores = Coding.of(item).scores();
    return new double[] {
      Arrays.stream(scores).min().orElseThrow(), Arrays.stream(scores).max().orElseThrow()
    };
  }

  private double[] atPeriod(Source.FromSeries from, int period) {
    if (from.measure() == Measure.VALUE) {
      return data.series(from.series(), period);
    }
    if (from.measure() == Measure.FIRST) {
      return untilFirst(firstEvent(from, period), period);
    }
    double[] result = new double[data.size()];
    boolean ever = from.measure() == Measure.EVER;
    for (int t = 1; t <= period; t++) {
      double[] values = data.series(from.series(), t);
      for (int i = 0; i < result.length; i++) {
        // A person seen above 0 once is "ever", whatever is missing elsewhere.
        result[i] = ever ? everSoFar(result[i], values[i]) : result[i] + values[i];
      }
    }
    if (from.measure() == Measure.MEAN) {
      for (int i = 0; i < result.length; i++) {
        result[i] /= period;
      }
    }
    return result;
  }

  /** Periods until the first event, at most the horizon; NaN for persons lost before either. */
  private static double[] untilFirst(FirstEvent first, int horizon) {
    double[] result = first.time().clone();
    for (int i = 0; i < result.length; i++) {
      if (!first.event()[i] && result[i] < horizon) {
        result[i] = Double.NaN;
      }
    }
    return result;
  }

  private static double everSoFar(double sofar, double value) {
    if (sofar == 1 || value > 0) {
      return 1;
    }
    return Double.isNaN(sofar) || Double.isNaN(value) ? Double.NaN : 0;
  }
}
