package org.equipoise.report;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.equipoise.document.Block;
import org.equipoise.document.Chapter;
import org.equipoise.document.Document;
import org.equipoise.document.Picture;
import org.equipoise.document.Section;
import org.equipoise.document.Style;
import org.equipoise.document.TextLayout;

/** A document as plain text, without its pictures, for tests to read. */
final class Dump {

  private Dump() {}

  /** Every chapter. */
  static String of(Document document) throws IOException {
    return of(document, Set.of());
  }

  /** Some chapters by their ids; all of them for an empty set. */
  static String of(Document document, Set<String> ids) throws IOException {
    StringBuilder out = new StringBuilder();
    TextLayout layout =
        new TextLayout(out, Style.PLAIN, document.language(), document.limit());
    if (ids.isEmpty()) {
      layout.line(document.title());
      layout.line(document.subtitle());
      for (Block.Fact fact : document.about()) {
        layout.line(fact.name() + ": " + fact.value());
      }
    }
    for (Chapter chapter : document.chapters()) {
      if (ids.isEmpty() || ids.contains(chapter.id())) {
        layout.line("");
        layout.line("# " + chapter.title() + " (" + chapter.id() + ")");
        for (Section section : chapter.sections()) {
          print(layout, section);
        }
      }
    }
    if (ids.isEmpty()) {
      layout.line("");
      layout.line(document.colophon());
    }
    return out.toString();
  }

  private static void print(TextLayout layout, Section section) throws IOException {
    List<Block> words =
        section.blocks().stream().filter(block -> !(block instanceof Picture)).toList();
    if (!words.isEmpty()) {
      layout.print(new Section(section.title(), words));
    }
  }
}
