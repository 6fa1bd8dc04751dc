package org.equipoise.disclosure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.equipoise.analysis.Effect;
import org.equipoise.disclosure.CountNet.Count;
import org.equipoise.protocol.Arm;
import org.equipoise.protocol.Item;
import org.equipoise.protocol.Level;
import org.equipoise.protocol.Outcome;
import org.equipoise.protocol.Outcome.Source;
import org.equipoise.protocol.Protocol;
import org.equipoise.protocol.ValueType;
import org.equipoise.protocol.Variable;
import org.jspecify.annotations.Nullable;

/**
 * Yes-or-no outcomes made of one item by different answers that count as yes. Those who answered 4
 * or 5 less those who answered 4 are those who answered 5.
 */
final class AnswerShares {

  /**
   * Whom one of these outcomes counts.
   *
   * @param key source, moment, analysis, group, arms and number of persons: only counts of one
   *     sample can be subtracted
   */
  record Share(List<?> key, Outcome outcome, Count analysed, Count with, Count without) {}

  private final Whole whole;
  private final Protocol protocol;

  AnswerShares(Whole whole, Protocol protocol) {
    this.whole = whole;
    this.protocol = protocol;
  }

  /** What a comparison counts; empty when it counts no answers to an item. */
  static Optional<Share> share(
      Effect e, Arm.Id arm, Count analysed, @Nullable Count with, @Nullable Count without) {
    Object source =
        e.outcome().source() instanceof Source.FromItem from
            ? from.item()
            : e.outcome().source() instanceof Source.FromVariable from ? from.variable() : null;
    boolean shares = e.outcome().type() == ValueType.BINARY && e.ladder().taken() == null;
    if (!shares || source == null || with == null || without == null) {
      return Optional.empty();
    }
    List<?> key =
        List.of(
            source,
            e.moment(),
            e.analysis().id(),
            e.group(),
            arm,
            e.arm(),
            e.outcome().appliesTo(),
            analysed.value());
    return Optional.of(new Share(key, e.outcome(), analysed, with, without));
  }

  void tie(Stream<Share> all) {
    Map<List<?>, List<Share>> samples = new LinkedHashMap<>();
    all.forEach(share -> samples.computeIfAbsent(share.key(), k -> new ArrayList<>()).add(share));
    for (List<Share> same : samples.values()) {
      if (same.size() > 1) {
        tie(same);
      }
    }
  }

  private void tie(List<Share> same) {
    List<Divisions.Part> parts = new ArrayList<>();
    for (Share share : same) {
      parts.add(new Divisions.Part(Region.ALL, List.of(share.analysed())));
      List<String> levels = levels(share.outcome());
      Region yes = Region.of("answer", yes(share.outcome()));
      parts.add(new Divisions.Part(yes, List.of(share.with())));
      yes.others(levels)
          .ifPresent(no -> parts.add(new Divisions.Part(no, List.of(share.without()))));
    }
    new Divisions(whole, "answers to one item").tie(parts, variable -> List.of());
  }

  private static List<String> yes(Outcome outcome) {
    List<String> yes =
        outcome.source() instanceof Source.FromItem from
            ? from.yesWhen()
            : outcome.source() instanceof Source.FromVariable from ? from.yesWhen() : List.of();
    return yes.isEmpty() ? List.of("yes") : yes;
  }

  private List<String> levels(Outcome outcome) {
    List<Level> levels =
        outcome.source() instanceof Source.FromItem from
            ? protocol.item(from.item()).map(Item::levels).orElse(List.of())
            : outcome.source() instanceof Source.FromVariable from
                ? protocol.variable(from.variable()).map(Variable::levels).orElse(List.of())
                : List.of();
    return levels.isEmpty() ? List.of("yes", "no") : levels.stream().map(Level::code).toList();
  }
}
