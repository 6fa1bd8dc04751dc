package org.equipoise.report;

import java.util.ArrayList;
import java.util.List;
import org.equipoise.disclosure.Released;
import org.equipoise.disclosure.Released.Input;
import org.equipoise.document.Block;
import org.equipoise.document.Cell;
import org.equipoise.document.Section;
import org.equipoise.document.Table;

/** How somebody else makes the same numbers again, and what must then be the same. */
final class RerunSections {

  private final Story story;

  RerunSections(Story story) {
    this.story = story;
  }

  List<Section> sections() {
    List<Section> sections = new ArrayList<>();
    sections.add(new Section("", again()));
    Origin.LedgerFacts ledger = story.origin().ledger();
    if (ledger != null) {
      sections.add(new Section(story.say(StoryWord.LEDGER), ledger(ledger)));
    }
    return sections;
  }

  private List<Block> again() {
    Released released = story.released();
    List<Block> blocks = new ArrayList<>();
    blocks.add(new Block.Paragraph(story.say(StoryWord.RERUN_LEAD)));
    if (!story.origin().command().isEmpty()) {
      blocks.add(new Block.Code(command()));
      blocks.add(new Block.Paragraph(story.say(StoryWord.FOLDERS_LEFT_OUT)));
    }
    List<Block.Fact> facts = new ArrayList<>();
    facts.add(fact(StoryWord.PROGRAM, released.program()));
    facts.add(
        fact(
            StoryWord.PROTOCOL,
            story.say(
                StoryWord.PROTOCOL_VERSION,
                released.protocol().id(),
                String.valueOf(released.protocol().version()),
                released.digest())));
    facts.add(fact(StoryWord.DAY, story.origin().day().toString()));
    blocks.add(new Block.Facts(facts));
    if (!released.inputs().isEmpty()) {
      blocks.addAll(Hidden.noted(inputs(), story.wording()));
    }
    blocks.add(new Block.Paragraph(story.say(StoryWord.MUST_MATCH)));
    return blocks;
  }

  /** The command as a shell reads it. */
  private String command() {
    List<String> words = new ArrayList<>();
    for (String word : story.origin().command()) {
      boolean plain = word.matches("[\\p{L}\\p{N}_./=:@%+-]+");
      words.add(plain ? word : "'" + word.replace("'", "'\\''") + "'");
    }
    return String.join(" ", words);
  }

  private Table inputs() {
    List<Table.Row> rows = new ArrayList<>();
    Origin.LedgerFacts ledger = story.origin().ledger();
    for (Input input : story.released().inputs()) {
      // A ledger grows: its digest is that of its last line, not of the file.
      boolean chained = ledger != null && ledger.head().equals(input.sha256());
      String digest = chained ? story.say(StoryWord.LAST_LINE, input.sha256()) : input.sha256();
      rows.add(
          Table.row(
              Cell.words(input.name()),
              Cell.words(input.file()),
              GatedCell.count(input.rows()),
              Cell.words(digest)));
    }
    return new Table(
        List.of(
            Table.left(story.say(StoryWord.DATA)),
            Table.left(story.say(StoryWord.FILE)),
            Table.right(story.say(StoryWord.ROWS)),
            Table.left(story.say(StoryWord.SHA256))),
        rows);
  }

  private List<Block> ledger(Origin.LedgerFacts ledger) {
    List<Block> blocks = new ArrayList<>();
    blocks.add(new Block.Paragraph(story.say(StoryWord.LEDGER_LEAD)));
    List<Block.Fact> facts = new ArrayList<>();
    facts.add(fact(StoryWord.LEDGER_LINES, story.numerals().fixed((double) ledger.lines(), 0)));
    facts.add(fact(StoryWord.LEDGER_HEAD, ledger.head()));
    facts.add(fact(StoryWord.COMMITMENT, ledger.commitment()));
    facts.add(
        fact(
            StoryWord.KEY,
            story.say(ledger.keyRevealed() ? StoryWord.KEY_REVEALED : StoryWord.KEY_SECRET)));
    blocks.add(new Block.Facts(facts));
    if (!ledger.viewings().isEmpty()) {
      List<Table.Row> rows = new ArrayList<>();
      for (Origin.Viewing viewing : ledger.viewings()) {
        rows.add(
            Table.row(
                Cell.words(viewing.day().toString()),
                Cell.words(story.numerals().fixed((double) viewing.line(), 0)),
                Cell.words(viewing.what()),
                Cell.words(viewing.why())));
      }
      Table table =
          new Table(
              List.of(
                  Table.left(story.say(StoryWord.DAY)),
                  Table.right(story.say(StoryWord.LINE)),
                  Table.left(story.say(StoryWord.WHAT)),
                  Table.left(story.say(StoryWord.WHY))),
              rows);
      blocks.add(new Block.Fold(story.say(StoryWord.VIEWINGS), List.of(table)));
    }
    return blocks;
  }

  private Block.Fact fact(StoryWord name, String value) {
    return new Block.Fact(story.say(name), value);
  }
}
