package org.equipoise.store;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.equipoise.finding.Finding;
import org.equipoise.finding.Finding.Severity;
import org.equipoise.finding.Place;
import org.equipoise.frame.ColumnSpec;
import org.equipoise.frame.Frame;
import org.equipoise.frame.Loaded;
import org.equipoise.frame.TableFormat;
import org.equipoise.frame.TableFormat.Decimal;
import org.equipoise.frame.TableFormat.Delimiter;
import org.equipoise.frame.TableFormat.Encoding;
import org.equipoise.protocol.AnswerFormat;
import org.equipoise.protocol.AnswerFormat.Rows;
import org.equipoise.protocol.Protocol;
import org.equipoise.protocol.Wave;
import org.equipoise.trial.AnswerSheet;
import org.jspecify.annotations.Nullable;

/**
 * Reads answers as a survey tool exports them, by a format of the protocol and checked by its
 * instrument. Whatever is wrong with a file is found in one reading, and then nothing of it is
 * taken.
 *
 * <pre>
 * id;wave;date;mode;job_now;anything_else
 * K7QF-2M9X-HP4C;w2;2026-11-02;web;4;
 * </pre>
 */
public final class AnswerFile {

  /** Name of the form that needs no declaration. */
  public static final String PLAIN = "plain";

  private AnswerFile() {}

  /**
   * What is told about a file when it is read.
   *
   * @param wave the wave of every row; null when the file tells it
   * @param on day of answers that tell none; null when all tell it
   * @param mode how it was answered where the file does not tell; null when nobody does
   * @param today no answer is later
   * @param encoding how bytes spell characters; null for what the format says
   */
  public record Options(
      Wave.@Nullable Id wave,
      @Nullable LocalDate on,
      Wave.@Nullable Mode mode,
      LocalDate today,
      @Nullable Encoding encoding) {}

  /**
   * What came of reading.
   *
   * @param sheets the answered forms by day, those of a day in the order of the file; empty when
   *     there are errors
   * @param findings what is wrong or worth knowing, in the order of the file
   * @param errors number of errors, listed among the findings or not
   */
  public record Read(List<AnswerSheet> sheets, List<Finding> findings, long errors) {
    /** Keeps its own copies. */
    public Read {
      sheets = List.copyOf(sheets);
      findings = List.copyOf(findings);
    }
  }

  /**
   * The form that needs no declaration: a row an answered form, in columns {@code id}, {@code
   * wave}, {@code respondent}, {@code date}, {@code mode}, {@code language} and the codes of the
   * items.
   */
  public static AnswerFormat plain(Protocol protocol) {
    return new AnswerFormat(
        PLAIN,
        Rows.FORM,
        protocol.data().idColumn(),
        "wave",
        Map.of(),
        "respondent",
        Map.of(),
        null,
        List.of("date"),
        "mode",
        Map.of(),
        "language",
        "{item}",
        Map.of(),
        Map.of(),
        protocol.data().files().get(0).missing(),
        null,
        null,
        "UTF-8");
  }

  /** Reads a file. */
  public static Read read(
      Protocol protocol, AnswerFormat format, Path file, Options options, IdLookup people) {
    if (protocol.waves().isEmpty() || protocol.items().isEmpty()) {
      Finding none =
          Finding.error(
              Place.file(CellWords.of(file)),
              "the protocol has no survey: no waves, or no questions",
              "declare \"waves\" and \"items\"");
      return new Read(List.of(), List.of(none), 1);
    }
    try (CsvBytes bytes = CsvBytes.open(file)) {
      return new Reading(protocol, format, file, options, people).read(bytes);
    } catch (IOException e) {
      return new Read(List.of(), List.of(CsvTable.unreadable(file, e)), 1);
    }
  }

  /** How the cells of a format are written. */
  private static TableFormat table(AnswerFormat format, Options options) {
    Delimiter delimiter = Delimiter.DETECT;
    for (Delimiter each : Delimiter.values()) {
      if (format.delimiter() != null && each.sign() == format.delimiter()) {
        delimiter = each;
      }
    }
    Decimal decimal =
        format.decimal() == null
            ? Decimal.DETECT
            : format.decimal() == ',' ? Decimal.COMMA : Decimal.POINT;
    Encoding declared =
        format.encoding().equalsIgnoreCase("UTF-8") ? Encoding.UTF_8 : Encoding.LATIN_1;
    Encoding encoding = options.encoding() == null ? declared : options.encoding();
    return new TableFormat(delimiter, decimal, encoding, format.missing());
  }

  /** One reading of one file. */
  private static final class Reading {

    private final Protocol protocol;
    private final AnswerFormat format;
    private final Path file;
    private final Options options;
    private final IdLookup people;
    private final List<Finding> findings = new ArrayList<>();
    private @Nullable AnswerColumns columns;
    private Delimiter delimiter = Delimiter.COMMA;

    Reading(Protocol protocol, AnswerFormat format, Path file, Options options, IdLookup people) {
      this.protocol = protocol;
      this.format = format;
      this.file = file;
      this.options = options;
      this.people = people;
    }

    Read read(CsvBytes bytes) {
      TableFormat declared = table(format, options);
      // What stands for a missing answer is found where the answers are read, not here.
      CsvTable.Salvaged table = CsvTable.salvage(bytes, file, declared.withMissing(), this::choose);
      for (Finding finding : table.loaded().findings()) {
        findings.add(advised(finding));
      }
      long errors = count(findings) - count(table.loaded().findings()) + table.loaded().errors();
      List<AnswerSheet> sheets = List.of();
      Frame good = table.good();
      AnswerColumns bound = columns;
      if (good != null && bound != null && good.has(bound.id()) && errors < Loaded.LISTED_ERRORS) {
        AnswerRows rows =
            new AnswerRows(protocol, format, options, bound, good, people, declared.with(delimiter))
                .read();
        findings.addAll(rows.findings());
        int before = findings.size();
        rows.eachForm(bound::missing);
        errors += rows.errors() + findings.size() - before;
        sheets = rows.sheets();
      }
      findings.sort(
          Comparator.comparingInt((Finding f) -> f.place().line())
              .thenComparingInt(f -> f.place().column()));
      List<AnswerSheet> byDay = new ArrayList<>(sheets);
      byDay.sort(Comparator.comparing(AnswerSheet::on));
      return new Read(errors > 0 ? List.of() : byDay, findings, errors);
    }

    private List<ColumnSpec> choose(CsvHeader header) {
      delimiter = header.delimiter();
      AnswerColumns bound =
          AnswerColumns.bind(protocol, format, options, CellWords.of(file), header, findings);
      columns = bound;
      return bound.specs();
    }

    private static long count(List<Finding> findings) {
      return findings.stream().filter(f -> f.severity() == Severity.ERROR).count();
    }
  }

  /** The table speaks of protocols, where an import has an option. */
  static Finding advised(Finding finding) {
    if (!finding.expected().contains("\"encoding\":")) {
      return finding;
    }
    boolean latin = finding.expected().contains("windows");
    return new Finding(
        finding.severity(),
        finding.place(),
        finding.found(),
        latin ? "save it as CSV UTF-8, or say --encoding latin-1" : "say --encoding utf-8");
  }
}
