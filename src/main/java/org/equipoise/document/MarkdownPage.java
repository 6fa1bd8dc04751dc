package org.equipoise.document;

/** A document as Markdown, with tables; pictures are links to files beside it. */
public final class MarkdownPage {

  private final Document document;

  private MarkdownPage(Document document) {
    this.document = document;
  }

  /** The page of a document. */
  public static MarkdownPage of(Document document) {
    return new MarkdownPage(document);
  }

  /**
   * The whole file.
   *
   * @param pictures folder of the pictures as seen from it, such as {@code figures}
   */
  public String markdown(String pictures) {
    return "# " + document.title() + "\n";
  }
}
