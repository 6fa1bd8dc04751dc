package org.equipoise.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.equipoise.document.Block;
import org.equipoise.document.Document;
import org.equipoise.document.Language;
import org.equipoise.document.Picture;
import org.equipoise.document.Tone;
import org.equipoise.document.Words;
import org.equipoise.protocol.Protocol;
import org.equipoise.store.ProtocolFile;
import org.equipoise.trial.Enrolment;
import org.equipoise.trial.Enrolment.Group;
import org.equipoise.trial.Standing.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The board of a running trial, from counts made up by hand. */
class StatusReportTest {

  private static final Protocol PROTOCOL =
      Objects.requireNonNull(ProtocolFile.read(Path.of("protocols/isf-team.json")).protocol());

  private static final StatusReport.Basis BASIS =
      new StatusReport.Basis(LocalDate.parse("2026-11-22"), 412, "0123456789abcdef", "equipoise 1");

  private static Group group(String code, int drawn, int outside, int ready) {
    return new Group(
        code,
        drawn + outside + ready,
        0,
        Map.of(Kind.DRAWN, drawn, Kind.OUTSIDE, outside, Kind.READY, ready),
        Map.of());
  }

  private static Document board(int target, int due, Group site, Language language) {
    Enrolment enrolment =
        new Enrolment(target, due, site, List.of(site), List.of(), Map.of(), List.of());
    return StatusReport.of(PROTOCOL, enrolment, null, null, BASIS, language);
  }

  private static List<Block.Notice> notices(Document document) {
    List<Block.Notice> notices = new ArrayList<>();
    for (Block block : document.chapters().get(0).sections().get(0).blocks()) {
      if (block instanceof Block.Notice notice) {
        notices.add(notice);
      }
    }
    return notices;
  }

  @Test
  void alarms_behindTheEvenPaceBelowFourFifths() {
    List<Block.Notice> behind = notices(board(100, 50, group("north", 39, 0, 0), Language.ENGLISH));
    assertEquals("The intake is behind the plan", behind.get(2).title());
    assertEquals(Tone.CAUTION, behind.get(2).tone());
    assertEquals("39 are drawn; an even pace would be at 50 by now.", behind.get(2).words());
    assertEquals(2, notices(board(100, 50, group("n", 40, 0, 0), Language.ENGLISH)).size());
  }

  @Test
  void alarms_aSiteThatPlacesMoreThanATenthWithoutADraw() {
    List<Block.Notice> many = notices(board(0, 0, group("north", 17, 3, 0), Language.ENGLISH));
    assertEquals(Tone.ALARM, many.get(2).tone());
    assertTrue(many.get(2).words().contains("3 of 20 (15.0%)"), many.get(2).words());
    assertEquals(2, notices(board(0, 0, group("north", 18, 2, 0), Language.ENGLISH)).size());
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void pictures_tellTheirNumbersInWords(Language language) {
    Document document = board(100, 50, group("north", 40, 2, 7), language);
    List<Picture> pictures = document.pictures();
    assertEquals(List.of("progress", "sites"), pictures.stream().map(Picture::name).toList());
    String words = pictures.get(1).description();
    assertTrue(words.contains("40") && words.contains("7"), words);
    assertTrue(pictures.get(0).description().contains("50"), "the even pace");
  }

  @Test
  void pictures_noneWhereNothingIsPlannedOrKnown() {
    Document empty = board(0, 0, group("north", 0, 0, 0), Language.ENGLISH);
    assertEquals(List.of(), empty.pictures());
    assertFalse(empty.chapters().isEmpty());
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void everyConstantHasWords_andEveryWordHasAConstant(Language language) {
    Set<String> keys = new TreeSet<>();
    for (StatusReportWord word : StatusReportWord.values()) {
      keys.add(Words.key(word));
    }
    assertEquals(keys, new TreeSet<>(StatusReportWord.in(language).keys()));
  }

  @Test
  void languages_haveTheSameSlots() {
    for (String key : StatusReportWord.in(Language.ENGLISH).keys()) {
      String english = StatusReportWord.in(Language.ENGLISH).said(key);
      assertEquals(slots(english), slots(StatusReportWord.in(Language.SWEDISH).said(key)), key);
    }
  }

  private static Set<Character> slots(String text) {
    Set<Character> slots = new TreeSet<>();
    for (int i = text.indexOf('{'); i >= 0; i = text.indexOf('{', i + 1)) {
      slots.add(text.charAt(i + 1));
    }
    return slots;
  }
}
