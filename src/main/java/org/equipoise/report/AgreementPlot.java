package org.equipoise.report;

import java.util.List;
import java.util.Locale;
import org.equipoise.disclosure.Gated;
import org.equipoise.disclosure.RatersGate.Shown;
import org.equipoise.document.Language;
import org.equipoise.document.Palette;
import org.equipoise.document.Svg;
import org.equipoise.protocol.Item;
import org.equipoise.protocol.Level;
import org.equipoise.protocol.Protocol;

/**
 * A picture of how two views of the same people agree: own answers upward, the other's to the
 * right, the darker the more pairs. Counts that may not be shown are left white with their mark.
 */
public final class AgreementPlot {

  private static final double CELL = 56;
  private static final double LEFT = 210;
  private static final double TOP = 70;
  private static final double BOTTOM = 90;
  private static final double TYPE = 13;
  private static final double LONGEST = 190;
  private static final String INK = Palette.INK;
  private static final String GRID = Palette.RULE;
  private static final int[] LIGHT = {0xee, 0xf3, 0xf8};
  private static final int[] DARK = {0x0b, 0x3c, 0x5d};

  private AgreementPlot() {}

  /** The picture as a document of its own; the pairing must have levels and enough pairs. */
  public static String svg(Protocol protocol, Shown shown, String rater, Language language) {
    WaveWording wording = new WaveWording(protocol, language);
    int size = shown.table().size();
    String item = wording.item(shown.pairing().item());
    String wave = wording.wave(shown.pairing().wave());
    String title = wording.say(WaveWord.RATERS_TABLE, item, wave);
    double width = LEFT + size * CELL + 30;
    double height = TOP + size * CELL + BOTTOM;
    Svg svg = new Svg(width, height, language.tag(), title, title);
    svg.box(0, 0, width, height, Palette.PAPER);
    double y = 24;
    for (String line : Svg.lines(title, width - 20, TYPE + 2)) {
      svg.text(10, y, TYPE + 2, Svg.Anchor.START, INK, true, line);
      y += TYPE + 5;
    }
    List<String> names = names(protocol, shown, wording);
    int most = most(shown);
    for (int i = 0; i < size; i++) {
      // The highest own answer stands on top.
      double top = TOP + (size - 1 - i) * CELL;
      svg.text(
          LEFT - 8,
          top + CELL / 2 + TYPE / 3,
          TYPE,
          Svg.Anchor.END,
          INK,
          false,
          Svg.lines(names.get(i), LONGEST, TYPE).get(0));
      for (int j = 0; j < size; j++) {
        cell(svg, shown.table().get(i).get(j), LEFT + j * CELL, top, most, protocol);
      }
    }
    frame(svg, size);
    for (int j = 0; j < size; j++) {
      svg.text(
          LEFT + (j + 0.5) * CELL,
          TOP + size * CELL + 20,
          TYPE,
          Svg.Anchor.MIDDLE,
          INK,
          false,
          shown.pairing().levels().get(j));
    }
    svg.text(
        LEFT + size * CELL / 2, TOP + size * CELL + 46, TYPE, Svg.Anchor.MIDDLE, INK, true, rater);
    svg.text(
        10, TOP - 10, TYPE, Svg.Anchor.START, INK, true, wording.say(WaveWord.RATERS_OWN_AXIS));
    return svg.document();
  }

  private static void cell(
      Svg svg, Gated<Integer> count, double x, double y, int most, Protocol protocol) {
    int n = count.either(shown -> shown, why -> -1);
    if (n > 0) {
      double share = n / (double) most;
      svg.box(x, y, CELL, CELL, colour(share));
      String ink = share > 0.55 ? Palette.PAPER : INK;
      middle(svg, x, y, ink, String.valueOf(n));
    } else if (n == 0) {
      middle(svg, x, y, Palette.GREY, "0");
    } else {
      String below = "<" + protocol.cells().display();
      String mark = count.either(shown -> "", why -> why == Gated.Why.SMALL ? below : "··");
      middle(svg, x, y, INK, mark);
    }
  }

  private static void middle(Svg svg, double x, double y, String ink, String words) {
    svg.text(x + CELL / 2, y + CELL / 2 + TYPE / 3, TYPE, Svg.Anchor.MIDDLE, ink, false, words);
  }

  /** The grid, and the diagonal of agreement drawn stronger. */
  private static void frame(Svg svg, int size) {
    double end = TOP + size * CELL;
    for (int k = 0; k <= size; k++) {
      svg.line(LEFT, TOP + k * CELL, LEFT + size * CELL, TOP + k * CELL, GRID, 1, "");
      svg.line(LEFT + k * CELL, TOP, LEFT + k * CELL, end, GRID, 1, "");
    }
    for (int k = 0; k < size; k++) {
      double x = LEFT + k * CELL;
      double y = TOP + (size - 1 - k) * CELL;
      svg.line(x, y, x + CELL, y, INK, 2, "");
      svg.line(x, y + CELL, x + CELL, y + CELL, INK, 2, "");
      svg.line(x, y, x, y + CELL, INK, 2, "");
      svg.line(x + CELL, y, x + CELL, y + CELL, INK, 2, "");
    }
  }

  private static int most(Shown shown) {
    int most = 1;
    for (List<Gated<Integer>> row : shown.table()) {
      for (Gated<Integer> count : row) {
        most = Math.max(most, count.either(n -> n, why -> 0));
      }
    }
    return most;
  }

  private static List<String> names(Protocol protocol, Shown shown, WaveWording wording) {
    Item item = protocol.item(shown.pairing().item()).orElseThrow();
    return shown.pairing().levels().stream()
        .map(
            code ->
                item.levels().stream()
                    .filter(level -> level.code().equals(code))
                    .map(Level::title)
                    .map(wording::text)
                    .map(name -> name.equals(code) ? code : code + "  " + name)
                    .findFirst()
                    .orElse(code))
        .toList();
  }

  private static String colour(double share) {
    StringBuilder colour = new StringBuilder("#");
    for (int k = 0; k < 3; k++) {
      int part = (int) Math.round(LIGHT[k] + share * (DARK[k] - LIGHT[k]));
      colour.append(String.format(Locale.ROOT, "%02x", part));
    }
    return colour.toString();
  }
}
