package org.equipoise.store;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.equipoise.disclosure.Released.Suppression;
import org.jspecify.annotations.Nullable;

/**
 * What the disclosure gate hid, as a CSV file for whoever must judge a release: one row a value,
 * its part of the results, which value by the codes of the protocol, the reason and what that is
 * about, and what was done. It holds none of the values.
 */
final class HiddenFile {

  private static final List<String> COLUMNS =
      List.of("part", "value", "reason", "because", "action");

  private HiddenFile() {}

  /** The file's text; a heading alone when nothing was hidden. */
  static String text(List<Suppression> hidden) throws IOException {
    List<List<@Nullable Object>> rows = new ArrayList<>(hidden.size());
    for (Suppression one : hidden) {
      List<@Nullable Object> row = new ArrayList<>(COLUMNS.size());
      row.add(one.part().code());
      row.add(one.what());
      row.add(code(one.why()));
      row.add(one.because());
      row.add(code(one.action()));
      rows.add(row);
    }
    StringBuilder text = new StringBuilder();
    CsvWriter.standard().write(text, COLUMNS, rows);
    return text.toString();
  }

  private static String code(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
