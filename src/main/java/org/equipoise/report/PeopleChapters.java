package org.equipoise.report;

import java.util.ArrayList;
import java.util.List;
import org.equipoise.disclosure.Released;
import org.equipoise.disclosure.Released.Balance;
import org.equipoise.disclosure.ReleasedIntake;
import org.equipoise.document.Block;
import org.equipoise.document.Cell;
import org.equipoise.document.Chapter;
import org.equipoise.document.Section;
import org.equipoise.document.Table;
import org.equipoise.protocol.Wave;

/** The chapters about people: how they came, who answered, how alike the arms were. */
final class PeopleChapters {

  private final Story story;
  private final Pictures pictures;
  private final PeopleSections sections;

  PeopleChapters(Story story, Pictures pictures) {
    this.story = story;
    this.pictures = pictures;
    this.sections =
        new PeopleSections(story.released(), story.wording(), Detail.BRIEF, this::ahead);
  }

  private String ahead(Wave.Id wave) {
    return story.timing().ahead(wave).map(due -> story.ahead(wave, due)).orElse("");
  }

  /** Pictures show every wave alike, and rates of what lies ahead are none. */
  private boolean anyAhead() {
    return story.released().protocol().waves().stream().anyMatch(w -> !ahead(w.id()).isEmpty());
  }

  /** From referral to draw, month by month and place by place. */
  Chapter people() {
    List<Section> parts = new ArrayList<>();
    parts.add(new Section("", sections.people().blocks()));
    parts.add(new Section(story.say(StoryWord.FLOW), List.copyOf(pictures.flow())));
    List<Block> intake = new ArrayList<>(pictures.intake());
    ReleasedIntake released = story.released().intake();
    if (released != null) {
      intake.addAll(intake(released));
    }
    parts.add(new Section(story.say(StoryWord.INTAKE), intake));
    return new Chapter("people", story.say(StoryWord.PEOPLE), parts);
  }

  private List<Block> intake(ReleasedIntake intake) {
    List<Block> blocks = new ArrayList<>();
    List<Table.Row> months = new ArrayList<>();
    for (int i = 0; i < intake.months().size(); i++) {
      ReleasedIntake.Month month = intake.months().get(i);
      boolean planned = i < intake.planned().size();
      months.add(
          Table.row(
              Cell.words(month.month().toString()),
              GatedCell.count(month.drawn()),
              planned ? new Cell.Count(intake.planned().get(i)) : new Cell.Empty()));
    }
    blocks.addAll(parts(story.say(StoryWord.SITE), intake.sites()));
    blocks.addAll(parts(story.say(StoryWord.REFERRER), intake.referrers()));
    if (!months.isEmpty()) {
      Table table =
          new Table(
              List.of(
                  Table.left(story.say(StoryWord.MONTH)),
                  Table.right(story.wording().say(Word.DRAWN)),
                  Table.right(story.say(StoryWord.PLANNED_BY_THEN))),
              months);
      blocks.add(
          new Block.Fold(story.say(StoryWord.BY_MONTH), Hidden.noted(table, story.wording())));
    }
    return blocks;
  }

  private List<Block> parts(String what, List<ReleasedIntake.Part> parts) {
    if (parts.isEmpty()) {
      return List.of();
    }
    List<Table.Row> rows = new ArrayList<>();
    for (ReleasedIntake.Part part : parts) {
      String title = story.wording().text(part.level().title());
      rows.add(Table.row(Cell.words(title), GatedCell.count(part.drawn())));
    }
    return Hidden.noted(
        new Table(List.of(Table.left(what), Table.right(story.wording().say(Word.DRAWN))), rows),
        story.wording());
  }

  /** Who answered each wave. */
  Chapter response() {
    List<Block> blocks = new ArrayList<>();
    Released released = story.released();
    if (!released.response().isEmpty()) {
      if (!anyAhead()) {
        blocks.addAll(pictures.response());
      }
      blocks.addAll(sections.response().blocks());
      fold(blocks, StoryWord.BY_STRATUM, sections.responseByStratum());
    }
    return new Chapter(
        "response", story.say(StoryWord.RESPONSE_CHAPTER), List.of(new Section("", blocks)));
  }

  /** What the arms looked like before the draw, among everybody and among those who answered. */
  Chapter balance() {
    List<Section> parts = new ArrayList<>();
    if (!story.released().balance().isEmpty()) {
      List<Block> blocks = new ArrayList<>();
      blocks.addAll(pictures.balance());
      blocks.add(
          new Block.Paragraph(
              story.say(
                  story.released().balance().stream().anyMatch(b -> b.among() != null)
                      ? StoryWord.BALANCE_LEAD
                      : StoryWord.BALANCE_LEAD_DRAWN)));
      blocks.addAll(sections.balance().blocks());
      for (Balance balance : story.released().balance()) {
        if (balance.among() != null && ahead(balance.among()).isEmpty()) {
          String title =
              story.twoArms()
                  ? sections.among(balance)
                  : sections.among(balance) + ", " + story.wording().arm(balance.arm());
          List<Block> table = Hidden.noted(sections.balance(balance), story.wording());
          blocks.add(new Block.Fold(title, table));
        }
      }
      parts.add(new Section("", blocks));
    }
    return new Chapter("balance", story.say(StoryWord.BALANCE), parts);
  }

  /** Who had met the service by each wave; empty where nobody asked. */
  List<Block> met() {
    List<Block> blocks = new ArrayList<>();
    if (!anyAhead()) {
      blocks.addAll(pictures.contrast());
    }
    boolean asked =
        story.released().exposure().stream().anyMatch(row -> ahead(row.wave()).isEmpty());
    if (asked) {
      blocks.addAll(sections.exposure().blocks());
    }
    return blocks;
  }

  private void fold(List<Block> blocks, StoryWord summary, List<Block> inside) {
    if (!inside.isEmpty()) {
      blocks.add(new Block.Fold(story.say(summary), inside));
    }
  }
}
