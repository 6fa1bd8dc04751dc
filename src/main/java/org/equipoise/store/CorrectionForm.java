package org.equipoise.store;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.equipoise.finding.Finding;
import org.equipoise.finding.Nearest;
import org.equipoise.frame.Column;
import org.equipoise.frame.ColumnBuilder;
import org.equipoise.frame.ColumnPart;
import org.equipoise.frame.ColumnSpec;
import org.equipoise.frame.Frame;
import org.equipoise.frame.Lines;
import org.equipoise.frame.TableFormat;
import org.equipoise.protocol.Protocol;
import org.equipoise.protocol.Variable;
import org.equipoise.store.ReferralColumns.Bound;
import org.equipoise.store.ReferralColumns.Kind;
import org.equipoise.store.ReferralColumns.Role;
import org.equipoise.trial.Correction;
import org.equipoise.trial.PersonKey;
import org.equipoise.trial.Referral;
import org.equipoise.trial.Refused;

/**
 * Right values of one person from {@code name=value} pairs, with the names, spellings and checks of
 * {@link ReferralForm}. An empty value is missing from now on; bands follow the number they cut.
 */
public final class CorrectionForm {

  private static final Set<Kind> RIGHTABLE =
      EnumSet.of(Kind.VARIABLE, Kind.PROTECTED, Kind.SITE, Kind.REFERRER, Kind.REFERRED);

  private CorrectionForm() {}

  /**
   * Reads the values to be corrected.
   *
   * @param key makes the id of a household code
   * @throws Refused with everything that is wrong
   */
  public static Correction read(
      Protocol protocol, List<String> pairs, PersonKey key, LocalDate today) throws Refused {
    List<Finding> findings = new ArrayList<>();
    Map<String, String> written = ReferralForm.values(pairs, findings);
    Bound bound = ReferralColumns.of(protocol).bind(written.keySet());
    for (Map.Entry<String, Role> column : bound.columns().entrySet()) {
      Kind kind = column.getValue().kind();
      if (!RIGHTABLE.contains(kind)) {
        findings.add(
            Finding.error(
                ReferralForm.place(column.getKey()), "this is not corrected here", advice(kind)));
      } else if (kind != Kind.VARIABLE && written.getOrDefault(column.getKey(), "").isBlank()) {
        findings.add(
            Finding.error(ReferralForm.place(column.getKey()), "no value", "write the right one"));
      }
    }
    for (String name : bound.unknown()) {
      String hint = Nearest.hint(name, bound.free());
      findings.add(Finding.error(ReferralForm.place(name), "no value of a person", hint));
    }
    ReferralForm.Form form = new ReferralForm.Form();
    List<Column> columns =
        new ArrayList<>(ReferralForm.columns(protocol, bound, written, form, findings));
    refuse(findings);
    String id = "";
    Map<String, Role> roles = new LinkedHashMap<>(bound.columns());
    roles.put(id, new Role(Kind.REFERENCE, id, "", false, ColumnSpec.texts(id)));
    columns.add(somebody(id));
    Bound all = new Bound(roles, bound.doubled(), List.of(), List.of());
    Frame frame = Frame.of("corrections", columns, Lines.none());
    ReferralRows rows = new ReferralRows(protocol, frame, all, form, key, today).read();
    refuse(rows.findings());
    Referral right = rows.referrals().get(0);
    Set<Kind> given = EnumSet.noneOf(Kind.class);
    bound.columns().values().forEach(role -> given.add(role.kind()));
    return new Correction(
        complete(protocol, bound, right.values()),
        given.contains(Kind.PROTECTED) ? right.protectedIdentity() : null,
        given.contains(Kind.SITE) ? right.site() : null,
        given.contains(Kind.REFERRER) ? right.referrer() : null,
        given.contains(Kind.REFERRED) ? right.on() : null);
  }

  private static String advice(Kind kind) {
    return switch (kind) {
      case CONSENT -> "record it as 'consent'";
      case CRITERION -> "record it as 'answer'";
      default -> "a person referred under a wrong number is referred anew under the right one";
    };
  }

  /** Values taken away are empty, bands of numbers taken away too. */
  private static Map<Variable.Id, String> complete(
      Protocol protocol, Bound bound, Map<Variable.Id, String> read) {
    Map<Variable.Id, String> values = new LinkedHashMap<>(read);
    for (Role role : bound.columns().values()) {
      if (role.kind() != Kind.VARIABLE) {
        continue;
      }
      values.putIfAbsent(new Variable.Id(role.code()), "");
    }
    for (Variable variable : protocol.variables()) {
      if (variable.bands() != null && values.containsKey(variable.bands().of())) {
        values.putIfAbsent(variable.id(), "");
      }
    }
    return values;
  }

  /** The rows want to know whose they are; here it is known already. */
  private static Column somebody(String header) {
    ColumnBuilder builder = ColumnBuilder.of(ColumnSpec.texts(header), TableFormat.standard(), 1);
    ColumnPart part = builder.part(0);
    part.put(0, "x");
    part.close(1);
    return builder.build(List.of(part));
  }

  private static void refuse(List<Finding> findings) throws Refused {
    List<Finding> errors =
        findings.stream().filter(f -> f.severity() == Finding.Severity.ERROR).toList();
    if (!errors.isEmpty()) {
      throw Refused.badInput(errors);
    }
  }
}
