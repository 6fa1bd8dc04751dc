package org.equipoise.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.equipoise.document.Language;
import org.equipoise.ledger.Entry;
import org.equipoise.ledger.TestLedger;
import org.junit.jupiter.api.Test;

/** The ledger in plain words. */
class LogTextTest {

  private static final ZoneId STOCKHOLM = ZoneId.of("Europe/Stockholm");

  private static List<String> lines(Language language) {
    LogText text = LogText.of(language, STOCKHOLM);
    List<String> lines = new ArrayList<>();
    for (Entry entry : TestLedger.ledger()) {
      lines.add(text.line(entry));
    }
    return lines;
  }

  @Test
  void line_tellsNumberTimeWhoAndWhat() {
    assertEquals(
        "     1  2026-11-22 06:00  karin (keeper): froze the protocol",
        lines(Language.ENGLISH).get(0));
    assertEquals(
        "     1  2026-11-22 06:00  karin (nyckelhållare): frös protokollet",
        lines(Language.SWEDISH).get(0));
  }

  @Test
  void line_neverTellsAnArm() {
    for (Entry entry : TestLedger.ledger()) {
      String text = LogText.of(Language.ENGLISH, STOCKHOLM).line(entry) + LogText.fields(entry);
      assertFalse(text.contains("\"now\"") || text.contains("later"), text);
    }
  }
}
