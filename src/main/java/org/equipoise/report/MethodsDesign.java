package org.equipoise.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.equipoise.disclosure.Released;
import org.equipoise.protocol.Arm;
import org.equipoise.protocol.DrawRule;
import org.equipoise.protocol.DrawRule.Probability;
import org.equipoise.protocol.Prices;
import org.equipoise.protocol.Protocol;
import org.equipoise.protocol.Ratio;
import org.equipoise.protocol.Register;
import org.equipoise.protocol.Variable;
import org.equipoise.protocol.Wave;

/** How chance decided, and where data come from, in whole sentences. */
final class MethodsDesign {

  private final Story story;
  private final Protocol protocol;
  private final Set<Reference> cited;

  /**
   * Sentences.
   *
   * @param cited takes up every reference that they name
   */
  MethodsDesign(Story story, Set<Reference> cited) {
    this.story = story;
    this.protocol = story.released().protocol();
    this.cited = cited;
  }

  private String cite(Reference reference) {
    cited.add(reference);
    return reference.mark();
  }

  /** Who was drawn, by which rule, within what. */
  String draw() {
    List<String> arms = new ArrayList<>();
    protocol.arms().forEach(arm -> arms.add(story.wording().text(arm.title())));
    String to = story.wording().list(arms);
    StoryWord unit =
        switch (protocol.unit().kind()) {
          case PERSON -> StoryWord.UNIT_PERSON;
          case HOUSEHOLD -> StoryWord.UNIT_HOUSEHOLD;
          case CLUSTER -> StoryWord.UNIT_CLUSTER;
        };
    String rule = rule(protocol.draw());
    String drawn =
        story
            .released()
            .recruitment()
            .drawn()
            .either(
                n -> story.say(StoryWord.WERE_DRAWN, story.count(n), to, story.say(unit), rule),
                why -> story.say(StoryWord.WERE_DRAWN_HIDDEN, to, story.say(unit), rule));
    List<String> sentences = new ArrayList<>();
    sentences.add(drawn);
    boolean pairs = protocol.draw() instanceof DrawRule.MatchedPairs;
    if (!protocol.strata().isEmpty() && !pairs) {
      sentences.add(story.say(StoryWord.WITHIN_STRATA, variables(protocol.strata())));
    }
    if (protocol.draw() instanceof DrawRule.Complete complete && complete.balance() != null) {
      sentences.add(
          story.say(
              StoryWord.DRAWN_BALANCED,
              variables(complete.balance().on()),
              story.numerals().share(complete.balance().acceptance()),
              cite(Reference.MORGAN_RUBIN)));
    }
    return String.join(" ", sentences);
  }

  private String variables(List<Variable.Id> ids) {
    return story
        .wording()
        .list(ids.stream().map(id -> Story.lower(story.wording().code(id.value(), ""))).toList());
  }

  private String rule(DrawRule rule) {
    if (rule instanceof DrawRule.Simple simple) {
      return story.say(StoryWord.RULE_SIMPLE, ratio(simple.ratio()));
    } else if (rule instanceof DrawRule.Complete complete) {
      return story.say(StoryWord.RULE_COMPLETE, ratio(complete.ratio()));
    } else if (rule instanceof DrawRule.PermutedBlocks blocks) {
      List<String> sizes = blocks.sizes().stream().map(story::count).toList();
      return sizes.size() == 1
          ? story.say(StoryWord.RULE_BLOCKS_FIXED, sizes.get(0), ratio(blocks.ratio()))
          : story.say(StoryWord.RULE_BLOCKS, story.wording().list(sizes), ratio(blocks.ratio()));
    } else if (rule instanceof DrawRule.BigStick stick) {
      return story.say(
          StoryWord.RULE_BIG_STICK, story.count(stick.limit()), cite(Reference.SOARES_WU));
    } else if (rule instanceof DrawRule.Minimisation least) {
      List<Variable.Id> factors = least.factors().stream().map(DrawRule.Factor::variable).toList();
      return story.say(
          StoryWord.RULE_MINIMISATION,
          variables(factors),
          story.numerals().share(least.probability()),
          ratio(least.ratio()),
          cite(Reference.POCOCK_SIMON));
    } else if (rule instanceof DrawRule.Lottery lottery) {
      String arm = story.wording().arm(lottery.arm());
      return story.say(StoryWord.RULE_LOTTERY, story.count(lottery.places()), arm);
    } else if (rule instanceof DrawRule.MatchedPairs pairs) {
      return story.say(StoryWord.RULE_PAIRS, variables(List.of(pairs.pair())));
    }
    DrawRule.Recorded recorded = (DrawRule.Recorded) rule;
    String scheme = story.say(recorded.scheme());
    return story.say(StoryWord.RULE_RECORDED, scheme, chances(recorded.probability()));
  }

  private String ratio(Ratio ratio) {
    List<String> parts = new ArrayList<>();
    for (Arm arm : protocol.arms()) {
      Integer part = ratio.parts().get(arm.id());
      parts.add(story.count(part == null ? 0 : part));
    }
    return String.join(":", parts);
  }

  private String chances(Probability chances) {
    if (chances instanceof Probability.Fixed fixed) {
      List<String> parts = new ArrayList<>();
      for (Map.Entry<Arm.Id, Double> each : fixed.byArm().entrySet()) {
        parts.add(
            story.numerals().share(each.getValue()) + " " + story.wording().arm(each.getKey()));
      }
      return story.say(StoryWord.CHANCE_FIXED, story.wording().list(parts));
    }
    return story.say(
        chances instanceof Probability.Stored
            ? StoryWord.CHANCE_STORED
            : StoryWord.CHANCE_BY_STRATUM);
  }

  /** Surveys, registers, and how response and balance are told; empty where there is none. */
  String data() {
    Released released = story.released();
    List<String> sentences = new ArrayList<>();
    List<String> waves = new ArrayList<>();
    for (Wave wave : protocol.waves()) {
      if (!wave.baseline()) {
        String title = Story.lower(story.wording().text(wave.title()));
        waves.add(story.say(StoryWord.WAVE_DUE, title, story.count(wave.dueDay())));
      }
    }
    protocol
        .baselineWave()
        .ifPresent(
            wave ->
                sentences.add(
                    story.say(StoryWord.WAVE_BASELINE, story.wording().text(wave.title()))));
    if (!waves.isEmpty()) {
      sentences.add(story.say(StoryWord.WAVES, story.wording().list(waves)));
    }
    sentences.addAll(registers());
    if (!released.response().isEmpty()) {
      sentences.add(story.say(StoryWord.RESPONSE_METHOD, cite(Reference.WILSON)));
    }
    if (!released.balance().isEmpty()) {
      sentences.add(story.say(StoryWord.BALANCE_METHOD, cite(Reference.IMBENS_RUBIN)));
      if (released.balance().stream().anyMatch(balance -> balance.joint() != null)) {
        boolean clustered = protocol.unit().clustered();
        sentences.add(story.say(StoryWord.JOINT_METHOD, clustered ? "CR2" : "HC2"));
      }
    }
    return String.join(" ", sentences);
  }

  /** One sentence for all registers that were read alike, and one for each year of prices. */
  private List<String> registers() {
    Map<List<Object>, List<String>> alike = new LinkedHashMap<>();
    Set<String> sentences = new LinkedHashSet<>();
    for (Register register : protocol.registers()) {
      alike
          .computeIfAbsent(
              List.of(register.period(), register.from(), register.to()), k -> new ArrayList<>())
          .add(story.wording().text(register.title()));
    }
    alike.forEach(
        (how, titles) ->
            sentences.add(
                story.say(
                    StoryWord.REGISTER,
                    story.wording().list(titles.stream().map(Story::lower).toList()),
                    story.wording().say((Register.Period) how.get(0)),
                    story.count((Integer) how.get(1)),
                    story.count((Integer) how.get(2)))));
    for (Register register : protocol.registers()) {
      Prices prices = register.prices();
      if (prices != null) {
        sentences.add(story.say(StoryWord.PRICES, String.valueOf(prices.year())));
      }
    }
    return List.copyOf(sentences);
  }
}
