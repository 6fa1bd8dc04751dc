package org.equipoise.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.equipoise.ledger.Event;
import org.equipoise.ledger.PersonId;
import org.equipoise.protocol.Arm;
import org.equipoise.protocol.Consent;
import org.equipoise.protocol.Criterion;
import org.equipoise.protocol.DataLayout;
import org.equipoise.protocol.Protocol;
import org.equipoise.protocol.Variable;
import org.equipoise.trial.Fact;
import org.equipoise.trial.Person;
import org.equipoise.trial.PersonRecord;
import org.equipoise.trial.TrialState;
import org.jspecify.annotations.Nullable;

/**
 * Everybody referred, one row a person, under the column names of the protocol's data layout: what
 * the analysis reads. Arms are in clear.
 *
 * <p>Values are those at hand now, corrected where they were corrected; of somebody whose record is
 * erased, or who withdrew from the use of data, only the draw is told. The chance of the arm by the
 * design is in {@code probability}.
 *
 * @param columns the headers
 * @param rows the rows, each as long as the headers; null for missing
 */
public record PeopleTable(List<String> columns, List<List<@Nullable Object>> rows) {

  private static final String PROBABILITY = "probability";

  /** Keeps its own copies. */
  public PeopleTable {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
  }

  /** The people of a trial, in the order of their referrals. */
  public static PeopleTable of(TrialState state, Map<PersonId, PersonRecord> records) {
    Protocol protocol = state.protocol();
    List<String> columns = columns(protocol);
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (Person person : state.persons()) {
      boolean silent = person.withdrawals().containsKey(Event.Withdrawn.From.DATA);
      rows.add(row(protocol, person, silent ? null : records.get(person.id())));
    }
    return new PeopleTable(columns, rows);
  }

  private static List<String> columns(Protocol protocol) {
    DataLayout layout = protocol.data();
    List<String> columns = new ArrayList<>(List.of(layout.idColumn(), layout.arm(), PROBABILITY));
    add(columns, layout.drawn());
    add(columns, layout.met());
    add(columns, layout.left());
    if (!protocol.sites().isEmpty()) {
      columns.add(layout.columnOf(Protocol.SITE.value()));
    }
    if (!protocol.referrers().isEmpty()) {
      columns.add(layout.columnOf(Protocol.REFERRER.value()));
    }
    protocol.consents().forEach(each -> columns.add(layout.columnOf(each.id().value())));
    protocol.eligibility().forEach(each -> columns.add(layout.columnOf(each.id().value())));
    baseline(protocol).forEach(each -> columns.add(layout.columnOf(each.id().value())));
    return columns;
  }

  private static List<@Nullable Object> row(
      Protocol protocol, Person person, @Nullable PersonRecord record) {
    DataLayout layout = protocol.data();
    List<@Nullable Object> row = new ArrayList<>();
    Fact<Event.ArmDrawn> drawn = person.drawn();
    Arm.Id arm = drawn == null ? null : drawn.event().drawn().arm();
    row.add(person.id());
    row.add(arm);
    row.add(arm == null || drawn == null ? null : drawn.event().drawn().probability().value());
    if (layout.drawn() != null) {
      row.add(arm == null || drawn == null ? null : drawn.event().on());
    }
    if (layout.met() != null) {
      Fact<Event.ServiceStarted> met = person.started();
      row.add(met == null ? null : met.event().on());
    }
    if (layout.left() != null) {
      Fact<Event.Left> left = person.left();
      row.add(left == null ? null : left.event().on());
    }
    if (!protocol.sites().isEmpty()) {
      row.add(person.site());
    }
    if (!protocol.referrers().isEmpty()) {
      row.add(person.referrer());
    }
    for (Consent consent : protocol.consents()) {
      row.add(word(person.consents(consent.id())));
    }
    for (Criterion criterion : protocol.eligibility()) {
      row.add(word(person.answers().getOrDefault(criterion.id(), false)));
    }
    for (Variable variable : baseline(protocol)) {
      String value = record == null ? "" : record.value(variable.id());
      row.add(value.isEmpty() ? null : value);
    }
    return row;
  }

  /** What a referral tells of a person; bands are derived again when the table is read. */
  private static List<Variable> baseline(Protocol protocol) {
    return protocol.variables().stream()
        .filter(variable -> variable.baseline() && variable.bands() == null)
        .toList();
  }

  private static void add(List<String> columns, @Nullable String column) {
    if (column != null) {
      columns.add(column);
    }
  }

  private static String word(boolean yes) {
    return yes ? "yes" : "no";
  }
}
