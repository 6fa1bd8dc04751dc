package org.equipoise.analysis;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.equipoise.draw.Draws;
import org.equipoise.finding.Finding;
import org.equipoise.finding.Place;
import org.equipoise.ledger.Event;
import org.equipoise.ledger.Event.Withdrawn.From;
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
import org.equipoise.trial.Standing;
import org.equipoise.trial.TrialState;
import org.equipoise.waves.Silence;
import org.jspecify.annotations.Nullable;

/** What belongs to a person, under the column names of the data layout. */
final class PersonCells {

  private static final String PROBABILITY = "probability";

  private final TrialState state;
  private final Protocol protocol;
  private final DataLayout layout;
  private final Silence silence;
  private final Map<PersonId, PersonRecord> records;
  private final List<Variable> baseline;
  private final List<String> columns;
  private int absent;
  private int strataMoved;

  PersonCells(TrialState state, Silence silence, Map<PersonId, PersonRecord> records) {
    this.state = state;
    this.protocol = state.protocol();
    this.layout = protocol.data();
    this.silence = silence;
    this.records = records;
    // Bands are derived again when the table is read.
    this.baseline =
        protocol.variables().stream()
            .filter(variable -> variable.baseline() && variable.bands() == null)
            .toList();
    this.columns = headers();
  }

  List<String> columns() {
    return columns;
  }

  private List<String> headers() {
    List<String> headers = new ArrayList<>(List.of(layout.idColumn(), layout.arm(), PROBABILITY));
    for (String date : new @Nullable String[] {layout.drawn(), layout.met(), layout.left()}) {
      if (date != null) {
        headers.add(date);
      }
    }
    if (!protocol.sites().isEmpty()) {
      headers.add(layout.columnOf(Protocol.SITE.value()));
    }
    if (!protocol.referrers().isEmpty()) {
      headers.add(layout.columnOf(Protocol.REFERRER.value()));
    }
    protocol.consents().forEach(each -> headers.add(layout.columnOf(each.id().value())));
    protocol.eligibility().forEach(each -> headers.add(layout.columnOf(each.id().value())));
    baseline.forEach(each -> headers.add(layout.columnOf(each.id().value())));
    return headers;
  }

  /**
   * Whom the tables tell of, in the order of the referrals.
   *
   * @param stopped whether those are told of too whom consent or eligibility stopped
   * @param findings takes how many others have no arm
   */
  List<Person> persons(boolean stopped, List<Finding> findings) {
    List<Person> told = new ArrayList<>();
    Map<Standing.Kind, Integer> others = new EnumMap<>(Standing.Kind.class);
    for (Person person : state.persons()) {
      if (arm(person) != null || (stopped && gateStops(person))) {
        told.add(person);
      } else {
        Standing.Kind kind = person.standing().kind();
        // Whom the lot put outside the trial was drawn too.
        others.merge(kind == Standing.Kind.DRAWN ? Standing.Kind.OUTSIDE : kind, 1, Integer::sum);
      }
    }
    if (!others.isEmpty()) {
      List<String> counts = new ArrayList<>();
      others.forEach((kind, count) -> counts.add(count + " " + words(kind)));
      findings.add(
          Finding.note(
              Place.file(DataTable.SOURCE),
              "without an arm and not among the rows: " + String.join(", ", counts),
              ""));
    }
    return told;
  }

  private static String words(Standing.Kind kind) {
    return kind == Standing.Kind.READY
        ? "waiting for the draw"
        : kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private boolean gateStops(Person person) {
    for (Criterion criterion : protocol.eligibility()) {
      Boolean answer = person.answers().get(criterion.id());
      if (answer != null && answer != criterion.mustBe()) {
        return true;
      }
    }
    for (Consent consent : protocol.consents()) {
      if (consent.required() && !person.consents(consent.id())) {
        return true;
      }
    }
    return false;
  }

  static Arm.@Nullable Id arm(Person person) {
    Fact<Event.ArmDrawn> drawn = person.drawn();
    return drawn == null ? null : drawn.event().drawn().arm();
  }

  /** The line of the draw; of somebody not drawn, that of the referral. */
  static int line(Person person) {
    Fact<Event.ArmDrawn> drawn = person.drawn();
    return (int) (drawn == null ? person.referral().line() : drawn.line());
  }

  /** Adds the cells of a person, one for each of the {@link #columns()}. */
  void addTo(List<@Nullable Object> row, Person person) {
    Fact<Event.ArmDrawn> drawn = arm(person) == null ? null : person.drawn();
    boolean silent = silence.covers(person);
    PersonRecord record = silent ? null : known(person);
    Map<String, String> used =
        drawn == null ? Map.of() : Draws.again(drawn.event().drawn()).values();
    row.add(person.id());
    row.add(drawn == null ? null : drawn.event().drawn().arm());
    row.add(drawn == null ? null : drawn.event().drawn().probability().value());
    if (layout.drawn() != null) {
      row.add(drawn == null ? null : drawn.event().on());
    }
    if (layout.met() != null) {
      Fact<Event.ServiceStarted> met = person.started();
      row.add(met == null ? null : met.event().on());
    }
    if (layout.left() != null) {
      row.add(leftOn(person));
    }
    if (!protocol.sites().isEmpty()) {
      row.add(silent ? used.get(Protocol.SITE.value()) : person.site());
    }
    if (!protocol.referrers().isEmpty()) {
      row.add(silent ? used.get(Protocol.REFERRER.value()) : person.referrer());
    }
    addGates(row, person);
    for (Variable variable : baseline) {
      String value = record == null ? "" : record.value(variable.id());
      if (silent) {
        value = used.getOrDefault(variable.id().value(), unit(variable, drawn));
      }
      row.add(Cells.of(variable.type(), value));
    }
    strataMoved += moved(person, record, used) ? 1 : 0;
  }

  /** Code of the household or cluster, which the draw told. */
  private String unit(Variable variable, @Nullable Fact<Event.ArmDrawn> drawn) {
    boolean unit = variable.id().equals(protocol.unit().variable());
    return unit && drawn != null ? drawn.event().drawn().unit() : "";
  }

  /** From when the person can no longer be followed. */
  private static @Nullable LocalDate leftOn(Person person) {
    Fact<Event.Left> left = person.left();
    LocalDate earliest = left == null ? null : left.event().on();
    for (From from : List.of(From.CONTACT, From.DATA)) {
      LocalDate on = person.withdrawals().get(from);
      if (on != null && (earliest == null || on.isBefore(earliest))) {
        earliest = on;
      }
    }
    return earliest;
  }

  /** Neither a consent that was given nor an answer that the draw rests on can be taken back. */
  private void addGates(List<@Nullable Object> row, Person person) {
    for (Consent consent : protocol.consents()) {
      row.add(Cells.word(person.consents(consent.id())));
    }
    for (Criterion criterion : protocol.eligibility()) {
      Boolean answer = person.answers().get(criterion.id());
      row.add(answer == null ? null : Cells.word(answer));
    }
  }

  private @Nullable PersonRecord known(Person person) {
    PersonRecord record = records.get(person.id());
    absent += record == null ? 1 : 0;
    return record;
  }

  /** Whether a value that the draw was restricted by has been corrected since. */
  private boolean moved(Person person, @Nullable PersonRecord record, Map<String, String> used) {
    for (Variable.Id stratum : protocol.strata()) {
      String then = used.get(stratum.value());
      if (then == null || record == null) {
        continue;
      }
      String now =
          stratum.equals(Protocol.SITE)
              ? person.site()
              : stratum.equals(Protocol.REFERRER) ? person.referrer() : record.value(stratum);
      if (!now.equals(then)) {
        return true;
      }
    }
    return false;
  }

  /** Says what is not at hand, and what changed since the draw. */
  void report(List<Finding> findings) {
    if (absent > 0) {
      findings.add(
          Finding.error(
              Place.file("people.db"),
              "what is known of " + absent + " people is not at hand",
              "bring back an untouched copy of the file of people"));
    }
    if (strataMoved > 0) {
      findings.add(
          Finding.warning(
              Place.file(DataTable.SOURCE),
              strataMoved + " people were drawn in another stratum than their values say now",
              "values were corrected after the draw; the corrected ones are used"));
    }
  }
}
