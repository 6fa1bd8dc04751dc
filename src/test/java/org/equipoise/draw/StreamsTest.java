package org.equipoise.draw;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.equipoise.protocol.Digest;
import org.junit.jupiter.api.Test;

class StreamsTest {

  private static final DrawKey KEY =
      DrawKey.parse("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f");
  private static final StreamName NAME = new StreamName(1, "north", Map.of("sex", "woman"));

  /** RFC 4231, test cases 1 and 2; the longest key of ours has 32 bytes. */
  @Test
  void hmac_matchesRfc4231() {
    byte[] twenty = new byte[20];
    java.util.Arrays.fill(twenty, (byte) 0x0b);
    assertEquals(
        "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7",
        hmac(twenty, "Hi There"));
    assertEquals(
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
        hmac("Jefe".getBytes(StandardCharsets.US_ASCII), "what do ya want for nothing?"));
  }

  private static String hmac(byte[] key, String text) {
    return hex(new Hmac(key).of(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** The platform's own HMAC, on texts of every length around the block of 64 bytes. */
  @Test
  void ticket_matchesThePlatform() throws GeneralSecurityException {
    byte[] secret = KEY.bytes();
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(secret, "HmacSHA256"));
    KeyedStream stream = new KeyedStream(secret);
    for (int length = 0; length < 200; length++) {
      String label = "å".repeat(length / 2) + "x".repeat(length % 2);
      assertArrayEquals(
          mac.doFinal(label.getBytes(StandardCharsets.UTF_8)), stream.ticket(label), label);
    }
  }

  /** The hexadecimal values that {@code docs/draw-rules.md} prints, made by OpenSSL 3.0.19. */
  @Test
  void example_isThatOfTheText() throws IOException {
    String text = Files.readString(Path.of("docs/draw-rules.md"));
    Streams streams = Streams.of(KEY, "example", "", "");
    String site = streams.siteKey(1, "north").hex();
    assertEquals("9162f9cc391f4b33604ca20e09147f4a2059a4a06df5c5e8ad6b1e92c85854fa", site);
    String first = hex(streams.stream(NAME).ticket("arm/0/0"));
    assertEquals("f5d0715f170f271680eb1fe637b7eb50cb2739af7265ad4894b91d8aed2c5f01", first);
    assertTrue(text.contains(site), "the site key");
    assertTrue(text.contains(first), "the first number");
    assertEquals(0, streams.stream(NAME).number("arm/0", 2));
    assertEquals(1, streams.stream(NAME).number("arm/2", 2));
  }

  /** {@code printf 'equipoise draw commitment 1\n%s\n%s' DIGEST KEY | openssl dgst -sha256}. */
  @Test
  void commitment_matchesOpenssl() {
    assertEquals(
        "62850dad9ea530034c3322130b31e3bda3a0d81b237394611a1d405026d4b664",
        Streams.commitment(KEY, Digest.of("the protocol")).hex());
  }

  /**
   * With a bound of 3 * 2^61 the largest multiple below 2^64 is 3 * 2^62, so a quarter of all bits
   * is rejected: each label is followed through its retries by hand.
   */
  @Test
  void number_rejectsWhatWouldFavourSmallResults() {
    KeyedStream stream = Streams.of(KEY, "example", "", "").stream(NAME);
    long bound = 3L << 61;
    BigInteger limit = BigInteger.valueOf(3).shiftLeft(62);
    int rejected = 0;
    int low = 0;
    for (int i = 0; i < 4000; i++) {
      int retry = 0;
      while (bits(stream, "n/" + i + "/" + retry).compareTo(limit) >= 0) {
        retry++;
        rejected++;
      }
      BigInteger expected = bits(stream, "n/" + i + "/" + retry).mod(BigInteger.valueOf(bound));
      assertEquals(expected.longValueExact(), stream.number("n/" + i, bound), "n/" + i);
      low += expected.longValueExact() < bound / 2 ? 1 : 0;
    }
    // Rejections a number: 1/3 on average, standard deviation 2/3. Without them 5/8 would be low.
    assertEquals(4000 / 3.0, rejected, 4 * Math.sqrt(4000) * 2 / 3);
    assertEquals(2000, low, 4 * Math.sqrt(1000));
  }

  private static BigInteger bits(KeyedStream stream, String label) {
    return new BigInteger(1, stream.ticket(label)).shiftRight(256 - 64);
  }

  @Test
  void number_refusesAnEmptyRange() {
    KeyedStream stream = new KeyedStream(KEY.bytes());
    assertEquals(0, stream.number("one", 1));
    assertThrows(IllegalArgumentException.class, () -> stream.number("none", 0));
  }

  /** Whatever differs in a name, the numbers differ. */
  @Test
  void stream_isItsNamesAlone() {
    Streams streams = Streams.of(KEY, "example", "", "");
    String ticket = ticket(streams, NAME);
    assertEquals(ticket, ticket(Streams.of(KEY, "example", "", ""), NAME));
    assertNotEquals(ticket, ticket(streams, new StreamName(2, "north", NAME.stratum())));
    assertNotEquals(ticket, ticket(streams, new StreamName(1, "south", NAME.stratum())));
    assertNotEquals(ticket, ticket(streams, new StreamName(1, "north", Map.of("sex", "man"))));
    assertNotEquals(ticket, ticket(streams, new StreamName(1, "north", Map.of())));
    assertNotEquals(ticket, ticket(Streams.of(KEY, "other", "", ""), NAME));
    assertNotEquals(ticket, ticket(Streams.of(KEY, "example", "4711", ""), NAME));
    assertNotEquals(ticket, ticket(Streams.of(KEY, "example", "", "4711"), NAME));
    assertNotEquals(
        ticket, ticket(Streams.of(SmallTrials.streams(1).siteKey(1, ""), "example", "", ""), NAME));
  }

  private static String ticket(Streams streams, StreamName name) {
    return hex(streams.stream(name).ticket("t"));
  }

  /** A kit that is stolen foretells its own site and no other. */
  @Test
  void siteKey_reachesItsSiteOnly() {
    DrawKey key = Streams.of(KEY, "example", "a", "b").siteKey(1, "north");
    Streams kit = Streams.ofSite("example", 1, "north", key);
    assertTrue(kit.reaches(NAME));
    assertEquals(ticket(Streams.of(KEY, "example", "a", "b"), NAME), ticket(kit, NAME));
    for (StreamName other :
        new StreamName[] {
          new StreamName(1, "south", NAME.stratum()),
          new StreamName(2, "north", NAME.stratum()),
          new StreamName(1, "", Map.of())
        }) {
      assertFalse(kit.reaches(other));
      assertThrows(IllegalArgumentException.class, () -> kit.stream(other));
    }
  }

  @Test
  void toString_tellsNoSecret() {
    Streams streams = Streams.of(KEY, "example", "", "");
    String hex = KEY.hex().substring(0, 8);
    for (Object secret : new Object[] {KEY, streams, streams.stream(NAME)}) {
      assertFalse(secret.toString().contains(hex), secret.toString());
      assertTrue(secret.toString().contains("secret"), secret.toString());
    }
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
