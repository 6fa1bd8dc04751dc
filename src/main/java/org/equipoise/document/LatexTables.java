package org.equipoise.document;

/** The tables of a document for LaTeX, to be taken into a paper with {@code input}. */
public final class LatexTables {

  private final Document document;

  private LatexTables(Document document) {
    this.document = document;
  }

  /** The tables of a document. */
  public static LatexTables of(Document document) {
    return new LatexTables(document);
  }

  /** The whole file. */
  public String latex() {
    return "% " + document.title() + "\n";
  }
}
