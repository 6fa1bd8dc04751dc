package org.equipoise.report;

import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.equipoise.document.Language;
import org.equipoise.ledger.PersonId;
import org.equipoise.protocol.Protocol;
import org.equipoise.trial.Fact;
import org.equipoise.trial.Person;
import org.equipoise.trial.PersonRecord;
import org.equipoise.trial.Standing;
import org.equipoise.trial.TrialState;
import org.jspecify.annotations.Nullable;

/**
 * Everybody referred, one row a person in the order of the referrals: who is ready, who is drawn
 * and not told yet, who cannot be drawn and why. It holds no arm.
 */
public final class PeopleList {

  private static final String GAP = "  ";

  private final TrialWording wording;
  private final List<Row> rows;

  private record Row(
      PersonId person,
      String own,
      boolean hidden,
      String site,
      String referrer,
      LocalDate referred,
      Standing standing,
      @Nullable LocalDate drawn,
      @Nullable LocalDate told) {}

  private PeopleList(TrialWording wording, List<Row> rows) {
    this.wording = wording;
    this.rows = rows;
  }

  /**
   * The people of a trial.
   *
   * @param standings whether each may be drawn
   * @param records what is known of each, for the site's own codes
   * @param site only people of this site; empty for all
   */
  public static PeopleList of(
      TrialState state,
      Map<PersonId, Standing> standings,
      Map<PersonId, PersonRecord> records,
      String site,
      Language language) {
    List<Row> rows = new ArrayList<>();
    for (Person person : state.persons()) {
      if (site.isEmpty() || person.site().equals(site)) {
        Standing known = standings.get(person.id());
        rows.add(row(person, known == null ? person.standing() : known, records.get(person.id())));
      }
    }
    return new PeopleList(new TrialWording(state.protocol(), language), rows);
  }

  private static Row row(Person person, Standing standing, @Nullable PersonRecord record) {
    return new Row(
        person.id(),
        record == null ? "" : record.reference(),
        record != null && record.protectedIdentity(),
        person.site(),
        person.referrer(),
        person.referred(),
        standing,
        day(person.drawn()),
        day(person.told()));
  }

  private static @Nullable LocalDate day(@Nullable Fact<?> fact) {
    if (fact == null) {
      return null;
    }
    if (fact.event() instanceof org.equipoise.ledger.Event.ArmDrawn drawn) {
      return drawn.on();
    }
    return fact.event() instanceof org.equipoise.ledger.Event.ArmTold told ? told.on() : null;
  }

  /** The headers of the table, in the language of the list. */
  public List<String> columns() {
    Protocol protocol = wording.protocol();
    List<String> columns = new ArrayList<>();
    columns.add(wording.say(TrialWord.PEOPLE_ID));
    columns.add(wording.say(TrialWord.PEOPLE_OWN));
    columns.add(wording.say(TrialWord.PEOPLE_PROTECTED));
    if (!protocol.sites().isEmpty()) {
      columns.add(wording.say(TrialWord.PEOPLE_SITE));
    }
    if (!protocol.referrers().isEmpty()) {
      columns.add(wording.say(TrialWord.PEOPLE_REFERRER));
    }
    columns.add(wording.say(TrialWord.STATUS_REFERRED));
    columns.add(wording.say(TrialWord.STATUS_DRAWN));
    columns.add(wording.say(TrialWord.STATUS_TOLD));
    columns.add(wording.say(TrialWord.PEOPLE_STANDING));
    return columns;
  }

  /** The rows under {@link #columns}; null for missing. */
  public List<List<@Nullable Object>> rows() {
    Protocol protocol = wording.protocol();
    List<List<@Nullable Object>> cells = new ArrayList<>(rows.size());
    for (Row row : rows) {
      List<@Nullable Object> line = new ArrayList<>();
      line.add(row.person());
      line.add(row.own().isEmpty() ? null : row.own());
      line.add(row.hidden() ? wording.say(TrialWord.PEOPLE_IS_PROTECTED) : null);
      if (!protocol.sites().isEmpty()) {
        line.add(row.site());
      }
      if (!protocol.referrers().isEmpty()) {
        line.add(row.referrer());
      }
      line.add(row.referred());
      line.add(row.drawn());
      line.add(row.told());
      line.add(wording.standing(row.standing()));
      cells.add(line);
    }
    return cells;
  }

  /** The rows for programs: fields that stay as they are, codes of the protocol. */
  public List<Map<String, Object>> fields() {
    List<Map<String, Object>> all = new ArrayList<>(rows.size());
    for (Row row : rows) {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("person", row.person());
      fields.put("own", row.own());
      fields.put("protected", row.hidden());
      fields.put("site", row.site());
      fields.put("referrer", row.referrer());
      fields.put("referred", row.referred());
      String kind = row.standing().kind().name();
      fields.put("standing", kind.toLowerCase(Locale.ROOT).replace('_', '-'));
      fields.put("reasons", row.standing().reasons());
      fields.put("drawn", row.drawn());
      fields.put("told", row.told());
      all.add(fields);
    }
    return all;
  }

  /** Writes the table for a terminal; a column in which nothing stands is left out. */
  public void print(Appendable out) throws IOException {
    List<String> columns = columns();
    List<List<@Nullable Object>> cells = rows();
    int[] widths = new int[columns.size()];
    for (List<@Nullable Object> row : cells) {
      for (int c = 0; c < widths.length; c++) {
        widths[c] = Math.max(widths[c], text(row.get(c)).length());
      }
    }
    for (int c = 0; c < widths.length; c++) {
      widths[c] = widths[c] == 0 ? 0 : Math.max(widths[c], columns.get(c).length());
    }
    if (!cells.isEmpty()) {
      print(out, columns, widths);
    }
    for (List<@Nullable Object> row : cells) {
      print(out, row, widths);
    }
    out.append(wording.say(TrialWord.PEOPLE_COUNT, String.valueOf(cells.size()))).append('\n');
  }

  private static void print(Appendable out, List<? extends @Nullable Object> row, int[] widths)
      throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = 0; c < widths.length; c++) {
      if (widths[c] > 0) {
        String text = text(row.get(c));
        line.append(line.length() == 0 ? "" : GAP).append(text);
        line.append(" ".repeat(widths[c] - text.length()));
      }
    }
    out.append(line.toString().stripTrailing()).append('\n');
  }

  private static String text(@Nullable Object cell) {
    return cell == null ? "" : cell.toString();
  }
}
