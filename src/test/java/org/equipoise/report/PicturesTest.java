package org.equipoise.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.equipoise.disclosure.Released;
import org.equipoise.document.Language;
import org.equipoise.document.Palette;
import org.equipoise.document.Picture;
import org.equipoise.document.Words;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PicturesTest {

  private static final Released RELEASED = PictureResults.released();

  private static List<Picture> all(Language language) {
    Pictures pictures = new Pictures(RELEASED, language);
    List<Picture> all = new ArrayList<>();
    all.addAll(IntakePlot.of(new Easel(RELEASED, language), PictureResults.intake()));
    all.addAll(pictures.response());
    all.addAll(pictures.balance());
    all.addAll(pictures.contrast());
    all.addAll(pictures.effects());
    all.addAll(pictures.analyses());
    all.addAll(pictures.periods());
    all.addAll(pictures.groups());
    all.addAll(pictures.loss());
    all.addAll(pictures.conventions());
    return all;
  }

  private static Picture named(String name) {
    return all(Language.ENGLISH).stream()
        .filter(p -> p.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no picture " + name));
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void pictures_areThereForEverythingThereIsToDraw(Language language) {
    List<String> names = all(language).stream().map(Picture::name).toList();
    assertEquals(
        List.of(
            "intake",
            "intake-places",
            "response",
            "balance",
            "contrast",
            "first-stage",
            "contrast-by-period",
            "effects",
            "effects-by-analysis",
            "periods",
            "groups-job",
            "groups-works",
            "loss-job",
            "conventions-job"),
        names);
    Set<String> once = new HashSet<>(names);
    assertEquals(names.size(), once.size());
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void everyPicture_isLegibleAndNothingLiesOnAnything(Language language) throws Exception {
    for (Picture picture : all(language)) {
      assertEquals(List.of(), SvgCheck.problems(picture.svg(), 8.5), picture.name());
      String narrow = picture.narrow();
      assertNotNull(narrow, picture.name());
      assertEquals(List.of(), SvgCheck.problems(narrow, 10), picture.name() + ", narrow");
      assertTrue(picture.svg().contains("viewBox=\"0 0 720 "), picture.name());
      assertTrue(narrow.contains("viewBox=\"0 0 360 "), picture.name());
    }
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void everyPicture_saysWhatItShowsAndWhereItIsFrom(Language language) throws Exception {
    for (Picture picture : all(language)) {
      assertTrue(picture.title().length() > 20, picture.name());
      assertTrue(picture.description().length() > 40, picture.name());
      assertTrue(picture.description().endsWith("."), picture.name());
      for (String svg : new String[] {picture.svg(), picture.narrow()}) {
        var root = SvgCheck.parse(svg).getDocumentElement();
        assertEquals("img", root.getAttribute("role"));
        assertEquals(language.tag(), root.getAttribute("xml:lang"));
        String described = root.getElementsByTagName("desc").item(0).getTextContent();
        assertEquals(picture.description(), described);
        StringBuilder said = new StringBuilder(described);
        var texts = root.getElementsByTagName("text");
        for (int i = 0; i < texts.getLength(); i++) {
          said.append(' ').append(texts.item(i).getTextContent());
        }
        assertTrue(said.toString().contains("3f2a9c01b7de"), "no digest");
        assertFalse(said.toString().contains("{"), "a slot unfilled");
      }
    }
  }

  @Test
  void pictures_areTheSameBytesEachTime() {
    assertEquals(all(Language.SWEDISH), all(Language.SWEDISH));
  }

  @Test
  void catalogue_hasTheSameKeysAndSlotsInBothLanguages() {
    Words english = Words.in(Language.ENGLISH, "pictures");
    Words swedish = Words.in(Language.SWEDISH, "pictures");
    assertEquals(new TreeSet<>(english.keys()), new TreeSet<>(swedish.keys()));
    for (String key : english.keys()) {
      for (int slot = 0; slot < 6; slot++) {
        String mark = "{" + slot + "}";
        boolean own = english.said(key).contains(mark);
        assertEquals(own, swedish.said(key).contains(mark), key + " " + mark);
      }
    }
  }

  @Test
  void intake_saysNothingOfHiddenMonths() {
    Picture intake = named("intake");
    assertTrue(intake.svg().contains("hidden: too few people"));
    assertTrue(intake.description().contains("such a month away: 2."));
    // Eleven months before the first hidden one: 8 + m % 7 for m = 0..10 makes 115.
    String line = intake.svg();
    int drawn = line.split("<polyline", -1).length - 1;
    assertEquals(3, drawn, "the plan, and the sum before and after the hidden months");
  }

  @Test
  void contrast_hidesTheShareThatRestsOnFew() {
    // Four of the control arm had met the service at the second wave: below the limit of 5.
    Picture contrast = named("contrast");
    assertTrue(contrast.svg().contains(">hidden: too few people<"));
    assertFalse(contrast.svg().contains("2.0%"), "4 of 200");
    assertFalse(contrast.svg().contains("contrast left"), "the gap would give it away");
    assertFalse(contrast.description().contains("2.0%"));
  }

  @Test
  void loss_drawsBoundsOtherwiseThanIntervals() {
    String svg = named("loss-job").svg();
    assertTrue(svg.contains("0.11 to 0.42"), "Lee's bounds as a range");
    assertTrue(svg.contains("[\u22120.09, 0.62]"), "and the interval around both");
    assertTrue(svg.contains("fill=\"" + Palette.TINT + "\""), "no bar");
    assertTrue(svg.contains("not estimated: nothing known"), "a refusal has its reason");
  }

  @Test
  void groups_giveTheTestOfDifferenceWithItsCorrection() {
    String svg = named("groups-job").svg();
    assertTrue(svg.contains(">0.068 (0.137)<"), "p of the interaction, corrected in brackets");
    assertTrue(svg.contains("Drawn 2/2"), "parts of the intake");
    assertTrue(named("groups-job").description().contains("0.164"), "the trend");
  }

  @Test
  void conventions_areMagnifiedWhereTheyDiffer() {
    String svg = named("conventions-job").svg();
    assertTrue(svg.contains("magnified"));
    assertEquals(3, svg.split("Regression, HC3", -1).length, "once as it is, once magnified");
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void response_matchesGolden(Language language) throws IOException {
    String name = "sample/response." + language.tag() + ".svg";
    Picture response = new Pictures(RELEASED, language).response().get(0);
    Golden.assertMatches(name, response.svg());
    Golden.assertMatches(name.replace(".svg", ".narrow.svg"), response.narrow());
  }
}
