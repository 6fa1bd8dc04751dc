package org.equipoise.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.equipoise.document.Document;
import org.equipoise.document.HtmlPage;
import org.equipoise.document.LatexTables;
import org.equipoise.document.MarkdownPage;
import org.equipoise.document.Style;
import org.equipoise.document.TextLayout;

/** The form that a report takes in a file, told by the ending of its name. */
public enum ReportForm {
  /** One page that holds its pictures and needs no network. */
  HTML(".html"),
  /** Text with tables; pictures lie beside it. */
  MARKDOWN(".md"),
  /** The tables alone, to be taken into a paper. */
  LATEX(".tex"),
  /** Plain text of 100 columns. */
  TEXT(".txt");

  private final String ending;

  ReportForm(String ending) {
    this.ending = ending;
  }

  /** The form that a file's name asks for; empty when reports do not take it. */
  public static Optional<ReportForm> of(Path file) {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    return Arrays.stream(values()).filter(form -> name.endsWith(form.ending)).findFirst();
  }

  /** Every ending that a report's name may have. */
  public static List<String> endings() {
    return Arrays.stream(values()).map(form -> form.ending).toList();
  }

  /**
   * The document in this form.
   *
   * @param pictures where its pictures lie, as seen from the file; used by Markdown alone
   */
  String of(Document document, String pictures) {
    return switch (this) {
      case HTML -> HtmlPage.of(document).html();
      case MARKDOWN -> MarkdownPage.of(document).markdown(pictures);
      case LATEX -> LatexTables.of(document).latex();
      case TEXT -> text(document);
    };
  }

  private static String text(Document document) {
    StringBuilder text = new StringBuilder();
    try {
      new TextLayout(text, Style.PLAIN, document.language(), document.limit()).print(document);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory cannot fail", e);
    }
    return text.toString();
  }
}
