package org.equipoise.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.equipoise.analysis.Comparison.Estimated;
import org.equipoise.disclosure.Released.Effect;
import org.equipoise.document.Block;
import org.equipoise.document.Cell;
import org.equipoise.document.Table;
import org.equipoise.document.Words;

/** How many comparisons are judged together, and what that does to their p-values. */
final class FamilyBlocks {

  private record Family(Set<String> outcomes, List<Effect> tests) {}

  private final Story story;

  FamilyBlocks(Story story) {
    this.story = story;
  }

  /** What to say of an analysis; nothing where no p-value was corrected. */
  List<Block> blocks(List<Effect> effects) {
    Map<String, Family> families = new LinkedHashMap<>();
    boolean corrected = false;
    for (Effect effect : effects) {
      if (!Story.whole(effect) || effect.outcome().family().isEmpty()) {
        continue;
      }
      Family family =
          families.computeIfAbsent(
              effect.outcome().family(), f -> new Family(new LinkedHashSet<>(), new ArrayList<>()));
      family.outcomes().add(story.wording().text(effect.outcome().title()));
      family.tests().add(effect);
      corrected |= effect.comparison() instanceof Estimated n && Verdict.corrected(n);
    }
    if (!corrected) {
      return List.of();
    }
    Words words = Words.in(story.words().language(), "family");
    String how =
        effects.get(0).analysis().multiplicity().name().toLowerCase(Locale.ROOT).replace('_', '-');
    List<Table.Row> rows = new ArrayList<>();
    families.forEach((name, family) -> rows.add(row(family)));
    return List.of(
        new Block.Paragraph(story.say(StoryWord.SEVERAL_LEAD)),
        new Block.Paragraph(
            story.wording().say(Word.METHOD, "", words.find("method", how).orElse(how))),
        new Table(
            List.of(
                Table.left(story.say(StoryWord.JUDGED_TOGETHER)),
                Table.right(story.say(StoryWord.COMPARISONS)),
                Table.right(story.say(StoryWord.FOUND_ALONE)),
                Table.right(story.say(StoryWord.FOUND_CORRECTED))),
            rows));
  }

  private static Table.Row row(Family family) {
    int alone = 0;
    int found = 0;
    for (Effect effect : family.tests()) {
      Verdict verdict = Verdict.of(effect);
      found += verdict.found() ? 1 : 0;
      if (effect.comparison() instanceof Estimated number) {
        var interval = number.estimate().interval();
        alone += interval.low() > 0 || interval.high() < 0 ? 1 : 0;
      }
    }
    return Table.row(
        Cell.words(String.join("; ", family.outcomes())),
        new Cell.Count(family.tests().size()),
        new Cell.Count(alone),
        new Cell.Count(found));
  }
}
