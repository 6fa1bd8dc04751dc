package org.equipoise.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.equipoise.analysis.TrialData.Answer;
import org.equipoise.finding.Finding;
import org.equipoise.frame.CategoryColumn;
import org.equipoise.frame.Column;
import org.equipoise.frame.DateColumn;
import org.equipoise.frame.Frame;
import org.equipoise.frame.NumberColumn;
import org.equipoise.frame.TextColumn;
import org.equipoise.protocol.DataLayout.DataFile;
import org.equipoise.protocol.Item;
import org.equipoise.protocol.Protocol;
import org.equipoise.protocol.Wave;
import org.jspecify.annotations.Nullable;

/**
 * The answers of files with one row a person and wave, one column for each item and wave in the
 * end. An answer that stands in another file too is a finding: neither is preferred.
 */
final class LongAnswers {

  private final Protocol protocol;
  private final int people;
  private final Map<Answer, Column> answers;
  private final List<Finding> findings;
  private final Map<Wave.Id, boolean[]> present = new LinkedHashMap<>();
  private final Map<Answer, Column> unanswered = new LinkedHashMap<>();

  /**
   * @param people how many were drawn
   * @param answers what other files hold; further answers are added
   */
  LongAnswers(Protocol protocol, int people, Map<Answer, Column> answers, List<Finding> findings) {
    this.protocol = protocol;
    this.people = people;
    this.answers = answers;
    this.findings = findings;
  }

  /** Who has a row, by wave. */
  Map<Wave.Id, boolean[]> present() {
    return present;
  }

  /**
   * Adds the answers of a file.
   *
   * @param personOf for each row the person drawn, negative for a row left out
   */
  void add(DataFile file, Frame frame, int[] personOf) {
    int[][] rowOf = rows(frame, java.util.Objects.requireNonNull(file.wave()), personOf);
    for (int w = 0; w < rowOf.length; w++) {
      Wave.Id wave = protocol.waves().get(w).id();
      boolean[] has = present.computeIfAbsent(wave, key -> new boolean[people]);
      boolean any = false;
      for (int i = 0; i < people; i++) {
        any |= rowOf[w][i] >= 0;
        has[i] |= rowOf[w][i] >= 0;
      }
      for (Item item : protocol.items()) {
        String name = protocol.data().columnOf(item.id().value());
        if (item.askedAt(wave) && frame.has(name)) {
          put(frame, new Answer(item.id(), wave), gathered(frame.column(name), rowOf[w]), any);
        }
      }
    }
  }

  /** Says that what no file has answers to, though it has the item, is missing for everybody. */
  void close() {
    unanswered.forEach(answers::putIfAbsent);
  }

  private void put(Frame frame, Answer answer, Column column, boolean any) {
    if (!any) {
      unanswered.put(answer, column);
    } else if (answers.putIfAbsent(answer, column) != null) {
      findings.add(
          Finding.error(
              new org.equipoise.finding.Place(frame.source(), 0, 0, column.name()),
              "answers at \"" + answer.wave() + "\" that another file has too",
              "keep them in one file: remove the column or the rows"));
    }
  }

  /** By wave and person the row, -1 where there is none. */
  private int[][] rows(Frame frame, String waveColumn, int[] personOf) {
    CategoryColumn waves = frame.categories(waveColumn);
    int[][] rowOf = new int[protocol.waves().size()][people];
    for (int[] rows : rowOf) {
      Arrays.fill(rows, -1);
    }
    for (int row = 0; row < personOf.length; row++) {
      int person = personOf[row];
      if (person < 0) {
        continue;
      }
      int wave = waves.codeAt(row);
      int before = rowOf[wave][person];
      if (before >= 0) {
        findings.add(
            Finding.error(
                frame.placeOf(row, protocol.data().idColumn()),
                "this person and wave already stand on line " + frame.lineOf(before),
                "one row a person and wave: remove one of the two"));
      }
      rowOf[wave][person] = row;
    }
    return rowOf;
  }

  /** The column at the rows given, missing where the row is negative. */
  private static Column gathered(Column column, int[] rows) {
    if (column instanceof NumberColumn numbers) {
      double[] values = new double[rows.length];
      for (int i = 0; i < rows.length; i++) {
        values[i] = rows[i] < 0 ? Double.NaN : numbers.at(rows[i]);
      }
      return NumberColumn.of(column.name(), values);
    }
    if (column instanceof CategoryColumn categories) {
      int[] codes = new int[rows.length];
      for (int i = 0; i < rows.length; i++) {
        codes[i] = rows[i] < 0 ? CategoryColumn.MISSING : categories.codeAt(rows[i]);
      }
      return CategoryColumn.of(column.name(), categories.levels(), codes);
    }
    List<@Nullable String> texts = new ArrayList<>(rows.length);
    for (int row : rows) {
      texts.add(row < 0 ? null : text(column, row));
    }
    return TextColumn.of(column.name(), texts);
  }

  private static @Nullable String text(Column column, int row) {
    if (column instanceof TextColumn texts) {
      return texts.at(row);
    }
    java.time.LocalDate date = ((DateColumn) column).at(row);
    return date == null ? null : date.toString();
  }
}
