package org.equipoise.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.equipoise.document.Language;
import org.equipoise.document.Numerals;
import org.equipoise.document.TextLayout;
import org.equipoise.document.Words;
import org.equipoise.finding.Finding;
import org.equipoise.finding.Finding.Severity;
import org.equipoise.trial.Audit;
import org.equipoise.trial.Audit.Verdict;

/** What an audit says, one verdict a line. */
public final class VerdictText {

  private static final int WIDTH = 100;

  private final Audit.Report report;
  private final Words words;
  private final Numerals numerals;

  private VerdictText(Audit.Report report, Language language) {
    this.report = report;
    this.words = TrialWord.in(language);
    this.numerals = new Numerals(language);
  }

  /** The words for a report. */
  public static VerdictText of(Audit.Report report, Language language) {
    return new VerdictText(report, language);
  }

  /** The text; each line ends in a line feed. */
  public String text() {
    StringBuilder out = new StringBuilder(600);
    String lines = numerals.count((int) report.lines());
    verdict(out, TrialWord.VERDICT_INTACT, report.intact(), lines);
    String checkpoint = String.valueOf(report.checkpoint());
    String covered = numerals.count((int) report.upTo());
    verdict(out, TrialWord.VERDICT_COMPLETE, report.complete(), checkpoint, covered, lines);
    String draws = numerals.count((int) report.draws());
    verdict(out, TrialWord.VERDICT_REDRAWN, report.redrawn(), draws);
    if (report.records() != Verdict.NOT_SHOWN || report.damagedFrom() > 0) {
      verdict(out, TrialWord.VERDICT_RECORDS, report.records(), "");
    }
    for (Finding finding : report.findings()) {
      // What could not be shown is said by the verdict itself.
      if (finding.severity() != Severity.NOTE) {
        out.append("  ").append(finding).append('\n');
      }
    }
    String digest = report.head().hex();
    out.append(words.say(TrialWord.VERDICT_HEAD, lines, digest)).append('\n');
    return out.toString();
  }

  /** The same for programs. */
  public Map<String, Object> fields() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("lines", report.lines());
    fields.put("head", report.head().hex());
    fields.put("intact", code(report.intact()));
    fields.put("complete", code(report.complete()));
    fields.put("checkpoint", report.checkpoint());
    fields.put("upTo", report.upTo());
    fields.put("redrawn", code(report.redrawn()));
    fields.put("draws", report.draws());
    fields.put("records", code(report.records()));
    List<Map<String, Object>> findings = new ArrayList<>();
    for (Finding finding : report.findings()) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("severity", finding.severity().name().toLowerCase(Locale.ROOT));
      one.put("source", finding.place().source());
      one.put("line", finding.place().line());
      one.put("found", finding.found());
      one.put("expected", finding.expected());
      findings.add(one);
    }
    fields.put("damagedFrom", report.damagedFrom());
    fields.put("findings", findings);
    return fields;
  }

  /** Whether nothing speaks against the ledger. */
  public boolean holds() {
    return report.intact() != Verdict.NO
        && report.complete() != Verdict.NO
        && report.redrawn() != Verdict.NO
        && report.records() != Verdict.NO;
  }

  private void verdict(StringBuilder out, TrialWord subject, Verdict verdict, String... numbers) {
    String answer = words.say(verdict);
    String head = words.say(subject) + ": " + answer + ". ";
    String meaning =
        unjudged(subject, verdict)
            ? words.say(TrialWord.VERDICT_DAMAGED, String.valueOf(report.damagedFrom()))
            : words.say(TrialWord.valueOf(subject.name() + "_" + verdict.name()), numbers);
    String indent = "";
    for (String part : TextLayout.wrap(head + meaning, WIDTH)) {
      out.append(indent).append(part.stripTrailing()).append('\n');
      indent = "  ";
    }
  }

  /** Whether a question stays open because of damage, not because something is not at hand. */
  private boolean unjudged(TrialWord subject, Verdict verdict) {
    return report.damagedFrom() > 0
        && verdict == Verdict.NOT_SHOWN
        && (subject == TrialWord.VERDICT_REDRAWN || subject == TrialWord.VERDICT_RECORDS);
  }

  private static String code(Verdict verdict) {
    return verdict.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
