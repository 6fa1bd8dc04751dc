package org.equipoise.analysis;

import java.util.List;
import org.equipoise.finding.Finding;
import org.equipoise.frame.Frame;
import org.equipoise.frame.TextColumn;
import org.equipoise.frame.TextIndex;

/**
 * Whom the rows of a further file belong to. Rows of people who were referred and not drawn are
 * left out in silence; an id that the main file does not have is said, for where absence counts as
 * zero a misspelled id would pass for somebody without income.
 *
 * @param persons everybody in the main file
 * @param drawn an index of the ids of those drawn
 * @param idColumn the column of the id, in both files
 */
record Linkage(Frame persons, TextIndex drawn, String idColumn) {

  /** For each row of {@code frame} the row among those drawn; negative for a row left out. */
  int[] of(Frame frame, List<Finding> findings) {
    TextColumn ids = frame.texts(idColumn);
    int[] personOf = new int[frame.rows()];
    boolean everybody = true;
    for (int row = 0; row < personOf.length; row++) {
      personOf[row] = drawn.find(ids, row);
      everybody &= personOf[row] >= 0;
    }
    if (!everybody) {
      reportStrangers(frame, ids, personOf, findings);
    }
    return personOf;
  }

  private void reportStrangers(
      Frame frame, TextColumn ids, int[] personOf, List<Finding> findings) {
    TextIndex referred = TextIndex.of(persons.texts(idColumn));
    int strangers = 0;
    int first = 0;
    for (int row = personOf.length - 1; row >= 0; row--) {
      if (personOf[row] < 0 && referred.find(ids, row) < 0) {
        strangers++;
        first = row;
      }
    }
    if (strangers == personOf.length) {
      findings.add(
          Finding.error(
              frame.placeOf(first, idColumn),
              "no id of this file is in " + persons.source(),
              "write the ids alike in both files"));
    } else if (strangers > 0) {
      String found = "this id is not in " + persons.source();
      findings.add(
          Finding.warning(
              frame.placeOf(first, idColumn),
              strangers == 1 ? found : found + ", nor are those of " + rows(strangers - 1),
              "left out; if it should not be, write the ids alike in both files"));
    }
  }

  private static String rows(int count) {
    return count == 1 ? "1 more row" : count + " more rows";
  }
}
