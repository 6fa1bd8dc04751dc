package org.equipoise.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.equipoise.document.Language;
import org.equipoise.document.TextLayout;
import org.equipoise.finding.Finding;
import org.equipoise.publication.BundleManifest;
import org.equipoise.publication.BundlePath;
import org.equipoise.publication.NumberDifference;
import org.equipoise.publication.Replication;
import org.equipoise.publication.Replication.Cause;
import org.equipoise.publication.Replication.Stage;
import org.equipoise.publication.ReplicationStep;
import org.equipoise.publication.ReplicationStep.Outcome;
import org.equipoise.publication.ResultsComparison;
import org.jspecify.annotations.Nullable;

/** What a replication says on a screen, and to programs. */
public final class ReplicationText {

  private static final int WIDTH = 96;
  private static final int MOST = 10;
  private static final int FOUND = 5;

  private final Replication replication;
  private final ReplicationWording wording;
  private final StringBuilder out = new StringBuilder(2000);

  private ReplicationText(Replication replication, Language language) {
    this.replication = replication;
    this.wording = new ReplicationWording(replication, language);
  }

  /** The text; each line ends in a line feed. */
  public static String of(Replication replication, Language language) {
    return BundlePath.visible(new ReplicationText(replication, language).text());
  }

  private String text() {
    paragraph(wording.answer() + ". " + wording.answerWords(), "");
    out.append('\n');
    int name = 0;
    int verdict = 0;
    for (Stage stage : replication.stages()) {
      name = Math.max(name, wording.step(stage.step()).length());
      verdict = Math.max(verdict, wording.outcome(stage.outcome()).length());
    }
    for (Stage stage : replication.stages()) {
      String head =
          padded(wording.step(stage.step()), name)
              + "  "
              + padded(wording.outcome(stage.outcome()), verdict)
              + "  ";
      hanging(head, wording.meaning(stage));
      boolean left = stage.step() == ReplicationStep.DATA && stage.outcome() == Outcome.HOLDS;
      if (stage.outcome() == Outcome.FAILS || left) {
        found(stage);
      }
    }
    ResultsComparison comparison = replication.comparison();
    if (comparison != null) {
      out.append('\n');
      paragraph(
          wording.say(
              ReplicationWord.SCREEN_COMPARED,
              wording.count(comparison.numbers()),
              wording.count(comparison.identical()),
              wording.power(comparison.largest())),
          "");
      differences(comparison);
    }
    for (String cause : wording.causes()) {
      hanging("→ ", cause);
    }
    out.append('\n');
    out.append(wording.say(ReplicationWord.CHAPTER_UNCHECKED)).append(":\n");
    wording.unchecked().forEach(each -> hanging("- ", each));
    fingerprints();
    return out.toString();
  }

  private void found(Stage stage) {
    List<Finding> findings = stage.findings();
    findings.stream().limit(FOUND).forEach(each -> hanging("    ", "      ", each.toString()));
    if (findings.size() > FOUND) {
      String more = wording.count(findings.size() - FOUND);
      out.append("    ").append(wording.say(ReplicationWord.SCREEN_MORE, more)).append('\n');
    }
  }

  private void differences(ResultsComparison comparison) {
    List<NumberDifference> all = comparison.differences();
    for (NumberDifference each : all.subList(0, Math.min(MOST, all.size()))) {
      String quantity = wording.quantity(each.place());
      String where = wording.where(each.place()) + (quantity.isEmpty() ? "" : ": " + quantity);
      hanging("  ", "    ", where);
      String sealed = wording.say(ReplicationWord.COLUMN_SEALED) + " " + side(each, true);
      String again = wording.say(ReplicationWord.COLUMN_AGAIN) + " " + side(each, false);
      hanging("    ", "    ", sealed + " · " + again);
    }
    if (all.size() > MOST) {
      String more = wording.count(all.size() - MOST);
      out.append("  ").append(wording.say(ReplicationWord.SCREEN_MORE, more)).append('\n');
    }
  }

  private String side(NumberDifference difference, boolean sealed) {
    String side = wording.side(difference, sealed);
    return side.isEmpty() ? "–" : side;
  }

  private void fingerprints() {
    out.append('\n').append(wording.say(ReplicationWord.FINGERPRINT_BUNDLE)).append("\n  ");
    out.append(ReplicationWording.grouped(replication.digest().hex())).append('\n');
    BundleManifest manifest = replication.manifest();
    if (manifest != null
        && manifest.signed()
        && replication.signer() != Replication.Signer.NOBODY) {
      out.append(wording.say(ReplicationWord.FINGERPRINT_KEY)).append("\n  ");
      String key = ReplicationWording.fingerprint(manifest.publicKey());
      out.append(ReplicationWording.grouped(key)).append('\n');
    }
  }

  private static String padded(String words, int width) {
    return words + " ".repeat(width - words.length());
  }

  /** Words after a head, all their lines below each other. */
  private void hanging(String head, String words) {
    hanging(head, " ".repeat(head.length()), words);
  }

  private void hanging(String head, String indent, String words) {
    String lead = head;
    for (String line : TextLayout.wrap(words, WIDTH - Math.max(head.length(), indent.length()))) {
      out.append(lead).append(line.stripTrailing()).append('\n');
      lead = indent;
    }
  }

  /** Words from the margin on; lines after the first are indented. */
  private void paragraph(String words, String indent) {
    hanging("", indent, words);
  }

  /** The same for programs. */
  public static Map<String, Object> fields(Replication replication) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("answer", code(replication.answer()));
    fields.put("agrees", replication.agrees());
    fields.put("bundle", replication.file());
    fields.put("sha256", replication.digest().hex());
    fields.put("program", replication.program());
    BundleManifest manifest = replication.manifest();
    fields.put("sealedWith", manifest == null ? null : manifest.program());
    fields.put("subject", manifest == null ? null : manifest.subject().id());
    fields.put("signer", code(replication.signer()));
    fields.put(
        "keyFingerprint",
        manifest == null || !manifest.signed() || replication.signer() == Replication.Signer.NOBODY
            ? null
            : ReplicationWording.fingerprint(manifest.publicKey()));
    List<Map<String, Object>> steps = new ArrayList<>();
    for (Stage stage : replication.stages()) {
      Map<String, Object> step = new LinkedHashMap<>();
      step.put("step", code(stage.step()));
      step.put("outcome", code(stage.outcome()));
      step.put("findings", stage.findings().stream().map(ReplicationText::fields).toList());
      steps.add(step);
    }
    fields.put("steps", steps);
    List<Map<String, Object>> causes = new ArrayList<>();
    for (Cause cause : replication.causes()) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("cause", cause.code());
      one.put("what", cause.what());
      causes.add(one);
    }
    fields.put("causes", causes);
    ResultsComparison comparison = replication.comparison();
    if (comparison != null) {
      fields.put("tolerance", comparison.tolerance());
      fields.put("numbers", comparison.numbers());
      fields.put("identical", comparison.identical());
      fields.put("hidden", comparison.hidden());
      fields.put("largestRelative", comparison.largest());
      fields.put(
          "differences", comparison.differences().stream().map(ReplicationText::fields).toList());
    }
    return fields;
  }

  private static Map<String, Object> fields(Finding finding) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("severity", code(finding.severity()));
    fields.put("source", finding.place().source());
    fields.put("line", finding.place().line());
    fields.put("path", finding.place().path());
    fields.put("found", finding.found());
    fields.put("expected", finding.expected());
    return fields;
  }

  private static Map<String, Object> fields(NumberDifference difference) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("part", difference.place().part());
    fields.put("row", difference.place().row());
    fields.put("quantity", difference.place().quantity());
    fields.put("pointer", difference.place().pointer());
    fields.put("kind", code(difference.kind()));
    fields.put("sealed", difference.sealed());
    fields.put("again", difference.again());
    @Nullable Double relative =
        Double.isNaN(difference.relative()) ? null : Double.valueOf(difference.relative());
    fields.put("relative", relative);
    fields.put("digitsLost", difference.digitsLost());
    return fields;
  }

  private static String code(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
