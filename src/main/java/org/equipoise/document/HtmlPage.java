package org.equipoise.document;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;

/**
 * A document as one self-contained HTML file: no network, no script needed, prints well, light and
 * dark, and every picture has its words. The same document gives the same bytes.
 */
public final class HtmlPage {

  private static final TemplateEngine TEMPLATES =
      TemplateEngine.createPrecompiled(
          null, ContentType.Html, null, "org.equipoise.document.pages");

  private final Document document;

  private HtmlPage(Document document) {
    this.document = document;
  }

  /** The page of a document. */
  public static HtmlPage of(Document document) {
    return new HtmlPage(document);
  }

  /** The whole file. */
  public String html() {
    StringOutput out = new StringOutput(1 << 18);
    TEMPLATES.render("page.jte", new PageView(document), out);
    return Bidi.without(out.toString());
  }
}
