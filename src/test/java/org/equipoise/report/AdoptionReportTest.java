package org.equipoise.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringReader;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.equipoise.adoption.AdoptionPlan.Comparison;
import org.equipoise.adoption.AdoptionResults.Part;
import org.equipoise.disclosure.ReleasedAdoption;
import org.equipoise.disclosure.SampleAdoption;
import org.equipoise.document.Block;
import org.equipoise.document.Chapter;
import org.equipoise.document.Document;
import org.equipoise.document.Language;
import org.equipoise.document.Picture;
import org.equipoise.document.Section;
import org.equipoise.document.Style;
import org.equipoise.document.TextLayout;
import org.equipoise.document.Tone;
import org.equipoise.document.Words;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.xml.sax.InputSource;

/** The whole report of a study of adoption, from results made up by hand. */
class AdoptionReportTest {

  private static final Pattern SIZE = Pattern.compile("font-size=\"([0-9.]+)\"");

  private static Document report(Language language) {
    ReleasedAdoption released = ReleasedAdoption.of(SampleAdoption.results());
    List<String> command = List.of("equipoise", "report", "towns.json", "--data", "my towns.csv");
    return AdoptionReport.of(released, LocalDate.parse("2026-11-22"), command, language);
  }

  private static String text(Document document) throws IOException {
    StringBuilder text = new StringBuilder();
    TextLayout layout = new TextLayout(text, Style.PLAIN, document.language(), document.limit());
    layout.line(document.title());
    layout.line(document.subtitle());
    layout.print(new Section("", List.of(new Block.Facts(document.about()))));
    for (Chapter chapter : document.chapters()) {
      layout.line("");
      layout.line("# " + chapter.id() + ": " + chapter.title());
      for (Section section : chapter.sections()) {
        layout.print(section);
      }
    }
    return text.toString();
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void report_matchesGolden(Language language) throws IOException {
    Golden.assertMatches("adoption/report." + language.tag() + ".txt", text(report(language)));
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void report_saysFirstThatItIsNoTrial(Language language) {
    Block first = report(language).chapters().get(0).sections().get(0).blocks().get(0);
    assertTrue(first instanceof Block.Notice notice && notice.tone() == Tone.CAUTION);
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void report_neverCallsNothingFoundNoEffect(Language language) throws IOException {
    String text = text(report(language)).replaceAll("\\s+", " ");
    for (String never : List.of("no effect ", "ingen effekt ", "significant", "signifikant")) {
      assertFalse(text.contains(never), never);
    }
  }

  @Test
  void chapters_areTheSameInBothLanguages() {
    List<String> english = report(Language.ENGLISH).chapters().stream().map(Chapter::id).toList();
    assertEquals(english, report(Language.SWEDISH).chapters().stream().map(Chapter::id).toList());
    assertEquals(english.size(), new HashSet<>(english).size());
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void pictures_standAlone_haveWords_andAreLegibleOnAPhone(Language language) throws Exception {
    List<Picture> pictures = report(language).pictures();
    assertEquals(8, pictures.size());
    Set<String> names = new HashSet<>();
    for (Picture picture : pictures) {
      assertTrue(picture.name().matches("[a-z0-9-]+") && names.add(picture.name()));
      assertTrue(picture.description().matches("(?s).*[0-9].*"), picture.description());
      String narrow = picture.narrow();
      for (String svg : new String[] {picture.svg(), narrow}) {
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(svg)));
      }
      assertTrue(narrow.contains("viewBox=\"0 0 360 "), picture.name());
      Matcher size = SIZE.matcher(narrow);
      while (size.find()) {
        // The last line tells where the numbers come from; the page says it too.
        assertTrue(Double.parseDouble(size.group(1)) >= 9.5, picture.name());
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void everyConstantHasWords_andEveryWordHasAConstant(Language language) {
    Set<String> keys = new TreeSet<>();
    for (Enum<?>[] kind :
        List.<Enum<?>[]>of(
            AdoptionReportWord.values(), AdoptionHeadline.Verdict.values(), Part.values())) {
      for (Enum<?> constant : kind) {
        keys.add(Words.key(constant));
      }
    }
    for (Comparison other : Comparison.values()) {
      keys.add(Words.key("other", other.name()));
    }
    assertEquals(keys, new TreeSet<>(AdoptionReportWord.in(language).keys()));
  }

  @Test
  void languages_haveTheSameSlots() {
    Words english = AdoptionReportWord.in(Language.ENGLISH);
    Words swedish = AdoptionReportWord.in(Language.SWEDISH);
    for (String key : english.keys()) {
      assertEquals(slots(english.said(key)), slots(swedish.said(key)), key);
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
