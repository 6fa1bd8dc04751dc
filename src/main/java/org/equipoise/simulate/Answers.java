package org.equipoise.simulate;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.SharedStateContinuousSampler;
import org.equipoise.analysis.Moment;
import org.equipoise.protocol.Item;
import org.equipoise.protocol.Outcome;
import org.equipoise.protocol.Outcome.Source;
import org.equipoise.protocol.Protocol;
import org.equipoise.protocol.Scale;
import org.equipoise.protocol.Wave;

/**
 * What everybody drawn would answer to every item at every wave in every world, whether asked,
 * reached and willing or not.
 */
final class Answers {

  /** Share of a trait's variance that comes from the person's factor. */
  private static final double TRAIT_FACTOR = 0.5;

  private final Protocol protocol;
  private final List<ItemLaw> laws;
  private final Map<Item.Id, ItemLaw> byItem;
  private final Worlds worlds;

  /** By item and wave, each person's standard normal variable behind the answer. */
  private final double[][][] latent;

  private Answers(Protocol protocol, List<ItemLaw> laws, Worlds worlds, double[][][] latent) {
    this.protocol = protocol;
    this.laws = laws;
    this.byItem = ItemLaw.byItem(laws);
    this.worlds = worlds;
    this.latent = latent;
  }

  /**
   * Draws the answers.
   *
   * @param factor the factor of each person drawn
   */
  static Answers draw(
      Protocol protocol,
      List<ItemLaw> laws,
      Worlds worlds,
      double[] factor,
      UniformRandomProvider stream) {
    SharedStateContinuousSampler gauss = Gauss.sampler(stream);
    int waves = protocol.waves().size();
    double[][][] latent = new double[laws.size()][waves][worlds.people()];
    for (int person = 0; person < worlds.people(); person++) {
      Map<Integer, Double> traits = new HashMap<>();
      double[] mood = new double[waves];
      Arrays.setAll(mood, w -> gauss.sample());
      for (int i = 0; i < laws.size(); i++) {
        ItemLaw law = laws.get(i);
        double own = traits.computeIfAbsent(law.trait(), t -> gauss.sample());
        double trait = Math.sqrt(TRAIT_FACTOR) * factor[person] + Math.sqrt(1 - TRAIT_FACTOR) * own;
        for (int w = 0; w < waves; w++) {
          latent[i][w][person] =
              law.sign() * (Math.sqrt(law.lasting()) * trait + Math.sqrt(law.mood()) * mood[w])
                  + Math.sqrt(Math.max(0, 1 - law.lasting() - law.mood())) * gauss.sample();
        }
      }
    }
    return new Answers(protocol, laws, worlds, latent);
  }

  List<ItemLaw> laws() {
    return laws;
  }

  /** Place of an item among the laws; -1 when it has no value to simulate. */
  int indexOf(Item.Id item) {
    return byItem.containsKey(item) ? laws.indexOf(byItem.get(item)) : -1;
  }

  /** The person's standard normal variable behind an answer; items and waves count from 0. */
  double latent(int item, int wave, int person) {
    return latent[item][wave][person];
  }

  /** The answer in a world: the index of a level, or a number. */
  double answer(int item, int wave, int world, int person) {
    return answerAt(item, wave, world, person, latent[item][wave][person]);
  }

  /** The answer that somebody with another latent variable would give in the person's place. */
  double answerAt(int item, int wave, int world, int person, double z) {
    Law law = laws.get(item).law();
    double dose =
        worlds.dose(world, person, protocol.waves().get(wave).dueDay(), Course.SURVEY, law.gain());
    return law.value(Gauss.above(z), dose);
  }

  /** The outcome at a wave in every world. */
  Potential potential(Outcome outcome, Wave.Id at, Meetings meetings) {
    int wave = protocol.waves().stream().map(Wave::id).toList().indexOf(at);
    Moment moment = new Moment.AtWave(at);
    if (outcome.source() instanceof Source.FromItem from) {
      return ofItem(outcome, moment, from, wave, meetings);
    }
    if (outcome.source() instanceof Source.FromScale from) {
      return ofScale(outcome, moment, from, wave, meetings);
    }
    throw new IllegalArgumentException(outcome.id() + " is not asked at a wave");
  }

  private Potential ofItem(
      Outcome outcome, Moment moment, Source.FromItem from, int wave, Meetings meetings) {
    ItemLaw itemLaw = law(from.item());
    int item = laws.indexOf(itemLaw);
    Law law = itemLaw.law();
    boolean[] yes = ItemLaw.yes(itemLaw.item(), from.yesWhen());
    DoubleUnaryOperator score =
        from.yesWhen().isEmpty() ? law.margin()::score : level -> yes[(int) level] ? 1 : 0;
    double[][] values = new double[worlds.count()][worlds.people()];
    for (int world = 0; world < values.length; world++) {
      for (int person = 0; person < worlds.people(); person++) {
        values[world][person] = score.applyAsDouble(answer(item, wave, world, person));
      }
    }
    double[] population =
        from.yesWhen().isEmpty()
            ? population(law, wave, meetings)
            : populationShare(law, yes, wave, meetings);
    return new Potential(outcome, moment, values, population);
  }

  private static double shareGained(Law law, boolean[] yes, double dose) {
    return law.margin() instanceof Ladder ladder
        ? ItemLaw.shareOfYes(ladder, yes, law.mean(dose))
            - ItemLaw.shareOfYes(ladder, yes, law.control())
        : 0;
  }

  private Potential ofScale(
      Outcome outcome, Moment moment, Source.FromScale from, int wave, Meetings meetings) {
    Scale scale = protocol.scale(from.scale()).orElseThrow();
    double[][] values = new double[worlds.count()][worlds.people()];
    double[] population = new double[worlds.count()];
    double parts = scale.score() == Scale.Score.MEAN ? scale.items().size() : 1;
    for (Item.Id id : scale.items()) {
      ItemLaw itemLaw = law(id);
      int item = laws.indexOf(itemLaw);
      Law law = itemLaw.law();
      boolean reversed = scale.reversed().contains(id);
      double ends = ItemLaw.ends(itemLaw.item());
      double[] gained = population(law, wave, meetings);
      for (int world = 0; world < values.length; world++) {
        population[world] += (reversed ? -1 : 1) * gained[world] / parts;
        for (int person = 0; person < worlds.people(); person++) {
          double score = law.margin().score(answer(item, wave, world, person));
          values[world][person] += (reversed ? ends - score : score) / parts;
        }
      }
    }
    return new Potential(outcome, moment, values, population);
  }

  private ItemLaw law(Item.Id item) {
    ItemLaw law = byItem.get(item);
    if (law == null) {
      throw new IllegalArgumentException("item " + item + " has no value to compare");
    }
    return law;
  }

  /** Mean gain over the population in every world, in scores. */
  private double[] population(Law law, int wave, Meetings meetings) {
    int due = protocol.waves().get(wave).dueDay();
    double[] dose = meetings.dose(due, 0, Course.SURVEY, law.gain());
    return Arrays.stream(dose).map(d -> law.effect() * d).toArray();
  }

  /** Mean gain over the population in every world, in the share of some answers. */
  private double[] populationShare(Law law, boolean[] yes, int wave, Meetings meetings) {
    int due = protocol.waves().get(wave).dueDay();
    return meetings.population(
        due,
        0,
        (position, day) ->
            shareGained(law, yes, law.gain().at(position) * Course.SURVEY.reached(due - day)));
  }
}
