package org.equipoise.store;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.equipoise.finding.Finding;
import org.equipoise.finding.Finding.Severity;
import org.equipoise.finding.Nearest;
import org.equipoise.finding.Place;
import org.equipoise.frame.ColumnSpec;
import org.equipoise.frame.Frame;
import org.equipoise.frame.Loaded;
import org.equipoise.frame.Problem;
import org.equipoise.frame.TableFormat;
import org.equipoise.frame.TableFormat.Decimal;
import org.equipoise.frame.TableFormat.Delimiter;
import org.equipoise.frame.TableFormat.Encoding;
import org.equipoise.identity.PersonalNumber;
import org.equipoise.protocol.DataLayout.DataFile;
import org.equipoise.protocol.Protocol;
import org.equipoise.store.ReferralColumns.Bound;
import org.equipoise.store.ReferralColumns.Kind;
import org.equipoise.store.ReferralColumns.Role;
import org.equipoise.trial.PersonKey;
import org.equipoise.trial.Referral;
import org.jspecify.annotations.Nullable;

/**
 * Reads referrals from a table, one person a row.
 *
 * <pre>
 * person;id;referred;site;referrer;consent_draw;urgent;sex
 * 20170112-2382;;2026-11-02;goteborg;fk;ja;nej;kvinna
 * </pre>
 *
 * <p>{@code person} holds personal or coordination numbers, the protocol's id column the sites' own
 * codes; every row needs one of the two. A row without a date is referred today. Consents not given
 * with a yes are not given; eligibility questions need an answer. Whatever is wrong with a file is
 * found in one reading, and then nothing of it is taken.
 */
public final class ReferralFile {

  private ReferralFile() {}

  /**
   * What came of reading.
   *
   * @param referrals in the order of the file; empty when there are errors
   * @param findings what is wrong or worth knowing, in the order of the file
   * @param errors number of errors, listed among the findings or not
   */
  public record Read(List<Referral> referrals, List<Finding> findings, long errors) {
    /** Keeps its own copies. */
    public Read {
      referrals = List.copyOf(referrals);
      findings = List.copyOf(findings);
    }
  }

  /** Reads a file in the encoding of the protocol's main data file. */
  public static Read read(Protocol protocol, Path file, PersonKey key, LocalDate today) {
    DataFile main = protocol.data().files().get(0);
    boolean utf8 = main.encoding().equalsIgnoreCase("UTF-8");
    return read(protocol, file, key, today, utf8 ? Encoding.UTF_8 : Encoding.LATIN_1);
  }

  /**
   * Reads a file.
   *
   * @param key makes trial ids of personal numbers and codes
   * @param today date of referrals that have none; none may be later
   */
  public static Read read(
      Protocol protocol, Path file, PersonKey key, LocalDate today, Encoding encoding) {
    try (CsvBytes bytes = CsvBytes.open(file)) {
      List<String> missing = protocol.data().files().get(0).missing();
      TableFormat format = new TableFormat(Delimiter.DETECT, Decimal.DETECT, encoding, missing);
      return new Reading(protocol, file).read(bytes, format, key, today);
    } catch (IOException e) {
      return new Read(List.of(), List.of(CsvTable.unreadable(file, e)), 1);
    }
  }

  /** One reading of one file. */
  private static final class Reading {

    /** So many other names of a column help; more would hide them. */
    private static final int OTHER_NAMES = 4;

    private final Protocol protocol;
    private final ReferralColumns columns;
    private final Path file;
    private final List<Finding> findings = new ArrayList<>();
    private @Nullable Bound bound;
    private Map<String, Integer> cellOf = Map.of();
    private int headerLine = 1;

    Reading(Protocol protocol, Path file) {
      this.protocol = protocol;
      this.columns = ReferralColumns.of(protocol);
      this.file = file;
    }

    Read read(CsvBytes bytes, TableFormat format, PersonKey key, LocalDate today) {
      CsvTable.Salvaged table = CsvTable.salvage(bytes, file, format, this::choose);
      long errors = count(findings) + table.loaded().errors();
      for (Finding finding : table.loaded().findings()) {
        findings.add(advised(finding));
      }
      List<Referral> referrals = List.of();
      Frame good = table.good();
      Bound used = bound;
      boolean named = used != null && names(used);
      if (good != null && used != null && named && errors <= Loaded.LISTED_ERRORS) {
        InFile cells = new InFile(good, table.loaded().findings());
        ReferralRows rows = new ReferralRows(protocol, good, used, cells, key, today).read();
        findings.addAll(rows.findings());
        errors += rows.errors();
        referrals = rows.referrals();
        long unlisted = rows.errors() - count(rows.findings());
        if (unlisted > 0) {
          String found = unlisted + " more errors are not listed";
          findings.add(Finding.error(Place.file(file.toString()), found, "mend the first ones"));
        }
      }
      findings.sort(
          Comparator.comparingInt((Finding f) -> f.place().line())
              .thenComparingInt(f -> f.place().column()));
      return new Read(errors > 0 ? List.of() : referrals, findings, errors);
    }

    private static boolean names(Bound bound) {
      return bound.columns().values().stream()
          .anyMatch(role -> role.kind() == Kind.PERSON || role.kind() == Kind.REFERENCE);
    }

    private static long count(List<Finding> findings) {
      return findings.stream().filter(f -> f.severity() == Severity.ERROR).count();
    }

    /** The table speaks of protocols, where a referral file has an option. */
    private Finding advised(Finding finding) {
      if (finding.expected().startsWith("save it as CSV UTF-8, or declare")) {
        return new Finding(
            finding.severity(),
            finding.place(),
            finding.found(),
            "save it as CSV UTF-8, or say --encoding latin-1");
      }
      return bound == null ? finding : bound.advised(finding, finding.place().path());
    }

    /** What to read of a table with these headers; what is wrong with them is found here. */
    private List<ColumnSpec> choose(CsvHeader header) {
      List<String> headers = header.names();
      headerLine = header.firstLine();
      cellOf = new HashMap<>();
      for (int i = 0; i < headers.size(); i++) {
        cellOf.putIfAbsent(headers.get(i), i + 1);
      }
      for (String name : headers) {
        if (PersonalNumber.isIn(name)) {
          String found = "a personal number stands where a header should";
          findings.add(error(name, found, "put the names of the columns on the first line"));
          return List.of();
        }
      }
      Bound chosen = columns.bind(headers);
      if (chosen.columns().isEmpty()) {
        findings.add(
            Finding.error(
                at(""),
                "no column of a referral is in this header, which has " + shown(headers),
                "is a title above the header? needed: " + shown(needed())));
        return List.of();
      }
      bound = chosen;
      missing(chosen);
      chosen
          .doubled()
          .forEach(
              (name, earlier) ->
                  findings.add(
                      error(
                          name,
                          quote(name) + " means the same as " + quote(earlier),
                          "keep one of the two")));
      unknown(chosen);
      return chosen.specs();
    }

    private List<String> needed() {
      List<String> names = new ArrayList<>(List.of("person or " + protocol.data().idColumn()));
      columns.roles().stream().filter(Role::needed).map(Role::name).forEach(names::add);
      return names;
    }

    private void missing(Bound chosen) {
      if (!names(chosen)) {
        String id = protocol.data().idColumn();
        findings.add(
            Finding.error(
                at(""),
                "no column says who is referred",
                "head it 'person' for personal numbers, or '" + id + "' for the sites' own codes"));
      }
      for (Role role : chosen.missing()) {
        if (role.needed()) {
          String near = columns.nearestTo(role, chosen.unknown());
          String hint =
              (near == null ? "add it" : "did you mean " + quote(near) + "?") + others(role);
          findings.add(Finding.error(at(role.name()), "no column " + quote(role.name()), hint));
        }
      }
      for (Role role : chosen.missing()) {
        if (role.kind() == Kind.REFERRED) {
          undated(role, chosen);
        }
      }
      String absent =
          chosen.missing().stream()
              .filter(role -> role.kind() == Kind.CONSENT && !role.needed())
              .map(Role::name)
              .collect(Collectors.joining(", "));
      if (!absent.isEmpty()) {
        findings.add(Finding.note(at(""), "no column " + absent, "taken as not agreed to"));
      }
      String blank =
          chosen.missing().stream()
              .filter(role -> role.kind() == Kind.VARIABLE && !role.needed())
              .map(Role::name)
              .collect(Collectors.joining(", "));
      if (!blank.isEmpty()) {
        findings.add(Finding.note(at(""), "no column " + blank, "not known of these people"));
      }
    }

    /** What else a column may be called. */
    private String others(Role role) {
      List<String> names = columns.namesOf(role);
      int most = Math.min(names.size(), 1 + OTHER_NAMES);
      return most < 2 ? "" : "; also read as " + String.join(", ", names.subList(1, most));
    }

    /** Without their column all referrals are of today, which must not happen by a slip. */
    private void undated(Role role, Bound chosen) {
      String near = columns.nearestTo(role, chosen.unknown());
      String found = "no column " + quote(role.name());
      if (near != null) {
        String hint =
            "did you mean " + quote(near) + "? without it all are dated today" + others(role);
        findings.add(Finding.error(at(role.name()), found, hint));
        return;
      }
      String like =
          chosen.unknown().stream()
              .filter(Reading::isLikeDate)
              .findFirst()
              .map(Reading::quote)
              .orElse("");
      findings.add(
          Finding.warning(
              at(role.name()),
              found + ": all are dated today",
              like.isEmpty()
                  ? "add it if they are older" + others(role)
                  : "if " + like + " is the day of the referral, head it " + quote(role.name())));
    }

    private static boolean isLikeDate(String header) {
      String lower = header.toLowerCase(Locale.ROOT);
      return lower.contains("dat") || lower.contains("dag") || lower.contains("remi");
    }

    private void unknown(Bound chosen) {
      List<String> others = new ArrayList<>();
      Set<String> asked = new HashSet<>();
      for (Role role : chosen.missing()) {
        String near = columns.nearestTo(role, chosen.unknown());
        if (near != null && (role.needed() || role.kind() == Kind.REFERRED)) {
          asked.add(near);
        }
      }
      for (String header : chosen.unknown()) {
        String near = Nearest.to(header, chosen.free());
        if (asked.contains(header)) {
          continue;
        }
        if (near == null) {
          others.add(header);
        } else {
          Place place =
              new Place(file.toString(), headerLine, cellOf.getOrDefault(header, 0), header);
          String hint = "did you mean " + quote(near) + "?";
          findings.add(Finding.warning(place, "the column is not read", hint));
        }
      }
      if (!others.isEmpty()) {
        String found = "columns that are no part of a referral: " + shown(others);
        findings.add(Finding.note(at(""), found, "not read"));
      }
    }

    private Finding error(String header, String found, String expected) {
      Place place = new Place(file.toString(), headerLine, cellOf.getOrDefault(header, 0), "");
      return Finding.error(place, found, expected);
    }

    private Place at(String path) {
      return new Place(file.toString(), headerLine, 0, path);
    }

    private static String quote(String header) {
      return Problem.quote(header);
    }

    private static String shown(List<String> names) {
      int most = Math.min(names.size(), 30);
      int more = names.size() - most;
      return String.join(", ", names.subList(0, most)) + (more > 0 ? " and " + more + " more" : "");
    }
  }

  /** Cells of a file, the bad ones known from what was found. */
  private static final class InFile implements ReferralRows.Cells {

    private static final int CELLS = 1 << 20;

    private final Frame frame;
    private final Set<Long> bad = new HashSet<>();

    InFile(Frame frame, List<Finding> found) {
      this.frame = frame;
      for (Finding finding : found) {
        if (finding.severity() == Severity.ERROR) {
          bad.add(key(finding.place()));
        }
      }
    }

    private static long key(Place place) {
      return (long) place.line() * CELLS + place.column();
    }

    @Override
    public Place place(int row, String column) {
      return frame.placeOf(row, column);
    }

    @Override
    public Place place(int row) {
      return new Place(frame.source(), frame.lineOf(row), 0, "");
    }

    @Override
    public boolean isBad(int row, String column) {
      return !bad.isEmpty() && bad.contains(key(place(row, column)));
    }
  }
}
