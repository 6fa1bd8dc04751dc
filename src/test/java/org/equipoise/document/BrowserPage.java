package org.equipoise.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** A page in a {@link Browser}, and everything it complained about. */
public final class BrowserPage implements AutoCloseable {

  private static final int HEIGHT = 900;
  private static final int PHONE = 600;
  private static final String AXE = "/axe.min.js";
  private static final String RULES =
      "['wcag2a','wcag2aa','wcag21a','wcag21aa','wcag22aa','best-practice']";

  private final Browser browser;
  private final String target;
  private final String session;
  private final String address;
  private final CompletableFuture<Boolean> loaded = new CompletableFuture<>();
  private final List<String> complaints = new CopyOnWriteArrayList<>();

  private BrowserPage(Browser browser, String target, String session, String address) {
    this.browser = browser;
    this.target = target;
    this.session = session;
    this.address = address;
  }

  static BrowserPage open(Browser browser, Path html, int width, boolean dark, boolean scripts) {
    ObjectNode blank = Browser.object().put("url", "about:blank");
    String target = browser.ask("", "Target.createTarget", blank).path("targetId").asText();
    ObjectNode flat = Browser.object().put("targetId", target).put("flatten", true);
    String session = browser.ask("", "Target.attachToTarget", flat).path("sessionId").asText();
    String address = html.toAbsolutePath().toUri().toString();
    BrowserPage page = new BrowserPage(browser, target, session, address);
    browser.listen(session, page::hear);
    for (String domain : List.of("Page", "Runtime", "Network", "Log")) {
      page.ask(domain + ".enable", Browser.object());
    }
    page.resize(width);
    page.media("screen", dark);
    ObjectNode off = Browser.object().put("value", !scripts);
    page.ask("Emulation.setScriptExecutionDisabled", off);
    page.ask("Page.navigate", Browser.object().put("url", address));
    page.loaded.orTimeout(30, TimeUnit.SECONDS).join();
    return page;
  }

  private JsonNode ask(String method, ObjectNode parameters) {
    return browser.ask(session, method, parameters);
  }

  private void hear(String event, JsonNode content) {
    switch (event) {
      case "Page.loadEventFired" -> loaded.complete(true);
      case "Network.requestWillBeSent" -> {
        String url = content.path("request").path("url").asText();
        if (!url.equals(address) && !url.startsWith("data:")) {
          complaints.add("asks for " + url);
        }
      }
      case "Runtime.exceptionThrown" ->
          complaints.add("exception: " + content.path("exceptionDetails").toString());
      case "Runtime.consoleAPICalled" ->
          complaints.add("console: " + content.path("args").toString());
      case "Log.entryAdded" -> complaints.add("log: " + content.path("entry").path("text"));
      default -> {}
    }
  }

  /** Messages on the console, exceptions, and requests for anything but the file itself. */
  public List<String> complaints() {
    return List.copyOf(complaints);
  }

  /** Makes the window wider or narrower. */
  public void resize(int width) {
    ask(
        "Emulation.setDeviceMetricsOverride",
        Browser.object()
            .put("width", width)
            .put("height", HEIGHT)
            .put("deviceScaleFactor", 1)
            .put("mobile", width < PHONE));
  }

  /** Shows the page on a {@code screen} or as in {@code print}, light or dark. */
  public void media(String kind, boolean dark) {
    ObjectNode media = Browser.object().put("media", kind);
    var features = media.putArray("features");
    features.addObject().put("name", "prefers-color-scheme").put("value", dark ? "dark" : "light");
    features.addObject().put("name", "prefers-reduced-motion").put("value", "reduce");
    ask("Emulation.setEmulatedMedia", media);
  }

  /** The value of an expression, waited for. */
  public JsonNode evaluate(String script) {
    ObjectNode call =
        Browser.object()
            .put("expression", script)
            .put("awaitPromise", true)
            .put("returnByValue", true);
    JsonNode answer = ask("Runtime.evaluate", call);
    if (answer.has("exceptionDetails")) {
      throw new IllegalStateException(answer.get("exceptionDetails").toString());
    }
    return answer.path("result").path("value");
  }

  /** A list of words from an expression. */
  public List<String> words(String script) {
    List<String> words = new ArrayList<>();
    evaluate(script).forEach(word -> words.add(word.asText()));
    return words;
  }

  /** What breaks a rule of accessibility (axe-core), each in a line. */
  public List<String> violations() {
    try (InputStream axe = BrowserPage.class.getResourceAsStream(AXE)) {
      evaluate(new String(axe.readAllBytes(), StandardCharsets.UTF_8) + ";0");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return words(
        "axe.run(document,{runOnly:"
            + RULES
            + ",resultTypes:['violations']}).then(function(r){return r.violations.map(function(v){"
            + "return v.id+' ('+v.impact+'): '+v.help+' at '+v.nodes.length+' place(s): '"
            + "+v.nodes.slice(0,3).map(function(n){"
            + "return n.target.join(' ')+' '+n.html.slice(0,160)+' '+n.failureSummary"
            + "}).join('; ')})})");
  }

  /** The whole page as a PNG file. */
  public byte[] screenshot() {
    JsonNode size = ask("Page.getLayoutMetrics", Browser.object()).path("cssContentSize");
    ObjectNode shot = Browser.object().put("format", "png").put("captureBeyondViewport", true);
    shot.putObject("clip")
        .put("x", 0)
        .put("y", 0)
        .put("width", size.path("width").asDouble())
        .put("height", Math.min(size.path("height").asDouble(), 16_000))
        .put("scale", 1);
    return bytes(ask("Page.captureScreenshot", shot));
  }

  /** The page on paper, a PDF file; it stays as on paper. */
  public byte[] pdf() {
    media("print", false);
    ObjectNode paper = Browser.object().put("printBackground", true).put("preferCSSPageSize", true);
    return bytes(ask("Page.printToPDF", paper));
  }

  private static byte[] bytes(JsonNode answer) {
    return Base64.getDecoder().decode(answer.path("data").asText());
  }

  @Override
  public void close() {
    browser.forget(session);
    browser.ask("", "Target.closeTarget", Browser.object().put("targetId", target));
  }
}
