package org.equipoise.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.equipoise.identity.PersonalNumber;
import org.equipoise.waves.OpenQuestion.Written;
import org.jspecify.annotations.Nullable;

/** Writes texts for those who code them by hand, to a file that only its owner may read. */
public final class TextsFile {

  private static final List<String> HEADERS =
      List.of("id", "wave", "respondent", "item", "suspect", "text", "themes");

  private TextsFile() {}

  /**
   * Writes the file, by id, so that nothing follows from the order. Nothing that is there is
   * replaced.
   *
   * @return how many texts hold what looks like a personal identity number
   */
  public static int write(Path file, List<Written> texts) throws IOException {
    List<Written> ordered = new ArrayList<>(texts);
    ordered.sort(
        Comparator.comparing((Written w) -> w.person().id().value())
            .thenComparing(w -> w.wave().value())
            .thenComparing(w -> w.respondent().value()));
    List<List<@Nullable Object>> rows = new ArrayList<>();
    int suspects = 0;
    for (Written one : ordered) {
      boolean suspect = PersonalNumber.isIn(one.text());
      suspects += suspect ? 1 : 0;
      String themes = one.themes();
      rows.add(
          Arrays.asList(
              one.person().id(),
              one.wave(),
              one.respondent(),
              one.item(),
              suspect ? "yes" : "",
              one.text(),
              themes != null && themes.isEmpty() ? ThemeFile.NONE : themes));
    }
    StringBuilder csv = new StringBuilder("\ufeff");
    CsvWriter.swedishSpreadsheet().write(csv, HEADERS, rows);
    OwnerOnly.create(file);
    Files.write(file, TrialFolder.utf8(csv.toString()));
    return suspects;
  }
}
