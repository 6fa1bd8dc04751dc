package org.equipoise.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.equipoise.ledger.PersonId;
import org.equipoise.trial.PersonRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteRecordsTest {

  @TempDir private Path folder;

  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("people.db");
  }

  private static PersonRecord record(int i) {
    return new PersonRecord(
        new PersonId("P-" + i),
        String.format(java.util.Locale.ROOT, "%032x", 977L * i),
        Map.of("sex", "kvinna" + i, "note", "a=b, ö" + i, "none", ""),
        i % 2 == 0 ? "" : "reference" + i,
        i % 3 == 0);
  }

  @Test
  void find_givesBackWhatWasKept() throws IOException {
    try (SqliteRecords records = SqliteRecords.open(file)) {
      records.keep(List.of(record(1), record(2), record(3)));
    }
    try (SqliteRecords records = SqliteRecords.open(file)) {
      assertEquals(Optional.of(record(2)), records.find(new PersonId("P-2")));
      assertEquals(record(2).commitment(), records.find(new PersonId("P-2")).get().commitment());
      assertEquals(Optional.empty(), records.find(new PersonId("P-4")));
      assertEquals(
          Map.of(
              new PersonId("P-1"), record(1),
              new PersonId("P-2"), record(2),
              new PersonId("P-3"), record(3)),
          records.all());
    }
  }

  @Test
  void keep_takesThePlaceOfTheEarlierRecord() throws IOException {
    try (SqliteRecords records = SqliteRecords.open(file)) {
      records.keep(List.of(record(1)));
      PersonRecord corrected =
          new PersonRecord(new PersonId("P-1"), "5a".repeat(16), Map.of("sex", "man"), "", false);
      records.keep(List.of(corrected));
      assertEquals(Map.of(new PersonId("P-1"), corrected), records.all());
    }
  }

  @Test
  void keep_keepsAllOrNone() throws IOException {
    PersonRecord bad =
        new PersonRecord(new PersonId("P-9"), "", Map.of("a", "two\nlines"), "", false);
    try (SqliteRecords records = SqliteRecords.open(file)) {
      assertThrows(IllegalArgumentException.class, () -> records.keep(List.of(record(1), bad)));
      assertEquals(Map.of(), records.all());
      records.keep(List.of(record(1)));
      assertEquals(1, records.all().size());
    }
  }

  @Test
  void erase_leavesNoByteOfTheRecordInAnyFile() throws IOException {
    int count = 400;
    try (SqliteRecords records = SqliteRecords.open(file)) {
      // In an order that splits pages and moves rows about.
      List<PersonRecord> shuffled = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        shuffled.add(record(i * 173 % count));
      }
      for (PersonRecord record : shuffled) {
        records.keep(List.of(record));
      }
      assertTrue(stands("kvinna77"), "or the search is blind");
      for (int i = 77; i < count; i += 50) {
        records.erase(new PersonId("P-" + i));
      }
      for (int i = 77; i < count; i += 50) {
        assertFalse(stands("kvinna" + i + "\n"));
        assertFalse(stands("reference" + i));
        assertFalse(stands(record(i).salt()));
        assertEquals(Optional.empty(), records.find(new PersonId("P-" + i)));
      }
      records.erase(new PersonId("P-77"));
      assertEquals(count - 7, records.all().size());
    }
  }

  private boolean stands(String text) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path each : files.toList()) {
        String bytes = new String(Files.readAllBytes(each), StandardCharsets.ISO_8859_1);
        if (bytes.contains(text)) {
          return true;
        }
      }
    }
    return false;
  }

  @Test
  void open_makesAFileThatOnlyItsOwnerReads() throws IOException {
    SqliteRecords.open(file).close();
    if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
      assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    }
  }

  @Test
  void open_refusesALedger() throws IOException {
    SqliteLedger.create(file).close();
    IOException e = assertThrows(IOException.class, () -> SqliteRecords.open(file));
    assertTrue(e.getMessage().contains("is not a file of records"), e.getMessage());
  }
}
