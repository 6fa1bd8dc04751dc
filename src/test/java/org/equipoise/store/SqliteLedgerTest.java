package org.equipoise.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.equipoise.finding.Finding;
import org.equipoise.ledger.Actor;
import org.equipoise.ledger.Chain;
import org.equipoise.ledger.Continuation;
import org.equipoise.ledger.Entry;
import org.equipoise.ledger.Event;
import org.equipoise.ledger.Ledger;
import org.equipoise.ledger.LedgerDamaged;
import org.equipoise.ledger.Line;
import org.equipoise.ledger.PersonId;
import org.equipoise.ledger.TestLedger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteLedgerTest {

  private static final Actor ACTOR = new Actor("karin", Actor.Role.KEEPER);

  @TempDir private Path folder;

  private Path file;

  @BeforeEach
  void name() {
    // Nothing in a path may mean anything to the driver.
    file = folder.resolve("prövning 1?mode=memory#%20.db");
  }

  @Test
  void read_givesBackWhatWasCommitted() throws IOException {
    Continuation good = TestLedger.ledger();
    try (SqliteLedger ledger = SqliteLedger.create(file)) {
      commit(ledger, good);
      assertEquals(good, read(ledger, 0));
      assertEquals(good.subList(20, good.size()), read(ledger, 20));
    }
    assertEquals(List.of(file), files());
    try (SqliteLedger ledger = SqliteLedger.open(file)) {
      assertEquals(good, read(ledger, 0));
      assertTrue(Chain.walk(ledger).intact());
      assertEquals(List.of(), TestLedger.differences(ledger));
    }
    try (SqliteLedger ledger = SqliteLedger.openReadOnly(file)) {
      assertEquals(good, read(ledger, 0));
      assertThrows(IOException.class, ledger::write);
    }
    assertEquals(List.of(file), files());
  }

  @Test
  void commit_takesPlainListsOfEntries() throws IOException {
    List<Entry> good = new ArrayList<>(TestLedger.ledger());
    try (SqliteLedger ledger = SqliteLedger.create(file)) {
      commit(ledger, good.subList(0, 7));
      commit(ledger, good.subList(7, good.size()));
      assertEquals(good, read(ledger, 0));
      assertTrue(Chain.walk(ledger).intact());
    }
  }

  @Test
  void commit_refusesLinesThatDoNotContinue() throws IOException {
    List<Entry> good = new ArrayList<>(TestLedger.ledger());
    try (SqliteLedger ledger = SqliteLedger.create(file)) {
      commit(ledger, good.subList(0, 3));
      for (List<Entry> wrong :
          List.of(good.subList(4, 6), good.subList(2, 4), good.subList(0, 1))) {
        try (Ledger.Writing writing = ledger.write()) {
          assertThrows(IllegalArgumentException.class, () -> writing.commit(wrong));
        }
      }
      assertEquals(good.subList(0, 3), read(ledger, 0));
      commit(ledger, good.subList(3, 5));
    }
  }

  @Test
  void commit_refusesASecondDrawAndARepeatedRequest() throws IOException {
    Continuation good = TestLedger.ledger();
    try (SqliteLedger ledger = SqliteLedger.create(file)) {
      commit(ledger, new ArrayList<>(good.subList(0, 5)));
      Continuation again = Continuation.after(5, good.digest(4), good.get(4).at());
      TestLedger.add(again, TestLedger.drawn(TestLedger.ANNA, 1));
      refused(ledger, again, "a person is drawn once");

      Continuation repeated = Continuation.after(5, good.digest(4), good.get(4).at());
      repeated.add(good.get(4).at(), ACTOR, "t", "request/3", "", "", new Event.ArmsViewed("x"));
      refused(ledger, repeated, "a request is carried out once");
      assertEquals(good.subList(0, 5), read(ledger, 0));
    }
  }

  private static void refused(SqliteLedger ledger, Continuation lines, String words)
      throws IOException {
    try (Ledger.Writing writing = ledger.write()) {
      IllegalArgumentException e =
          assertThrows(IllegalArgumentException.class, () -> writing.commit(lines));
      assertTrue(e.getMessage().contains(words), e.getMessage());
    }
  }

  @Test
  void commit_letsTheFirstDrawStandWhenAKitDrewTheSamePerson() throws IOException {
    Continuation good = TestLedger.ledger();
    try (SqliteLedger ledger = SqliteLedger.create(file)) {
      commit(ledger, new ArrayList<>(good.subList(0, 5)));
      Continuation merged = Continuation.after(5, good.digest(4), good.get(4).at());
      String origin = "luleå-1/2/" + Line.digest("x");
      merged.add(
          good.get(4).at(),
          ACTOR,
          "t",
          "request/3",
          "",
          origin,
          TestLedger.drawn(TestLedger.ANNA, 1));
      commit(ledger, merged);
      assertEquals(List.of(), TestLedger.differences(ledger));
      assertEquals(6, read(ledger, 0).size());
    }
  }

  @Test
  void write_leavesNothingBehindWithoutACommit() throws IOException {
    Continuation good = TestLedger.ledger();
    try (SqliteLedger ledger = SqliteLedger.create(file)) {
      commit(ledger, new ArrayList<>(good.subList(0, 5)));
      try (Ledger.Writing writing = ledger.write()) {
        List<Entry> seen = new ArrayList<>();
        writing.read(3, seen::add);
        assertEquals(2, seen.size());
      }
      assertEquals(5, read(ledger, 0).size());
      assertThrows(
          IllegalStateException.class,
          () -> {
            try (Ledger.Writing writing = ledger.write()) {
              writing.commit(List.of());
              writing.commit(List.of());
            }
          });
      commit(ledger, new ArrayList<>(good.subList(5, 6)));
    }
  }

  @Test
  void triggers_refuseChangesAndRemovals() throws IOException, SQLException {
    try (SqliteLedger ledger = SqliteLedger.create(file)) {
      commit(ledger, TestLedger.ledger());
    }
    try (Connection connection = Sqlite.connect(file, false, 1000)) {
      refused(connection, "UPDATE line SET text = 'x' WHERE number = 3", "never changed");
      refused(connection, "DELETE FROM line WHERE number = 25", "never removed");
      refused(connection, "INSERT INTO line VALUES (99, 'x', 'y')", "at the end only");
      refused(connection, "INSERT OR REPLACE INTO line VALUES (3, 'x', 'y')", "at the end only");
      refused(connection, "UPDATE drawn SET line = 9", "never changed");
      refused(connection, "DELETE FROM drawn", "never removed");
      refused(connection, "REPLACE INTO drawn SELECT person, 99 FROM drawn", "drawn once");
      refused(connection, "UPDATE request SET line = 9", "never changed");
      refused(connection, "DELETE FROM request", "never removed");
      refused(connection, "REPLACE INTO request VALUES ('request/3', 9)", "carried out once");
    }
  }

  private static void refused(Connection connection, String sql, String words) {
    SQLException e = assertThrows(SQLException.class, () -> Sqlite.run(connection, sql));
    assertTrue(e.getMessage().contains(words), e.getMessage());
  }

  @Test
  void inspect_namesTheLineWhoseTextWasChangedBehindTheTriggers() throws IOException, SQLException {
    tamper("UPDATE line SET text = replace(text, 'later', 'now') WHERE number = 4");
    unwritable(
        "ledger line 4: it was changed after it was written; nothing is written: run verify");
    // Even of the last line the digest beside it tells.
    damaged(4, "line 4 was changed after it was written");
    int last = TestLedger.ledger().size();
    tamper(
        "UPDATE line SET text = replace(text, 'equipoise 0.1', 'equipoise 0.2') WHERE number = "
            + last);
    damaged(last, "line " + last + " was changed after it was written");
    assertThrows(
        LedgerDamaged.class,
        () -> {
          try (SqliteLedger ledger = SqliteLedger.open(file);
              Ledger.Writing writing = ledger.write()) {
            writing.commit(List.of());
          }
        });
  }

  @Test
  void inspect_namesTheLineWhoseTextAndDigestWereChanged() throws IOException, SQLException {
    Continuation good = TestLedger.ledger();
    String text = TestLedger.texts(good).get(3).replace("\"arm\":\"later\"", "\"arm\":\"now\"");
    tamper(
        "UPDATE line SET text = '"
            + text.replace("'", "''")
            + "', digest = '"
            + Line.digest(text)
            + "' WHERE number = 4");
    damaged(4, "line 4 was changed after line 5 was written");
    unwritable("ledger line 4: it was changed after line 5 was written");
  }

  @Test
  void inspect_namesTheLineThatIsMissing() throws IOException, SQLException {
    tamper("DELETE FROM line WHERE number = 7");
    damaged(7, "line 7 is missing: after line 6 stands line 8");
  }

  @Test
  void inspect_namesTheLineThatIsMissingWhenTheRestWasRenumbered()
      throws IOException, SQLException {
    tamper(
        "DELETE FROM line WHERE number = 7; UPDATE line SET number = number - 1 WHERE number > 7");
    damaged(7, "line 7 is missing: after line 6 stands line 8");
  }

  @Test
  void inspect_namesLinesThatStandInEachOthersPlace() throws IOException, SQLException {
    tamper(
        "UPDATE line SET number = -5 WHERE number = 5; UPDATE line SET number = 5 WHERE number = 6;"
            + " UPDATE line SET number = 6 WHERE number = -5");
    damaged(5, "line 5 and line 6 stand in each other's place");
  }

  @Test
  void checkProjections_namesWhatDiffersFromTheLines() throws IOException, SQLException {
    tamper("UPDATE drawn SET line = 9 WHERE line = 4");
    projected(4, "draw of 'K7QF-2M9X-HP4C' is kept as line 9; the lines say line 4");
    tamper("DELETE FROM drawn WHERE line = 4");
    projected(4, "draw of 'K7QF-2M9X-HP4C' is not kept");
    tamper("INSERT INTO drawn VALUES ('9ZZZ-0000-QQQ7', 5)");
    projected(5, "draw of '9ZZZ-0000-QQQ7' is kept as line 5; no line says so");
    tamper("UPDATE request SET line = 8 WHERE id = 'request/7'");
    projected(7, "request 'request/7' is kept as line 8; the lines say line 7");
  }

  private void projected(int line, String words) throws IOException {
    try (SqliteLedger ledger = SqliteLedger.openReadOnly(file)) {
      expect(TestLedger.differences(ledger), line, words);
      assertTrue(Chain.walk(ledger).intact(), "the lines themselves are right");
    }
  }

  @Test
  void guardRemovedOrAdded_isNamedAndStopsWriting() throws IOException, SQLException {
    tamper("SELECT 1");
    for (String change :
        List.of(
            "DROP TRIGGER line_stays",
            "CREATE TRIGGER evil BEFORE INSERT ON line BEGIN SELECT raise(ignore); END")) {
      try (Connection connection = Sqlite.connect(file, false, 1000)) {
        Sqlite.run(connection, change);
      }
      String name = change.split(" ", -1)[2];
      String words = assertThrows(IOException.class, () -> SqliteLedger.open(file)).getMessage();
      assertTrue(words.contains("'" + name + "' was "), words);
      try (SqliteLedger ledger = SqliteLedger.openReadOnly(file)) {
        String found = TestLedger.differences(ledger).get(0).found();
        assertTrue(found.contains("'" + name + "'"), found);
      }
      tamper("SELECT 1");
    }
  }

  /** A fresh good ledger, changed by somebody who removes the triggers first and puts them back. */
  private void tamper(String sql) throws IOException, SQLException {
    Files.deleteIfExists(file);
    try (SqliteLedger ledger = SqliteLedger.create(file)) {
      commit(ledger, TestLedger.ledger());
    }
    try (Connection connection = Sqlite.connect(file, false, 1000)) {
      Map<String, String> triggers = new TreeMap<>();
      try (var statement = connection.createStatement();
          var rows =
              statement.executeQuery(
                  "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'")) {
        while (rows.next()) {
          triggers.put(rows.getString(1), rows.getString(2));
        }
      }
      assertEquals(9, triggers.size());
      for (String trigger : triggers.keySet()) {
        Sqlite.run(connection, "DROP TRIGGER " + trigger);
      }
      Sqlite.run(connection, sql);
      for (String trigger : triggers.values()) {
        Sqlite.run(connection, trigger);
      }
    }
  }

  /** Who may write reads no further than the damage. */
  private void unwritable(String words) throws IOException {
    try (SqliteLedger ledger = SqliteLedger.open(file)) {
      LedgerDamaged e = assertThrows(LedgerDamaged.class, () -> ledger.read(0, entry -> {}));
      assertTrue(e.getMessage().contains(words), e.getMessage());
    }
  }

  private void damaged(int line, String words) throws IOException {
    try (SqliteLedger ledger = SqliteLedger.openReadOnly(file)) {
      expect(Chain.walk(ledger).findings(), line, words);
    }
  }

  private static void expect(List<Finding> findings, int line, String words) {
    assertEquals(1, findings.size(), findings.toString());
    assertTrue(findings.get(0).found().contains(words), findings.get(0).found());
    assertEquals(line, findings.get(0).place().line());
  }

  @Test
  void open_saysWhyNot() throws IOException, SQLException {
    refused("is not there");
    Files.writeString(file, "this is no database at all, but long enough to look at ".repeat(40));
    refused("it is not a file of this program");
    Files.delete(file);
    Files.createFile(file);
    refused("is not a ledger made by this program");
    try (Connection connection = Sqlite.connect(file, false, 1000)) {
      Sqlite.run(connection, "CREATE TABLE other (a)");
    }
    refused("is not a ledger made by this program");
    Files.delete(file);
    SqliteLedger.create(file).close();
    assertThrows(IOException.class, () -> SqliteLedger.create(file));
    try (Connection connection = Sqlite.connect(file, false, 1000)) {
      Sqlite.run(connection, "PRAGMA user_version = 2");
    }
    refused("was written by a newer version of this program");
  }

  private void refused(String words) {
    IOException e = assertThrows(IOException.class, () -> SqliteLedger.open(file));
    assertTrue(e.getMessage().contains(words), e.getMessage());
    IOException r = assertThrows(IOException.class, () -> SqliteLedger.openReadOnly(file));
    assertTrue(r.getMessage().contains(words), r.getMessage());
  }

  @Test
  void write_saysThatAnotherProgramIsWriting() throws IOException {
    try (SqliteLedger first = SqliteLedger.create(file);
        SqliteLedger second = SqliteLedger.open(file, 50, false);
        Ledger.Writing writing = first.write()) {
      IOException e = assertThrows(IOException.class, second::write);
      assertTrue(e.getMessage().contains("another program has been working on it"), e.getMessage());
      writing.commit(TestLedger.ledger());
      assertEquals(TestLedger.ledger().size(), read(second, 0).size());
    }
    assertEquals(List.of(file), files());
  }

  @Test
  void write_tellsAFullDiskAndKeepsWhatWasThere() throws IOException, SQLException {
    Continuation good = TestLedger.ledger();
    SqliteLedger.create(file).close();
    Connection connection = Sqlite.connect(file, false, 1000);
    // SQLite's own limit on the size of a file gives the error that a full disk gives.
    Sqlite.set(connection, "max_page_count = 40");
    try (SqliteLedger ledger = SqliteLedger.over(file, connection)) {
      commit(ledger, new ArrayList<>(good.subList(0, 2)));
      List<Entry> many = new ArrayList<>();
      Continuation lines = Continuation.after(2, good.digest(1), good.get(1).at());
      for (int i = 0; i < 2000; i++) {
        lines.add(good.get(1).at(), ACTOR, "t", "q" + i, "", "", new Event.ArmsViewed("x"));
      }
      many.addAll(lines);
      try (Ledger.Writing writing = ledger.write()) {
        IOException e = assertThrows(IOException.class, () -> writing.commit(many));
        assertTrue(e.getMessage().contains("the disk is full"), e.getMessage());
      }
      assertEquals(good.subList(0, 2), read(ledger, 0));
      commit(ledger, new ArrayList<>(good.subList(2, 4)));
      assertTrue(Chain.walk(ledger).intact());
    }
  }

  @Test
  void openReadOnly_readsALedgerWhoseWriterWasKilledInACommit() throws IOException, SQLException {
    Continuation good = TestLedger.ledger();
    try (SqliteLedger ledger = SqliteLedger.create(file)) {
      commit(ledger, new ArrayList<>(good.subList(0, 5)));
    }
    Path killed = folder.resolve("killed.db");
    try (Connection connection = Sqlite.connect(file, false, 1000)) {
      // With next to no memory SQLite writes to the file long before the commit: this is how it
      // looks when the power goes then.
      Sqlite.set(connection, "journal_mode = DELETE");
      Sqlite.set(connection, "cache_size = 1");
      Sqlite.set(connection, "cache_spill = 1");
      Sqlite.run(connection, "BEGIN IMMEDIATE");
      for (int i = 6; i < 400; i++) {
        Sqlite.run(
            connection, "INSERT INTO line VALUES (" + i + ", '" + "x".repeat(500) + "', 'y')");
      }
      Files.copy(file, killed);
      Files.copy(
          file.resolveSibling(file.getFileName() + "-journal"),
          folder.resolve("killed.db-journal"));
      Sqlite.run(connection, "ROLLBACK");
    }
    assertTrue(Files.size(killed) > Files.size(file), "the commit was half done");
    long before = Files.size(killed);
    try (SqliteLedger ledger = SqliteLedger.openReadOnly(killed)) {
      assertEquals(good.subList(0, 5), read(ledger, 0));
      assertTrue(Chain.walk(ledger).intact());
    }
    assertEquals(before, Files.size(killed), "a reader changes nothing");
    try (SqliteLedger ledger = SqliteLedger.open(killed)) {
      assertEquals(good.subList(0, 5), read(ledger, 0));
    }
  }

  @Test
  void commit_keepsWritersApart() throws Exception {
    SqliteLedger.create(file).close();
    try (SqliteLedger ledger = SqliteLedger.open(file)) {
      commit(ledger, new ArrayList<>(TestLedger.ledger().subList(0, 1)));
    }
    ExecutorService writers = Executors.newFixedThreadPool(3);
    List<Future<List<Long>>> told = new ArrayList<>();
    for (int w = 0; w < 3; w++) {
      int writer = w;
      told.add(writers.submit(() -> write(file, "w" + writer, 20)));
    }
    List<Long> lines = new ArrayList<>();
    for (Future<List<Long>> one : told) {
      lines.addAll(one.get());
    }
    writers.shutdown();
    Collections.sort(lines);
    List<Long> expected = new ArrayList<>();
    for (long line = 2; line <= 61; line++) {
      expected.add(line);
    }
    assertEquals(expected, lines);
    try (SqliteLedger ledger = SqliteLedger.open(file)) {
      assertTrue(Chain.walk(ledger).intact());
      assertEquals(List.of(), TestLedger.differences(ledger));
    }
  }

  /** Draws people one by one, each durable before the next. */
  private static List<Long> write(Path file, String name, int count) throws IOException {
    List<Long> told = new ArrayList<>();
    try (SqliteLedger ledger = SqliteLedger.open(file)) {
      for (int i = 0; i < count; i++) {
        told.add(append(ledger, name + "-" + i));
      }
    }
    return told;
  }

  /** Draws one person on the fresh end of the ledger. */
  static long append(SqliteLedger ledger, String person) throws IOException {
    try (Ledger.Writing writing = ledger.write()) {
      List<Entry> all = new ArrayList<>();
      writing.read(0, all::add);
      Entry last = all.get(all.size() - 1);
      Continuation lines =
          Continuation.after(last.number(), Line.digest(Line.text(last)), last.at());
      Entry added =
          lines.add(
              Instant.parse("2026-11-22T06:00:00Z"),
              ACTOR,
              "t",
              "draw/" + person,
              "",
              "",
              TestLedger.drawn(new PersonId(person), last.number()));
      writing.commit(lines);
      return added.number();
    }
  }

  @Test
  void commit_isThereAfterTheProgramIsKilled() throws Exception {
    try (SqliteLedger ledger = SqliteLedger.create(file)) {
      commit(ledger, new ArrayList<>(TestLedger.ledger().subList(0, 1)));
    }
    Path out = folder.resolve("told.txt");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                LedgerChild.class.getName(),
                file.toString())
            .redirectOutput(out.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      for (int wait = 0; Files.size(out) < 1000 && wait < 6000; wait++) {
        Thread.sleep(10);
      }
    } finally {
      process.destroyForcibly().waitFor();
    }
    String text = Files.readString(out);
    Files.delete(out);
    // What stands before the last line end was told in full.
    List<String> told = text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
    assertTrue(told.size() >= 40, "the child told " + told.size());
    try (SqliteLedger ledger = SqliteLedger.open(file)) {
      List<Entry> all = read(ledger, 0);
      assertTrue(Chain.walk(ledger).intact());
      assertEquals(List.of(), TestLedger.differences(ledger));
      // One more may have been committed than the child had time to tell.
      assertTrue(all.size() - 1 - told.size() <= 1, all.size() + " against " + told.size());
      for (int i = 0; i < told.size(); i++) {
        assertEquals(told.get(i), all.get(i + 1).number() + " " + all.get(i + 1).request());
      }
    }
    assertEquals(List.of(file), files());
  }

  private static void commit(SqliteLedger ledger, List<Entry> entries) throws IOException {
    try (Ledger.Writing writing = ledger.write()) {
      writing.commit(entries);
    }
  }

  private static List<Entry> read(Ledger ledger, long after) throws IOException {
    List<Entry> entries = new ArrayList<>();
    ledger.read(after, entries::add);
    return entries;
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }

  @Test
  void library_isUnpackedWhereNobodyElseCanWrite() throws IOException {
    Path cache = folder.resolve("cache");
    Path unpacked = SqliteLibrary.unpacked(cache);
    org.junit.jupiter.api.Assumptions.assumeTrue(unpacked != null);
    assertEquals(unpacked, SqliteLibrary.unpacked(cache));
    if (Files.getFileStore(unpacked).supportsFileAttributeView("posix")) {
      assertEquals(
          "rwx------",
          java.nio.file.attribute.PosixFilePermissions.toString(
              Files.getPosixFilePermissions(unpacked)));
      Files.setPosixFilePermissions(
          unpacked, java.nio.file.attribute.PosixFilePermissions.fromString("rwxrwxrwx"));
      assertEquals(
          null, SqliteLibrary.unpacked(cache), "others could have put their library there");
    }
  }
}
