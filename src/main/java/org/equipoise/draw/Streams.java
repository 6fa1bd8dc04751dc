package org.equipoise.draw;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.equipoise.protocol.Digest;
import org.jspecify.annotations.Nullable;

/**
 * The secret side of the draw: every stream of numbers that a key reaches. The trial's key reaches
 * all of them; the key of a site, which an offline kit holds, reaches that site's streams in one
 * scheme and tells nothing about any other. Rules: {@code docs/draw-rules.md}, section 2.
 */
public final class Streams {

  private final String trial;
  private final @Nullable Hmac mixed;
  private final Map<Site, byte[]> siteKeys = new HashMap<>();
  private final Map<StreamName, KeyedStream> streams = new HashMap<>();

  private record Site(int scheme, String code) {}

  private Streams(String trial, @Nullable Hmac mixed) {
    this.trial = trial;
    this.mixed = mixed;
  }

  /**
   * All streams of a trial.
   *
   * @param trial the protocol's id
   * @param second what the second party gave; empty when nothing was mixed in
   * @param beacon value of the public beacon; empty when nothing was mixed in
   */
  public static Streams of(DrawKey key, String trial, String second, String beacon) {
    byte[] numbers = bytes("equipoise draw mix 1\n" + second + "\n" + beacon);
    return new Streams(trial, new Hmac(new Hmac(key.bytes()).of(numbers)));
  }

  /**
   * The streams of one site in one scheme.
   *
   * @param siteKey what {@link #siteKey} gave for it
   */
  public static Streams ofSite(String trial, int scheme, String site, DrawKey siteKey) {
    Streams streams = new Streams(trial, null);
    streams.siteKeys.put(new Site(scheme, site), siteKey.bytes());
    return streams;
  }

  /** Whether this stream can be made. */
  public boolean reaches(StreamName name) {
    return mixed != null || siteKeys.containsKey(new Site(name.scheme(), name.site()));
  }

  /**
   * The key of one site's streams in one scheme; the site is empty when sites are no strata.
   *
   * @throws IllegalArgumentException when it is out of reach
   */
  public DrawKey siteKey(int scheme, String site) {
    return DrawKey.of(siteBytes(new Site(scheme, site)));
  }

  /**
   * The stream of this name, always the same object.
   *
   * @throws IllegalArgumentException when it is out of reach
   */
  public KeyedStream stream(StreamName name) {
    KeyedStream known = streams.get(name);
    return known != null ? known : made(name);
  }

  private KeyedStream made(StreamName name) {
    StringBuilder info = new StringBuilder("equipoise draw stream 1\n");
    String separator = "";
    for (Map.Entry<String, String> value : name.stratum().entrySet()) {
      info.append(separator).append(value.getKey()).append('=').append(value.getValue());
      separator = "\n";
    }
    Hmac site = new Hmac(siteBytes(new Site(name.scheme(), name.site())));
    KeyedStream stream = new KeyedStream(expand(site, info.toString()));
    streams.put(name, stream);
    return stream;
  }

  private byte[] siteBytes(Site site) {
    byte[] known = siteKeys.get(site);
    if (known != null) {
      return known;
    }
    if (mixed == null) {
      throw new IllegalArgumentException(
          "the key at hand does not reach site '" + site.code() + "' in scheme " + site.scheme());
    }
    String info = "equipoise draw site 1\n" + trial + "\n" + site.scheme() + "\n" + site.code();
    byte[] key = expand(mixed, info);
    siteKeys.put(site, key);
    return key;
  }

  /** The first 32 bytes of HKDF-Expand, RFC 5869 section 2.3. */
  private static byte[] expand(Hmac key, String info) {
    byte[] text = bytes(info);
    byte[] counted = Arrays.copyOf(text, text.length + 1);
    counted[text.length] = 1;
    return key.of(counted);
  }

  /**
   * The digest that binds a key to a protocol. It is published before anybody is drawn, so that the
   * key revealed at the end can be seen to be the one the trial began with.
   */
  public static Digest commitment(DrawKey key, Digest protocol) {
    return Digest.of("equipoise draw commitment 1\n" + protocol.hex() + "\n" + key.hex());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return "Streams[secret, of " + trial + "]";
  }
}
