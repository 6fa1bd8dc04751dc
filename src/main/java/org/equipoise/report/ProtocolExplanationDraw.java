package org.equipoise.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.equipoise.protocol.Arm;
import org.equipoise.protocol.DrawRule;
import org.equipoise.protocol.Protocol;
import org.equipoise.protocol.Ratio;
import org.equipoise.protocol.Unit;
import org.equipoise.protocol.ValueType;
import org.equipoise.protocol.Variable;

/** How chance decides, in sentences. */
final class ProtocolExplanationDraw {

  private final Protocol protocol;
  private final ProtocolExplanationWords words;

  ProtocolExplanationDraw(Protocol protocol, ProtocolExplanationWords words) {
    this.protocol = protocol;
    this.words = words;
  }

  List<String> sentences() {
    List<String> sentences = new ArrayList<>();
    sentences.add(rule(protocol.draw()));
    if (protocol.draw() instanceof DrawRule.Complete complete && complete.balance() != null) {
      DrawRule.Balance balance = complete.balance();
      List<String> on = balance.on().stream().map(this::title).toList();
      sentences.add(words.say("draw.balance", words.list(on), words.percent(balance.acceptance())));
    }
    if (protocol.draw() instanceof DrawRule.Recorded recorded) {
      sentences.add(probability(recorded.probability()));
    }
    if (!protocol.strata().isEmpty()) {
      List<String> strata = protocol.strata().stream().map(this::title).toList();
      String key = strata.size() == 1 ? "draw.stratum" : "draw.strata";
      sentences.add(words.say(key, words.list(strata), count()));
    }
    if (protocol.unit().kind() != Unit.Kind.PERSON) {
      sentences.add(words.say("draw.together"));
    }
    sentences.add(words.say("draw.once"));
    return sentences;
  }

  private String rule(DrawRule draw) {
    if (draw instanceof DrawRule.Simple simple) {
      return words.say("draw.simple", chances(simple.ratio()));
    }
    if (draw instanceof DrawRule.Complete complete) {
      return words.say("draw.complete", parts(complete.ratio()));
    }
    if (draw instanceof DrawRule.PermutedBlocks blocks) {
      List<String> sizes = blocks.sizes().stream().map(words::number).toList();
      return words.say("draw.permuted-blocks", words.list(sizes), parts(blocks.ratio()));
    }
    if (draw instanceof DrawRule.BigStick stick) {
      return words.say("draw.big-stick", parts(stick.ratio()), stick.limit());
    }
    if (draw instanceof DrawRule.Minimisation minimisation) {
      List<String> factors =
          minimisation.factors().stream().map(factor -> title(factor.variable())).toList();
      String chance = words.percent(minimisation.probability());
      return words.say("draw.minimisation", words.list(factors), chance);
    }
    if (draw instanceof DrawRule.Lottery lottery) {
      String control = words.quoted(protocol.control().title());
      String places = words.say("draw.lottery", lottery.places(), title(lottery.arm()), control);
      return lottery.fillIn() == 0
          ? places
          : places + " " + words.say("draw.lottery.fillIn", lottery.fillIn());
    }
    if (draw instanceof DrawRule.MatchedPairs pairs) {
      return words.say("draw.matched-pairs", title(pairs.pair()));
    }
    DrawRule.Recorded recorded = (DrawRule.Recorded) draw;
    return words.say("draw.recorded", words.word("scheme", recorded.scheme()));
  }

  private String probability(DrawRule.Probability probability) {
    if (probability instanceof DrawRule.Probability.Fixed fixed) {
      List<String> chances = new ArrayList<>();
      for (Map.Entry<Arm.Id, Double> chance : fixed.byArm().entrySet()) {
        chances.add(title(chance.getKey()) + " " + words.percent(chance.getValue()));
      }
      return words.say("probability.fixed", words.list(chances));
    }
    if (probability instanceof DrawRule.Probability.Stored stored) {
      return words.say("probability.stored", title(stored.variable()));
    }
    return words.say("probability.by-stratum");
  }

  private String parts(Ratio ratio) {
    return words.list(
        ratio.parts().entrySet().stream()
            .map(part -> words.say("draw.part", part.getValue(), title(part.getKey())))
            .toList());
  }

  private String chances(Ratio ratio) {
    return words.list(
        ratio.parts().entrySet().stream()
            .map(
                part ->
                    words.say("draw.chance", part.getValue(), ratio.total(), title(part.getKey())))
            .toList());
  }

  private int count() {
    int strata = 1;
    for (Variable.Id id : protocol.strata()) {
      Variable variable = protocol.variable(id).orElseThrow();
      strata *= variable.type() == ValueType.BINARY ? 2 : variable.levels().size();
    }
    return strata;
  }

  private String title(Arm.Id id) {
    Arm arm = protocol.arms().stream().filter(a -> a.id().equals(id)).findFirst().orElseThrow();
    return words.quoted(arm.title());
  }

  private String title(Variable.Id id) {
    return words.quoted(protocol.variable(id).orElseThrow().title());
  }
}
