package org.equipoise.report;

import java.util.ArrayList;
import java.util.List;
import org.equipoise.document.Block;
import org.equipoise.document.Cell;
import org.equipoise.document.Chapter;
import org.equipoise.document.Document;
import org.equipoise.document.Language;
import org.equipoise.document.Section;
import org.equipoise.document.Table;
import org.equipoise.document.Tone;
import org.equipoise.publication.BundleManifest;
import org.equipoise.publication.BundleManifest.LedgerClaim;
import org.equipoise.publication.BundleManifest.Statement;
import org.equipoise.publication.BundlePath;
import org.equipoise.publication.NumberDifference;
import org.equipoise.publication.Replication;
import org.equipoise.publication.Replication.Answer;
import org.equipoise.publication.Replication.Stage;
import org.equipoise.publication.ReplicationStep.Outcome;
import org.equipoise.publication.ResultsComparison;

/** The page on a publication made again, for whoever has to decide whether to rely on it. */
public final class ReplicationReport {

  /** Differences that the page tells one by one. */
  private static final int MOST = 200;

  private final Replication replication;
  private final ReplicationWording wording;
  private final List<String> command;

  private ReplicationReport(Replication replication, List<String> command, Language language) {
    this.replication = replication;
    this.wording = new ReplicationWording(replication, language);
    this.command = command;
  }

  /**
   * The page.
   *
   * @param command the command line that made it, without folders
   */
  public static Document of(Replication replication, List<String> command, Language language) {
    return new ReplicationReport(replication, command, language).document();
  }

  private Document document() {
    BundleManifest manifest = replication.manifest();
    List<Chapter> chapters = new ArrayList<>();
    add(chapters, "answer", ReplicationWord.CHAPTER_ANSWER, answer());
    add(chapters, "differences", ReplicationWord.CHAPTER_DIFFERENCES, differences());
    add(chapters, "found", ReplicationWord.CHAPTER_FOUND, found());
    add(chapters, "unchecked", ReplicationWord.CHAPTER_UNCHECKED, unchecked());
    add(chapters, "fingerprints", ReplicationWord.CHAPTER_FINGERPRINTS, fingerprints());
    add(chapters, "again", ReplicationWord.CHAPTER_AGAIN, again());
    String subject = manifest == null ? replication.file() : manifest.subject().id();
    return new Document(
        wording.language(),
        wording.say(ReplicationWord.TITLE, subject),
        wording.say(ReplicationWord.SUBTITLE),
        about(),
        chapters,
        0,
        replication.program());
  }

  private void add(
      List<Chapter> chapters, String id, ReplicationWord title, List<Section> sections) {
    if (!sections.isEmpty()) {
      chapters.add(new Chapter(id, wording.say(title), sections));
    }
  }

  private List<Block.Fact> about() {
    List<Block.Fact> about = new ArrayList<>();
    about.add(fact(ReplicationWord.ABOUT_BUNDLE, replication.file()));
    BundleManifest manifest = replication.manifest();
    if (manifest != null) {
      String version = String.valueOf(manifest.subject().version());
      String subject = wording.say(ReplicationWord.ABOUT_VERSION, manifest.subject().id(), version);
      about.add(fact(ReplicationWord.ABOUT_SUBJECT, subject));
      about.add(fact(ReplicationWord.ABOUT_SEALED, manifest.program()));
    }
    about.add(fact(ReplicationWord.ABOUT_AGAIN, replication.program()));
    ResultsComparison comparison = replication.comparison();
    if (comparison != null) {
      about.add(fact(ReplicationWord.ABOUT_TOLERANCE, wording.power(comparison.tolerance())));
    }
    return about;
  }

  private Block.Fact fact(ReplicationWord name, String value) {
    return new Block.Fact(wording.say(name), value);
  }

  private List<Section> answer() {
    List<Block> blocks = new ArrayList<>();
    Answer answer = replication.answer();
    Tone tone =
        switch (answer) {
          case REPLICATED -> Tone.PLAIN;
          case REPLICATED_IN_PART -> Tone.NOTE;
          case NOT_MADE_AGAIN -> Tone.CAUTION;
          case NOT_REPLICATED -> Tone.ALARM;
        };
    blocks.add(new Block.Notice(tone, wording.answer(), wording.answerWords()));
    BundleManifest manifest = replication.manifest();
    if (manifest != null && manifest.states(Statement.Sort.SIMULATED)) {
      blocks.add(
          new Block.Notice(
              Tone.NOTE,
              wording.say(ReplicationWord.SIMULATED_TITLE),
              wording.say(ReplicationWord.SIMULATED)));
    }
    List<Block.Fact> facts = facts();
    if (!facts.isEmpty()) {
      blocks.add(new Block.Facts(facts));
    }
    ResultsComparison comparison = replication.comparison();
    if (comparison != null && comparison.numbers() > 0) {
      blocks.add(ReplicationPlot.of(comparison, wording, replication.file()));
    }
    return List.of(
        new Section("", blocks),
        new Section(wording.say(ReplicationWord.LADDER), List.of(ladder())));
  }

  private List<Block.Fact> facts() {
    List<Block.Fact> facts = new ArrayList<>();
    ResultsComparison comparison = replication.comparison();
    if (comparison != null) {
      String all = wording.count(comparison.numbers());
      String same = wording.count(comparison.identical());
      facts.add(
          fact(
              ReplicationWord.FACT_NUMBERS,
              comparison.identical() == comparison.numbers()
                  ? wording.say(ReplicationWord.FACT_NUMBERS_SAME, all)
                  : wording.say(ReplicationWord.FACT_NUMBERS_OF, all, same)));
      facts.add(fact(ReplicationWord.FACT_LARGEST, wording.power(comparison.largest())));
      facts.add(fact(ReplicationWord.FACT_HIDDEN, wording.count(comparison.hidden())));
    }
    if (replication.audit() != null) {
      facts.add(fact(ReplicationWord.FACT_DRAWS, wording.count(replication.audit().draws())));
      facts.add(fact(ReplicationWord.FACT_LINES, wording.count(replication.audit().lines())));
    }
    if (replication.manifest() != null) {
      facts.add(fact(ReplicationWord.FACT_SIGNER, wording.signer()));
    }
    return facts;
  }

  private Table ladder() {
    List<Table.Row> rows = new ArrayList<>();
    for (Stage stage : replication.stages()) {
      Tone tone =
          switch (stage.outcome()) {
            case HOLDS -> Tone.PLAIN;
            case FAILS -> Tone.ALARM;
            case DECLARED -> Tone.CAUTION;
            case UNREACHED -> Tone.NOTE;
          };
      rows.add(
          Table.row(
              Cell.words(wording.step(stage.step())),
              new Cell.Badge(tone, wording.outcome(stage.outcome())),
              Cell.words(wording.meaning(stage))));
    }
    return new Table(
        List.of(
            Table.left(wording.say(ReplicationWord.LADDER_STEP)),
            Table.left(wording.say(ReplicationWord.LADDER_VERDICT)),
            Table.left(wording.say(ReplicationWord.LADDER_MEANING))),
        rows);
  }

  private List<Section> differences() {
    List<Section> sections = new ArrayList<>();
    List<Block> points = new ArrayList<>();
    wording.causes().forEach(cause -> points.add(new Block.Point(cause)));
    if (!points.isEmpty()) {
      sections.add(new Section(wording.say(ReplicationWord.CAUSES), points));
    }
    ResultsComparison comparison = replication.comparison();
    if (comparison == null || comparison.agrees()) {
      return sections;
    }
    List<NumberDifference> all = comparison.differences();
    List<Block> blocks = new ArrayList<>();
    blocks.add(
        new Block.Paragraph(
            wording.say(ReplicationWord.DIFFERENCES_INTRO, wording.differing(comparison))));
    blocks.add(table(all.subList(0, Math.min(MOST, all.size()))));
    if (all.size() > MOST) {
      String more = wording.count(all.size() - MOST);
      blocks.add(new Block.Paragraph(wording.say(ReplicationWord.DIFFERENCES_MORE, more)));
    }
    sections.add(0, new Section("", blocks));
    return sections;
  }

  private Table table(List<NumberDifference> differences) {
    List<Table.Row> rows = new ArrayList<>();
    for (NumberDifference each : differences) {
      boolean number = !Double.isNaN(each.relative());
      rows.add(
          Table.row(
              Cell.words(BundlePath.visible(wording.where(each.place()))),
              Cell.words(BundlePath.visible(wording.quantity(each.place()))),
              Cell.words(BundlePath.visible(wording.side(each, true))),
              Cell.words(BundlePath.visible(wording.side(each, false))),
              number ? Cell.words(wording.power(each.relative())) : new Cell.Empty(),
              number ? new Cell.Count(each.digitsLost()) : new Cell.Empty()));
    }
    return new Table(
        List.of(
            Table.left(wording.say(ReplicationWord.COLUMN_WHERE)),
            Table.left(wording.say(ReplicationWord.COLUMN_QUANTITY)),
            Table.right(wording.say(ReplicationWord.COLUMN_SEALED)),
            Table.right(wording.say(ReplicationWord.COLUMN_AGAIN)),
            Table.right(wording.say(ReplicationWord.COLUMN_RELATIVE)),
            Table.right(wording.say(ReplicationWord.COLUMN_LOST))),
        rows);
  }

  private List<Section> found() {
    List<Section> sections = new ArrayList<>();
    for (Stage stage : replication.stages()) {
      if (!stage.findings().isEmpty()) {
        List<Block> points = new ArrayList<>();
        stage
            .findings()
            .forEach(each -> points.add(new Block.Point(BundlePath.visible(each.toString()))));
        sections.add(new Section(wording.step(stage.step()), points));
      }
    }
    if (!sections.isEmpty()) {
      String intro = wording.say(ReplicationWord.FOUND_INTRO);
      sections.add(0, new Section("", List.of(new Block.Paragraph(intro))));
    }
    return sections;
  }

  private List<Section> unchecked() {
    List<Block> points = new ArrayList<>();
    boolean every =
        replication.stages().stream().allMatch(stage -> stage.outcome() == Outcome.HOLDS);
    if (every) {
      points.add(new Block.Paragraph(wording.say(ReplicationWord.UNCHECKED_NONE)));
    }
    wording.unchecked().forEach(words -> points.add(new Block.Point(words)));
    return List.of(new Section("", points));
  }

  private List<Section> fingerprints() {
    List<Block.Fact> facts = new ArrayList<>();
    facts.add(fingerprint(ReplicationWord.FINGERPRINT_BUNDLE, replication.digest().hex()));
    BundleManifest manifest = replication.manifest();
    if (manifest != null) {
      if (manifest.signed() && replication.signer() != Replication.Signer.NOBODY) {
        String key = ReplicationWording.fingerprint(manifest.publicKey());
        facts.add(fingerprint(ReplicationWord.FINGERPRINT_KEY, key));
      }
      String digest = manifest.subject().digest().hex();
      facts.add(fingerprint(ReplicationWord.FINGERPRINT_PROTOCOL, digest));
      LedgerClaim ledger = manifest.ledger();
      if (ledger != null) {
        facts.add(fingerprint(ReplicationWord.FINGERPRINT_LEDGER, ledger.head().hex()));
        facts.add(fingerprint(ReplicationWord.FINGERPRINT_COMMITMENT, ledger.commitment().hex()));
      }
    }
    String intro = wording.say(ReplicationWord.FINGERPRINTS_INTRO);
    return List.of(new Section("", List.of(new Block.Paragraph(intro), new Block.Facts(facts))));
  }

  private Block.Fact fingerprint(ReplicationWord name, String hex) {
    return fact(name, ReplicationWording.grouped(hex));
  }

  private List<Section> again() {
    List<Block> blocks = new ArrayList<>();
    blocks.add(new Block.Paragraph(wording.say(ReplicationWord.AGAIN_HERE)));
    blocks.add(new Block.Code(String.join(" ", command)));
    BundleManifest manifest = replication.manifest();
    if (manifest == null) {
      return List.of(new Section("", blocks));
    }
    blocks.add(new Block.Paragraph(wording.say(ReplicationWord.AGAIN_OTHER)));
    blocks.add(new Block.Paragraph(wording.say(ReplicationWord.AGAIN_DIGESTS)));
    String quoted = "'" + replication.file().replace("'", "'\\''") + "'";
    blocks.add(
        new Block.Code("unzip " + quoted + " -d bundle && cd bundle\nsha256sum -c SHA256SUMS"));
    if (manifest.signed() && replication.signer() != Replication.Signer.NOBODY) {
      blocks.add(new Block.Paragraph(wording.say(ReplicationWord.AGAIN_SIGNATURE)));
      blocks.add(
          new Block.Code(
              "base64 -d manifest.sig > ../manifest.bin\n"
                  + "printf -- '-----BEGIN PUBLIC KEY-----\\n%s\\n-----END PUBLIC KEY-----\\n' \\\n"
                  + "  '"
                  + manifest.publicKey()
                  + "' > ../key.pem\n"
                  + "openssl pkeyutl -verify -rawin -pubin -inkey ../key.pem \\\n"
                  + "  -in manifest.json -sigfile ../manifest.bin"));
    }
    return List.of(new Section("", blocks));
  }
}
