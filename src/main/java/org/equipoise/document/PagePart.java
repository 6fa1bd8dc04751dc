package org.equipoise.document;

import java.util.List;

/** A block as the templates of a page lay it out: numbered, and gathered with its neighbours. */
public sealed interface PagePart {

  /** A block that stands as it is. */
  record Single(Block block) implements PagePart {}

  /** Points that follow each other, one list. */
  record Points(List<Block.Point> points) implements PagePart {}

  /**
   * Answers that follow each other, cards side by side.
   *
   * @param level of the headings of their questions, 3 or 4
   */
  record Answers(List<Block.Answer> answers, int level) implements PagePart {}

  /** A table with its cells laid out. */
  record Grid(PageTable table) implements PagePart {}

  /** A picture, ready for the page. */
  record Figure(PagePicture picture) implements PagePart {}

  /** What is closed at first. */
  record Fold(String id, String summary, List<PagePart> parts) implements PagePart {}

  /** A notice with the word for its tone. */
  record Notice(Tone tone, String kind, String title, String words) implements PagePart {
    /** Its class in the style sheet. */
    public String style() {
      return "notice " + PageTable.style(tone);
    }
  }
}
