package org.equipoise.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.equipoise.finding.Finding;
import org.equipoise.finding.Nearest;
import org.equipoise.finding.Place;
import org.equipoise.frame.ColumnSpec;
import org.equipoise.frame.Frame;
import org.equipoise.frame.Problem;
import org.equipoise.frame.TableFormat;
import org.equipoise.identity.PersonalNumber;
import org.equipoise.protocol.DispositionCode;
import org.equipoise.waves.Asked;
import org.equipoise.waves.CaseCounts;
import org.equipoise.waves.ResponseRates;
import org.equipoise.waves.Returns;
import org.equipoise.waves.SurveyRates;
import org.equipoise.waves.SurveyRates.Grouping;
import org.jspecify.annotations.Nullable;

/**
 * Reads the outcome of a survey in one of two forms.
 *
 * <pre>
 * code,county           one row a case; with a column "count", one row a group of cases
 * 1.1,Uppsala
 * refusal,Uppsala
 *
 * respondent,answers,asked     only answers were counted; asked is 28, 64..80, ~80 or ?
 * coordinators,23,28
 * project leaders,64,?
 * </pre>
 */
public final class RatesFile {

  private static final String CODE = "code";
  private static final String COUNT = "count";
  private static final String ANSWERS = "answers";
  private static final String ASKED = "asked";
  private static final double MOST = 1e9;
  private static final long MOST_TOGETHER = 2_000_000_000;
  private static final int KNOWN_SHOWN = 12;

  private final Frame frame;
  private final List<String> by;
  private final List<Finding> findings;
  private final boolean complete;

  private RatesFile(Frame frame, List<String> by, List<Finding> findings, boolean complete) {
    this.frame = frame;
    this.by = by;
    this.findings = findings;
    this.complete = complete;
  }

  /** What a file holds. */
  public sealed interface Content {
    /** Cases with codes. */
    record Cases(SurveyRates<ResponseRates> rates) implements Content {}

    /** Answers counted. */
    record Answers(SurveyRates<Returns> rates) implements Content {}
  }

  /**
   * What came of reading.
   *
   * @param content the rates; null if any finding is an error
   * @param findings what is wrong or worth knowing, in the order of the file
   * @param errors number of errors, listed or not
   */
  public record Read(@Nullable Content content, List<Finding> findings, long errors) {
    /** Keeps its own copy. */
    public Read {
      findings = List.copyOf(findings);
    }
  }

  /**
   * Reads a file.
   *
   * @param by columns to group by
   * @param shareEligible e, in [0, 1]; NaN to estimate it
   */
  public static Read read(Path file, List<String> by, double shareEligible) {
    try (CsvBytes bytes = CsvBytes.open(file)) {
      List<String> groups = List.copyOf(new LinkedHashSet<>(by));
      List<ColumnSpec> own = new ArrayList<>();
      CsvTable.Salvaged salvaged =
          CsvTable.salvage(
              bytes,
              file,
              TableFormat.standard(),
              header -> {
                List<ColumnSpec> specs = columns(header.names(), groups);
                own.addAll(specs);
                return specs;
              });
      List<Finding> findings = new ArrayList<>(salvaged.loaded().findings());
      findNumbersAsGroups(own, groups, findings);
      Frame frame = salvaged.good();
      Content content = null;
      if (frame != null) {
        boolean complete = salvaged.loaded().frame() != null;
        RatesFile reader = new RatesFile(frame, groups, findings, complete);
        content = reader.content(shareEligible);
      }
      return result(content, findings, salvaged.loaded().errors());
    } catch (IOException e) {
      return new Read(null, List.of(CsvTable.unreadable(file, e)), 1);
    }
  }

  private static Read result(@Nullable Content content, List<Finding> findings, long inTable) {
    long listed = findings.stream().filter(f -> f.severity() == Finding.Severity.ERROR).count();
    findings.sort((a, b) -> Integer.compare(a.place().line(), b.place().line()));
    return new Read(listed > 0 ? null : content, findings, Math.max(listed, inTable));
  }

  /** A file with answers and no codes is of the second form. */
  private static List<ColumnSpec> columns(List<String> header, List<String> by) {
    List<ColumnSpec> columns = new ArrayList<>();
    if (!has(header, CODE) && (has(header, ANSWERS) || has(header, ASKED))) {
      columns.add(ColumnSpec.integers(ANSWERS, 0, MOST).asRequired());
      columns.add(ColumnSpec.texts(ASKED));
    } else {
      columns.add(ColumnSpec.texts(CODE).asRequired());
      if (has(header, COUNT)) {
        columns.add(ColumnSpec.integers(COUNT, 0, MOST).asRequired());
      }
    }
    for (String name : by) {
      if (columns.stream().noneMatch(column -> column.name().equals(name))) {
        columns.add(ColumnSpec.texts(name));
      }
    }
    return columns;
  }

  private static void findNumbersAsGroups(
      List<ColumnSpec> columns, List<String> by, List<Finding> findings) {
    for (ColumnSpec column : columns) {
      if (column.kind() instanceof ColumnSpec.Numbers && by.contains(column.name())) {
        findings.add(
            Finding.error(
                Place.file("--by " + column.name()),
                "this column holds what is counted",
                "name a column of groups"));
      }
    }
  }

  private static boolean has(List<String> header, String name) {
    return header.stream().anyMatch(name::equalsIgnoreCase);
  }

  private @Nullable Content content(double shareEligible) {
    if (has(CODE)) {
      return cases(shareEligible);
    } else if (has(ANSWERS) && has(ASKED)) {
      noteUnused(shareEligible);
      return answers();
    }
    // A column that is not there has been told of.
    return null;
  }

  private boolean has(String name) {
    return frame.columns().stream().anyMatch(column -> column.name().equals(name));
  }

  private @Nullable Content cases(double shareEligible) {
    boolean counted = has(COUNT);
    List<CaseCounts> cases = new ArrayList<>(frame.rows());
    long total = 0;
    for (int row = 0; row < frame.rows(); row++) {
      String written = frame.texts(CODE).at(row);
      double count = counted ? frame.numbers(COUNT).at(row) : 1;
      if (written == null || Double.isNaN(count)) {
        continue;
      }
      total += (long) count;
      Optional<DispositionCode> code = DispositionCode.parse(written);
      if (code.isPresent()) {
        cases.add(CaseCounts.NONE.plus(code.get().caseClass(), (int) count));
      } else {
        error(row, CODE, shown(written) + " is no AAPOR code", codes(written));
      }
    }
    checkTotal(total);
    return usable()
        ? new Content.Cases(SurveyRates.ofCases(cases, groupings(), shareEligible))
        : null;
  }

  private @Nullable Content answers() {
    List<Returns> returns = new ArrayList<>(frame.rows());
    long total = 0;
    for (int row = 0; row < frame.rows(); row++) {
      double answers = frame.numbers(ANSWERS).at(row);
      String cell = frame.texts(ASKED).at(row);
      String written = cell == null ? "" : cell;
      Optional<Asked> asked = Asked.parse(written);
      if (asked.isEmpty()) {
        error(
            row,
            ASKED,
            shown(written) + " is no number of people asked",
            "write 28 if they were counted, 64..80 or ~80 if estimated, ? if nobody knows");
      } else if (!Double.isNaN(answers)) {
        boolean unknown = asked.get() instanceof Asked.Unknown;
        total += unknown ? (long) answers : asked.get().most();
        if (!unknown && answers > asked.get().fewest()) {
          error(
              row,
              ASKED,
              Problem.quote(written) + " asked, and " + (long) answers + " answers",
              "no fewer can have been asked than answered; a range begins at the answers");
        } else {
          returns.add(new Returns((int) answers, asked.get()));
        }
      }
    }
    checkTotal(total);
    return usable() ? new Content.Answers(SurveyRates.ofReturns(returns, groupings())) : null;
  }

  private void checkTotal(long total) {
    if (total > MOST_TOGETHER) {
      findings.add(
          Finding.error(
              Place.file(frame.source()),
              "the counts add up to " + total,
              "no survey has more than " + MOST_TOGETHER + " cases: look for a wrong column"));
    }
  }

  private void noteUnused(double shareEligible) {
    if (!Double.isNaN(shareEligible)) {
      findings.add(
          Finding.warning(
              Place.file(frame.source()),
              "--e is not used",
              "it concerns cases of unknown eligibility, and this file has answers without codes"));
    }
  }

  private boolean usable() {
    return complete && findings.stream().noneMatch(f -> f.severity() == Finding.Severity.ERROR);
  }

  private List<Grouping> groupings() {
    List<Grouping> groupings = new ArrayList<>();
    for (String name : by) {
      List<String> names = new ArrayList<>(frame.rows());
      for (int row = 0; row < frame.rows(); row++) {
        String value = frame.texts(name).at(row);
        names.add(value == null ? "" : value);
      }
      groupings.add(new Grouping(name, names));
    }
    return groupings;
  }

  /** A personal number in the wrong column is not repeated. */
  private static String shown(String written) {
    return PersonalNumber.isIn(written) ? "(hidden)" : Problem.quote(written);
  }

  /** The codes of the same family, or a word that was probably meant. */
  private static String codes(String written) {
    List<String> family = new ArrayList<>();
    String start = written.strip().replace(',', '.');
    for (int length = Math.min(3, start.length()); family.isEmpty() && length > 0; length--) {
      for (DispositionCode code : DispositionCode.values()) {
        if (code.code().startsWith(start.substring(0, length))) {
          family.add(code.code());
        }
      }
    }
    if (family.isEmpty()) {
      return Nearest.hint(written.strip(), new TreeSet<>(DispositionCode.words().keySet()));
    }
    boolean many = family.size() > KNOWN_SHOWN;
    return "known: "
        + String.join(", ", many ? family.subList(0, KNOWN_SHOWN) : family)
        + (many ? " \u2026" : "");
  }

  private void error(int row, String column, String found, String expected) {
    findings.add(Finding.error(frame.placeOf(row, column), found, expected));
  }
}
