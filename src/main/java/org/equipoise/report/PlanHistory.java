package org.equipoise.report;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.equipoise.document.Block;
import org.equipoise.document.Section;
import org.equipoise.document.Tone;
import org.equipoise.protocol.PlanChange;
import org.equipoise.protocol.PlanChange.Weight;
import org.equipoise.protocol.PlanChanges;
import org.equipoise.protocol.Protocol;

/** How the plan was changed, version by version. */
final class PlanHistory {

  /** Differences that are told together, folded. */
  private static final Set<Weight> SMALL = Set.of(Weight.FILES, Weight.WORDING);

  private final PlanRecord plan;
  private final Protocol run;
  private final PlanWords words;

  PlanHistory(PlanRecord plan, Protocol run, PlanWords words) {
    this.plan = plan;
    this.run = run;
    this.words = words;
  }

  /** Whether what was run is the frozen plan, never changed. */
  boolean none() {
    return plan.amendments().isEmpty() && sections().isEmpty();
  }

  /** The amendments with their differences, and differences that no amendment explains. */
  List<Section> sections() {
    Protocol before = plan.frozen();
    if (before == null) {
      return List.of();
    }
    List<Section> sections = new ArrayList<>();
    List<Block> blocks = new ArrayList<>();
    for (PlanRecord.Amendment amendment : plan.amendments()) {
      blocks.addAll(amendment(amendment, before));
      before = amendment.protocol();
    }
    if (!blocks.isEmpty()) {
      sections.add(new Section(words.say(PlanWord.AMENDMENTS), blocks));
    }
    List<PlanChange> unrecorded = PlanChanges.between(before, run);
    if (!unrecorded.isEmpty()) {
      List<Block> last = new ArrayList<>();
      last.add(new Block.Paragraph(words.say(PlanWord.UNRECORDED_WORDS)));
      last.addAll(differences(unrecorded, before, run));
      sections.add(new Section(words.say(PlanWord.UNRECORDED), last));
    }
    return sections;
  }

  private List<Block> amendment(PlanRecord.Amendment amendment, Protocol before) {
    List<PlanChange> changes = PlanChanges.between(before, amendment.protocol());
    String version = String.valueOf(amendment.protocol().version());
    LocalDate day = amendment.day();
    String title =
        day == null
            ? words.say(PlanWord.AMENDMENT_UNDATED, version)
            : words.say(PlanWord.AMENDMENT, version, words.day(day));
    List<String> said = new ArrayList<>();
    said.add(reason(words, amendment.reason()));
    said.add(
        words.say(amendment.afterViewing() ? PlanWord.AFTER_VIEWING : PlanWord.BEFORE_VIEWING));
    if (changes.stream().anyMatch(change -> change.weight() == Weight.DRAW)) {
      said.add(words.say(PlanWord.EARLIER_DRAWS));
    }
    boolean matters = changes.stream().anyMatch(change -> !SMALL.contains(change.weight()));
    Tone tone = amendment.afterViewing() && matters ? Tone.CAUTION : Tone.NOTE;
    List<Block> blocks = new ArrayList<>();
    blocks.add(new Block.Notice(tone, title, String.join(" ", said)));
    blocks.addAll(differences(changes, before, amendment.protocol()));
    return blocks;
  }

  /** The reason that somebody wrote, as a sentence. */
  static String reason(PlanWords words, String reason) {
    return reason.isBlank()
        ? words.say(PlanWord.NO_REASON)
        : words.say(PlanWord.BECAUSE, words.say(PlanWord.QUOTED, reason.strip()));
  }

  private List<Block> differences(List<PlanChange> changes, Protocol before, Protocol after) {
    if (changes.isEmpty()) {
      return List.of(new Block.Paragraph(words.say(PlanWord.NOTHING_COMPARED)));
    }
    Map<Weight, List<Block>> byWeight = new EnumMap<>(Weight.class);
    for (PlanChange change : changes) {
      byWeight
          .computeIfAbsent(change.weight(), k -> new ArrayList<>())
          .add(new Block.Point(words.change(change, before, after)));
    }
    List<Block> blocks = new ArrayList<>();
    List<Block> small = new ArrayList<>();
    int count = 0;
    for (Map.Entry<Weight, List<Block>> part : byWeight.entrySet()) {
      boolean folded = SMALL.contains(part.getKey());
      List<Block> into = folded ? small : blocks;
      into.add(new Block.Paragraph(words.say(part.getKey()) + ":"));
      into.addAll(part.getValue());
      count += folded ? part.getValue().size() : 0;
    }
    if (!small.isEmpty()) {
      blocks.add(new Block.Fold(words.say(PlanWord.WORDING_ONLY, words.count(count)), small));
    }
    return blocks;
  }
}
