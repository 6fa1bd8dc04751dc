package org.equipoise.document;

import java.io.IOException;

/** A document as plain text of 100 columns; a picture is told in its words. */
public final class TextPage {

  private final Document document;

  private TextPage(Document document) {
    this.document = document;
  }

  /** The text of a document. */
  public static TextPage of(Document document) {
    return new TextPage(document);
  }

  /**
   * Appends the whole text.
   *
   * @throws IOException if {@code out} throws it
   */
  public void print(Appendable out) throws IOException {
    TextLayout layout = new TextLayout(out, Style.PLAIN, document.language(), document.limit());
    layout.wrapped("", "", document.title());
    if (!document.subtitle().isEmpty()) {
      layout.wrapped("", "", document.subtitle());
    }
    for (Block.Fact fact : document.about()) {
      layout.wrapped("", "  ", fact.name() + ": " + fact.value());
    }
    for (Chapter chapter : document.chapters()) {
      print(chapter, layout);
    }
    layout.line("");
    layout.wrapped("", "", document.colophon());
  }

  private static void print(Chapter chapter, TextLayout layout) throws IOException {
    layout.line("");
    layout.line("");
    layout.line("\u2550".repeat(chapter.title().length()));
    layout.line(chapter.title());
    layout.line("\u2550".repeat(chapter.title().length()));
    for (Section section : chapter.sections()) {
      if (!section.blocks().isEmpty()) {
        layout.print(section);
      }
    }
  }
}
