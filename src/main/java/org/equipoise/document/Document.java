package org.equipoise.document;

import java.util.List;
import java.util.stream.Stream;

/**
 * A whole report in one language, before it takes a form: text, HTML, Markdown or LaTeX.
 *
 * @param language of all its words
 * @param title what it is about
 * @param subtitle what kind of report it is, and for which day
 * @param about who made it from what, the first things a reader wants to know
 * @param chapters what it says
 * @param limit counts from 1 to one below this are hidden
 * @param colophon the last line, such as program and version
 */
public record Document(
    Language language,
    String title,
    String subtitle,
    List<Block.Fact> about,
    List<Chapter> chapters,
    int limit,
    String colophon) {

  /** Keeps its own copies. */
  public Document {
    about = List.copyOf(about);
    chapters = List.copyOf(chapters);
  }

  /** Every picture, in order, also those in folds. */
  public List<Picture> pictures() {
    return chapters.stream()
        .flatMap(chapter -> chapter.sections().stream())
        .flatMap(section -> section.blocks().stream())
        .flatMap(Document::pictures)
        .toList();
  }

  private static Stream<Picture> pictures(Block block) {
    if (block instanceof Picture picture) {
      return Stream.of(picture);
    }
    return block instanceof Block.Fold fold
        ? fold.blocks().stream().flatMap(Document::pictures)
        : Stream.empty();
  }
}
