package org.equipoise.disclosure;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.equipoise.analysis.Effect;
import org.equipoise.analysis.Moment;
import org.equipoise.disclosure.CountNet.Count;
import org.equipoise.protocol.Arm;
import org.equipoise.protocol.Outcome.Measure;
import org.equipoise.protocol.Outcome.Source;
import org.jspecify.annotations.Nullable;

/**
 * Register outcomes that count the same people over and over: whoever has an event in a period has
 * had one by that period, and by every later one. The difference of two such counts is a number of
 * people.
 */
final class SoFar {

  /**
   * People with an event of one series.
   *
   * @param key series, group, arm, analysis and number of persons: only counts of one sample can be
   *     subtracted
   * @param period in it, or by it
   * @param sofar whether by it
   */
  record Counted(List<?> key, int period, boolean sofar, Count count) {}

  private final Whole whole;

  SoFar(Whole whole) {
    this.whole = whole;
  }

  /** What a comparison counts; empty when it counts no events of a series. */
  static Optional<Counted> counted(
      Effect e, Moment.AtPeriod at, Arm.Id arm, @Nullable Count with, int analysed) {
    if (with == null || !(e.outcome().source() instanceof Source.FromSeries from)) {
      return Optional.empty();
    }
    List<?> key =
        List.of(e.analysis().id(), from.series(), at.unit(), e.group(), arm, e.arm(), analysed);
    // A first event counted to the last period is no event.
    int by = at.measure() == Measure.FIRST ? at.number() - 1 : at.number();
    return Optional.of(new Counted(key, by, at.measure() != Measure.VALUE, with));
  }

  void tie(List<Counted> all) {
    Map<List<?>, List<Counted>> series = new LinkedHashMap<>();
    for (Counted counted : all) {
      series.computeIfAbsent(counted.key(), key -> new ArrayList<>()).add(counted);
    }
    series.values().forEach(this::chain);
  }

  private void chain(List<Counted> same) {
    List<Counted> sofar =
        same.stream()
            .filter(Counted::sofar)
            .sorted(Comparator.comparingInt(Counted::period))
            .toList();
    for (int i = 1; i < sofar.size(); i++) {
      tie(sofar.get(i), sofar.get(i - 1));
    }
    for (Counted in : same) {
      if (!in.sofar()) {
        sofar.stream()
            .filter(by -> by.period() >= in.period())
            .findFirst()
            .ifPresent(by -> tie(by, in));
      }
    }
  }

  private void tie(Counted larger, Counted smaller) {
    if (larger.count().value() >= smaller.count().value()) {
      whole.nested("so far = before + since", larger.count(), smaller.count());
    }
  }
}
