package org.equipoise.document;

import java.util.List;

/**
 * How the members of a picture's series, such as the arms of a trial, differ: by colour, by the
 * shape of their marks and by the dashes of their lines, so that they can be told apart in black
 * and white too.
 */
public enum Series {
  FIRST(Palette.ACCENT, "", Mark.CIRCLE),
  SECOND(Palette.AMBER, "5 3", Mark.DIAMOND),
  THIRD(Palette.PLUM, "1.5 2.5", Mark.SQUARE),
  FOURTH(Palette.TEAL, "8 3 1.5 3", Mark.TRIANGLE),
  FIFTH(Palette.OLIVE, "12 3", Mark.RING);

  /** The shape of a mark. */
  public enum Mark {
    CIRCLE,
    DIAMOND,
    SQUARE,
    TRIANGLE,
    RING
  }

  private static final List<Series> ALL = List.of(values());

  private final String colour;
  private final String dash;
  private final Mark mark;

  Series(String colour, String dash, Mark mark) {
    this.colour = colour;
    this.dash = dash;
    this.mark = mark;
  }

  /** The member with this number, from 0; a sixth looks like the first again. */
  public static Series of(int number) {
    return ALL.get(Math.floorMod(number, ALL.size()));
  }

  /** Its colour on paper, one of {@link Palette}. */
  public String colour() {
    return colour;
  }

  /** The dashes of its lines; empty for a solid line. */
  public String dash() {
    return dash;
  }

  /** The shape of its marks. */
  public Mark mark() {
    return mark;
  }
}
