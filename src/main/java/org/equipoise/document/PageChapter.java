package org.equipoise.document;

import java.util.List;

/**
 * A chapter of a page.
 *
 * @param id the anchor of its heading
 * @param title its heading
 * @param sections what stands in it
 */
public record PageChapter(String id, String title, List<Part> sections) {

  /**
   * A section.
   *
   * @param id the anchor of its heading; the chapter's where it has none
   * @param title its heading; empty at the beginning of a chapter
   * @param parts what stands in it
   */
  public record Part(String id, String title, List<PagePart> parts) {}
}
