package org.equipoise.document;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A picture as part of a page: its drawings without what only files need, every id unique on the
 * page, and colours left to the page's scheme.
 *
 * @param id its anchor
 * @param title its caption
 * @param words what somebody who does not see it should know
 * @param wide the drawing, as wide as a page; trusted markup
 * @param narrow the drawing for narrow screens; trusted markup
 * @param recoloured whether every colour is one of {@link Palette}; one that is not keeps its white
 *     paper on dark screens
 */
public record PagePicture(
    String id,
    String title,
    String words,
    String wide,
    @Nullable String narrow,
    boolean recoloured) {

  private static final Pattern PROLOGUE = Pattern.compile("<\\?xml[^>]*\\?>\\s*");
  private static final Pattern STYLE = Pattern.compile("<style>[^<]*</style>\\s*");
  private static final Pattern ROOT = Pattern.compile("<svg [^>]*>");
  private static final Pattern SIZE = Pattern.compile(" (?:width|height)=\"[^\"]*\"");
  private static final Pattern ID = Pattern.compile(" id=\"");
  private static final Pattern LABELS = Pattern.compile(" aria-labelledby=\"([^\"]*)\"");
  private static final Pattern TARGET = Pattern.compile("(url\\(#|href=\"#)");
  private static final Pattern COLOUR = Pattern.compile(" (?:fill|stroke|stop-color)=\"([^\"]*)\"");

  /** A picture with this anchor; ids in its drawings begin with it. */
  static PagePicture of(String id, Picture picture) {
    String narrow = picture.narrow();
    return new PagePicture(
        id,
        picture.title(),
        picture.description(),
        inline(id + "-", picture.svg()),
        narrow == null ? null : inline(id + "-n-", narrow),
        known(picture.svg()) && (narrow == null || known(narrow)));
  }

  /** Classes of the figure in the style sheet. */
  public String style() {
    return (recoloured ? "" : "paper ") + (narrow == null ? "one" : "two");
  }

  private static String inline(String prefix, String svg) {
    String text = PROLOGUE.matcher(svg).replaceFirst("");
    text = STYLE.matcher(text).replaceAll("");
    Matcher root = ROOT.matcher(text);
    if (root.find()) {
      String open = SIZE.matcher(root.group()).replaceAll("").replace("xml:lang", "lang");
      text = open + text.substring(root.end());
    }
    text = ID.matcher(text).replaceAll(" id=\"" + prefix);
    text = TARGET.matcher(text).replaceAll("$1" + prefix);
    Matcher labels = LABELS.matcher(text);
    return labels.replaceAll(
        found ->
            " aria-labelledby=\""
                + prefix
                + String.join(" " + prefix, found.group(1).split(" ", -1))
                + "\"");
  }

  private static boolean known(String svg) {
    Matcher colours = COLOUR.matcher(svg);
    while (colours.find()) {
      String colour = colours.group(1);
      if (colour.startsWith("#") && Palette.of(colour).isEmpty()) {
        return false;
      }
    }
    return true;
  }
}
