package org.equipoise.document;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/**
 * Everything that a page of ours must pass in a real browser: silence on the console and the
 * network, accessibility, its layout on narrow and wide screens in both schemes, with and without
 * scripts, and whole tables on paper.
 */
public final class PageChecks {

  /** Width of A4 less the margins of the style sheet, 178 mm, in pixels of CSS. */
  private static final int PAPER = 672;

  private static final String OPEN =
      "document.querySelectorAll('details').forEach(function(d){d.open=true})";

  /** Leaves some rows of each kind: rules take minutes over thousands of cells of one make. */
  private static final String THIN =
      "document.querySelectorAll('table').forEach(function(t){[].slice.call(t.tBodies).forEach("
          + "function(b,i){if(i>5){b.remove();return}[].slice.call(b.rows).forEach("
          + "function(r,j){if(j>7)r.remove()})})})";

  private PageChecks() {}

  /** Skips the test where no browser is installed. */
  public static void assumeBrowser() {
    Assumptions.assumeTrue(Browser.installed().isPresent(), "no Chromium is installed");
  }

  /** What is wrong with a page, in words; nothing when all is well. Starts a browser. */
  public static List<String> check(Path html) throws IOException {
    try (Browser browser = Browser.start()) {
      return check(browser, html);
    }
  }

  /** The same in a browser that runs already. */
  static List<String> check(Browser browser, Path html) throws IOException {
    List<String> problems = new ArrayList<>();
    try (BrowserPage page = browser.open(html, 1400, false, true)) {
      layout(page, "1400 px, folds closed", problems);
      page.evaluate(OPEN);
      layout(page, "1400 px", problems);
      for (int width : new int[] {768, 360, 320}) {
        page.resize(width);
        layout(page, width + " px", problems);
      }
      page.resize(PAPER);
      page.media("print", false);
      paper(page, problems);
      page.complaints().forEach(words -> problems.add("1400 px: " + words));
    }
    try (BrowserPage page = browser.open(html, 1400, false, true)) {
      page.evaluate(OPEN);
      page.evaluate(THIN);
      rules(page, "1400 px, light", problems);
    }
    try (BrowserPage page = browser.open(html, 360, true, true)) {
      page.evaluate(THIN);
      rules(page, "360 px, dark", problems);
      page.complaints().forEach(words -> problems.add("360 px, dark: " + words));
    }
    try (BrowserPage page = browser.open(html, 1400, true, false)) {
      layout(page, "1400 px, no script", problems);
      print(page, problems);
      page.complaints().forEach(words -> problems.add("no script: " + words));
    }
    return problems;
  }

  private static void rules(BrowserPage page, String where, List<String> problems) {
    page.violations().forEach(words -> problems.add(where + ": " + words));
  }

  private static void layout(BrowserPage page, String where, List<String> problems) {
    page.words(script("layout.js")).forEach(words -> problems.add(where + ": " + words));
  }

  /** Nothing wider than paper, folds open, rows whole, heads on every sheet. */
  private static void paper(BrowserPage page, List<String> problems) {
    page.evaluate("document.querySelectorAll('details').forEach(function(d){d.open=false})");
    page.words(script("paper.js")).forEach(words -> problems.add("on paper: " + words));
  }

  /** Every word of every table is on paper. */
  private static void print(BrowserPage page, List<String> problems) throws IOException {
    byte[] pdf = page.pdf();
    if (pages(pdf) == 0) {
      problems.add("on paper: no page");
    }
    List<String> wanted =
        page.words(
            "[].slice.call(document.querySelectorAll('tbody th,tbody td')).flatMap(function(c){"
                + "var t=c.cloneNode(true);t.querySelectorAll('.unseen').forEach(function(u){"
                + "u.remove()});return t.textContent.split(/\\s+/).filter(function(w){"
                + "return w.length>0&&w.length<12})})");
    Map<String, Integer> found = new HashMap<>();
    String text = text(pdf);
    if (text.isEmpty()) {
      return;
    }
    for (String word : text.split("\\s+", -1)) {
      found.merge(word, 1, Integer::sum);
    }
    List<String> missing = new ArrayList<>();
    for (String word : wanted) {
      if (found.merge(word, -1, Integer::sum) < 0) {
        missing.add(word);
      }
    }
    // Poppler joins two words that touch now and then; a column cut off loses far more.
    if (missing.size() * 1000L > wanted.size()) {
      problems.add(
          "on paper: of "
              + wanted.size()
              + " words in tables, "
              + missing.size()
              + " are missing: "
              + missing.subList(0, Math.min(12, missing.size())));
    }
  }

  /** The number of sheets of a PDF file as Chromium writes it. */
  static int pages(byte[] pdf) {
    String text = new String(pdf, StandardCharsets.ISO_8859_1);
    return text.split("/Type /Page\\b", -1).length - 1;
  }

  /** What a PDF file says, by pdftotext of Poppler; nothing where that is not installed. */
  static String text(byte[] pdf) throws IOException {
    Path file = Files.createTempFile("equipoise", ".pdf");
    Path text = Files.createTempFile("equipoise", ".txt");
    try {
      Files.write(file, pdf);
      Process process =
          new ProcessBuilder("pdftotext", "-enc", "UTF-8", file.toString(), text.toString())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IOException("pdftotext takes too long");
      }
      return Files.readString(text);
    } catch (IOException notInstalled) {
      return "";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    } finally {
      Files.delete(file);
      Files.delete(text);
    }
  }

  private static String script(String name) {
    try (InputStream script = PageChecks.class.getResourceAsStream(name)) {
      return new String(script.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
