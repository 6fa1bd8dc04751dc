package org.equipoise.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.equipoise.ledger.Chain;
import org.equipoise.ledger.Checkpoint;
import org.equipoise.ledger.Completeness;
import org.equipoise.ledger.Entry;
import org.equipoise.ledger.Ledger;
import org.equipoise.ledger.LedgerDamaged;
import org.equipoise.ledger.Line;
import org.equipoise.ledger.TestLedger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerTextTest {

  /**
   * A ledger of format 1 with every kind of event: lines are added when a kind is, by a script that
   * knows nothing of ours, and never changed.
   */
  private static final Path FROZEN = Path.of("src/test/resources/golden/ledger/ledger.jsonl");

  private static final Path CHECKPOINT =
      Path.of("src/test/resources/golden/ledger/checkpoint-2.txt");

  /** Digest of the last line of that ledger, from {@code tail -n 1 | tr -d '\n' | sha256sum}. */
  private static final String FROZEN_HEAD =
      "f332a7041827d9f6f8f5678f350e79f658f89d8ace2bd12acb7b5bc1080edbea";

  @TempDir private Path folder;

  @Test
  void write_givesTheLinesAsTheyStand() throws IOException {
    Path file = folder.resolve("ledger.jsonl");
    try (SqliteLedger ledger = SqliteLedger.create(folder.resolve("ledger.db"));
        Ledger.Writing writing = ledger.write()) {
      writing.commit(TestLedger.ledger());
      LedgerText.write(ledger, file);
    }
    assertEquals(TestLedger.texts(TestLedger.ledger()), Files.readAllLines(file));
    List<Entry> read = new ArrayList<>();
    try (Ledger ledger = LedgerText.read(file)) {
      ledger.read(3, read::add);
      assertTrue(Chain.walk(ledger).intact());
      assertThrows(IOException.class, ledger::write);
    }
    assertEquals(TestLedger.ledger().subList(3, TestLedger.ledger().size()), read);
  }

  @Test
  void read_namesTheLineThatIsDamaged() throws IOException {
    List<String> lines = TestLedger.texts(TestLedger.ledger());
    lines.set(4, lines.get(4).replace("person-referred", "person-deferred"));
    Path file = Files.write(folder.resolve("ledger.jsonl"), lines);
    Ledger ledger = LedgerText.read(file);
    LedgerDamaged e = assertThrows(LedgerDamaged.class, () -> ledger.read(0, entry -> {}));
    assertEquals(5, e.line());
    assertTrue(e.getMessage().contains("'person-deferred' is unknown"), e.getMessage());
    Files.write(file, TestLedger.texts(TestLedger.ledger()).subList(2, 6));
    LedgerDamaged missing = assertThrows(LedgerDamaged.class, () -> ledger.read(0, entry -> {}));
    assertTrue(missing.getMessage().contains("line 3 stands here"), missing.getMessage());
  }

  @Test
  void read_saysThatThereIsNoFile() {
    assertThrows(IOException.class, () -> LedgerText.read(folder.resolve("none.jsonl")));
  }

  @Test
  void parse_readsOneLine() {
    String text = TestLedger.texts(TestLedger.ledger()).get(8);
    assertEquals(text, Line.text(LedgerText.parse(text)));
  }

  @Test
  void read_understandsTheLedgerOfTheFirstVersion() throws IOException {
    List<Entry> entries = new ArrayList<>();
    Chain chain = Chain.walk(LedgerText.read(FROZEN), entries::add);
    assertEquals(List.of(), chain.findings());
    assertEquals(FROZEN_HEAD, chain.head().hex());
    // What the events mean has not changed, nor how they are written.
    assertEquals(TestLedger.ledger(), entries);
    Checkpoint checkpoint = Checkpoint.parse(Files.readString(CHECKPOINT, StandardCharsets.UTF_8));
    Completeness completeness = Completeness.of(chain, List.of(checkpoint));
    assertTrue(completeness.shown(), completeness.findings().toString());
    assertEquals(20, completeness.upTo());
  }

  @Test
  void chain_isToldBySha256Alone() throws Exception {
    // Nothing of ours: what an outsider can do with sha256sum and a text editor.
    String before = "0".repeat(64);
    for (String line : Files.readAllLines(FROZEN, StandardCharsets.UTF_8)) {
      assertTrue(line.contains("\"previous\":\"" + before + "\""), line);
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(line.getBytes(StandardCharsets.UTF_8));
      before = HexFormat.of().formatHex(digest);
    }
    assertEquals(FROZEN_HEAD, before);
  }

  @Test
  void lines_areCanonicalJson() throws IOException {
    // The protocol's canonical form, made by another road: parse to a tree, sort, write.
    for (String line : Files.readAllLines(FROZEN, StandardCharsets.UTF_8)) {
      assertEquals(line, canonical(line));
    }
  }

  private static String canonical(String line) {
    JsonText.Parsed parsed = JsonText.parse("t.jsonl", line.getBytes(StandardCharsets.UTF_8));
    return CanonicalJson.of(Objects.requireNonNull(parsed.tree()));
  }
}
