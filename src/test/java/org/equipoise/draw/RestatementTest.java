package org.equipoise.draw;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.equipoise.protocol.DrawRule;
import org.equipoise.protocol.Ratio;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The text of {@code docs/draw-rules.md} a second time in Java, with the platform's HMAC and whole
 * numbers without limit, so that the vectors can be made again where there is no Python.
 */
class RestatementTest {

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static int number(byte[] stream, String label, int n) {
    BigInteger all = BigInteger.ONE.shiftLeft(64);
    BigInteger bound = BigInteger.valueOf(n);
    for (int retry = 0; ; retry++) {
      BigInteger x = new BigInteger(1, hmac(stream, label + "/" + retry)).shiftRight(192);
      if (x.compareTo(all.divide(bound).multiply(bound)) < 0) {
        return x.mod(bound).intValue();
      }
    }
  }

  /** Stream of a row of the vectors; the byte 01 is the character U+0001. */
  private static byte[] stream(Vectors.Case vector, Map<String, String> row) {
    byte[] key = DrawKey.parse(vector.key().get("key")).bytes();
    String second = vector.key().get("second");
    byte[] mixed = hmac(key, "equipoise draw mix 1\n" + second + "\n" + vector.key().get("beacon"));
    String site = row.getOrDefault("site", "");
    String trial = vector.protocol().id();
    byte[] here =
        hmac(
            mixed,
            String.join("\n", "equipoise draw site 1", trial, row.get("scheme"), site) + "\1");
    String stratum = row.getOrDefault("stratum", "").replace("; ", "\n");
    return hmac(here, "equipoise draw stream 1\n" + stratum + "\1");
  }

  private static List<String> laid(Vectors.Case vector, Ratio ratio, int times) {
    List<String> arms = new ArrayList<>();
    vector
        .protocol()
        .arms()
        .forEach(
            arm ->
                arms.addAll(
                    Collections.nCopies(times * ratio.parts().get(arm.id()), arm.id().value())));
    return arms;
  }

  private static String arm(Vectors.Case vector, byte[] stream, List<String> before) {
    DrawRule rule = vector.protocol().draw();
    int p = before.size();
    if (rule instanceof DrawRule.Simple simple) {
      List<String> arms = laid(vector, simple.ratio(), 1);
      return arms.get(number(stream, "arm/" + p, arms.size()));
    }
    if (rule instanceof DrawRule.BigStick stick) {
      List<String> arms = laid(vector, stick.ratio(), 1);
      int lead =
          Collections.frequency(before, arms.get(0)) - Collections.frequency(before, arms.get(1));
      boolean forced = Math.abs(lead) == stick.limit();
      return arms.get(forced ? (lead > 0 ? 1 : 0) : number(stream, "arm/" + p, 2));
    }
    DrawRule.PermutedBlocks blocks = (DrawRule.PermutedBlocks) rule;
    List<Integer> sizes = List.copyOf(new TreeSet<>(blocks.sizes()));
    List<String> list = new ArrayList<>();
    for (int b = 0; list.size() <= p; b++) {
      int size = sizes.get(number(stream, "size/" + b, sizes.size()));
      List<String> block = laid(vector, blocks.ratio(), size / blocks.ratio().total());
      for (int i = size - 1; i > 0; i--) {
        Collections.swap(block, i, number(stream, "shuffle/" + b + "/" + i, i + 1));
      }
      list.addAll(block);
    }
    return list.get(p);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "simple",
        "simple-unequal",
        "big-stick",
        "blocks",
        "blocks-unequal",
        "blocks-one-size"
      })
  void arms_followFromTheText(String name) {
    Vectors.Case vector = Vectors.read(name);
    Map<String, List<String>> before = new HashMap<>();
    for (Map<String, String> row : vector.draws()) {
      String stream = row.get("site") + "/" + row.get("stratum");
      List<String> drawn = before.computeIfAbsent(stream, s -> new ArrayList<>());
      byte[] key = stream(vector, row);
      assertEquals(row.get("arm"), arm(vector, key, drawn), row.toString());
      if (!(vector.protocol().draw() instanceof DrawRule.PermutedBlocks)) {
        String bound = "unit=" + row.get("unit") + "\narm=" + row.get("arm");
        byte[] seal = hmac(key, "evidence/" + drawn.size() + "\n" + bound);
        String sealed = "sealed=" + HexFormat.of().formatHex(seal);
        assertTrue(row.get("evidence").contains(sealed), row.toString());
      }
      drawn.add(row.get("arm"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"lottery", "lottery-few"})
  void winners_followFromTheText(String name) {
    Vectors.Case vector = Vectors.read(name);
    DrawRule.Lottery rule = (DrawRule.Lottery) vector.protocol().draw();
    Map<String, TreeMap<String, Map<String, String>>> pools = new HashMap<>();
    for (Map<String, String> row : vector.draws()) {
      BigInteger ticket = new BigInteger(1, hmac(stream(vector, row), "ticket/" + row.get("unit")));
      pools
          .computeIfAbsent(row.get("site") + "/" + row.get("batch"), pool -> new TreeMap<>())
          .put(String.format(java.util.Locale.ROOT, "%064x", ticket), row);
    }
    for (TreeMap<String, Map<String, String>> pool : pools.values()) {
      int rank = 0;
      for (Map.Entry<String, Map<String, String>> ticket : pool.entrySet()) {
        String arm =
            rank < rule.places() ? "now" : rank < rule.places() + rule.fillIn() ? null : "later";
        assertEquals(arm, ticket.getValue().get("arm"), ticket.toString());
        rank++;
      }
    }
  }
}
