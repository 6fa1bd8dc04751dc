package org.equipoise.document;

/** A picture in pixels, for slides. */
public final class Png {

  private Png() {}

  /**
   * A PNG file.
   *
   * @param svg the picture
   * @param scale pixels a unit of the view box, above 0; 2 is crisp on slides
   */
  public static byte[] of(String svg, double scale) {
    throw new UnsupportedOperationException("not drawn yet");
  }
}
