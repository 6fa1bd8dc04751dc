package org.equipoise.document;

import java.util.List;

/**
 * A part of a document that a reader may go to.
 *
 * @param id its anchor, unique in the document; letters, digits and hyphens
 * @param title its heading
 * @param sections what stands in it; the first may have no title and then is its beginning
 */
public record Chapter(String id, String title, List<Section> sections) {

  /** Keeps its own copy. */
  public Chapter {
    sections = List.copyOf(sections);
  }
}
