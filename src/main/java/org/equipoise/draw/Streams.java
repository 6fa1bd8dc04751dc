package org.equipoise.draw;

import org.equipoise.protocol.Digest;

/** The secret side of the draw: every stream of numbers that a key reaches. */
public final class Streams {

  private Streams() {}

  /** All streams of a trial; {@code second} and {@code beacon} are empty when not mixed in. */
  public static Streams of(DrawKey key, String trial, String second, String beacon) {
    throw new UnsupportedOperationException(trial);
  }

  /** The streams of one site only: what an offline kit holds. */
  public static Streams ofSite(String trial, int scheme, String site, DrawKey siteKey) {
    throw new UnsupportedOperationException(trial);
  }

  /** Whether this stream can be made. */
  public boolean reaches(StreamName name) {
    throw new UnsupportedOperationException();
  }

  /** The key of one site's streams. */
  public DrawKey siteKey(int scheme, String site) {
    throw new UnsupportedOperationException();
  }

  /**
   * The stream of this name.
   *
   * @throws IllegalArgumentException when it is out of reach
   */
  public KeyedStream stream(StreamName name) {
    throw new UnsupportedOperationException();
  }

  /** The digest that binds a key, and is published before anybody is drawn. */
  public static Digest commitment(DrawKey key, Digest protocol) {
    throw new UnsupportedOperationException();
  }
}
