package org.equipoise.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
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
import org.equipoise.protocol.Wave;
import org.equipoise.store.ProtocolFile;
import org.equipoise.trial.Enrolment;
import org.equipoise.trial.Enrolment.Group;
import org.equipoise.trial.Standing.Kind;
import org.equipoise.trial.Stop;
import org.equipoise.waves.Share;
import org.equipoise.waves.WaveAhead;
import org.equipoise.waves.WaveBoard;
import org.equipoise.waves.WaveState;
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

  private static Document asked(int letters, int late) {
    Group site = group("north", 40, 0, 0);
    Enrolment enrolment = new Enrolment(0, 0, site, List.of(site), List.of(), Map.of(), List.of());
    Wave.Id wave = PROTOCOL.waves().get(0).id();
    Map<WaveState, Integer> states = Map.of(WaveState.LATE, late);
    WaveBoard board =
        new WaveBoard(
            List.of(
                new WaveBoard.Row(
                    wave, "", states, Map.of(Stop.NO_CONSENT, 0), 0, 0, 0, new Share(0, 0)),
                new WaveBoard.Row(
                    wave, "north", states, Map.of(Stop.NO_CONSENT, 0), 0, 0, 0, new Share(0, 0))));
    WaveAhead ahead = new WaveAhead(7, List.of(new WaveAhead.Row(wave, 0, 0, letters, 0, 0)));
    StatusReport.Surveys surveys =
        new StatusReport.Surveys(PROTOCOL.participant(), board, ahead, Map.of());
    return StatusReport.of(PROTOCOL, enrolment, surveys, null, BASIS, Language.ENGLISH);
  }

  /** Those late at a site are late in the row of all sites: they count once. */
  @Test
  void today_beginsWithWhatIsDueOrLate() throws IOException {
    Block.Notice first = notices(asked(71, 72)).get(0);
    assertEquals(Tone.CAUTION, first.tone());
    assertEquals(
        "Letters to send today: 71. Surveys not answered by their due day: 72. \u201cequipoise wave"
            + " due\u201d with the folder of the trial lists them.",
        first.words());
    String said = Dump.of(asked(0, 1));
    assertFalse(said.contains("nothing calls for attention"), said);
    assertEquals(2, notices(asked(0, 0)).size());
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
