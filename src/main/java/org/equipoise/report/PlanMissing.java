package org.equipoise.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    beside(frozen, blocks);
    blocks.addAll(numberless(frozen));
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

  /** Planned comparisons without a number, by analysis, outcome and reason. */
  private List<Block> numberless(Protocol frozen) {
    PlanAsks asks = new PlanAsks(frozen);
    Map<Key, Effect> made = new HashMap<>();
    for (Effect effect : released.effects()) {
      if (effect.ladder().taken() == null) {
        made.put(Key.of(effect), effect);
      }
    }
    List<Table.Row> rows = new ArrayList<>();
    int byLadder = 0;
    for (Analysis analysis : frozen.analyses()) {
      List<Table.Row> own = new ArrayList<>();
      for (Outcome.Id id : asks.outcomes(analysis)) {
        Outcome outcome = frozen.outcome(id).orElseThrow();
        List<Key> planned = planned(asks, analysis, outcome);
        Map<String, Integer> reasons = new LinkedHashMap<>();
        for (Key key : planned) {
          Effect effect = made.get(key);
          if (effect == null) {
            reasons.merge(why(key), 1, Integer::sum);
          } else if (effect.comparison() instanceof Refused refused) {
            reasons.merge(reason(refused), 1, Integer::sum);
            byLadder += effect.ladder().attempts().stream().anyMatch(Ladder.Attempt::shown) ? 1 : 0;
          }
        }
        reasons.forEach(
            (why, count) ->
                own.add(
                    Table.row(
                        Cell.words(words.text(outcome.title())),
                        new Cell.Count(count),
                        new Cell.Count(planned.size()),
                        Cell.words(why))));
      }
      if (!own.isEmpty()) {
        rows.add(new Table.Row.Head(words.text(analysis.title())));
        rows.addAll(own);
      }
    }
    return rows.isEmpty() ? List.of() : told(rows, byLadder);
  }

  private List<Block> told(List<Table.Row> rows, int byLadder) {
    Table table =
        new Table(
            List.of(
                Table.left(words.say(PlanWord.REFUSED_WHAT)),
                Table.right(words.say(PlanWord.REFUSED_COUNT)),
                Table.right(words.say(PlanWord.REFUSED_OF)),
                Table.left(words.say(PlanWord.REFUSED_WHY))),
            rows,
            words.say(PlanWord.REFUSED));
    if (byLadder == 0) {
      return List.of(table);
    }
    String took =
        byLadder == 1
            ? words.say(PlanWord.LADDER_TOOK_ONE)
            : words.say(PlanWord.LADDER_TOOK, words.count(byLadder));
    return List.of(table, new Block.Paragraph(took));
  }

  /** The rule alone: its reason differs between comparisons. */
  private String reason(Refused refused) {
    return wording.refusal(new Refused(refused.rule(), "", ""));
  }
}
