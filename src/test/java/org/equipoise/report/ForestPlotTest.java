package org.equipoise.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringReader;
import javax.xml.parsers.DocumentBuilderFactory;
import org.equipoise.disclosure.Released;
import org.equipoise.disclosure.SampleResults;
import org.equipoise.document.Language;
import org.equipoise.document.Svg;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class ForestPlotTest {

  private static ForestPlot plot(Language language) {
    return ForestPlot.of(Released.of(SampleResults.results()), language);
  }

  private static Document parse(String svg) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    return factory.newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void svg_matchesGolden(Language language) throws IOException {
    Golden.assertMatches("sample/forest." + language.tag() + ".svg", plot(language).svg());
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void svg_isWellFormedAndNamed(Language language) throws Exception {
    Document svg = parse(plot(language).svg());
    assertEquals("img", svg.getDocumentElement().getAttribute("role"));
    assertEquals(language.tag(), svg.getDocumentElement().getAttribute("xml:lang"));
    assertEquals(1, svg.getElementsByTagName("title").getLength());
    assertEquals(1, svg.getElementsByTagName("desc").getLength());
  }

  @Test
  void with_choosesSubgroups() {
    assertTrue(plot(Language.ENGLISH).svg().contains(">Women<"));
    String none = plot(Language.ENGLISH).with(ForestPlot.Subgroups.NONE).svg();
    assertFalse(none.contains(">Women<"));
  }

  @Test
  void svg_escapesMarkup() throws Exception {
    Svg svg = new Svg(10, 10, "en", "a < b & \"c\"", "x\u0001y");
    svg.text(1, 1, 5, Svg.Anchor.START, "#000000", false, "<script>");
    Document document = parse(svg.document());
    assertEquals("a < b & \"c\"", document.getElementsByTagName("title").item(0).getTextContent());
    assertEquals("x\uFFFDy", document.getElementsByTagName("desc").item(0).getTextContent());
    assertEquals("<script>", document.getElementsByTagName("text").item(0).getTextContent());
  }
}
