package org.equipoise.report;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.equipoise.disclosure.Gated;
import org.equipoise.disclosure.Released;
import org.equipoise.disclosure.Released.Part;
import org.equipoise.disclosure.Released.Suppression;
import org.equipoise.document.Block;
import org.equipoise.document.Cell;
import org.equipoise.document.Section;
import org.equipoise.document.Table;

/** What may not be told and why: the page of whoever decides whether a report may be published. */
final class HiddenSections {

  private final Story story;
  private final Released released;

  HiddenSections(Story story) {
    this.story = story;
    this.released = story.released();
  }

  List<Section> sections() {
    List<Section> sections = new ArrayList<>();
    sections.add(new Section("", rule()));
    sections.add(new Section(story.say(StoryWord.HIDDEN_COUNTED), counted()));
    sections.add(
        new Section(
            story.say(StoryWord.PROTECTED),
            List.of(
                new Block.Point(story.say(StoryWord.PROTECTED_COUNTS, limit())),
                new Block.Point(story.say(StoryWord.PROTECTED_REST)),
                new Block.Point(story.say(StoryWord.PROTECTED_SUMS)),
                new Block.Point(story.say(StoryWord.NOT_PROTECTED_OTHERS)),
                new Block.Point(story.say(StoryWord.NOT_PROTECTED_WORDS)))));
    return sections;
  }

  private String limit() {
    return story.count(released.limit());
  }

  private List<Block> rule() {
    List<Block> blocks = new ArrayList<>();
    blocks.add(
        new Block.Paragraph(
            released.limit() > 1
                ? story.say(StoryWord.CELL_RULE, limit())
                : story.say(StoryWord.NO_CELL_RULE)));
    if (released.roundTo() != 0) {
      String base = story.count(released.roundTo());
      blocks.add(new Block.Paragraph(story.say(StoryWord.ROUNDING, base)));
      blocks.add(new Block.Paragraph(story.say(StoryWord.ROUNDING_TESTS)));
    }
    if (!released.suppressions().isEmpty()) {
      blocks.add(
          new Block.Paragraph(
              story.wording().say(Word.HIDDEN_LEGEND, String.valueOf(released.limit()))));
    }
    return blocks;
  }

  private List<Block> counted() {
    List<Suppression> log = released.suppressions();
    if (log.isEmpty()) {
      return List.of(new Block.Paragraph(story.say(StoryWord.NOTHING_HIDDEN)));
    }
    Map<Part, Map<Gated.Why, Integer>> counts = new EnumMap<>(Part.class);
    for (Suppression note : log) {
      counts
          .computeIfAbsent(note.part(), part -> new EnumMap<>(Gated.Why.class))
          .merge(note.why(), 1, Integer::sum);
    }
    List<Table.Column> columns = new ArrayList<>();
    columns.add(Table.left(story.say(StoryWord.PART)));
    for (Gated.Why why : Gated.Why.values()) {
      columns.add(Table.right(story.say(why)));
    }
    List<Table.Row> rows = new ArrayList<>();
    counts.forEach((part, reasons) -> rows.add(row(part, reasons)));
    return List.of(
        new Block.Paragraph(story.say(StoryWord.HIDDEN_LEAD, story.count(log.size()))),
        new Table(columns, rows),
        new Block.Paragraph(story.say(StoryWord.LOG)));
  }

  private Table.Row row(Part part, Map<Gated.Why, Integer> reasons) {
    List<Cell> cells = new ArrayList<>();
    cells.add(Cell.words(story.say(part)));
    for (Gated.Why why : Gated.Why.values()) {
      cells.add(new Cell.Count(reasons.getOrDefault(why, 0)));
    }
    return new Table.Row.Cells(cells, "");
  }
}
