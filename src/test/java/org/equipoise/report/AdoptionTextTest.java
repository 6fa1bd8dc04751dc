package org.equipoise.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.xml.parsers.DocumentBuilderFactory;
import org.equipoise.disclosure.ReleasedAdoption;
import org.equipoise.disclosure.SampleAdoption;
import org.equipoise.document.Language;
import org.equipoise.document.Style;
import org.equipoise.document.Words;
import org.equipoise.report.TidyTable.Value;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

/** The report, tables and pictures of a study of adoption, from results made up by hand. */
class AdoptionTextTest {

  private final ReleasedAdoption released = ReleasedAdoption.of(SampleAdoption.results());

  private String text(Language language, Detail detail) throws IOException {
    StringBuilder text = new StringBuilder();
    AdoptionText.of(released, language, Style.PLAIN).with(detail).print(text);
    return text.toString();
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void print_matchesGolden(Language language) throws IOException {
    String tag = language.tag();
    Golden.assertMatches("adoption/brief." + tag + ".txt", text(language, Detail.BRIEF));
    Golden.assertMatches("adoption/full." + tag + ".txt", text(language, Detail.FULL));
  }

  @Test
  void print_neverCallsAnIntervalWithZeroNoEffect() throws IOException {
    String text = text(Language.ENGLISH, Detail.FULL);
    assertTrue(text.contains("no effect found, which is not the same as no effect"));
    assertTrue(text.indexOf("This is not a trial") < text.indexOf("In short"));
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void catalogues_haveTheSameKeysAndSlots(Language language) {
    for (String catalogue : List.of("adoption", "rehearsal")) {
      Words english = Words.in(Language.ENGLISH, catalogue);
      Words other = Words.in(language, catalogue);
      assertEquals(new TreeSet<>(english.keys()), new TreeSet<>(other.keys()));
      for (String key : english.keys()) {
        assertEquals(slots(english.said(key)), slots(other.said(key)), key);
      }
    }
  }

  @Test
  void everyConstantHasWords_andEveryWordHasAConstant() {
    Set<String> keys = new TreeSet<>();
    for (AdoptionWord word : AdoptionWord.values()) {
      keys.add(Words.key(word));
    }
    Set<String> found = new TreeSet<>(AdoptionWord.in(Language.ENGLISH).keys());
    found.removeIf(key -> !key.startsWith("adoptionword."));
    assertEquals(keys, found);
  }

  private static Set<Character> slots(String text) {
    Set<Character> slots = new TreeSet<>();
    for (int i = text.indexOf('{'); i >= 0; i = text.indexOf('{', i + 1)) {
      slots.add(text.charAt(i + 1));
    }
    return slots;
  }

  @Test
  void effects_keepWhatIsNotLookedAt_andHideSmallCohorts() {
    TidyTable table = AdoptionTables.effects(released);
    assertEquals(SampleAdoption.results().rows().size(), table.rows().size());
    int rule = table.columns().indexOf("refused.rule");
    int key = table.columns().indexOf("key");
    int estimate = table.columns().indexOf("estimate");
    long ruledOut = 0;
    for (List<Value> row : table.rows()) {
      ruledOut += row.get(rule).equals(new Value.Words("not-applicable")) ? 1 : 0;
      if (row.get(key) instanceof Value.Words words && words.text().startsWith("g=2005")) {
        assertEquals(new Value.Words("few-units"), row.get(rule));
        assertEquals(new Value.Empty(), row.get(estimate));
      }
    }
    assertEquals(1, ruledOut);
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void pictures_areWellFormedAndNamed(Language language) throws Exception {
    for (String svg :
        List.of(EventStudyPlot.of(released, language), ComparisonPlot.of(released, language))) {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      Document document =
          factory.newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
      assertEquals("img", document.getDocumentElement().getAttribute("role"));
      assertEquals(language.tag(), document.getDocumentElement().getAttribute("xml:lang"));
      assertFalse(svg.contains("NaN"));
    }
  }
}
