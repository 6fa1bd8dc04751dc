package org.equipoise.report;

import java.time.LocalDate;
import java.util.List;
import org.equipoise.disclosure.ReleasedAdoption;
import org.equipoise.document.Document;
import org.equipoise.document.Language;

/** The whole report of a study of adoption, which is no trial. */
public final class AdoptionReport {

  private AdoptionReport() {}

  /**
   * The report of released results.
   *
   * @param day the day it is made
   * @param command the command line that made it, without folders
   */
  public static Document of(
      ReleasedAdoption released, LocalDate day, List<String> command, Language language) {
    return new Document(
        language,
        released.plan().title().in(language.tag()),
        "",
        List.of(),
        List.of(),
        0,
        released.program());
  }
}
