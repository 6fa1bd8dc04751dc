package org.equipoise.report;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.equipoise.analysis.Comparison.Refused;
import org.equipoise.analysis.Group;
import org.equipoise.analysis.Ladder;
import org.equipoise.analysis.Moment;
import org.equipoise.analysis.Topic;
import org.equipoise.disclosure.Released;
import org.equipoise.disclosure.Released.Effect;
import org.equipoise.disclosure.Released.Supplement;
import org.equipoise.document.Block;
import org.equipoise.document.Cell;
import org.equipoise.document.Section;
import org.equipoise.document.Table;
import org.equipoise.protocol.Analysis;
import org.equipoise.protocol.Arm;
import org.equipoise.protocol.Outcome;
import org.equipoise.protocol.Outcome.Source;
import org.equipoise.protocol.Protocol;
import org.equipoise.protocol.Register;
import org.equipoise.protocol.Subgroup;
import org.equipoise.protocol.Wave;
import org.jspecify.annotations.Nullable;

/** What was planned and is not there: not made, without a number, or without data. */
final class PlanMissing {

  private static final String NO_DATA = "NO_DATA";

  private final Released released;
  private final PlanRecord plan;
  private final Wording wording;
  private final PlanWords words;

  PlanMissing(Released released, PlanRecord plan, Wording wording, PlanWords words) {
    this.released = released;
    this.plan = plan;
    this.wording = wording;
    this.words = words;
  }

  /** One planned comparison, by its codes. */
  private record Key(
      Analysis.Id analysis, Outcome.Id outcome, Moment moment, String group, Arm.Id arm) {

    static Key of(Effect effect) {
      String group = effect.group() instanceof Group.Part part ? part.subgroup().id().value() : "";
      return new Key(
          effect.analysis().id(), effect.outcome().id(), effect.moment(), group, effect.arm());
    }
  }

  /** Whether every planned comparison has a number, every planned wave answers. */
  boolean none(Protocol frozen) {
    return blocks(frozen).isEmpty();
  }

  Section section(Protocol frozen) {
    List<Block> blocks = new ArrayList<>(blocks(frozen));
    if (blocks.isEmpty()) {
      blocks.add(new Block.Paragraph(words.say(PlanWord.MISSING_NONE)));
    } else {
      blocks.add(0, new Block.Paragraph(words.say(PlanWord.MISSING_LEAD)));
    }
    return new Section(words.say(PlanWord.MISSING), blocks);
  }

  private List<Block> blocks(Protocol frozen) {
    List<Block> blocks = new ArrayList<>();
    waves(frozen, blocks);
    registers(frozen, blocks);
    gone(frozen, blocks);
    beside(frozen, blocks);
    refused(blocks);
    return blocks;
  }

  private void waves(Protocol frozen, List<Block> blocks) {
    for (Wave wave : frozen.waves()) {
      String title = words.text(wave.title());
      if (released.protocol().wave(wave.id()).isEmpty()) {
        blocks.add(new Block.Point(words.say(PlanWord.WAVE_GONE, title)));
      } else if (unanswered(wave.id())) {
        blocks.add(new Block.Point(words.say(PlanWord.WAVE_UNREAD, title)));
      }
    }
  }

  /** Whether it may be told that nobody answered: 0 is no small count. */
  private boolean unanswered(Wave.Id wave) {
    List<Released.Response> rows =
        released.response().stream().filter(row -> row.wave().equals(wave)).toList();
    return rows.stream().allMatch(PlanMissing::nobody);
  }

  private static boolean nobody(Released.Response row) {
    return row.ofRandomized().answered().either(rate -> rate.count() == 0, why -> false);
  }

  private void registers(Protocol frozen, List<Block> blocks) {
    for (Register register : frozen.registers()) {
      List<Effect> effects =
          released.effects().stream().filter(effect -> from(effect, register)).toList();
      boolean empty =
          effects.stream()
              .allMatch(e -> e.comparison() instanceof Refused no && no.rule().equals(NO_DATA));
      if (!effects.isEmpty() && empty) {
        blocks.add(
            new Block.Point(words.say(PlanWord.REGISTER_EMPTY, words.text(register.title()))));
      }
    }
  }

  private static boolean from(Effect effect, Register register) {
    return effect.outcome().source() instanceof Source.FromSeries from
        && register.series().stream().anyMatch(series -> series.id().equals(from.series()));
  }

  /** Planned comparisons that were not made at all, by analysis and outcome. */
  private void gone(Protocol frozen, List<Block> blocks) {
    PlanAsks asks = new PlanAsks(frozen);
    Set<Key> made = new HashSet<>();
    released.effects().forEach(effect -> made.add(Key.of(effect)));
    for (Analysis analysis : frozen.analyses()) {
      for (Outcome.Id id : asks.outcomes(analysis)) {
        Outcome outcome = frozen.outcome(id).orElseThrow();
        List<Key> planned = planned(asks, analysis, outcome);
        List<Key> left = planned.stream().filter(key -> !made.contains(key)).toList();
        if (!left.isEmpty()) {
          String name =
              words.say(
                  PlanWord.IN_ANALYSIS, words.text(outcome.title()), words.text(analysis.title()));
          Set<String> why = new LinkedHashSet<>();
          left.forEach(key -> why.add(why(key)));
          blocks.add(
              new Block.Point(
                  gone(name, left.size(), planned.size())
                      + ": "
                      + words.list(List.copyOf(why))
                      + "."));
        }
      }
    }
  }

  private String gone(String name, int left, int planned) {
    if (planned == 1) {
      return words.say(PlanWord.GONE_ONE, name);
    }
    return left == planned
        ? words.say(PlanWord.GONE_ALL, name, words.count(planned))
        : words.say(PlanWord.GONE, name, words.count(left), words.count(planned));
  }

  private static List<Key> planned(PlanAsks asks, Analysis analysis, Outcome outcome) {
    List<String> groups = new ArrayList<>(List.of(""));
    analysis.subgroups().stream().map(Subgroup.Id::value).forEach(groups::add);
    List<Key> keys = new ArrayList<>();
    for (Moment moment : asks.moments(outcome)) {
      for (String group : groups) {
        for (Arm arm : asks.plan().arms()) {
          if (!arm.control()) {
            keys.add(new Key(analysis.id(), outcome.id(), moment, group, arm.id()));
          }
        }
      }
    }
    return keys;
  }

  /** The first version that no longer asked for it. */
  private String why(Key key) {
    for (PlanRecord.Amendment amendment : plan.amendments()) {
      PlanAsks asks = new PlanAsks(amendment.protocol());
      Analysis analysis = asks.analysis(key.analysis());
      Outcome outcome = amendment.protocol().outcome(key.outcome()).orElse(null);
      boolean asked =
          analysis != null
              && outcome != null
              && asks.outcomes(analysis).contains(key.outcome())
              && planned(asks, analysis, outcome).contains(key);
      if (!asked) {
        return words.say(PlanWord.GONE_BY, String.valueOf(amendment.protocol().version()));
      }
    }
    return words.say(PlanWord.GONE_UNKNOWN);
  }

  /** What was planned beside comparisons, and of which there is no row. */
  private void beside(Protocol frozen, List<Block> blocks) {
    for (Analysis analysis : frozen.analyses()) {
      for (Topic topic : topics(analysis)) {
        boolean any = false;
        for (Supplement row : released.supplements()) {
          any |= row.topic() == topic && row.effect().analysis().id().equals(analysis.id());
        }
        if (!any) {
          String title = words.topic(topic);
          blocks.add(
              new Block.Point(
                  words.say(PlanWord.BESIDE_ABSENT, words.text(analysis.title()), title)));
        }
      }
    }
  }

  private static List<Topic> topics(Analysis analysis) {
    List<Topic> topics = new ArrayList<>();
    add(topics, Topic.TAKE_UP, analysis.compliance());
    add(topics, Topic.RERANDOMIZATION, analysis.permutations());
    add(topics, Topic.CLUSTERS, analysis.wildBootstrap());
    add(topics, Topic.MEASURES, analysis.measures().isEmpty() ? null : analysis.measures());
    add(topics, Topic.LOSS, analysis.attrition().isEmpty() ? null : analysis.attrition());
    add(topics, Topic.FOR_WHOM, analysis.cohorts());
    add(topics, Topic.BY_PERIOD, analysis.byPeriod());
    add(topics, Topic.REPEATED, analysis.repeated());
    add(topics, Topic.ROLLOUT, analysis.rollout());
    return topics;
  }

  private static void add(List<Topic> topics, Topic topic, @Nullable Object planned) {
    if (planned != null) {
      topics.add(topic);
    }
  }

  /** Comparisons without a number, by outcome and reason. */
  private void refused(List<Block> blocks) {
    Map<List<Object>, Integer> refused = new LinkedHashMap<>();
    Map<List<Object>, Effect> first = new LinkedHashMap<>();
    Map<List<Object>, Integer> all = new LinkedHashMap<>();
    int byLadder = 0;
    for (Effect effect : released.effects()) {
      if (effect.ladder().taken() != null) {
        continue;
      }
      all.merge(List.of(effect.analysis().id(), effect.outcome().id()), 1, Integer::sum);
      if (effect.comparison() instanceof Refused no) {
        List<Object> key = List.of(effect.analysis().id(), effect.outcome().id(), no.rule());
        refused.merge(key, 1, Integer::sum);
        first.putIfAbsent(key, effect);
        byLadder += effect.ladder().attempts().stream().anyMatch(Ladder.Attempt::shown) ? 1 : 0;
      }
    }
    if (refused.isEmpty()) {
      return;
    }
    List<Table.Row> rows = new ArrayList<>();
    Analysis.@Nullable Id under = null;
    for (Map.Entry<List<Object>, Effect> entry : first.entrySet()) {
      Effect effect = entry.getValue();
      Analysis.Id own = effect.analysis().id();
      if (!own.equals(under)) {
        rows.add(new Table.Row.Head(words.text(effect.analysis().title())));
        under = own;
      }
      int of = all.getOrDefault(List.of(own, effect.outcome().id()), 0);
      rows.add(
          Table.row(
              Cell.words(words.text(effect.outcome().title())),
              new Cell.Count(refused.getOrDefault(entry.getKey(), 0)),
              new Cell.Count(of),
              Cell.words(reason((Refused) effect.comparison()))));
    }
    List<Block> parts = new ArrayList<>();
    parts.add(
        new Table(
            List.of(
                Table.left(words.say(PlanWord.REFUSED_WHAT)),
                Table.right(words.say(PlanWord.REFUSED_COUNT)),
                Table.right(words.say(PlanWord.REFUSED_OF)),
                Table.left(words.say(PlanWord.REFUSED_WHY))),
            rows,
            words.say(PlanWord.REFUSED)));
    if (byLadder > 0) {
      parts.add(
          new Block.Paragraph(
              byLadder == 1
                  ? words.say(PlanWord.LADDER_TOOK_ONE)
                  : words.say(PlanWord.LADDER_TOOK, words.count(byLadder))));
    }
    blocks.addAll(parts);
  }

  /** The rule alone: its reason differs between comparisons. */
  private String reason(Refused refused) {
    return wording.refusal(new Refused(refused.rule(), "", ""));
  }
}
