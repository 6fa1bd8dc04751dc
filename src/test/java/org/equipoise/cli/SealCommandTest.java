package org.equipoise.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.equipoise.cli.SmallTrial.Run;
import org.equipoise.ledger.Ledger;
import org.equipoise.ledger.Signer;
import org.equipoise.publication.Bundle;
import org.equipoise.publication.BundleManifest;
import org.equipoise.publication.BundleManifest.Role;
import org.equipoise.publication.BundleManifest.Statement;
import org.equipoise.store.LedgerText;
import org.equipoise.store.PersonTraces;
import org.equipoise.store.SqliteLedger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SealCommandTest {

  @TempDir private static Path shared;

  private static SealDesk plain;

  @TempDir private Path folder;

  @BeforeAll
  static void live() throws IOException {
    plain = SealDesk.revealed(shared, SealDesk.PROTOCOL, SealDesk.PLAIN);
    plain.desk.done("seal", "/t", "--key", "/key", "--out", "/b.zip");
  }

  private static byte[] sealed(String name, String... more) throws IOException {
    List<String> args =
        Stream.concat(
                Stream.of("seal", "/t", "--key", "/key", "--out", "/" + name), Stream.of(more))
            .toList();
    plain.desk.done(args.toArray(String[]::new));
    return Files.readAllBytes(plain.desk.path(name));
  }

  @Test
  void seal_packsEverythingThatTheNextReaderNeeds() throws IOException {
    Bundle bundle = plain.bundle("b.zip");
    assertEquals(
        List.of(
            "README.txt",
            "SHA256SUMS",
            "checkpoints/checkpoint-1.txt",
            "data/people.csv",
            "data/people.csv.lines",
            "key.txt",
            "ledger.jsonl",
            "manifest.json",
            "manifest.sig",
            "protocol.json",
            "report/report-en.html",
            "report/report-sv.html",
            "results/balance-tests.csv",
            "results/balance.csv",
            "results/exposure.csv",
            "results/recruitment.csv",
            "results/response-tests.csv",
            "results/response.csv",
            "results/results.csv",
            "results/results.json"),
        bundle.files().keySet().stream().toList());
    BundleManifest manifest = bundle.manifest();
    assertEquals(BundleManifest.Kind.TRIAL, manifest.kind());
    assertTrue(manifest.states(Statement.Sort.CONSENTED));
    assertEquals(manifest.ledger().signer(), manifest.publicKey());
    assertEquals(SealDesk.PEOPLE + 1, bundle.text("data/people.csv").lines().count());
  }

  @Test
  void seal_givesTheSameBytesAgain() throws IOException {
    byte[] first = Files.readAllBytes(plain.desk.path("b.zip"));
    TimeZone zone = TimeZone.getDefault();
    Locale locale = Locale.getDefault();
    String user = System.getProperty("user.name");
    try {
      TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Kiritimati"));
      Locale.setDefault(Locale.forLanguageTag("ar-SA-u-nu-arab"));
      System.setProperty("user.name", "somebody else");
      plain.desk.at("2031-05-01T22:59:00Z");
      assertArrayEquals(first, sealed("again.zip"));
    } finally {
      TimeZone.setDefault(zone);
      Locale.setDefault(locale);
      System.setProperty("user.name", user);
    }
  }

  @Test
  void seal_doesNotTellWhereItWasMade() throws IOException {
    for (byte[] bytes : plain.bundle("b.zip").files().values()) {
      String text = new String(bytes, StandardCharsets.UTF_8);
      assertFalse(text.contains(shared.toString()), text);
      assertFalse(text.matches("(?s).*equipoise-\\d.*"), "a folder of its own while it worked");
    }
  }

  /** All personal numbers, in every form that people write them in. */
  @Test
  void seal_holdsNothingPersonal() throws IOException {
    for (var file : plain.bundle("b.zip").files().entrySet()) {
      String text = new String(file.getValue(), StandardCharsets.UTF_8);
      for (String number : plain.numbers()) {
        for (String form :
            List.of(
                number,
                number.substring(2),
                number.substring(2, 8) + "-" + number.substring(8),
                number.substring(0, 8) + "-" + number.substring(8))) {
          assertFalse(text.contains(form), file.getKey() + " holds a personal number");
        }
      }
    }
  }

  @Test
  void seal_isSignedByTheKeyOfTheLedger() throws IOException {
    Bundle bundle = plain.bundle("b.zip");
    assertTrue(
        Signer.signed(
            Signer.publicKey(bundle.manifest().ledger().signer()),
            bundle.text(BundleManifest.PATH),
            bundle.text(BundleManifest.SIGNATURE).strip()));
  }

  /** What {@code sha256sum -c} does, by the platform's own digest. */
  @Test
  void seal_listsSumsOfEveryFile() throws Exception {
    Bundle bundle = plain.bundle("b.zip");
    Pattern line = Pattern.compile("([0-9a-f]{64})  (\\S+)");
    List<String> lines = bundle.text(BundleManifest.SUMS).lines().toList();
    assertEquals(bundle.files().size() - 1, lines.size());
    for (String each : lines) {
      Matcher sum = line.matcher(each);
      assertTrue(sum.matches(), each);
      byte[] digest =
          java.security.MessageDigest.getInstance("SHA-256").digest(bundle.bytes(sum.group(2)));
      assertEquals(java.util.HexFormat.of().formatHex(digest), sum.group(1));
    }
  }

  @Test
  void seal_tellsLinesOfData() throws IOException {
    Bundle bundle = plain.bundle("b.zip");
    List<String> rows = bundle.text("data/people.csv").lines().toList();
    List<String> digests = bundle.text("data/people.csv.lines").lines().toList();
    assertEquals(rows.size(), digests.size());
    assertEquals(
        org.equipoise.protocol.Digest.of(rows.get(7)).hex().substring(0, 8), digests.get(7));
  }

  @Test
  void seal_withoutDataNamesThemByDigest() throws IOException {
    sealed("bare.zip", "--without-data");
    Bundle bare = plain.bundle("bare.zip");
    BundleManifest full = plain.bundle("b.zip").manifest();
    assertTrue(bare.of(Role.DATA).isEmpty());
    assertTrue(bare.manifest().states(Statement.Sort.WITHOUT_DATA));
    assertEquals("people.csv", bare.manifest().absent().get(0).file());
    assertEquals(
        full.file("data/people.csv").orElseThrow().digest(),
        bare.manifest().absent().get(0).digest());
    assertEquals(
        full.file("results/results.json").orElseThrow().digest(),
        bare.manifest().file("results/results.json").orElseThrow().digest());
  }

  @Test
  void seal_unsignedSaysSo() throws IOException {
    plain.desk.done("seal", "/t", "--unsigned", "--out", "/u.zip");
    Bundle bundle = plain.bundle("u.zip");
    assertFalse(bundle.manifest().signed());
    assertFalse(bundle.files().containsKey(BundleManifest.SIGNATURE));
    assertTrue(bundle.text("README.txt").contains("Nobody has signed it."));
    assertTrue(bundle.text("README.txt").contains("Ingen har signerat paketet."));
  }

  @Test
  void seal_simulatedSaysSoOnEveryPage() throws IOException {
    sealed("s.zip", "--simulated");
    Bundle bundle = plain.bundle("s.zip");
    assertTrue(bundle.text("report/report-en.html").contains("The data are simulated"));
    assertTrue(bundle.text("report/report-sv.html").contains("Uppgifterna är simulerade"));
    assertFalse(plain.bundle("b.zip").text("report/report-en.html").contains("are simulated"));
  }

  @Test
  void seal_refusesAPlaceThatIsTaken() throws IOException {
    byte[] before = Files.readAllBytes(plain.desk.path("b.zip"));
    Run run = plain.desk.run("seal", "/t", "--key", "/key", "--out", "/b.zip");
    assertEquals(2, run.code());
    assertTrue(run.err().contains("b.zip exists already"), run.err());
    assertArrayEquals(before, Files.readAllBytes(plain.desk.path("b.zip")));
    assertArrayEquals(before, sealed("b.zip", "--force"));
    for (String bad : List.of("/b.txt", "/nowhere/b.zip", "/t/ledger.db")) {
      assertEquals(2, plain.desk.run("seal", "/t", "--out", bad, "--force").code(), bad);
    }
  }

  @Test
  void seal_refusesAnotherTrialsKey() throws IOException {
    SealDesk other =
        SealDesk.revealed(folder, SealDesk.PROTOCOL.replace("small", "other"), SealDesk.PLAIN);
    Files.copy(other.desk.path("key"), plain.desk.path("other.key"));
    Run run = plain.desk.run("seal", "/t", "--key", "/other.key", "--out", "/o.zip");
    assertEquals(2, run.code());
    assertTrue(run.err().contains("this is the key of another trial"), run.err());
    assertFalse(Files.exists(plain.desk.path("o.zip")));
  }

  @Test
  void seal_refusesAnUnrevealedKeyUnlessItIsStated() throws IOException {
    SealDesk trial = SealDesk.answered(folder, SealDesk.PROTOCOL, SealDesk.PLAIN);
    Run run = trial.desk.run("seal", "/t", "--key", "/key", "--out", "/b.zip");
    assertEquals(1, run.code());
    assertTrue(run.err().contains("the key of the draws is not revealed"), run.err());
    Run reasonless =
        trial.desk.run("seal", "/t", "--key", "/key", "--out", "/b.zip", "--unrevealed");
    assertEquals(2, reasonless.code());
    trial.desk.done(
        "seal", "/t", "--key", "/key", "--out", "/b.zip", "--unrevealed", "--reason", "interim");
    Bundle bundle = trial.bundle("b.zip");
    assertTrue(bundle.manifest().states(Statement.Sort.UNREVEALED));
    assertTrue(bundle.of(Role.KEY).isEmpty());
    assertTrue(bundle.text("ledger.jsonl").contains("\"reason\":\"interim\""));
    // The secret key itself is nowhere.
    String secret =
        Files.readAllLines(trial.desk.path("key")).stream()
            .filter(line -> line.startsWith("key: "))
            .map(line -> line.substring(5))
            .collect(Collectors.joining());
    assertEquals(64, secret.length());
    bundle
        .files()
        .values()
        .forEach(bytes -> assertFalse(new String(bytes, StandardCharsets.UTF_8).contains(secret)));
  }

  @Test
  void seal_namesWhoDidNotAgreeAndWhoIsProtected() throws IOException {
    SealDesk trial =
        SealDesk.revealed(
            folder,
            SealDesk.PROTOCOL,
            (n, column, usual) ->
                (column.equals("published") && n == 5) || (column.equals("protected") && n == 9)
                    ? (column.equals("published") ? "no" : "yes")
                    : usual);
    List<String> ids = trial.ids();
    Run run = trial.desk.run("seal", "/t", "--key", "/key", "--out", "/b.zip");
    assertEquals(1, run.code());
    assertTrue(
        run.err()
            .contains(
                "ledger:6: error: "
                    + ids.get(4)
                    + " has not agreed that data are published, or withdrew from their use"),
        run.err());
    assertTrue(
        run.err().contains(": error: " + ids.get(8) + " has a protected identity"), run.err());
    assertFalse(Files.exists(trial.desk.path("b.zip")));
    trial.desk.done(
        "seal",
        "/t",
        "--key",
        "/key",
        "--out",
        "/b.zip",
        "--leave-out-protected",
        "--leave-out-unwilling");
    Bundle bundle = trial.bundle("b.zip");
    assertEquals(SealDesk.PEOPLE - 2 + 1, bundle.text("data/people.csv").lines().count());
    assertFalse(bundle.text("data/people.csv").contains(ids.get(4)));
    // One person is fewer than the three that the protocol shows.
    assertEquals(
        List.of(
            new Statement(Statement.Sort.PROTECTED_LEFT_OUT, "<3"),
            new Statement(Statement.Sort.UNWILLING_LEFT_OUT, "<3")),
        bundle.manifest().statements().stream()
            .filter(each -> each.kind() != Statement.Sort.CONSENTED)
            .toList());
  }

  @Test
  void seal_refusesDataOfSomebodyWhoWithdrew() throws IOException {
    SealDesk trial = SealDesk.answered(folder, SealDesk.PROTOCOL, SealDesk.PLAIN);
    String id = trial.ids().get(2);
    trial.desk.done("record", "/t", "withdraw", id, "data");
    trial.desk.done("reveal", "/t", "--key", "/key", "--yes");
    Run run = trial.desk.run("seal", "/t", "--key", "/key", "--out", "/b.zip");
    assertEquals(1, run.code());
    assertTrue(run.err().contains(id + " has not agreed"), run.err());
    trial.desk.done("seal", "/t", "--key", "/key", "--out", "/b.zip", "--without-data");
  }

  @Test
  void seal_wantsAGroundWhereNobodyWasAsked() throws IOException {
    String protocol =
        SealDesk.PROTOCOL.replace("\"purpose\": \"publication\"", "\"purpose\": \"proxy\"");
    SealDesk trial = SealDesk.revealed(folder, protocol, SealDesk.PLAIN);
    Run run = trial.desk.run("seal", "/t", "--key", "/key", "--out", "/b.zip");
    assertEquals(1, run.code());
    assertTrue(
        run.err()
            .contains(
                "--data-consent: error: the protocol asks nobody to agree that data are published"),
        run.err());
    trial.desk.done(
        "seal", "/t", "--key", "/key", "--out", "/b.zip", "--data-consent", "Board, 2026-10-01");
    assertTrue(
        trial
            .bundle("b.zip")
            .manifest()
            .statements()
            .contains(new Statement(Statement.Sort.DATA_CONSENT, "Board, 2026-10-01")));
    assertTrue(trial.bundle("b.zip").text("README.txt").contains("Board, 2026-10-01"));
  }

  @Test
  void seal_refusesPeopleWhoStandAlone() throws IOException {
    String protocol =
        SealDesk.PROTOCOL
            .replace("\"display\": 3", "\"display\": 7")
            .replace(
                "\"analyses\"",
                "\"subgroups\": [{\"id\": \"men\", \"where\": [{\"variable\": \"sex\", \"is\":"
                    + " [\"man\"]}]}], \"analyses\"");
    SealDesk trial = SealDesk.revealed(folder, protocol, SealDesk.PLAIN);
    Run run = trial.desk.run("seal", "/t", "--key", "/key", "--out", "/b.zip");
    assertEquals(1, run.code());
    // Of the first twenty every third is a man: 3, 6, 9, 12, 15, 18, on the lines below the header.
    assertTrue(
        run.err()
            .contains(
                "data/people.csv:4: error: site, sex: 6 people alone in a combination of these:"
                    + " lines 4, 7, 10, 13, 16, 19"),
        run.err());
    assertFalse(run.err().contains("north"), "no value is told");
  }

  @Test
  void seal_namesAllThatIsWrongWithOptionsAtOnce() {
    Run run =
        plain.desk.run(
            "seal",
            "/t",
            "--unsigned",
            "--key",
            "/key",
            "--day",
            "2026-01-01",
            "--without-data",
            "--data-consent",
            "x",
            "--reason",
            "because",
            "--out",
            "/x.txt");
    assertEquals(2, run.code());
    for (String option : List.of("--unsigned", "--day", "--data-consent", "--reason", "--out")) {
      assertTrue(run.err().contains(option + ": error: "), run.err());
    }
  }

  @Test
  void seal_answersForPrograms() throws Exception {
    String out = plain.desk.done("seal", "/t", "--key", "/key", "--out", "/j.zip", "--json");
    var json = new com.fasterxml.jackson.databind.ObjectMapper().readTree(out);
    assertEquals(
        org.equipoise.protocol.Digest.of(Files.readAllBytes(plain.desk.path("j.zip"))).hex(),
        json.get("sha256").asText());
    assertEquals("trial", json.get("kind").asText());
  }

  /** Lines that others add meanwhile are no part of what is sealed. */
  @Test
  void seal_takesTheLedgerAsItWasOpened() throws Exception {
    SealDesk trial = SealDesk.answered(folder, SealDesk.PROTOCOL, SealDesk.PLAIN);
    try (Ledger ledger = SqliteLedger.openReadOnly(trial.desk.path("t").resolve("ledger.db"))) {
      long[] lines = {0};
      ledger.read(0, entry -> lines[0] = entry.number());
      byte[] before = LedgerText.first(ledger, lines[0]);
      trial.desk.done("record", "/t", "withdraw", trial.ids().get(0), "contact");
      assertArrayEquals(before, LedgerText.first(ledger, lines[0]));
      assertTrue(LedgerText.first(ledger, lines[0] + 9).length > before.length);
    }
  }

  /** A number typed in a reason can never be taken back, and is never packed. */
  @Test
  void traces_areFoundInWhatPeopleTyped() throws IOException {
    String number = plain.numbers().get(0);
    String ledger = plain.bundle("b.zip").text("ledger.jsonl");
    assertEquals(List.of(), PersonTraces.inLedger("ledger.jsonl", bytes(ledger)));
    String typed = ledger.replaceFirst("\"reason\":\"\"", "\"reason\":\"asked " + number + "\"");
    assertEquals(
        List.of(1),
        PersonTraces.inLedger("ledger.jsonl", bytes(typed)).stream()
            .map(finding -> finding.place().line())
            .toList());
    String protocol =
        SealDesk.PROTOCOL.replace("Does a team help?", "Does " + number + " fare well?");
    assertEquals(1, PersonTraces.inProtocol("protocol.json", bytes(protocol)).size());
    assertFalse(
        PersonTraces.inProtocol("protocol.json", bytes(protocol)).toString().contains(number));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** A ledger that was tampered with is not sealed, and the line is named. */
  @Test
  void seal_refusesALedgerThatVerifyRefutes() throws Exception {
    SealDesk trial = SealDesk.revealed(folder, SealDesk.PROTOCOL, SealDesk.PLAIN);
    try (var database =
            java.sql.DriverManager.getConnection(
                "jdbc:sqlite:" + trial.desk.path("t").resolve("people.db"));
        var statement = database.createStatement()) {
      String sql =
          "UPDATE record SET reference = 'x' WHERE person = (SELECT min(person) FROM record)";
      assertEquals(1, statement.executeUpdate(sql));
    }
    Run run = trial.desk.run("seal", "/t", "--key", "/key", "--out", "/b.zip");
    assertEquals(1, run.code(), run.err());
    assertTrue(run.err().contains("was changed behind the ledger's back"), run.err());
    assertFalse(Files.exists(trial.desk.path("b.zip")));
  }

  /**
   * Person 5 was never drawn, and no caseworker has answered: of the one no more is packed than
   * why, of the others a file without rows; the reader makes the same numbers.
   */
  @Test
  void seal_packsFilesNobodyAnsweredAndBaresThoseNotDrawn() throws IOException {
    String protocol =
        SealDesk.PROTOCOL
            .replace(
                "\"files\": [{\"name\": \"people\", \"rows\": \"person\"}]",
                "\"files\": [{\"name\": \"people\", \"rows\": \"person\"}, {\"name\": \"answers\","
                    + " \"rows\": \"person-wave\", \"wave\": \"wave\"}]")
            .replace("\"purpose\": \"publication\"", "\"purpose\": \"proxy\"");
    SealDesk trial =
        SealDesk.drawn(
            folder,
            protocol,
            (n, column, usual) -> n == 5 && column.equals("agrees") ? "no" : usual);
    trial.desk.done("reveal", "/t", "--key", "/key", "--yes");
    Run run =
        trial.desk.run(
            "seal", "/t", "--key", "/key", "--out", "/b.zip", "--data-consent", "Board, 2026");
    assertEquals(0, run.code(), run.err());
    assertTrue(run.err().contains("(1): tester"), run.err());
    assertTrue(run.err().contains("1 of them never drawn"), run.err());
    assertTrue(run.out().contains("have nobody like them in all of site, sex"), run.out());
    Bundle bundle = trial.bundle("b.zip");
    assertEquals(1, bundle.text("data/answers.csv").lines().count());
    String bare =
        bundle
            .text("data/people.csv")
            .lines()
            .filter(row -> row.contains(",no,"))
            .findFirst()
            .get();
    assertFalse(bare.contains("north") || bare.contains("woman") || bare.contains("man"), bare);
    assertTrue(
        run.out().replaceAll("\\s+", " ").contains("0 of 39 people have nobody like them"),
        run.out());
    Run again = trial.desk.run("replicate", "/b.zip");
    assertEquals(0, again.code(), again.out() + again.err());
  }
}
