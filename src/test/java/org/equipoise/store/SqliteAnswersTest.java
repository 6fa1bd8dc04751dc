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
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.equipoise.ledger.PersonId;
import org.equipoise.protocol.Digest;
import org.equipoise.protocol.Respondent;
import org.equipoise.protocol.Wave;
import org.equipoise.trial.AnswerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteAnswersTest {

  @TempDir private Path folder;

  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("answers.db");
  }

  private static AnswerRecord record(int i) {
    return new AnswerRecord(
        i % 5 == 4 ? AnswerRecord.Kind.THEMES : AnswerRecord.Kind.ANSWERS,
        new PersonId("P-" + i),
        new Wave.Id("w" + (1 + i % 3)),
        new Respondent.Id(i % 2 == 0 ? "participant" : "caseworker"),
        String.format(Locale.ROOT, "%032x", 977L * i),
        Map.of("mood", "4", "note", "rad ett, ö" + i + "\nrad=två \\n slut" + i, "none", ""));
  }

  @Test
  void find_givesBackWhatWasKept() throws IOException {
    try (SqliteAnswers answers = SqliteAnswers.open(file)) {
      answers.keep(List.of(record(1), record(2), record(4)));
    }
    try (SqliteAnswers answers = SqliteAnswers.open(file)) {
      for (int i : new int[] {1, 2, 4}) {
        AnswerRecord found = answers.find(record(i).commitment()).orElseThrow();
        assertEquals(record(i), found);
        assertEquals(record(i).commitment(), found.commitment());
      }
      assertEquals(Optional.empty(), answers.find(record(3).commitment()));
      assertEquals(
          Map.of(
              record(1).commitment(), record(1),
              record(2).commitment(), record(2),
              record(4).commitment(), record(4)),
          answers.all());
      assertEquals(3, answers.count());
    }
  }

  @Test
  void keep_leavesWhatIsThere() throws IOException {
    try (SqliteAnswers answers = SqliteAnswers.open(file)) {
      answers.keep(List.of(record(1), record(1)));
      answers.keep(List.of(record(1), record(2)));
      assertEquals(2, answers.count());
    }
  }

  @Test
  void keep_keepsAllOrNone() throws IOException {
    AnswerRecord bad =
        new AnswerRecord(
            AnswerRecord.Kind.ANSWERS,
            new PersonId("P-9"),
            new Wave.Id("w1"),
            Respondent.PARTICIPANT,
            "",
            Map.of("a=b", "1"));
    try (SqliteAnswers answers = SqliteAnswers.open(file)) {
      assertThrows(IllegalArgumentException.class, () -> answers.keep(List.of(record(1), bad)));
      assertEquals(Map.of(), answers.all());
      answers.keep(List.of(record(1)));
      assertEquals(1, answers.count());
    }
  }

  @Test
  void erase_leavesNoByteOfTheRecordInAnyFile() throws IOException {
    int count = 400;
    try (SqliteAnswers answers = SqliteAnswers.open(file)) {
      for (int i = 0; i < count; i++) {
        answers.keep(List.of(record(i * 173 % count)));
      }
      assertTrue(stands("slut77\n"), "or the search is blind");
      List<Digest> gone = new ArrayList<>();
      for (int i = 77; i < count; i += 50) {
        gone.add(record(i).commitment());
      }
      answers.erase(gone);
      for (int i = 77; i < count; i += 50) {
        assertFalse(stands("slut" + i + "\n"));
        assertFalse(stands(record(i).salt()));
        assertFalse(stands(record(i).commitment().hex()));
      }
      answers.erase(gone);
      answers.erase(List.of());
      assertEquals(count - gone.size(), answers.count());
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
  void keep_makesAFileThatOnlyItsOwnerReads() throws IOException {
    try (SqliteAnswers answers = SqliteAnswers.open(file)) {
      assertEquals(0, answers.count());
      assertEquals(Map.of(), answers.all());
      answers.erase(List.of(record(1).commitment()));
      assertFalse(Files.exists(file), "nothing was answered yet");
      answers.keep(List.of(record(1)));
    }
    if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
      assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    }
  }

  @Test
  void open_refusesAFileOfRecords() throws IOException {
    SqliteRecords.open(file).close();
    IOException e = assertThrows(IOException.class, () -> SqliteAnswers.open(file));
    assertTrue(e.getMessage().contains("is not a file of answers"), e.getMessage());
  }
}
