package org.equipoise.simulate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.rng.UniformRandomProvider;
import org.equipoise.draw.DrawKey;
import org.equipoise.draw.DrawUnit;
import org.equipoise.draw.Drawn;
import org.equipoise.draw.Draws;
import org.equipoise.draw.Streams;
import org.equipoise.protocol.Arm;
import org.equipoise.protocol.DrawRule;
import org.equipoise.protocol.Level;
import org.equipoise.protocol.Protocol;
import org.equipoise.protocol.ValueType;
import org.equipoise.protocol.Variable;

/**
 * Guessing under minimisation, by real draws under seeded keys. Factor levels are equally likely.
 * The guesser knows rule, factors and arms of the people at one site, and those of the other sites
 * only when sites are strata; the guess is the arm that the rule would find best from that.
 */
final class GuessMinimisation {

  private static final String SITE = Protocol.SITE.value();

  private final Protocol protocol;
  private final DrawRule.Minimisation rule;
  private final UniformRandomProvider chance;
  private final Map<String, List<String>> levels = new LinkedHashMap<>();
  private final int[] armOf;

  GuessMinimisation(Protocol protocol, DrawRule.Minimisation rule, UniformRandomProvider chance) {
    this.protocol = protocol;
    this.rule = rule;
    this.chance = chance;
    if (!protocol.sites().isEmpty()) {
      levels.put(SITE, protocol.sites().stream().map(Level::code).toList());
    }
    for (DrawRule.Factor factor : rule.factors()) {
      levels.put(factor.variable().value(), values(protocol, factor.variable()));
    }
    this.armOf = slots(protocol, rule);
  }

  private static List<String> values(Protocol protocol, Variable.Id id) {
    Variable variable = protocol.variable(id).orElseThrow();
    return variable.type() == ValueType.BINARY
        ? List.of("yes", "no")
        : variable.levels().stream().map(Level::code).toList();
  }

  /** The arm of each slot: parts in lowest terms, in the order of the arms. */
  private static int[] slots(Protocol protocol, DrawRule.Minimisation rule) {
    List<Integer> slots = new ArrayList<>();
    int common = GuessMeter.common(rule.ratio());
    for (int a = 0; a < protocol.arms().size(); a++) {
      int part = rule.ratio().parts().getOrDefault(protocol.arms().get(a).id(), 0) / common;
      for (int s = 0; s < part; s++) {
        slots.add(a);
      }
    }
    return slots.stream().mapToInt(Integer::intValue).toArray();
  }

  /** One trial of so many people on one stream, added to the count. */
  void play(int people, GuessMeter.Count count) {
    Streams streams = Streams.of(key(), protocol.id(), "", "");
    Draws all = Draws.of(protocol, 1);
    boolean seesAll = protocol.strata().contains(Protocol.SITE) || protocol.sites().size() < 2;
    Map<String, Draws> seen = new LinkedHashMap<>();
    Map<String, Integer> positions = new LinkedHashMap<>();
    Map<String, String> stratum = new LinkedHashMap<>();
    protocol.strata().forEach(id -> stratum.put(id.value(), pick(values(protocol, id))));
    for (int i = 0; i < people; i++) {
      Map<String, String> values = new LinkedHashMap<>();
      levels.forEach((variable, codes) -> values.put(variable, pick(codes)));
      values.putAll(stratum);
      DrawUnit unit = new DrawUnit(Integer.toString(i), values);
      Drawn drawn = all.draw(unit, streams);
      all.remember(drawn);
      String site = seesAll ? "" : String.valueOf(values.get(SITE));
      Draws known = seen.computeIfAbsent(site, s -> Draws.of(protocol, 1));
      Drawn guessed = seesAll ? drawn : known.draw(unit, streams);
      int guess = guess(guessed);
      int arm = index(drawn);
      boolean sure =
          seesAll
              && rule.probability() == 1
              && !guessed.evidence().getOrDefault("best", " ").contains(" ");
      count.add(arm, guess == arm ? 1 : 0, sure);
      if (!seesAll) {
        known.remember(at(drawn, positions.merge(site, 1, Integer::sum) - 1));
      }
    }
  }

  private int index(Drawn drawn) {
    return protocol.arms().stream().map(Arm::id).toList().indexOf(drawn.arm());
  }

  /** The arm with most of the best slots. */
  private int guess(Drawn drawn) {
    int[] votes = new int[protocol.arms().size()];
    int guess = 0;
    String best = drawn.evidence().getOrDefault("best", "");
    for (int from = 0; from < best.length(); ) {
      int blank = best.indexOf(' ', from);
      int to = blank < 0 ? best.length() : blank;
      votes[armOf[Integer.parseInt(best.substring(from, to))]]++;
      from = to + 1;
    }
    for (int a = 1; a < votes.length; a++) {
      guess = votes[a] > votes[guess] ? a : guess;
    }
    return guess;
  }

  private static Drawn at(Drawn drawn, long position) {
    return new Drawn(
        drawn.unit(),
        drawn.arm(),
        drawn.rule(),
        drawn.stream(),
        position,
        drawn.batch(),
        drawn.inputs(),
        drawn.evidence(),
        drawn.probability(),
        drawn.chance());
  }

  private String pick(List<String> codes) {
    return codes.get(chance.nextInt(codes.size()));
  }

  private DrawKey key() {
    byte[] bytes = new byte[DrawKey.LENGTH];
    chance.nextBytes(bytes);
    return DrawKey.of(bytes);
  }
}
