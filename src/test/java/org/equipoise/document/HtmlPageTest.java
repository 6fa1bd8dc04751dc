package org.equipoise.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HtmlPageTest {

  private static org.jsoup.nodes.Document parsed(Language language) {
    return Jsoup.parse(HtmlPage.of(SampleDocument.in(language)).html());
  }

  private static String digest(String text) throws Exception {
    byte[] sum = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    return "'sha256-" + Base64.getEncoder().encodeToString(sum) + "'";
  }

  @Test
  void html_isTheSameEachTime() {
    assertEquals(
        HtmlPage.of(SampleDocument.in(Language.SWEDISH)).html(),
        HtmlPage.of(SampleDocument.in(Language.SWEDISH)).html());
  }

  @Test
  void html_runsAndLoadsNothingButItself() throws Exception {
    var page = parsed(Language.ENGLISH);
    String policy = page.select("meta[http-equiv=Content-Security-Policy]").attr("content");
    assertTrue(policy.startsWith("default-src 'none'; "), policy);
    assertTrue(policy.contains(digest(page.selectFirst("style").data())), policy);
    assertTrue(policy.contains(digest(page.selectFirst("script").data())), policy);
    assertEquals(1, page.select("style").size());
    assertEquals(1, page.select("script").size());
    assertEquals(0, page.select("[src],link,[style],[onclick],iframe").size());
    assertTrue(page.select("a[href]").stream().allMatch(a -> a.attr("href").startsWith("#")));
    assertFalse(page.html().contains("url(http"));
  }

  @Test
  void html_isSmall() {
    var page = parsed(Language.ENGLISH);
    int style = page.selectFirst("style").data().length();
    int script = page.selectFirst("script").data().length();
    assertTrue(style < 20_000, "style: " + style);
    assertTrue(script < 4_000, "script: " + script);
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void html_saysItsLanguageAndTitle(Language language) {
    var page = parsed(language);
    Document document = SampleDocument.in(language);
    assertEquals(language.tag(), page.selectFirst("html").attr("lang"));
    assertEquals(document.title() + " – " + document.subtitle(), page.title());
    assertEquals(document.title(), page.selectFirst("h1").text());
  }

  @Test
  void html_escapesEverything() {
    String html = HtmlPage.of(SampleDocument.in(Language.ENGLISH)).html();
    assertFalse(html.contains("<script>alert"));
    var page = Jsoup.parse(html);
    assertTrue(page.select("main p").eachText().contains(SampleDocument.MARKUP));
    assertTrue(page.select("main td, main th").eachText().contains(SampleDocument.MARKUP));
    // Once in the head and the foot of the page too.
    assertTrue(page.select(".about dd").eachText().contains(SampleDocument.MARKUP));
    assertTrue(page.select("footer p").first().text().endsWith(SampleDocument.MARKUP));
  }

  @Test
  void headings_goDownOneStepAtATime() {
    int last = 0;
    for (Element heading : parsed(Language.ENGLISH).select("h1,h2,h3,h4")) {
      int level = heading.tagName().charAt(1) - '0';
      assertTrue(level <= last + 1, heading.text());
      last = level;
    }
  }

  @Test
  void anchors_areUniqueAndEveryReferenceHasOne() {
    var page = parsed(Language.ENGLISH);
    Set<String> ids = new HashSet<>();
    for (Element element : page.select("[id]")) {
      assertTrue(ids.add(element.id()), element.id());
    }
    for (Element link : page.select("a[href]")) {
      assertTrue(ids.contains(link.attr("href").substring(1)), link.attr("href"));
    }
    for (Element named : page.select("[aria-labelledby]")) {
      for (String id : named.attr("aria-labelledby").split(" ", -1)) {
        assertTrue(ids.contains(id), id);
      }
    }
    assertTrue(ids.containsAll(List.of("summary", "summary-2", "methods-1", "figure-effects")));
  }

  @Test
  void anchors_areTheSameInEveryLanguage() {
    assertEquals(
        parsed(Language.ENGLISH).select("h2,h3").eachAttr("id"),
        parsed(Language.SWEDISH).select("h2,h3").eachAttr("id"));
  }

  @Test
  void table_hasHeadsOfColumnsRowsAndGroups() {
    Element table = parsed(Language.ENGLISH).select("table").first();
    assertEquals("Effects on work", table.selectFirst("caption").text());
    assertEquals(
        List.of("Outcome", "n", "Effect", "95% interval", "p", "Remark"),
        table.select("thead th[scope=col]").eachText());
    assertEquals(
        List.of("After three months", "After six months"),
        table.select("th[scope=rowgroup]").eachText());
    assertEquals(2, table.select("tbody").size());
    assertEquals("Women", table.select("th[scope=row]").get(1).text());
    assertEquals("in1", table.select("th[scope=row]").get(1).className());
    // Words that take the rest of the row: two of six cells stand before them.
    Element tail = table.select("td[colspan=4]").first();
    assertEquals("not told: fewer than 5 people", tail.text());
  }

  @Test
  void table_withoutCaptionIsNamedByItsHeading() {
    var page = parsed(Language.SWEDISH);
    Element table = page.select("table").get(1);
    assertEquals("Alltihop", table.selectFirst("caption.bare .unseen").text());
    assertEquals("Alltihop", page.getElementById("fold-1").text());
    assertEquals("Tabell: Alltihop", table.parent().attr("aria-label"));
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void hiddenCells_saySoInWords(Language language) {
    var page = parsed(language);
    boolean en = language == Language.ENGLISH;
    assertEquals(
        en ? "hidden: fewer than 5" : "dolt: färre än 5",
        page.select(".hidden .unseen").first().text());
    assertEquals(
        en
            ? List.of(
                "<5: a number from 1 to 4 that is hidden so that nobody can be recognised.",
                "··: hidden because it would give another number away.")
            : List.of(
                "<5: ett tal från 1 till 4 som döljs för att ingen ska kunna kännas igen.",
                "··: dolt, eftersom talet skulle röja ett annat."),
        page.select(".legend").eachText());
  }

  @Test
  void picture_hasItsWordsAndNoRulesOfItsOwn() {
    var page = parsed(Language.ENGLISH);
    assertEquals(3, page.select("figure svg[role=img]").size());
    assertEquals(0, page.select("svg style").size());
    Element svg = page.select("#figure-effects .narrow svg").first();
    assertNotNull(svg);
    assertEquals("", svg.attr("width"));
    assertEquals("0 0 360 160", svg.attr("viewBox"));
    assertEquals(
        "figure-effects-n-figure-title figure-effects-n-figure-description",
        svg.attr("aria-labelledby"));
    assertTrue(page.select("#figure-effects .words p").text().endsWith(SampleDocument.MARKUP));
  }

  @Test
  void table_hasACaptionAndHeadsAndAnotherNameThanEveryOther() {
    for (Language language : Language.values()) {
      var page = parsed(language);
      Set<String> names = new HashSet<>();
      for (Element table : page.select("table")) {
        assertFalse(table.selectFirst("caption").text().isEmpty());
        assertTrue(table.select("thead td").isEmpty());
        assertTrue(table.select("thead th").stream().noneMatch(th -> th.text().isEmpty()));
        assertTrue(names.add(table.parent().attr("aria-label")), names.toString());
      }
    }
  }

  @Test
  void html_holdsNoCharactersThatTurnText() {
    Document document = SampleDocument.in(Language.ENGLISH);
    String turned = "a\u202eb\u2066c\u2069d " + "long ".repeat(600);
    Document other =
        new Document(
            document.language(),
            turned,
            document.subtitle(),
            document.about(),
            document.chapters(),
            document.limit(),
            turned);
    String html = HtmlPage.of(other).html();
    assertFalse(html.chars().anyMatch(c -> Bidi.control(c)));
    var page = Jsoup.parse(html);
    assertTrue(page.selectFirst("h1").text().startsWith("abcd long long"));
    assertTrue(page.title().length() < 200, page.title());
    assertTrue(page.title().contains("\u2026"));
    Svg svg = new Svg(10, 10, "en", turned, "");
    assertTrue(svg.document().contains(">abcd long"));
  }

  @Test
  void picture_inColoursOfItsOwnKeepsItsPaper() {
    Picture picture = SampleDocument.picture("x", true, false);
    assertTrue(PagePicture.of("x", picture).recoloured());
    Picture other =
        new Picture(
            "x", "x", "x", picture.svg().replace(Palette.PLUM, "#123456"), picture.narrow());
    assertFalse(PagePicture.of("x", other).recoloured());
    assertEquals("paper one", PagePicture.of("x", other).style());
  }

  @Test
  void numbers_keepTheirBlanksAndSigns() {
    String html = HtmlPage.of(SampleDocument.in(Language.SWEDISH)).html();
    assertTrue(html.contains("1\u00a0204"));
    assertTrue(html.contains("[\u221210,25; "));
  }
}
