package org.equipoise.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineTest {

  @Test
  void entry_isWhatTheTextSays_forEveryKindOfEvent() {
    Continuation ledger = TestLedger.ledger();
    for (int i = 0; i < ledger.size(); i++) {
      String text = new String(ledger.text(i), StandardCharsets.UTF_8);
      Entry entry = Line.entry(text);
      assertEquals(ledger.get(i), entry);
      assertEquals(text, Line.text(entry));
      assertEquals(ledger.digest(i), Line.digest(text));
    }
  }

  @Test
  void entry_refusesEveryOtherTextThatOneSlipMakes() {
    // Each byte replaced, left out, doubled, or preceded by a blank: what is still read must be
    // another entry with that text as its one text.
    List<String> texts = TestLedger.texts(TestLedger.ledger());
    LineReader reader = new LineReader();
    int read = 0;
    for (String text : texts.subList(1, texts.size())) {
      byte[] right = text.getBytes(StandardCharsets.UTF_8);
      for (int i = 0; i < right.length; i++) {
        for (byte[] wrong : slips(right, i)) {
          try {
            Entry entry = reader.entry(wrong);
            String again = Line.text(entry);
            assertEquals(new String(wrong, StandardCharsets.UTF_8), again);
            read++;
          } catch (IllegalArgumentException e) {
            assertTrue(String.valueOf(e.getMessage()).length() > 10, "in words: " + e.getMessage());
          }
        }
      }
    }
    assertTrue(read > 1000, "slips inside texts make other entries");
  }

  private static List<byte[]> slips(byte[] right, int at) {
    List<byte[]> slips = new ArrayList<>();
    for (byte b : new byte[] {'0', ' ', '"', '\\', '}', ',', 'A', 'z', 7, (byte) 0xc3}) {
      byte[] wrong = right.clone();
      wrong[at] = b;
      slips.add(wrong);
    }
    byte[] shorter = new byte[right.length - 1];
    System.arraycopy(right, 0, shorter, 0, at);
    System.arraycopy(right, at + 1, shorter, at, right.length - at - 1);
    slips.add(shorter);
    for (byte b : new byte[] {right[at], ' '}) {
      byte[] longer = new byte[right.length + 1];
      System.arraycopy(right, 0, longer, 0, at);
      longer[at] = b;
      System.arraycopy(right, at, longer, at + 1, right.length - at);
      slips.add(longer);
    }
    byte[] cut = new byte[at];
    System.arraycopy(right, 0, cut, 0, at);
    slips.add(cut);
    return slips;
  }

  @Test
  void entry_refusesWhatIsNotCanonicalThoughItMeansTheSame() {
    String text = TestLedger.texts(TestLedger.ledger()).get(3);
    refused(text.replace("\"chance\":\"3/8\"", "\"chance\":\"6/16\""), "lowest terms");
    refused(text.replace("05:00:40.004Z", "05:00:40.0040Z"), "no time such as");
    refused(text.replace("05:00:40.004Z", "05:00:40.004+"), "no time such as");
    refused(text.replace("umea", "um\\u0065a"), "escape that is not needed");
    refused(text.replace("umea", "um\\/ea"), "escape that is not needed");
    refused(text.replace("\"number\":4", "\"number\": 4"), "'number'");
    refused(text.replace("\"role\":\"site\"", "\"role\":\"SITE\""), "'role' is 'SITE'");
    refused(text.replace("[\"lead\",\"0\"]", "[\"arm/0\",\"0\"]"), "stands twice");
    refused(text + " ", "after its end");
    refused(text + "\r", "after its end");
    refused("\ufeff" + text, "belongs there");
  }

  private static void refused(String text, String words) {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> Line.entry(text));
    assertTrue(e.getMessage().contains(words), e.getMessage());
  }

  @Test
  void entry_refusesBytesThatAreNoUtf8() {
    byte[] bytes = TestLedger.texts(TestLedger.ledger()).get(2).getBytes(StandardCharsets.UTF_8);
    bytes[15] = (byte) 0xff;
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> new LineReader().entry(bytes));
    assertTrue(e.getMessage().contains("no UTF-8"), e.getMessage());
  }

  @Test
  void text_refusesWhatItCannotSay() {
    Entry good = TestLedger.ledger().get(2);
    Entry halfCharacter =
        new Entry(
            3,
            good.at(),
            good.clock(),
            good.actor(),
            good.tool(),
            good.request(),
            "\ud83d",
            "",
            good.event(),
            good.previous());
    assertThrows(IllegalArgumentException.class, () -> Line.text(halfCharacter));
    Instant fine = Instant.parse("2026-11-22T05:00:00.0001Z");
    Entry tooFine =
        new Entry(
            3,
            fine,
            fine,
            good.actor(),
            good.tool(),
            good.request(),
            "",
            "",
            good.event(),
            good.previous());
    assertThrows(IllegalArgumentException.class, () -> Line.text(tooFine));
  }

  @Test
  void text_writesTimesOfAnyDay() {
    // Moments around leap days and centuries, against java.time's own text.
    for (long day = -100_000; day < 500_000; day += 7_919) {
      Instant moment = Instant.ofEpochMilli(day * 86_400_000 + 86_399_999 - (day & 0xffff));
      String text = Times.text(moment);
      assertEquals(moment, Instant.parse(text));
      assertEquals(moment, Times.moment(text));
      assertEquals(24, text.length());
    }
  }
}
