package org.equipoise.report;

import java.util.List;
import org.equipoise.disclosure.Released;
import org.equipoise.document.Document;
import org.equipoise.document.Language;

/** The whole report of a trial: what was asked, what was found, how far it can be trusted. */
public final class TrialReport {

  private TrialReport() {}

  /**
   * The report of released results.
   *
   * @param released what may be published
   * @param origin where the results come from and how they are made again
   * @param language of all words
   */
  public static Document of(Released released, Origin origin, Language language) {
    Wording wording = new Wording(released, language);
    return new Document(
        language,
        wording.text(released.protocol().title()),
        "",
        List.of(),
        List.of(),
        released.limit(),
        released.program());
  }
}
