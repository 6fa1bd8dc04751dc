package org.equipoise.store;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.equipoise.finding.Finding;
import org.equipoise.finding.Nearest;
import org.equipoise.finding.Place;
import org.equipoise.frame.Column;
import org.equipoise.frame.ColumnBuilder;
import org.equipoise.frame.ColumnPart;
import org.equipoise.frame.ColumnSpec;
import org.equipoise.frame.Frame;
import org.equipoise.frame.Lines;
import org.equipoise.frame.Problem;
import org.equipoise.frame.TableFormat;
import org.equipoise.frame.TableFormat.Decimal;
import org.equipoise.frame.TableFormat.Delimiter;
import org.equipoise.frame.TableFormat.Encoding;
import org.equipoise.identity.PersonalNumber;
import org.equipoise.protocol.Protocol;
import org.equipoise.store.ReferralColumns.Bound;
import org.equipoise.store.ReferralColumns.Kind;
import org.equipoise.store.ReferralColumns.Role;
import org.equipoise.trial.PersonKey;
import org.equipoise.trial.Referral;

/**
 * One referral from {@code name=value} pairs, as given on a command line: the names, spellings and
 * checks of {@link ReferralFile}, with a comma or a point in decimals.
 */
public final class ReferralForm {

  private static final String OPTION = "--set";

  private ReferralForm() {}

  /**
   * Reads one referral.
   *
   * @param pairs such as {@code sex=woman}
   * @param key makes the trial id of the personal number or code
   * @param today date of a referral that has none; it may not be later
   * @return the one referral, unless anything is wrong, and all findings
   */
  public static ReferralFile.Read read(
      Protocol protocol, List<String> pairs, PersonKey key, LocalDate today) {
    List<Finding> findings = new ArrayList<>();
    Map<String, String> values = values(pairs, findings);
    ReferralColumns known = ReferralColumns.of(protocol);
    Bound bound = known.bind(values.keySet());
    names(protocol, known, bound, findings);
    Form form = new Form();
    List<Column> columns = columns(protocol, bound, values, form, findings);
    List<Referral> referrals = List.of();
    if (bound.columns().values().stream().anyMatch(ReferralForm::namesPerson)) {
      Frame frame = Frame.of(OPTION, columns, Lines.none());
      ReferralRows rows = new ReferralRows(protocol, frame, bound, form, key, today).read();
      findings.addAll(rows.findings());
      referrals = rows.referrals();
    }
    long errors = findings.stream().filter(f -> f.severity() == Finding.Severity.ERROR).count();
    return new ReferralFile.Read(errors > 0 ? List.of() : referrals, findings, errors);
  }

  /** One cell a column; what is wrong with one is a finding, and the form remembers it. */
  static List<Column> columns(
      Protocol protocol,
      Bound bound,
      Map<String, String> values,
      Form form,
      List<Finding> findings) {
    List<String> missing = protocol.data().files().get(0).missing();
    TableFormat format =
        new TableFormat(Delimiter.SEMICOLON, Decimal.DETECT, Encoding.UTF_8, missing);
    List<Column> columns = new ArrayList<>();
    for (ColumnSpec spec : bound.specs()) {
      ColumnBuilder builder = ColumnBuilder.of(spec, format, 1);
      ColumnPart part = builder.part(0);
      Problem problem = part.put(0, values.getOrDefault(spec.name(), ""));
      part.close(1);
      columns.add(builder.build(List.of(part)));
      if (problem != null) {
        form.bad.add(spec.name());
        Finding found =
            Finding.error(form.place(0, spec.name()), problem.found(), problem.expected());
        findings.add(bound.advised(found, spec.name()));
      }
    }
    return columns;
  }

  private static boolean namesPerson(Role role) {
    return role.kind() == Kind.PERSON || role.kind() == Kind.REFERENCE;
  }

  static Map<String, String> values(List<String> pairs, List<Finding> findings) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String pair : pairs) {
      int sign = pair.indexOf('=');
      String name = sign < 0 ? pair : pair.substring(0, sign).strip();
      if (sign < 0 || name.isEmpty() || PersonalNumber.isIn(name)) {
        String shown = PersonalNumber.isIn(pair) ? "(hidden)" : Problem.quote(pair);
        findings.add(
            Finding.error(
                Place.file(OPTION), shown + " is not a name and a value", "write name=value"));
      } else if (values.putIfAbsent(name, pair.substring(sign + 1)) != null) {
        findings.add(Finding.error(place(name), "given twice", "give it once"));
      }
    }
    return values;
  }

  private static void names(
      Protocol protocol, ReferralColumns known, Bound bound, List<Finding> findings) {
    if (bound.columns().values().stream().noneMatch(ReferralForm::namesPerson)) {
      String id = protocol.data().idColumn();
      findings.add(
          Finding.error(
              Place.file(OPTION),
              "nobody is named",
              "give --person -, and then the personal number, or --set " + id + "=CODE"));
    }
    for (Role role : bound.missing()) {
      if (role.needed()) {
        String near = known.nearestTo(role, bound.unknown());
        findings.add(
            Finding.error(
                place(role.name()),
                "missing",
                near == null
                    ? "give --set " + role.name() + "=…"
                    : "did you mean it by '" + near + "'?"));
      }
    }
    bound
        .doubled()
        .forEach(
            (name, earlier) ->
                findings.add(
                    Finding.error(
                        place(name), "means the same as '" + earlier + "'", "give one of them")));
    for (String name : bound.unknown()) {
      findings.add(
          Finding.error(place(name), "no part of a referral", Nearest.hint(name, bound.free())));
    }
  }

  static Place place(String name) {
    return Place.file(OPTION + " " + name);
  }

  /** The one row of a form. */
  static final class Form implements ReferralRows.Cells {

    private final Set<String> bad = new HashSet<>();

    @Override
    public Place place(int row, String column) {
      return ReferralForm.place(column);
    }

    @Override
    public Place place(int row) {
      return Place.file(OPTION);
    }

    @Override
    public boolean isBad(int row, String column) {
      return bad.contains(column);
    }
  }
}
