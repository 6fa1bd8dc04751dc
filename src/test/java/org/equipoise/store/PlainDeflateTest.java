package org.equipoise.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.SplittableRandom;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.junit.jupiter.api.Test;

class PlainDeflateTest {

  /** The platform's unpacker is the reference for RFC 1951. */
  private static byte[] inflate(byte[] packed, int size) throws DataFormatException {
    Inflater inflater = new Inflater(true);
    inflater.setInput(packed);
    byte[] out = new byte[size + 1];
    int count = 0;
    while (!inflater.finished()) {
      int more = inflater.inflate(out, count, out.length - count);
      assertTrue(more > 0 || inflater.finished(), "the packed bytes break off");
      count += more;
    }
    assertEquals(0, inflater.getRemaining());
    inflater.end();
    return Arrays.copyOf(out, count);
  }

  private static void comesBack(byte[] bytes) throws DataFormatException {
    assertArrayEquals(bytes, inflate(PlainDeflate.of(bytes), bytes.length));
  }

  @Test
  void of_comesBackForEveryLengthOfOneByte() throws DataFormatException {
    for (int length = 0; length < 600; length++) {
      byte[] bytes = new byte[length];
      Arrays.fill(bytes, (byte) 'x');
      comesBack(bytes);
    }
  }

  @Test
  void of_comesBackForBytesOfAnyKind() throws DataFormatException {
    SplittableRandom chance = new SplittableRandom(20261122);
    for (int round = 0; round < 300; round++) {
      byte[] bytes = new byte[chance.nextInt(5000)];
      int letters = 1 + chance.nextInt(256);
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] = (byte) chance.nextInt(letters);
      }
      comesBack(bytes);
    }
  }

  @Test
  void of_comesBackBeyondTheWindow() throws DataFormatException {
    SplittableRandom chance = new SplittableRandom(7);
    byte[] bytes = new byte[200_000];
    for (int at = 0; at < bytes.length; ) {
      int length = Math.min(1 + chance.nextInt(400), bytes.length - at);
      if (at > 40_000 && chance.nextBoolean()) {
        // Now and then from just inside and just outside of the 32 KiB that may be named.
        int back = 32_700 + chance.nextInt(140);
        System.arraycopy(bytes, at - back, bytes, at, length);
      } else {
        byte[] fresh = new byte[length];
        chance.nextBytes(fresh);
        System.arraycopy(fresh, 0, bytes, at, length);
      }
      at += length;
    }
    comesBack(bytes);
  }

  @Test
  void of_packsALedgerToAQuarter() throws Exception {
    byte[] ledger = Files.readAllBytes(Path.of("sample-data/proof/ledger.jsonl"));
    byte[] packed = PlainDeflate.of(ledger);
    assertArrayEquals(ledger, inflate(packed, ledger.length));
    assertTrue(packed.length * 4 < ledger.length, packed.length + " of " + ledger.length);
  }

  /** By hand: 3 bits of head, 'a' is 0x30+97=0x91 in 8 bits from the top, the end 7 zeros. */
  @Test
  void of_writesTheBitsOfTheStandard() {
    assertEquals("4b0400", HexFormat.of().formatHex(PlainDeflate.of(new byte[] {'a'})));
    assertEquals("0300", HexFormat.of().formatHex(PlainDeflate.of(new byte[0])));
    // Four times 'a': one byte, then three bytes from one byte back.
    byte[] four = "aaaa".getBytes(StandardCharsets.US_ASCII);
    assertEquals("4b040200", HexFormat.of().formatHex(PlainDeflate.of(four)));
  }
}
