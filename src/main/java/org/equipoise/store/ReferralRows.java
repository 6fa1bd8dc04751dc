package org.equipoise.store;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.equipoise.analysis.Coding;
import org.equipoise.finding.Finding;
import org.equipoise.finding.Place;
import org.equipoise.frame.CategoryColumn;
import org.equipoise.frame.Column;
import org.equipoise.frame.DateColumn;
import org.equipoise.frame.Frame;
import org.equipoise.frame.Loaded;
import org.equipoise.frame.NumberColumn;
import org.equipoise.frame.TextColumn;
import org.equipoise.identity.PersonalNumber;
import org.equipoise.ledger.PersonId;
import org.equipoise.protocol.Consent;
import org.equipoise.protocol.Criterion;
import org.equipoise.protocol.Protocol;
import org.equipoise.protocol.Variable;
import org.equipoise.store.ReferralColumns.Bound;
import org.equipoise.store.ReferralColumns.Kind;
import org.equipoise.store.ReferralColumns.Role;
import org.equipoise.trial.PersonKey;
import org.equipoise.trial.Referral;
import org.jspecify.annotations.Nullable;

/**
 * Turns the columns of referrals into referrals. Personal numbers become trial ids here and go no
 * farther; whatever looks like one anywhere else is refused, and none is ever repeated.
 */
final class ReferralRows {

  /** From here on a whole number may be a personal number that a spreadsheet took for a number. */
  private static final double TEN_DIGITS = 1e8;

  /** Referrals older than this at the beginning of the intake are asked about. */
  private static final int EARLY_MONTHS = 3;

  /** Where the cells of a row stand, and which of them have been found bad already. */
  interface Cells {
    Place place(int row, String column);

    /** The row as a whole. */
    Place place(int row);

    boolean isBad(int row, String column);
  }

  /** A column and what it tells. */
  private record Told(String header, Role role, Column column) {}

  /** The column of a question, if the table has it. */
  private record Asked(@Nullable Told told) {}

  private final Protocol protocol;
  private final PersonKey key;
  private final LocalDate today;
  private final Cells cells;
  private final int rows;
  private final List<Told> told = new ArrayList<>();
  private final Map<Consent.Id, Asked> consents = new LinkedHashMap<>();
  private final Map<Criterion.Id, Asked> criteria = new LinkedHashMap<>();
  private final Map<Variable.Id, Told> variables = new LinkedHashMap<>();
  private final Map<Variable.Id, CategoryColumn> bands = new LinkedHashMap<>();
  private final Map<PersonId, Integer> byPerson;
  private final Map<String, Integer> byReference = new HashMap<>();
  private final List<Referral> referrals;
  private final List<Finding> findings = new ArrayList<>();
  private long errors;

  ReferralRows(
      Protocol protocol, Frame frame, Bound bound, Cells cells, PersonKey key, LocalDate today) {
    this.protocol = protocol;
    this.key = key;
    this.today = today;
    this.cells = cells;
    this.rows = frame.rows();
    this.byPerson = new HashMap<>(2 * rows);
    this.referrals = new ArrayList<>(rows);
    bound.columns().forEach((header, role) -> add(header, role, frame));
    for (Consent consent : protocol.consents()) {
      consents.put(consent.id(), new Asked(told(Kind.CONSENT, consent.id().value())));
    }
    for (Criterion criterion : protocol.eligibility()) {
      criteria.put(criterion.id(), new Asked(told(Kind.CRITERION, criterion.id().value())));
    }
    for (Variable variable : protocol.variables()) {
      Told read = told(Kind.VARIABLE, variable.id().value());
      if (read != null) {
        variables.put(variable.id(), read);
      }
    }
    for (Variable variable : protocol.variables()) {
      Variable.Bands cut = variable.bands();
      Told base =
          cut == null || !variable.baseline() ? null : told(Kind.VARIABLE, cut.of().value());
      if (cut != null && base != null) {
        Coding coding = Coding.of(protocol.variable(cut.of()).orElseThrow());
        bands.put(variable.id(), Coding.banded(variable.id(), cut, coding.numbers(base.column())));
      }
    }
  }

  private void add(String header, Role role, Frame frame) {
    if (frame.has(header)) {
      told.add(new Told(header, role, frame.column(header)));
    }
  }

  private @Nullable Told told(Kind kind, String code) {
    for (Told one : told) {
      if (one.role().kind() == kind && one.role().code().equals(code)) {
        return one;
      }
    }
    return null;
  }

  private @Nullable Told told(Kind kind) {
    for (Told one : told) {
      if (one.role().kind() == kind) {
        return one;
      }
    }
    return null;
  }

  /** What was found; the referrals count only if there are no errors. */
  List<Finding> findings() {
    return findings;
  }

  long errors() {
    return errors;
  }

  List<Referral> referrals() {
    return referrals;
  }

  /** Reads all rows. */
  ReferralRows read() {
    Told person = told(Kind.PERSON);
    Told reference = told(Kind.REFERENCE);
    Told referred = told(Kind.REFERRED);
    Told site = told(Kind.SITE);
    Told referrer = told(Kind.REFERRER);
    Told hidden = told(Kind.PROTECTED);
    String onlySite = only(protocol.sites().size(), Protocol.SITE);
    String onlyReferrer = only(protocol.referrers().size(), Protocol.REFERRER);
    for (int row = 0; row < rows; row++) {
      LocalDate on = date(referred, row);
      String code = text(reference, row);
      PersonId id = person(person, reference, row, on, code);
      boolean coded = reference == null || code.isEmpty() || isCode(code, reference, person, row);
      Map<Variable.Id, String> values = values(row, on);
      String at = level(site, row, onlySite);
      if (id == null || !coded) {
        continue;
      }
      Referral referral =
          new Referral(
              id,
              at,
              level(referrer, row, onlyReferrer),
              on,
              consents(row),
              answers(row),
              values,
              code,
              "yes".equals(level(hidden, row, "no")),
              cells.place(row));
      again(referral, row, reference);
      referrals.add(referral);
    }
    early(referred);
    return this;
  }

  /** People are referred a little before the intake begins; long before is a slip of the year. */
  private void early(@Nullable Told referred) {
    if (referred == null || protocol.intake() == null) {
      return;
    }
    LocalDate begins = protocol.intake().from();
    LocalDate bound = begins.minusMonths(EARLY_MONTHS);
    int count = 0;
    Place first = null;
    for (Referral referral : referrals) {
      if (referral.on().isBefore(bound)) {
        count++;
        first = first == null ? referral.place() : first;
      }
    }
    if (first != null) {
      String found = count == 1 ? "1 referral is" : count + " referrals are";
      findings.add(
          Finding.warning(
              first,
              found + " dated long before the intake begins, " + begins + "; this is the first",
              "check the year"));
    }
  }

  private String only(int levels, Variable.Id id) {
    return levels == 1 ? protocol.variable(id).orElseThrow().levels().get(0).code() : "";
  }

  private LocalDate date(@Nullable Told referred, int row) {
    if (referred == null || referred.column().isMissing(row)) {
      return today;
    }
    LocalDate on = Objects.requireNonNull(((DateColumn) referred.column()).at(row));
    if (on.isAfter(today)) {
      error(
          cells.place(row, referred.header()),
          "the referral is dated " + on + ", after today, " + today,
          "check the year");
      return today;
    }
    return on;
  }

  private static String text(@Nullable Told texts, int row) {
    if (texts == null || texts.column().isMissing(row)) {
      return "";
    }
    return Objects.requireNonNull(((TextColumn) texts.column()).at(row));
  }

  private static String level(@Nullable Told levels, int row, String otherwise) {
    if (levels == null || levels.column().isMissing(row)) {
      return otherwise;
    }
    return Objects.requireNonNull(((CategoryColumn) levels.column()).at(row));
  }

  private @Nullable PersonId person(
      @Nullable Told person, @Nullable Told reference, int row, LocalDate on, String code) {
    String number = text(person, row);
    if (person != null && !number.isEmpty()) {
      PersonalNumber.Reading reading = PersonalNumber.read(number, on);
      if (reading.digits() == null) {
        error(cells.place(row, person.header()), reading.wrong(), reading.expected());
        return null;
      }
      return key.ofPersonalNumber(reading.digits());
    }
    if (!code.isEmpty()) {
      return key.ofReference(code);
    }
    if (reference == null || !cells.isBad(row, reference.header())) {
      String header = (person != null ? person : Objects.requireNonNull(reference)).header();
      error(
          cells.place(row, header),
          "nobody is named here",
          person != null && reference != null
              ? "give a personal number, or the site's own code under '" + reference.header() + "'"
              : "every referral names its person");
    }
    return null;
  }

  /** Whether a site's own code is one; a number or a name would be kept as it stands. */
  private boolean isCode(String code, Told reference, @Nullable Told person, int row) {
    OwnCode.Fault fault = OwnCode.fault(code);
    if (fault == null) {
      return true;
    }
    String header = person == null ? "person" : person.header();
    String expected =
        switch (fault) {
          case NUMBER -> "give a personal number under '" + header + "'; a code has a letter in it";
          case NAME, ADDRESS -> "use a code of your own that says nothing of the person";
          case TOTAL -> "take the row away";
        };
    error(cells.place(row, reference.header()), "(hidden) " + fault.words(), expected);
    return false;
  }

  private Map<Consent.Id, Boolean> consents(int row) {
    Map<Consent.Id, Boolean> given = new LinkedHashMap<>();
    // Who has not said yes has not agreed.
    consents.forEach((id, asked) -> given.put(id, "yes".equals(level(asked.told(), row, "no"))));
    return given;
  }

  private Map<Criterion.Id, Boolean> answers(int row) {
    Map<Criterion.Id, Boolean> given = new LinkedHashMap<>();
    criteria.forEach((id, asked) -> given.put(id, "yes".equals(level(asked.told(), row, "no"))));
    return given;
  }

  private Map<Variable.Id, String> values(int row, LocalDate on) {
    Map<Variable.Id, String> values = new LinkedHashMap<>();
    variables.forEach(
        (id, one) -> {
          if (!one.column().isMissing(row)) {
            values.put(id, value(one, id, row, on));
          }
        });
    bands.forEach(
        (id, column) -> {
          String band = column.at(row);
          if (band != null) {
            values.put(id, band);
          }
        });
    return values;
  }

  private String value(Told one, Variable.Id id, int row, LocalDate on) {
    Column column = one.column();
    if (column instanceof NumberColumn numbers) {
      double number = numbers.at(row);
      String plain = plain(number);
      boolean suspect = number >= TEN_DIGITS && number == Math.rint(number);
      if (suspect && PersonalNumber.looksLike(tenDigits(plain))) {
        misplaced(one, row);
      }
      return plain;
    }
    if (column instanceof CategoryColumn categories) {
      return Objects.requireNonNull(categories.at(row));
    }
    if (column instanceof DateColumn dates) {
      return Objects.requireNonNull(dates.at(row)).toString();
    }
    String text = Objects.requireNonNull(((TextColumn) column).at(row));
    if (ReferralColumns.isHousehold(protocol, id)) {
      PersonalNumber.Reading reading = PersonalNumber.read(text, on);
      return key.ofHousehold(reading.digits() == null ? text : reading.digits());
    }
    if (PersonalNumber.isIn(text)) {
      misplaced(one, row);
    } else if (text.indexOf('\n') >= 0 || text.indexOf('\r') >= 0) {
      String found = "the text has several lines";
      error(cells.place(row, one.header()), found, "write it on one line");
    }
    return text;
  }

  private void misplaced(Told one, int row) {
    error(
        cells.place(row, one.header()),
        "(hidden) looks like a personal identity number",
        "it belongs under 'person', and nowhere else");
  }

  /** Digits as they were before a spreadsheet dropped the zeros in front. */
  private static String tenDigits(String digits) {
    return digits.length() < 10 ? "0".repeat(10 - digits.length()) + digits : digits;
  }

  static String plain(double number) {
    if (number == Math.rint(number) && Math.abs(number) < 1e15) {
      return Long.toString((long) number);
    }
    return new BigDecimal(ShortestDecimal.of(number)).toPlainString();
  }

  /** The same person or code on an earlier row. */
  private void again(Referral referral, int row, @Nullable Told reference) {
    String code = referral.reference();
    Integer coded = code.isEmpty() ? null : byReference.putIfAbsent(code, referrals.size());
    Integer named = byPerson.putIfAbsent(referral.person(), referrals.size());
    if (coded != null && reference != null) {
      Referral earlier = referrals.get(coded);
      Place place = cells.place(row, reference.header());
      if (!earlier.person().equals(referral.person())) {
        error(
            place,
            "the code already stands for somebody else on line " + earlier.place().line(),
            "a code means one person in the whole trial");
        return;
      }
      // An empty site has been found bad, or there are none.
      boolean placed = !earlier.site().isEmpty() && !referral.site().isEmpty();
      if (placed && !earlier.site().equals(referral.site())) {
        error(
            place,
            "the code already stands for somebody at '"
                + earlier.site()
                + "' on line "
                + earlier.place().line(),
            "a code means one person in the whole trial: give personal numbers, or new codes");
        return;
      }
    }
    if (named != null) {
      Referral earlier = referrals.get(named);
      List<String> differing = differing(earlier, referral);
      findings.add(
          Finding.warning(
              referral.place(),
              "the person already stands on line " + earlier.place().line(),
              differing.isEmpty()
                  ? "taken as referred again"
                  : "taken as referred again; the first is kept, which differs in "
                      + String.join(", ", differing)));
    }
  }

  private static List<String> differing(Referral a, Referral b) {
    List<String> names = new ArrayList<>();
    a.consents().forEach((id, given) -> note(names, id, given, b.consents().get(id)));
    a.answers().forEach((id, answer) -> note(names, id, answer, b.answers().get(id)));
    a.values().forEach((id, value) -> note(names, id, value, b.values().get(id)));
    b.values().forEach((id, value) -> note(names, id, value, a.values().get(id)));
    return names;
  }

  private static void note(List<String> names, Object id, Object mine, @Nullable Object other) {
    if (!mine.equals(other) && !names.contains(id.toString())) {
      names.add(id.toString());
    }
  }

  private void error(Place place, String found, String expected) {
    errors++;
    if (errors <= Loaded.LISTED_ERRORS) {
      findings.add(Finding.error(place, found, expected));
    }
  }
}
