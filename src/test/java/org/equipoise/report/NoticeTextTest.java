package org.equipoise.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.equipoise.document.Language;
import org.equipoise.ledger.PersonId;
import org.equipoise.protocol.Arm;
import org.equipoise.protocol.Protocol;
import org.equipoise.store.ProtocolFile;
import org.equipoise.trial.Notice;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a drawn person reads. */
class NoticeTextTest {

  private static final LocalDate DRAWN = LocalDate.of(2026, 11, 22);

  private final Protocol protocol =
      Objects.requireNonNull(ProtocolFile.read(Path.of("protocols/isf-team.json")).protocol());

  private Notice notice(@Nullable Arm arm, @Nullable LocalDate start) {
    boolean now = start != null && start.equals(DRAWN);
    return new Notice(new PersonId("K7QF-2M9X-HP4C"), arm, DRAWN, start, now);
  }

  private String page(Notice notice, Language language) {
    return NoticeText.of(protocol, language).page(notice);
  }

  private Arm arm(int index) {
    return protocol.arms().get(index);
  }

  @Test
  void page_tellsNow() {
    String page = page(notice(arm(0), DRAWN), Language.ENGLISH);
    assertTrue(page.contains("Your trial id: K7QF-2M9X-HP4C"), page);
    assertTrue(page.contains("Drawn: 22\u00a0November 2026"), page);
    assertTrue(page.contains("The draw gave: Team now. This means that you may start now."), page);
    assertFalse(page.contains("not before"), page);
  }

  @Test
  void page_tellsLaterAndNotBeforeWhichDay() {
    Notice later = notice(arm(1), LocalDate.of(2027, 5, 21));
    String english = page(later, Language.ENGLISH).replace('\n', ' ');
    assertTrue(english.contains("you start later, and not before 21\u00a0May 2027"), english);
    String swedish = page(later, Language.SWEDISH).replace('\n', ' ');
    assertTrue(swedish.contains("börja senare, och inte före den 21\u00a0maj 2027"), swedish);
  }

  @Test
  void page_tellsNeverAndNoPlace() {
    String never = page(notice(arm(1), null), Language.SWEDISH);
    assertTrue(never.replace("\n", " ").contains("du har kvar det stöd som redan finns"), never);
    String none = page(notice(null, null), Language.ENGLISH);
    assertTrue(none.contains("The draw gave no place. This means that you stand outside"), none);
  }

  @Test
  void page_fitsHalfASheetInBothLanguages() {
    for (Language language : Language.values()) {
      for (Arm arm : protocol.arms()) {
        String page = page(notice(arm, LocalDate.of(2027, 9, 30)), language);
        List<String> lines = page.lines().toList();
        assertTrue(lines.size() <= 30, page);
        assertTrue(lines.stream().allMatch(line -> line.length() <= 72), page);
        assertTrue(page.endsWith("\n"), page);
      }
    }
  }

  @Test
  void line_isShortAndNamesTheDay() {
    NoticeText words = NoticeText.of(protocol, Language.SWEDISH);
    assertEquals("K7QF-2M9X-HP4C  Team nu", words.line(notice(arm(0), DRAWN), ""));
    assertEquals(
        "K7QF-2M9X-HP4C  Team senare, inte före 2027-05-21",
        words.line(notice(arm(1), LocalDate.of(2027, 5, 21)), ""));
    assertEquals(
        "K7QF-2M9X-HP4C  Team nu, reserv nummer 3", words.line(notice(arm(0), DRAWN), "3"));
    assertEquals("K7QF-2M9X-HP4C  Utfyllnadsgrupp", words.line(notice(null, null), ""));
  }
}
