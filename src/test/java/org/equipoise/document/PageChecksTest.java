package org.equipoise.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The page in Chromium; skipped where none is installed. Rules of accessibility: axe-core 4.10. */
class PageChecksTest {

  @TempDir static Path folder;
  private static Browser browser;

  @BeforeAll
  static void start() throws IOException {
    PageChecks.assumeBrowser();
    browser = Browser.start();
  }

  @AfterAll
  static void end() throws IOException {
    if (browser != null) {
      browser.close();
    }
  }

  private static Path written(String name, String html) throws IOException {
    return Files.writeString(folder.resolve(name + ".html"), html);
  }

  private static Path page(Language language) throws IOException {
    return written(language.tag(), HtmlPage.of(SampleDocument.in(language)).html());
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void check_findsNothingWrongWithOurPages(Language language) throws IOException {
    assertEquals(List.of(), PageChecks.check(browser, page(language)));
  }

  @Test
  void check_findsEveryFaultOfBadPages() throws IOException {
    String bad =
        "<!doctype html><html><head><title>x</title>"
            + "<meta name=viewport content='width=device-width'></head><body>"
            + "<img src='https://example.org/x.png'><div style='width:2000px'>wide</div>"
            + "<section class=chapter><p>one</p><p style='margin-top:-40px'>two</p></section>"
            + "<main><table><tr><td>1</td></tr></table></main>"
            + "<figure id=f><svg viewBox='0 0 400 40'><text x='5' y='20'>words on</text>"
            + "<text x='30' y='20'>each other</text><text x='390' y='20'>outside</text>"
            + "<text x='200' y='20' font-size='1'>tiny</text></svg></figure>"
            + "<script>console.error('oh');throw new Error('no')</script></body></html>";
    String all = String.join("\n", PageChecks.check(browser, written("bad", bad)));
    for (String fault :
        List.of(
            "asks for https://example.org/x.png",
            "console: ",
            "exception: ",
            "html-has-lang",
            "image-alt",
            "px wide on a screen of 1400",
            "\"two\" lies on p \"one\"",
            "\"words on\" and \"each other\" overlap",
            "\"outside\" leaves its picture",
            "\"tiny\" is",
            "a row may be cut")) {
      assertTrue(all.contains(fault), () -> fault + " is not among\n" + all);
    }
  }

  @Test
  void page_changesItsSchemeByTheButton() throws IOException {
    try (BrowserPage page = browser.open(page(Language.SWEDISH), 1400, false, true)) {
      String paper = "getComputedStyle(document.body).backgroundColor";
      assertEquals("rgb(255, 255, 255)", page.evaluate(paper).asText());
      assertEquals(
          "Mörkt", page.evaluate("document.getElementById('scheme').textContent").asText());
      page.evaluate("document.getElementById('scheme').click()");
      assertEquals("rgb(20, 24, 28)", page.evaluate(paper).asText());
      assertEquals(
          "rgb(20, 24, 28)",
          page.evaluate("getComputedStyle(document.querySelector('figure rect')).fill").asText());
      assertEquals(
          "Ljust", page.evaluate("document.getElementById('scheme').textContent").asText());
      assertEquals(List.of(), page.complaints());
    }
  }

  @Test
  void page_opensTheFoldOfALink() throws IOException {
    try (BrowserPage page = browser.open(page(Language.ENGLISH), 1400, false, true)) {
      page.evaluate("location.hash='#fold-2';new Promise(r=>setTimeout(r,50))");
      assertTrue(page.evaluate("document.getElementById('fold-2').parentElement.open").asBoolean());
      assertTrue(page.evaluate("document.getElementById('fold-1').parentElement.open").asBoolean());
    }
  }

  @Test
  void page_showsThePictureForItsWidth() throws IOException {
    try (BrowserPage page = browser.open(page(Language.ENGLISH), 1400, false, false)) {
      String shown =
          "[].map.call(document.querySelectorAll('#figure-effects svg'),"
              + "s=>s.getBoundingClientRect().width>0).join()";
      assertEquals("true,false", page.evaluate(shown).asText());
      page.resize(360);
      assertEquals("false,true", page.evaluate(shown).asText());
    }
  }

  @Test
  void decimals_standBelowEachOther() throws IOException {
    try (BrowserPage page = browser.open(page(Language.SWEDISH), 1400, false, true)) {
      // The place of the decimal comma of each effect: 11,1 and −1,50.
      String places =
          "[].slice.call(document.querySelectorAll('caption')[0].parentElement.rows)"
              + ".map(r=>r.cells[2]).filter(c=>c&&/,/.test(c.textContent)).map(c=>{"
              + "let t=c.firstChild,r=document.createRange();"
              + "r.setStart(t,t.data.indexOf(','));r.setEnd(t,t.data.indexOf(',')+1);"
              + "return String(Math.round(r.getBoundingClientRect().left*4)/4)})";
      List<String> lefts = page.words(places);
      assertEquals(2, lefts.size());
      assertEquals(lefts.get(0), lefts.get(1));
    }
  }
}
