package org.equipoise.report;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.equipoise.disclosure.Gated;
import org.equipoise.disclosure.Released;
import org.equipoise.disclosure.Released.Effect;
import org.equipoise.disclosure.Released.Supplement;
import org.equipoise.document.Block;
import org.equipoise.document.Cell;
import org.equipoise.document.Section;
import org.equipoise.document.Table;
import org.equipoise.document.Tone;
import org.equipoise.protocol.PlanChange;
import org.equipoise.protocol.Protocol;
import org.jspecify.annotations.Nullable;

/**
 * What was planned and what was done: a label for each number, and the list of deviations. The tone
 * is neutral: a deviation can be for the better, and the reader is to judge.
 */
final class PlanSections {

  /**
   * People of an arm whose course departed from the protocol, of one kind.
   *
   * @param kind code of the kind, such as {@code other-arm}
   * @param arm title of the arm
   * @param people how many
   */
  record Deviation(String kind, String arm, Gated<Integer> people) {}

  private final Released released;
  private final PlanRecord plan;
  private final Wording wording;
  private final Origin.@Nullable LedgerFacts ledger;
  private final List<Deviation> deviations;
  private final PlanLabels labels;
  private final PlanBearing bearing;
  private final PlanWords words;

  /** Of results of which nothing more is known than the plan. */
  PlanSections(Released released, PlanRecord plan, Wording wording) {
    this(released, plan, null, List.of(), wording);
  }

  /**
   * Of results whose origin is known.
   *
   * @param deviations recorded in the ledger, by kind and arm, behind the gate; may be empty
   */
  PlanSections(Released released, Origin origin, List<Deviation> deviations, Wording wording) {
    this(released, origin.plan(), origin.ledger(), deviations, wording);
  }

  private PlanSections(
      Released released,
      PlanRecord plan,
      Origin.@Nullable LedgerFacts ledger,
      List<Deviation> deviations,
      Wording wording) {
    this.released = released;
    this.plan = plan;
    this.ledger = ledger;
    this.deviations = List.copyOf(deviations);
    this.wording = wording;
    this.labels = PlanLabels.of(plan, released.protocol());
    this.bearing = new PlanBearing(plan, released.protocol());
    this.words = new PlanWords(released.protocol(), wording.words().language());
  }

  /** Whether a comparison was planned: before the first draw, by an amendment, or not at all. */
  Cell label(Effect effect) {
    return badge(labels.status(effect));
  }

  /** What an answer has to say of itself; null where it stands as the frozen plan has it. */
  @Nullable StoryWord remark(Effect effect) {
    return bearing.remark(effect, labels.status(effect));
  }

  /** The changes of the plan that bear on the answers of the first page. */
  PlanBearing bearing() {
    return bearing;
  }

  /** The same as words, the first few of them, each without a full stop. */
  List<String> bearingSaid(int most) {
    Protocol frozen = plan.frozen();
    return frozen == null
        ? List.of()
        : bearing.changes().stream()
            .limit(most)
            .map(change -> words.change(change, frozen, released.protocol()))
            .toList();
  }

  /** Whether something more about a comparison was planned. */
  Cell label(Supplement row) {
    return badge(labels.status(row));
  }

  /** The same as words. */
  String said(Supplement row) {
    return words.say(labels.status(row));
  }

  /**
   * Words above a table that say the label of all its comparisons, where all have the same; empty
   * where each row needs its own, and where no plan was frozen: that is said once for all.
   */
  String alikeEffects(List<Effect> effects) {
    return alike(ofEffects(effects));
  }

  /** The same for a table of what stands beside comparisons. */
  String alikeSupplements(List<Supplement> rows) {
    return alike(ofSupplements(rows));
  }

  /** Whether comparisons of one table have different labels, so that each row needs its own. */
  boolean labelsEach(List<Effect> effects) {
    return ofEffects(effects).size() > 1;
  }

  /** The same of what stands beside comparisons. */
  boolean labelsEachOf(List<Supplement> rows) {
    return ofSupplements(rows).size() > 1;
  }

  private Set<PlanStatus> ofEffects(List<Effect> effects) {
    Set<PlanStatus> met = EnumSet.noneOf(PlanStatus.class);
    effects.forEach(effect -> met.add(labels.status(effect)));
    return met;
  }

  private Set<PlanStatus> ofSupplements(List<Supplement> rows) {
    Set<PlanStatus> met = EnumSet.noneOf(PlanStatus.class);
    rows.forEach(row -> met.add(labels.status(row)));
    return met;
  }

  private String alike(Set<PlanStatus> met) {
    PlanStatus only = met.size() == 1 ? met.iterator().next() : PlanStatus.NO_FROZEN_PLAN;
    return only == PlanStatus.NO_FROZEN_PLAN ? "" : words.say(PlanWord.ALL_ALIKE, words.say(only));
  }

  private Cell badge(PlanStatus status) {
    return new Cell.Badge(tone(status), words.say(status));
  }

  private static Tone tone(PlanStatus status) {
    return switch (status) {
      case PLANNED, NO_FROZEN_PLAN -> Tone.PLAIN;
      case ADDED -> Tone.NOTE;
      case CHANGED, ADDED_AFTER_VIEWING, NOT_PLANNED -> Tone.CAUTION;
    };
  }

  /** The list of deviations: what was changed, is missing, was added, and went otherwise. */
  List<Section> sections() {
    Protocol frozen = plan.frozen();
    List<Section> sections = new ArrayList<>();
    sections.add(overview(frozen));
    PlanHistory history = new PlanHistory(plan, released.protocol(), words);
    PlanMissing missing = new PlanMissing(released, plan, wording, words);
    PlanHappenings happened = new PlanHappenings(released, plan, ledger, deviations, words);
    if (frozen != null) {
      sections.addAll(history.sections());
      sections.add(missing.section(frozen));
      sections.add(unplanned());
    }
    sections.addAll(happened.sections());
    boolean quiet =
        frozen != null && history.none() && missing.none(frozen) && asPlanned() && happened.none();
    sections.add(seen(frozen, quiet));
    return sections;
  }

  private Section overview(@Nullable Protocol frozen) {
    List<Block> blocks = new ArrayList<>();
    if (frozen == null) {
      blocks.add(
          new Block.Notice(
              Tone.NOTE, words.say(PlanWord.NO_PLAN), words.say(PlanWord.NO_PLAN_WORDS)));
    } else {
      String first = String.valueOf(frozen.version());
      String run = String.valueOf(released.protocol().version());
      int times = plan.amendments().size();
      blocks.add(
          new Block.Paragraph(
              times == 0
                  ? words.say(PlanWord.COMPARED_UNCHANGED, first, run)
                  : times == 1
                      ? words.say(PlanWord.COMPARED_ONCE, first, run)
                      : words.say(PlanWord.COMPARED, first, words.count(times), run)));
    }
    blocks.add(counts());
    blocks.addAll(whyChanged(frozen));
    return new Section(words.say(PlanWord.TITLE), blocks);
  }

  private Table counts() {
    Map<PlanStatus, int[]> counts = new EnumMap<>(PlanStatus.class);
    for (Effect effect : released.effects()) {
      counts.computeIfAbsent(labels.status(effect), k -> new int[2])[0]++;
    }
    for (Supplement row : released.supplements()) {
      counts.computeIfAbsent(labels.status(row), k -> new int[2])[1]++;
    }
    List<Table.Row> rows = new ArrayList<>();
    counts.forEach(
        (status, n) ->
            rows.add(
                Table.row(
                    badge(status),
                    new Cell.Count(n[0]),
                    new Cell.Count(n[1]),
                    Cell.words(words.words().find("means", status.name()).orElseThrow()))));
    return new Table(
        List.of(
            Table.left(words.say(PlanWord.LABEL)),
            Table.right(words.say(PlanWord.EFFECTS)),
            Table.right(words.say(PlanWord.SUPPLEMENTS)),
            Table.left(words.say(PlanWord.MEANING))),
        rows);
  }

  /** What makes comparisons "changed", each difference once with how many it touches. */
  private List<Block> whyChanged(@Nullable Protocol frozen) {
    Map<PlanChange, Integer> touched = new LinkedHashMap<>();
    for (Effect effect : released.effects()) {
      labels.label(effect).changes().forEach(change -> touched.merge(change, 1, Integer::sum));
    }
    if (touched.isEmpty() || frozen == null) {
      return List.of();
    }
    List<Block> blocks = new ArrayList<>();
    blocks.add(new Block.Paragraph(words.say(PlanWord.WHY_CHANGED) + ":"));
    touched.forEach(
        (change, times) -> {
          String what = words.change(change, frozen, released.protocol());
          blocks.add(
              new Block.Point(
                  times == 1
                      ? words.say(PlanWord.TOUCHED_ONE, what)
                      : words.say(PlanWord.TOUCHED, what, words.count(times))));
        });
    return blocks;
  }

  private boolean asPlanned() {
    return released.effects().stream().allMatch(e -> labels.status(e) == PlanStatus.PLANNED)
        && released.supplements().stream().allMatch(s -> labels.status(s) == PlanStatus.PLANNED);
  }

  /** What the frozen plan does not ask for, by analysis and outcome. */
  private Section unplanned() {
    Map<String, Integer> counts = new LinkedHashMap<>();
    Map<String, PlanLabels.Label> kinds = new LinkedHashMap<>();
    Map<String, String> names = new LinkedHashMap<>();
    for (Effect effect : released.effects()) {
      PlanLabels.Label label = labels.label(effect);
      if (isAdded(label.status())) {
        String name =
            words.say(
                PlanWord.IN_ANALYSIS,
                words.text(effect.outcome().title()),
                words.text(effect.analysis().title()));
        note(name, "effect", label, counts, kinds, names);
      }
    }
    for (Supplement row : released.supplements()) {
      PlanLabels.Label label = labels.label(row);
      if (isAdded(label.status())) {
        String topic = words.topic(row.topic());
        String name =
            words.say(PlanWord.IN_ANALYSIS, topic, words.text(row.effect().analysis().title()));
        note(name, "row", label, counts, kinds, names);
      }
    }
    List<Block> blocks = new ArrayList<>();
    counts.forEach(
        (key, count) -> {
          boolean effect = key.startsWith("effect");
          PlanWord one = effect ? PlanWord.UNPLANNED_ROW_ONE : PlanWord.UNPLANNED_BESIDE_ONE;
          PlanWord many = effect ? PlanWord.UNPLANNED_ROW : PlanWord.UNPLANNED_BESIDE;
          String name = names.getOrDefault(key, "");
          String how = added(kinds.get(key));
          blocks.add(
              new Block.Point(
                  count == 1
                      ? words.say(one, name, how)
                      : words.say(many, name, words.count(count), how)));
        });
    if (blocks.isEmpty()) {
      blocks.add(new Block.Paragraph(words.say(PlanWord.UNPLANNED_NONE)));
    }
    return new Section(words.say(PlanWord.UNPLANNED), blocks);
  }

  private static boolean isAdded(PlanStatus status) {
    return status != PlanStatus.PLANNED && status != PlanStatus.CHANGED;
  }

  private static void note(
      String name,
      String kind,
      PlanLabels.Label label,
      Map<String, Integer> counts,
      Map<String, PlanLabels.Label> kinds,
      Map<String, String> names) {
    int version = label.by() == null ? 0 : label.by().protocol().version();
    String key = kind + " " + label.status() + " " + version + " " + name;
    counts.merge(key, 1, Integer::sum);
    kinds.put(key, label);
    names.put(key, name);
  }

  private String added(PlanLabels.@Nullable Label label) {
    if (label == null) {
      return "";
    }
    PlanRecord.Amendment by = label.by();
    String status = words.say(label.status());
    return by == null
        ? status
        : words.say(PlanWord.ADDED_BY, status, String.valueOf(by.protocol().version()));
  }

  private Section seen(@Nullable Protocol frozen, boolean quiet) {
    List<Block> blocks = new ArrayList<>();
    if (quiet) {
      blocks.add(new Block.Paragraph(words.say(PlanWord.NOTHING_FOUND)));
    }
    if (ledger != null) {
      blocks.add(new Block.Paragraph(words.say(PlanWord.SEES_LEDGER)));
    } else if (frozen != null) {
      blocks.add(new Block.Paragraph(words.say(PlanWord.SEES_FILE)));
    } else {
      blocks.add(new Block.Paragraph(words.say(PlanWord.SEES_NOTHING)));
    }
    return new Section(words.say(PlanWord.SEEN), blocks);
  }
}
