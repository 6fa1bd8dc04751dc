package org.equipoise.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.equipoise.cli.SmallTrial.Run;
import org.equipoise.ledger.Signer;
import org.equipoise.protocol.Digest;
import org.equipoise.publication.Bundle;
import org.equipoise.publication.BundleManifest;
import org.equipoise.publication.BundleManifest.LedgerClaim;
import org.equipoise.publication.BundleManifest.Role;
import org.equipoise.publication.BundleManifest.Statement;
import org.equipoise.store.BundleWriter;
import org.equipoise.store.KeyFile;
import org.equipoise.store.KeyFile.Keyholder;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What somebody may do to a bundle, each with the step that tells it and the exit code. The power
 * of the attacker is said by what they do last: nothing (an editor), {@code redigest} (all digests
 * mended), {@code signAsStranger} (a key of their own), {@code own} (the trial's key, which nobody
 * but the keeper has).
 */
class BundleAttackTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String RESULTS = "results/results.json";
  private static final String PEOPLE = "data/people.csv";
  private static final String LEDGER = "ledger.jsonl";

  @TempDir private static Path folder;

  private static SealDesk sealed;
  private static Bundle bundle;
  private static String publicKey;
  private static PrivateKey ownKey;
  private static int number;

  @BeforeAll
  static void seal() throws IOException {
    // With this limit the few of each arm who did not answer are hidden.
    String protocol = SealDesk.PROTOCOL.replace("\"display\": 3", "\"display\": 4");
    sealed = SealDesk.revealed(folder, protocol, SealDesk.PLAIN);
    sealed.desk.done("seal", "/t", "--key", "/key", "--out", "/b.zip");
    bundle = sealed.bundle("b.zip");
    publicKey = bundle.manifest().publicKey();
    Keyholder keyholder = KeyFile.read(folder.resolve("key")).key();
    assertTrue(keyholder != null);
    ownKey = keyholder.signer();
  }

  /** What replicate says: its exit code, and by step what came of it. */
  private record Said(int code, JsonNode answer, String err) {

    String step(String name) {
      for (JsonNode step : answer.get("steps")) {
        if (step.get("step").asText().equals(name)) {
          return step.get("outcome").asText();
        }
      }
      throw new AssertionError("no step " + name);
    }

    /** Fails at this step, for this reason. */
    Said failsAt(String name, String words) {
      assertEquals(1, code, answer.toPrettyString());
      assertEquals("not-replicated", answer.get("answer").asText());
      assertEquals("fails", step(name), answer.toPrettyString());
      assertTrue(answer.toString().contains(words), () -> answer.toPrettyString());
      return this;
    }

    List<String> causes() {
      List<String> causes = new ArrayList<>();
      answer.get("causes").forEach(each -> causes.add(each.get("cause").asText()));
      return causes;
    }

    /** Places of differences, as JSON pointers. */
    List<String> pointers() {
      List<String> pointers = new ArrayList<>();
      answer.get("differences").forEach(each -> pointers.add(each.get("pointer").asText()));
      return pointers;
    }
  }

  private static Said replicate(byte[] zip, String... more) throws IOException {
    String name = "attack-" + ++number + ".zip";
    Files.write(folder.resolve(name), zip);
    List<String> args = new ArrayList<>(List.of("replicate", "/" + name, "--json"));
    args.addAll(List.of(more));
    Run run = sealed.desk.run(args.toArray(String[]::new));
    boolean answered = run.code() < 2;
    return new Said(run.code(), JSON.readTree(answered ? run.out() : "{}"), run.err());
  }

  private static Said replicate(Forgery forgery, String... more) throws IOException {
    return replicate(forgery.zip(), more);
  }

  private static Forgery forge() {
    return new Forgery(bundle);
  }

  private static Forgery own(Forgery forgery) {
    return forgery.sign(publicKey, ownKey);
  }

  /** Numbers of the ledger's lines that hold some words. */
  private static int lineWith(String words) {
    List<String> lines = bundle.text(LEDGER).lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).contains(words)) {
        return i + 1;
      }
    }
    throw new AssertionError("no line has " + words);
  }

  /** Makes the chain of digests anew from edited lines, as SHA-256 of each line before. */
  private static String chained(List<String> lines) {
    List<String> chained = new ArrayList<>();
    for (String line : lines) {
      String previous =
          chained.isEmpty()
              ? "0".repeat(64)
              : Digest.of(chained.get(chained.size() - 1).getBytes(StandardCharsets.UTF_8)).hex();
      chained.add(
          chained.isEmpty()
              ? line
              : line.replaceFirst(
                  "\"previous\":\"[0-9a-f]{64}\"", "\"previous\":\"" + previous + "\""));
    }
    return String.join("\n", chained) + "\n";
  }

  private static Forgery claimsOf(Forgery forgery, String ledger) {
    List<String> lines = ledger.lines().toList();
    LedgerClaim old = forgery.manifest().ledger();
    assertTrue(old != null);
    return forgery.claims(
        new LedgerClaim(
            lines.size(),
            Digest.of(lines.get(lines.size() - 1).getBytes(StandardCharsets.UTF_8)),
            old.frozen(),
            old.commitment(),
            old.signer(),
            old.keyRevealed()));
  }

  // The honest bundle

  @Test
  void honest_isReplicatedToTheLastDigit() throws IOException {
    Said said = replicate(forge());
    assertEquals(0, said.code(), said.answer().toPrettyString());
    assertEquals("replicated", said.answer().get("answer").asText());
    assertEquals("ledger", said.answer().get("signer").asText());
    assertEquals(said.answer().get("numbers"), said.answer().get("identical"));
    assertTrue(said.answer().get("numbers").asInt() > 40);
    assertEquals(0, replicate(own(forge())).code(), "signing the same again changes nothing");
  }

  @Test
  void honest_isReplicatedByTheKeyThatTheReaderKnows() throws IOException {
    Said named = replicate(forge(), "--signed-by", publicKey);
    assertEquals(0, named.code());
    assertEquals("named", named.answer().get("signer").asText());
    String print = Digest.of(Signer.publicKey(publicKey).getEncoded()).hex();
    assertEquals(print, named.answer().get("keyFingerprint").asText());
    assertEquals(
        0, replicate(forge(), "--signed-by", print.toUpperCase(java.util.Locale.ROOT)).code());
    String other = Signer.text(Signer.generate().getPublic());
    replicate(forge(), "--signed-by", other).failsAt("signature", "another key");
    assertEquals(2, replicate(forge(), "--signed-by", "no key").code());
  }

  // The data

  /** The first answer to the survey, as another answer. */
  private static Forgery answerChanged() {
    return forge()
        .edit(
            PEOPLE,
            text -> {
              List<String> lines = new ArrayList<>(text.lines().toList());
              for (int i = 1; i < lines.size(); i++) {
                if (lines.get(i).endsWith(",1")) {
                  lines.set(i, lines.get(i).replaceFirst(",1$", ",3"));
                  break;
                }
              }
              return String.join("\n", lines) + "\n";
            });
  }

  @Test
  void cellChanged() throws IOException {
    Said said = replicate(answerChanged()).failsAt("digests", "the file was changed");
    assertEquals(List.of("changed-data"), said.causes());
    String what = said.answer().get("causes").get(0).get("what").asText();
    assertTrue(what.matches("data/people\\.csv, line \\d+"), what);
    assertEquals("unreached", said.step("numbers"));
  }

  @Test
  void cellChanged_digestsMended() throws IOException {
    replicate(answerChanged().redigest()).failsAt("signature", "not signed with the key");
  }

  @Test
  void cellChanged_signedByAStranger() throws IOException {
    Said said = replicate(answerChanged().signAsStranger());
    said.failsAt("signature", "not the trial's own").failsAt("numbers", RESULTS.substring(0, 7));
    assertEquals("not-ledger", said.answer().get("signer").asText());
    assertTrue(said.causes().contains("changed-data"));
  }

  @Test
  void armOfOnePersonFlipped_evenByTheKeeper() throws IOException {
    Forgery forgery =
        own(
            forge()
                .line(
                    PEOPLE,
                    2,
                    line ->
                        line.contains(",now,")
                            ? line.replace(",now,", ",later,")
                            : line.replace(",later,", ",now,")));
    replicate(forgery).failsAt("data", "the ledger has '");
  }

  @Test
  void rowDuplicated_evenByTheKeeper() throws IOException {
    replicate(own(forge().line(PEOPLE, 2, line -> line + "\n" + line)))
        .failsAt("data", "a second row of");
  }

  @Test
  void rowDropped_evenByTheKeeper() throws IOException {
    Forgery forgery = forge().edit(PEOPLE, text -> text.replaceFirst("(?m)^(?!id)[^\n]*\n", ""));
    replicate(own(forgery)).failsAt("data", "1 of the 40 people drawn have no row");
  }

  @Test
  void strangerAdded_evenByTheKeeper() throws IOException {
    Forgery forgery =
        forge()
            .line(PEOPLE, 2, line -> line + "\n" + line.replaceFirst("^[^,]*", "AAAA-AAAA-AAAA"));
    replicate(own(forgery)).failsAt("data", "the ledger has not drawn AAAA-AAAA-AAAA");
  }

  // The ledger

  private static Forgery ledger(Consumer<List<String>> change, boolean chain) {
    List<String> lines = new ArrayList<>(bundle.text(LEDGER).lines().toList());
    change.accept(lines);
    String text = chain ? chained(lines) : String.join("\n", lines) + "\n";
    return forge().put(LEDGER, text);
  }

  @Test
  void linesSwapped_evenByTheKeeper() throws IOException {
    Forgery forgery = ledger(lines -> lines.add(3, lines.remove(5)), false);
    replicate(forgery).failsAt("digests", "the file was changed");
    replicate(own(claimsOf(forgery, forgery.text(LEDGER)))).failsAt("ledger", "ledger");
  }

  @Test
  void tailCut() throws IOException {
    Forgery forgery = ledger(lines -> lines.subList(30, lines.size()).clear(), false);
    replicate(claimsOf(forgery, forgery.text(LEDGER)).signAsStranger())
        .failsAt("ledger", "checkpoint");
  }

  @Test
  void tailCut_checkpointsRemoved() throws IOException {
    int revealed = lineWith("\"event\":\"key-revealed\"");
    Forgery forgery = ledger(lines -> lines.subList(revealed - 1, lines.size()).clear(), false);
    forgery.drop("checkpoints/checkpoint-1.txt");
    Said said = replicate(claimsOf(forgery, forgery.text(LEDGER)).signAsStranger());
    said.failsAt("signature", "not the trial's own").failsAt("ledger", "cut off");
    said.failsAt("draws", "key");
  }

  @Test
  void tailCut_againstACheckpointThatTheReaderKept() throws IOException {
    String kept = "kept.txt";
    Files.writeString(folder.resolve(kept), bundle.text("checkpoints/checkpoint-1.txt"));
    Forgery forgery = ledger(lines -> lines.subList(30, lines.size()).clear(), false);
    forgery.drop("checkpoints/checkpoint-1.txt");
    Forgery cut = own(claimsOf(forgery, forgery.text(LEDGER)));
    replicate(cut, "--checkpoint", "/" + kept).failsAt("ledger", "checkpoint");
  }

  @Test
  void drawEdited_chainMadeAnew_evenByTheKeeper() throws IOException {
    int draw = lineWith("\"event\":\"arm-drawn\"") - 1;
    Forgery forgery =
        ledger(
            lines ->
                lines.set(
                    draw,
                    lines.get(draw).contains("\"arm\":\"now\"")
                        ? lines.get(draw).replace("\"arm\":\"now\"", "\"arm\":\"later\"")
                        : lines.get(draw).replace("\"arm\":\"later\"", "\"arm\":\"now\"")),
            true);
    Said said = replicate(own(claimsOf(forgery, forgery.text(LEDGER))));
    said.failsAt("draws", "ledger");
  }

  @Test
  void keySwapped() throws IOException {
    replicate(own(forge().put("key.txt", "ab".repeat(32) + "\n")))
        .failsAt("draws", "not the one that the ledger reveals");
  }

  @Test
  void wrongKeyRevealed_evenByTheKeeper() throws IOException {
    int revealed = lineWith("\"event\":\"key-revealed\"") - 1;
    Forgery forgery =
        ledger(
            lines ->
                lines.set(
                    revealed,
                    lines
                        .get(revealed)
                        .replaceFirst(
                            "\"key\":\"[0-9a-f]{64}\"", "\"key\":\"" + "ab".repeat(32) + "\"")),
            true);
    forgery.put("key.txt", "ab".repeat(32) + "\n");
    replicate(own(claimsOf(forgery, forgery.text(LEDGER)))).failsAt("draws", "committed to");
  }

  // The protocol

  @Test
  void limitLoosened_evenByTheKeeper() throws IOException {
    Forgery forgery =
        forge().edit("protocol.json", text -> text.replaceFirst("(\"display\": ?)4", "$13"));
    Said said = replicate(own(forgery));
    said.failsAt("protocol", "cells");
    assertTrue(said.causes().contains("changed-protocol"));
    assertEquals("unreached", said.step("numbers"));
  }

  // The results

  /** The first estimate of the results file with another last digit. */
  private static String nudged(String text) {
    return text.replaceFirst("(\"estimate\": -?0\\.\\d\\d)\\d", "$19");
  }

  @Test
  void numberEdited() throws IOException {
    replicate(forge().edit(RESULTS, BundleAttackTest::nudged))
        .failsAt("digests", "the file was changed");
  }

  @Test
  void numberEdited_evenByTheKeeper() throws IOException {
    Said said = replicate(own(forge().edit(RESULTS, BundleAttackTest::nudged)));
    said.failsAt("numbers", "estimate");
    assertEquals(List.of("/effects/0/estimate"), said.pointers());
    assertEquals(List.of("edited-results"), said.causes());
    assertEquals("holds", said.step("tables"));
    assertEquals("holds", said.step("pages"));
  }

  @Test
  void numberEdited_inTablesToo_signedByAStranger() throws IOException {
    Forgery forgery = forge().edit(RESULTS, BundleAttackTest::nudged);
    forgery.edit(
        "results/results.csv", text -> text.replaceFirst("(,-?0\\.\\d\\d)\\d(\\d{6,})", "$19$2"));
    Said said = replicate(forgery.signAsStranger());
    said.failsAt("signature", "not the trial's own").failsAt("numbers", "estimate");
    said.failsAt("tables", "results/results.csv");
  }

  @Test
  void tableEdited_evenByTheKeeper() throws IOException {
    Forgery forgery =
        forge()
            .edit(
                "results/results.csv",
                text -> text.replaceFirst("(,-?0\\.\\d\\d)\\d(\\d{6,})", "$19$2"));
    Said said = replicate(own(forgery)).failsAt("tables", "made again");
    assertEquals(List.of("edited-results"), said.causes());
    assertEquals("holds", said.step("numbers"));
  }

  @Test
  void countEdited_evenByTheKeeper() throws IOException {
    Forgery forgery =
        forge().edit(RESULTS, text -> text.replaceFirst("\"analysed\": \\d+", "\"analysed\": 21"));
    Said said = replicate(own(forgery)).failsAt("numbers", "analysed");
    assertEquals("count", said.answer().get("differences").get(0).get("kind").asText());
  }

  @Test
  void pageEdited_evenByTheKeeper() throws IOException {
    Said said =
        replicate(own(forge().edit("report/report-en.html", text -> text.replace("40", "41"))));
    said.failsAt("pages", "the page differs");
    assertEquals(List.of("edited-results"), said.causes());
  }

  @Test
  void hiddenCellFilledIn_evenByTheKeeper() throws IOException {
    String absent = "(?s)\"(\\w+)\": null,(.{0,2000}?)\"absent\": \\{\\s+\"\\1\": \"small\"";
    Forgery forgery =
        forge()
            .edit(
                RESULTS,
                text -> text.replaceFirst(absent, "\"$1\": 2,$2\"absent\": {\n\"$1\": \"small\""));
    Said said = replicate(own(forgery)).failsAt("numbers", "shown-though-hidden");
    assertTrue(said.causes().contains("other-hiding"));
  }

  @Test
  void programForged() throws IOException {
    Said said = replicate(own(forge().program("equipoise 99.0.0")));
    said.failsAt("numbers", "/program");
    assertTrue(said.causes().contains("other-program"));
  }

  @Test
  void toleranceWidenedByTheBundle_isNotTheReaders() throws IOException {
    Forgery forgery = forge().edit(RESULTS, BundleAttackTest::nudged).tolerance(0.5);
    replicate(own(forgery)).failsAt("numbers", "estimate");
  }

  // A bundle of an older version

  @Test
  void olderVersion_isReplicatedInItsName() throws IOException {
    String now = bundle.manifest().program();
    String then = "equipoise 0.0.9";
    Forgery older = forge().program(then);
    older.edit(RESULTS, text -> text.replace(now, then));
    for (String page : List.of("report/report-en.html", "report/report-sv.html", "README.txt")) {
      // Pictures may break the line within the name.
      older.edit(page, text -> text.replace(now.substring(10), then.substring(10)));
    }
    Said same = replicate(own(older));
    assertEquals(0, same.code(), same.answer().toPrettyString());
    assertEquals(List.of("other-program"), same.causes());
    older.edit("report/report-en.html", text -> text.replace("</body>", "<p>Old words</p></body>"));
    Said worded = replicate(own(older));
    assertEquals(0, worded.code(), worded.answer().toPrettyString());
    assertEquals("replicated-in-part", worded.answer().get("answer").asText());
    assertEquals("declared", worded.step("pages"));
    older.edit("report/report-en.html", text -> text.replace("Old words", "Old words, 47 times"));
    replicate(own(older)).failsAt("pages", "do not give: 47");
    older.edit("report/report-en.html", text -> text.replace("Old words, 47 times", "Old words"));
    older.edit(
        "report/report-sv.html", text -> "<html><body><p>Effekten är stor.</p></body></html>");
    replicate(own(older)).failsAt("pages", "it lacks: ");
  }

  // The frame

  @Test
  void signatureMissing() throws IOException {
    Said dropped = replicate(forge().drop(BundleManifest.SIGNATURE));
    dropped.failsAt("signature", "is not there").failsAt("digests", BundleManifest.SUMS);
    replicate(forge().drop(BundleManifest.SIGNATURE).redigest())
        .failsAt("signature", "is not there");
  }

  @Test
  void signatureTakenAway_thoughTheLedgerNamesAKey() throws IOException {
    Said said = replicate(forge().unsigned()).failsAt("signature", "nobody signed");
    assertEquals("declared", said.step("ledger"), "nothing covers the last line");
    replicate(forge().unsigned(), "--signed-by", publicKey).failsAt("signature", "nobody signed");
  }

  @Test
  void kindMadeOneWithoutALedger_signedByAStranger() throws IOException {
    Forgery forgery = forge();
    for (String path : List.of(LEDGER, "key.txt", "checkpoints/checkpoint-1.txt")) {
      forgery.drop(path);
    }
    forgery.manifest(
        old ->
            new BundleManifest(
                old.program(),
                BundleManifest.Kind.DATA,
                old.subject(),
                null,
                old.recipe(),
                old.tolerance(),
                old.files(),
                old.absent(),
                old.statements(),
                old.publicKey()));
    Said said = replicate(forgery.signAsStranger()).failsAt("digests", "README.txt");
    assertEquals("unknown", said.answer().get("signer").asText());
    assertEquals("declared", said.step("signature"));
    String name = "attack-" + number + ".zip";
    assertTrue(sealed.desk.run("replicate", "/" + name).out().contains("There is no ledger"));
  }

  @Test
  void tailCut_unsignedAndUnrevealed() throws IOException {
    int revealed = lineWith("\"event\":\"key-revealed\"");
    Forgery forgery = ledger(lines -> lines.subList(revealed - 1, lines.size()).clear(), false);
    forgery.drop("checkpoints/checkpoint-1.txt").drop("key.txt");
    List<String> lines = forgery.text(LEDGER).lines().toList();
    LedgerClaim old = forgery.manifest().ledger();
    assertTrue(old != null);
    forgery.claims(
        new LedgerClaim(
            lines.size(),
            Digest.of(lines.get(lines.size() - 1).getBytes(StandardCharsets.UTF_8)),
            old.frozen(),
            old.commitment(),
            old.signer(),
            false));
    forgery.states(new Statement(Statement.Sort.UNREVEALED, ""));
    Said said = replicate(forgery.unsigned()).failsAt("signature", "nobody signed");
    assertFalse(said.step("ledger").equals("holds"), said.answer().toPrettyString());
  }

  @Test
  void consentStated_thatNobodyGave() throws IOException {
    assertTrue(bundle.manifest().states(Statement.Sort.CONSENTED));
    SealDesk some =
        SealDesk.revealed(
            Files.createDirectory(folder.resolve("some")),
            SealDesk.PROTOCOL,
            (n, column, usual) -> column.equals("published") && n == 3 ? "no" : usual);
    some.desk.done("seal", "/t", "--key", "/key", "--out", "/s.zip", "--simulated");
    Bundle without = some.bundle("s.zip");
    Forgery forgery =
        new Forgery(without)
            .manifest(
                old ->
                    new BundleManifest(
                        old.program(),
                        old.kind(),
                        old.subject(),
                        old.ledger(),
                        old.recipe(),
                        old.tolerance(),
                        old.files(),
                        old.absent(),
                        List.of(new Statement(Statement.Sort.CONSENTED, "")),
                        old.publicKey()));
    replicate(forgery.signAsStranger()).failsAt("data", "has not agreed that data are published");
  }

  @Test
  void leftOutStated_thatDoesNotAgreeWithTheRows_evenByTheKeeper() throws IOException {
    Statement few = new Statement(Statement.Sort.PROTECTED_LEFT_OUT, "<4");
    replicate(own(forge().states(few)))
        .failsAt("data", "0 of those in the ledger have no row")
        .failsAt("digests", "README.txt");
    Forgery five =
        forge()
            .edit(
                PEOPLE,
                text -> {
                  List<String> lines = new ArrayList<>(text.lines().toList());
                  lines.subList(1, 6).clear();
                  return String.join("\n", lines) + "\n";
                });
    Said said = replicate(own(five.states(few)));
    said.failsAt("data", "5 of the 40 people drawn have no row")
        .failsAt("data", "that 3 at most were left out")
        .failsAt("data", "without a row in arm now: ");
    assertFalse(said.answer().toString().contains("\"source\":\"/"), "no folder of this machine");
    replicate(own(forge().states(new Statement(Statement.Sort.UNWILLING_LEFT_OUT, "some"))))
        .failsAt("data", "does not say how many");
  }

  @Test
  void readmeEdited_evenByTheKeeper() throws IOException {
    replicate(own(forge().put("README.txt", "Verified by everybody.\n")))
        .failsAt("digests", "not the text that the program writes");
  }

  @Test
  void lineDigestsEdited_evenByTheKeeper() throws IOException {
    replicate(own(forge().put(PEOPLE + ".lines", "hello\n")))
        .failsAt("data", "not the digests of the lines of data/people.csv");
  }

  @Test
  void reasonsTakenOut_evenByTheKeeper() throws IOException {
    Forgery forgery =
        forge()
            .edit(RESULTS, text -> text.replaceFirst("\"absent\": \\{[^}]*\\}", "\"absent\": {}"));
    replicate(own(forgery)).failsAt("numbers", "/absent/");
  }

  @Test
  void dayOfTheReport_isTheLedgers_evenByTheKeeper() throws IOException {
    replicate(own(forge().recipe(LocalDate.parse("9999-12-31"), ZoneId.of("UTC"))))
        .failsAt("ledger", "the ledger's last line is of");
    replicate(own(forge().recipe(bundle.manifest().recipe().day(), ZoneId.of("UTC+18:00"))))
        .failsAt("ledger", "the ledger's last line is of");
  }

  @Test
  void manifestWithSignsThatAreNotSeen() throws IOException {
    for (String hidden : List.of("\u001b[2J", "\u202e", "\u2028", "\n\nREPLICATED")) {
      Said said = replicate(own(forge().program("equipoise 1" + hidden)));
      said.failsAt("manifest", "signs that are not seen");
      String screen = sealed.desk.run("replicate", "/attack-" + number + ".zip").out();
      assertFalse(screen.contains(hidden), screen);
    }
  }

  @Test
  void dataCalledOtherwise_evenByTheKeeper() throws IOException {
    Forgery forgery = forge().put("data/aaa.csv", "x,y\n1,2\n");
    replicate(own(forgery.lists("data/aaa.csv", Role.DATA, "aaa")))
        .failsAt("manifest", "the protocol has no data file called 'aaa'");
    Forgery twice = forge().put("data/x/people.csv", bundle.text(PEOPLE));
    replicate(own(twice.lists("data/x/people.csv", Role.DATA, "people")))
        .failsAt("manifest", "two data files are called people.csv");
  }

  @Test
  void anotherFolder_isBadInput() throws IOException {
    sealed.desk.done("seal", "/t", "--key", "/key", "--out", "/n.zip", "--without-data");
    Files.createDirectories(folder.resolve("none"));
    Run none = sealed.desk.run("replicate", "/n.zip", "--data", "/none");
    assertEquals(2, none.code(), none.out());
    assertTrue(none.err().contains("this folder has no people.csv of digest"), none.err());
    Files.writeString(folder.resolve("none/people.csv"), bundle.text(PEOPLE));
    Run right = sealed.desk.run("replicate", "/n.zip", "--data", "/none");
    assertEquals(0, right.code(), right.out() + right.err());
  }

  @Test
  void fileAdded() throws IOException {
    replicate(forge().put("results/more.csv", "a\n1\n")).failsAt("digests", "does not list");
  }

  @Test
  void fileTakenAway() throws IOException {
    replicate(forge().drop(PEOPLE)).failsAt("digests", "missing");
  }

  @Test
  void formatUnknown() throws IOException {
    Forgery forgery =
        forge()
            .edit(
                BundleManifest.PATH,
                text -> text.replace("\"formatVersion\":1", "\"formatVersion\":2"));
    replicate(forgery).failsAt("manifest", "format");
  }

  @Test
  void manifestWithAKeyTwice() throws IOException {
    Forgery forgery =
        forge().edit(BundleManifest.PATH, text -> text.replaceFirst("\\{", "{\"absent\":[],"));
    replicate(forgery).failsAt("manifest", "manifest");
  }

  @Test
  void manifestNestedDeep() throws IOException {
    replicate(forge().put(BundleManifest.PATH, "[".repeat(100_000)))
        .failsAt("manifest", "manifest");
  }

  @Test
  void manifestWithNoNumber() throws IOException {
    Forgery forgery =
        forge()
            .edit(
                BundleManifest.PATH,
                text -> text.replaceFirst("\"tolerance\":[^,]*", "\"tolerance\":NaN"));
    replicate(forgery).failsAt("manifest", "manifest");
  }

  @Test
  void manifestWithNoZone() throws IOException {
    Forgery forgery =
        forge()
            .edit(
                BundleManifest.PATH,
                text -> text.replaceFirst("\"zone\":\"[^\"]*\"", "\"zone\":\"Mars/Base\""));
    replicate(forgery).failsAt("manifest", "manifest");
  }

  @Test
  void resultsThatAreNoJson_evenByTheKeeper() throws IOException {
    replicate(own(forge().put(RESULTS, "{\"effects\": NaN}"))).failsAt("numbers", RESULTS);
    replicate(own(forge().put(RESULTS, "[".repeat(10_000)))).failsAt("numbers", RESULTS);
  }

  // The container, by another writer of zip files

  private static byte[] zip(Consumer<Map<String, byte[]>> change) throws IOException {
    Map<String, byte[]> files = new TreeMap<>(bundle.files());
    change.accept(files);
    return BundleWriter.bytes(files);
  }

  private static byte[] with(String name) throws IOException {
    return zip(files -> files.put(name, new byte[] {1}));
  }

  @Test
  void namesThatLeadElsewhere() throws IOException {
    replicate(with("../../evil.txt")).failsAt("container", "leads out of its folder");
    replicate(with("/etc/passwd")).failsAt("container", "absolute");
    replicate(with("C:\\evil.txt")).failsAt("container", "name");
    replicate(with("data/\u202Egpj.exe")).failsAt("container", "name");
    replicate(with("data/a\u0007.csv")).failsAt("container", "name");
    assertFalse(Files.exists(folder.resolve("../../evil.txt")));
  }

  @Test
  void nameTwice() throws IOException {
    replicate(with("DATA/people.csv")).failsAt("container", "name");
    byte[] twice = replaced(with("data/peoplf.csv"), "data/peoplf.csv", PEOPLE);
    replicate(twice).failsAt("container", "data/people.csv");
  }

  /** Bytes with every occurrence of a text replaced by another as long. */
  private static byte[] replaced(byte[] bytes, String from, String to) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    return text.replace(from, to).getBytes(StandardCharsets.ISO_8859_1);
  }

  @Test
  void bomb() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry("manifest.json"));
      byte[] zeros = new byte[1 << 20];
      for (int i = 0; i < 64; i++) {
        zip.write(zeros);
      }
      zip.closeEntry();
    }
    Said said = replicate(out.toByteArray());
    assertEquals(1, said.code(), said.err());
    assertEquals("fails", said.step("container"));
  }

  @Test
  void tooManyFiles() throws IOException {
    byte[] many =
        zip(
            files -> {
              for (int i = 0; i < 10_001; i++) {
                files.put("x/f" + i, new byte[0]);
              }
            });
    replicate(many).failsAt("container", "files");
  }

  @Test
  void bytesBeforeAndBehind() throws IOException {
    byte[] honest = Files.readAllBytes(folder.resolve("b.zip"));
    byte[] behind = Arrays.copyOf(honest, honest.length + 7);
    replicate(behind).failsAt("container", "");
    byte[] before = new byte[honest.length + 5];
    System.arraycopy(honest, 0, before, 5, honest.length);
    replicate(before).failsAt("container", "");
  }

  @Test
  void link() throws IOException {
    byte[] honest = Files.readAllBytes(folder.resolve("b.zip"));
    // The last entry's external attributes in the list at the end: a symbolic link of Unix.
    int at = lastCentral(honest);
    honest[at + 5] = 3;
    honest[at + 41] = (byte) 0xA1;
    replicate(honest).failsAt("container", "link");
  }

  private static int lastCentral(byte[] zip) {
    for (int i = zip.length - 4; i >= 0; i--) {
      if (zip[i] == 'P' && zip[i + 1] == 'K' && zip[i + 2] == 1 && zip[i + 3] == 2) {
        return i;
      }
    }
    throw new AssertionError("no list of contents");
  }

  @Test
  void truncated() throws IOException {
    byte[] honest = Files.readAllBytes(folder.resolve("b.zip"));
    Said said = replicate(Arrays.copyOf(honest, honest.length / 2));
    said.failsAt("container", "");
  }

  @Test
  void noBundleAtAll_isBadInput() throws IOException {
    assertEquals(2, replicate(new byte[0]).code());
    assertEquals(2, replicate("no zip".getBytes(StandardCharsets.UTF_8)).code());
    assertEquals(2, replicate(BundleWriter.bytes(Map.of())).code());
    assertEquals(2, replicate(BundleWriter.bytes(Map.of("a.txt", new byte[] {1}))).code());
    assertEquals(2, sealed.desk.run("replicate", "/nowhere.zip").code());
  }
}
