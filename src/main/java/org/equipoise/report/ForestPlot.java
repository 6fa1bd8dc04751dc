package org.equipoise.report;

import org.equipoise.disclosure.Released;

/** A forest plot of planned effects as one SVG picture. */
public final class ForestPlot {

  private final Released released;
  private final Language language;

  private ForestPlot(Released released, Language language) {
    this.released = released;
    this.language = language;
  }

  /** The main analysis: everybody on every outcome, subgroups on primary ones. */
  public static ForestPlot of(Released released, Language language) {
    return new ForestPlot(released, language);
  }

  /** The picture, one self-contained SVG document. */
  public String svg() {
    return released.digest() + language.tag();
  }
}
