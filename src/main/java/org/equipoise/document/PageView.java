package org.equipoise.document;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What the template of a page is filled with: a document in its places, words, style and script.
 */
public final class PageView {

  /** Beyond so many entries the table of contents beside the text names chapters only. */
  private static final int LONGEST_CONTENTS = 30;

  private static final int LONGEST_TITLE = 120;

  private static final Pattern COMMENTS = Pattern.compile("/\\*.*?\\*/", Pattern.DOTALL);
  private static final Pattern INDENTS = Pattern.compile("\\n\\s*");
  private static final String STYLE = colours() + compact("page.css");
  private static final String SCRIPT = compact("page.js");
  private static final String POLICY =
      "default-src 'none'; style-src '"
          + digest(STYLE)
          + "'; script-src '"
          + digest(SCRIPT)
          + "'; img-src data:; base-uri 'none'; form-action 'none'";

  private final Document document;
  private final Words words;
  private final List<PageChapter> chapters;

  PageView(Document document) {
    this.document = document;
    this.words = Words.in(document.language(), PageWord.CATALOGUE);
    this.chapters = new PageOutline(words, document.limit()).chapters(document);
  }

  public Document document() {
    return document;
  }

  /** What a window or a bookmark is called. */
  public String title() {
    String title = Svg.shortened(document.title(), LONGEST_TITLE);
    return document.subtitle().isEmpty() ? title : title + " \u2013 " + document.subtitle();
  }

  public List<PageChapter> chapters() {
    return chapters;
  }

  /** What the page says by itself. */
  public String say(PageWord word, String... parts) {
    return words.say(word, parts);
  }

  /** Whether the table of contents names sections too. */
  public boolean detailed() {
    long entries =
        chapters.stream()
            .mapToLong(
                chapter ->
                    1
                        + chapter.sections().stream()
                            .filter(section -> !section.title().isEmpty())
                            .count())
            .sum();
    return entries <= LONGEST_CONTENTS;
  }

  /** The style sheet; trusted. */
  public String style() {
    return STYLE;
  }

  /** The script; trusted. */
  public String script() {
    return SCRIPT;
  }

  /** What the page may load and run: itself, and nothing else. */
  public String policy() {
    return POLICY;
  }

  /** Names for the colours of both schemes, and the colours of pictures by these names. */
  private static String colours() {
    StringBuilder light = new StringBuilder();
    StringBuilder dark = new StringBuilder();
    StringBuilder pictures = new StringBuilder();
    for (Palette.Colour colour : Palette.colours()) {
      String name = "--" + colour.name() + ":";
      light.append(name).append(colour.light()).append(';');
      dark.append(name).append(colour.dark()).append(';');
      for (String attribute : List.of("fill", "stroke")) {
        pictures.append("figure:not(.paper) [").append(attribute).append("='");
        pictures.append(colour.light()).append("']{").append(attribute).append(":var(--");
        pictures.append(colour.name()).append(")}");
      }
    }
    return ":root{color-scheme:light;"
        + light
        + "}"
        + "@media screen{:root[data-scheme=dark]{color-scheme:dark;"
        + dark
        + "}}"
        + "@media screen and (prefers-color-scheme:dark){"
        + ":root:not([data-scheme]){color-scheme:dark;"
        + dark
        + "}}"
        + pictures;
  }

  /** A resource without comments and indents. */
  private static String compact(String name) {
    try (InputStream bytes = PageView.class.getResourceAsStream(name)) {
      if (bytes == null) {
        throw new IllegalStateException("the program lacks its resource " + name);
      }
      String text = new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
      return INDENTS.matcher(COMMENTS.matcher(text).replaceAll("")).replaceAll("\n").strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String digest(String text) {
    try {
      byte[] sum =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return "sha256-" + Base64.getEncoder().encodeToString(sum);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
