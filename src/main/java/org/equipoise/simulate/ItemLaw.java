package org.equipoise.simulate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.equipoise.protocol.Assumptions;
import org.equipoise.protocol.Item;
import org.equipoise.protocol.Outcome;
import org.equipoise.protocol.Outcome.Source;
import org.equipoise.protocol.Protocol;
import org.equipoise.protocol.Scale;
import org.equipoise.protocol.ValueType;

/**
 * How the answers to one item come about. Behind each stands a normal variable: a part that lasts
 * from wave to wave, a mood of the day shared by all items of a wave, and the rest.
 *
 * @param item the item
 * @param law distribution of the answer and what the service does to it
 * @param lasting share of variance that lasts over waves, in [0, 1)
 * @param mood share of variance common to the items of a wave, in [0, 1 - lasting]
 * @param trait number of the lasting trait: the items of one scale have the same
 * @param sign 1 when high values go with good prospects, else -1
 */
record ItemLaw(Item item, Law law, double lasting, double mood, int trait, int sign) {

  private static final double MOOD = 0.1;
  private static final double USUAL_CORRELATION = 0.5;

  /** Correlation between the items of a scale at one wave. */
  private static final double WITHIN_SCALE = 0.45;

  /** The items that can be answered with a value, free text being another matter. */
  static List<ItemLaw> of(Protocol protocol, Assumptions assumed) {
    List<ItemLaw> laws = new ArrayList<>();
    for (Item item : protocol.items()) {
      if (item.type() == ValueType.TEXT || item.type() == ValueType.DATE) {
        continue;
      }
      int own = laws.size();
      laws.add(
          direct(protocol, assumed, item, own)
              .or(() -> inScale(protocol, assumed, item))
              .or(() -> shareOf(protocol, assumed, item, own))
              .orElseGet(() -> usual(item, own)));
    }
    return laws;
  }

  /** The item is itself an outcome on its own scores. */
  private static Optional<ItemLaw> direct(
      Protocol protocol, Assumptions assumed, Item item, int trait) {
    for (Outcome outcome : protocol.outcomes()) {
      Assumptions.Expected expected = assumed.outcomes().get(outcome.id());
      if (expected != null
          && outcome.source() instanceof Source.FromItem from
          && from.item().equals(item.id())
          && from.yesWhen().isEmpty()) {
        Margin margin = margin(item, expected.control(), expected.sd());
        return Optional.of(
            single(
                item, law(margin, expected), expected.baselineCorrelation(), trait, sign(outcome)));
      }
    }
    return Optional.empty();
  }

  /**
   * The item is part of a scale that is an outcome: what is expected of the score is shared out.
   */
  private static Optional<ItemLaw> inScale(Protocol protocol, Assumptions assumed, Item item) {
    for (Outcome outcome : protocol.outcomes()) {
      Assumptions.Expected expected = assumed.outcomes().get(outcome.id());
      if (expected == null || !(outcome.source() instanceof Source.FromScale from)) {
        continue;
      }
      Scale scale = protocol.scale(from.scale()).orElseThrow();
      if (!scale.items().contains(item.id())) {
        continue;
      }
      int items = scale.items().size();
      int parts = scale.score() == Scale.Score.SUM ? items : 1;
      double stays = expected.baselineCorrelation();
      // All lasting variance is common to the scale: it makes up k a / (1 + (k - 1) c) of the
      // score's variance, with c the correlation of two items at one wave and a <= c.
      double within = Math.max(WITHIN_SCALE, stays / (items - stays * (items - 1)));
      double inflation = 1 + (items - 1) * within;
      double lasting = stays * inflation / items;
      double itemSd =
          expected.sd().orElse(Law.usualSd(item.type(), item.levels(), item.range()) * parts)
              / parts
              * Math.sqrt(items / inflation);
      boolean reversed = scale.reversed().contains(item.id());
      double mean = expected.control() / parts;
      double control = reversed ? ends(item) - mean : mean;
      double effect = (reversed ? -1 : 1) * expected.effect() / parts;
      Margin margin = margin(item, control, OptionalDouble.of(itemSd));
      Law law = new Law(margin, control, effect, CohortGain.of(expected.laterCohorts()));
      // Scales are numbered below zero, so that they never meet an item of its own trait.
      int trait = -1 - protocol.scales().indexOf(scale);
      int sign = (reversed ? -1 : 1) * sign(outcome);
      return Optional.of(new ItemLaw(item, law, lasting, within - lasting, trait, sign));
    }
    return Optional.empty();
  }

  /** The item is an outcome only through the share who give some answers. */
  private static Optional<ItemLaw> shareOf(
      Protocol protocol, Assumptions assumed, Item item, int trait) {
    for (Outcome outcome : protocol.outcomes()) {
      Assumptions.Expected expected = assumed.outcomes().get(outcome.id());
      if (expected != null
          && outcome.source() instanceof Source.FromItem from
          && from.item().equals(item.id())
          && margin(item, usualMean(item), OptionalDouble.empty()) instanceof Ladder ladder) {
        boolean[] yes = yes(item, from.yesWhen());
        double control = meanWithShare(ladder, yes, expected.control());
        double served = meanWithShare(ladder, yes, expected.control() + expected.effect());
        Law law =
            new Law(ladder, control, served - control, CohortGain.of(expected.laterCohorts()));
        return Optional.of(single(item, law, expected.baselineCorrelation(), trait, sign(outcome)));
      }
    }
    return Optional.empty();
  }

  private static ItemLaw usual(Item item, int trait) {
    double mean = usualMean(item);
    Law law = Law.untouched(margin(item, mean, OptionalDouble.empty()), mean);
    return single(item, law, USUAL_CORRELATION, trait, 1);
  }

  private static ItemLaw single(Item item, Law law, double correlation, int trait, int sign) {
    double lasting =
        law.margin() instanceof Ladder ladder
            ? ladder.latentCorrelation(law.control(), correlation)
            : correlation;
    return new ItemLaw(item, law, lasting, Math.min(MOOD, 1 - lasting), trait, sign);
  }

  private static Law law(Margin margin, Assumptions.Expected expected) {
    return new Law(
        margin, expected.control(), expected.effect(), CohortGain.of(expected.laterCohorts()));
  }

  private static int sign(Outcome outcome) {
    return outcome.direction() == Outcome.Direction.DOWN_GOOD ? -1 : 1;
  }

  private static Margin margin(Item item, double mean, OptionalDouble sd) {
    double spread = sd.orElse(Law.usualSd(item.type(), item.levels(), item.range()));
    return Law.margin(item.type(), item.levels(), item.range(), mean, spread);
  }

  private static double usualMean(Item item) {
    return Law.usualMean(item.type(), item.levels(), item.range());
  }

  /** Lowest plus highest score: what a reversed answer is taken from. */
  static double ends(Item item) {
    if (item.type() == ValueType.ORDINAL && !item.levels().isEmpty()) {
      double[] scores = Law.scores(item.levels());
      return scores[0] + scores[scores.length - 1];
    }
    return item.type() == ValueType.BINARY
        ? 1
        : item.range().min().orElse(0) + item.range().max().orElse(0);
  }

  /** For each level whether it counts as yes; the last does when none is named. */
  static boolean[] yes(Item item, List<String> yesWhen) {
    List<String> codes = People.levels(item.type(), item.levels());
    List<String> counted =
        yesWhen.isEmpty() && !codes.isEmpty()
            ? codes.subList(codes.size() - 1, codes.size())
            : yesWhen;
    boolean[] yes = new boolean[codes.size()];
    for (int level = 0; level < yes.length; level++) {
      yes[level] = counted.contains(codes.get(level));
    }
    return yes;
  }

  /** Share of the population whose level counts as yes, at a mean of the scores. */
  static double shareOfYes(Ladder ladder, boolean[] yes, double mean) {
    double[] shares = ladder.shares(mean);
    double sum = 0;
    for (int level = 0; level < shares.length; level++) {
      sum += yes[level] ? shares[level] : 0;
    }
    return sum;
  }

  /** The mean of the scores at which so many answer yes, where more yes goes with one end. */
  private static double meanWithShare(Ladder ladder, boolean[] yes, double share) {
    double low = ladder.score(0);
    double high = ladder.score(ladder.levels() - 1.0);
    boolean rising = yes[yes.length - 1];
    while (high - low > 1e-9) {
      double middle = (low + high) / 2;
      if (shareOfYes(ladder, yes, middle) < share == rising) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return (low + high) / 2;
  }

  /** The laws by the code of their item. */
  static Map<Item.Id, ItemLaw> byItem(List<ItemLaw> laws) {
    Map<Item.Id, ItemLaw> byItem = new LinkedHashMap<>();
    laws.forEach(law -> byItem.put(law.item().id(), law));
    return byItem;
  }
}
