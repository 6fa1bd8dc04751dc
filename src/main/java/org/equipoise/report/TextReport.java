package org.equipoise.report;

import java.io.IOException;
import org.equipoise.disclosure.Released;

/** The report of one planned analysis as text for a terminal of 100 columns. */
public final class TextReport {

  private final Released released;
  private final Language language;
  private final Style style;

  private TextReport(Released released, Language language, Style style) {
    this.released = released;
    this.language = language;
    this.style = style;
  }

  /** A report of {@code released} in one language. */
  public static TextReport of(Released released, Language language, Style style) {
    return new TextReport(released, language, style);
  }

  /** Writes the report; lines end in {@code \n}. */
  public void print(Appendable out) throws IOException {
    out.append(released.digest()).append(language.tag()).append(style.name());
  }
}
