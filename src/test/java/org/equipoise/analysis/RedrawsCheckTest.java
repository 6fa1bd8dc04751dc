package org.equipoise.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.core.source64.XoShiRo256PlusPlus;
import org.equipoise.frame.CategoryColumn;
import org.equipoise.frame.Column;
import org.equipoise.frame.DateColumn;
import org.equipoise.frame.Frame;
import org.equipoise.frame.NumberColumn;
import org.equipoise.frame.TextColumn;
import org.equipoise.inference.Redraw;
import org.equipoise.inference.RedrawRules;
import org.equipoise.protocol.Protocol;
import org.equipoise.store.ProtocolFile;
import org.junit.jupiter.api.Test;

/** Draws that a rule can give are let through; those that it cannot give are not re-drawn. */
class RedrawsCheckTest {
  private static final int PEOPLE = 12;

  private static RedrawsCheck check(int[] day, boolean[] treated) {
    String[] one = new String[day.length];
    Arrays.fill(one, "");
    return RedrawsCheck.of(one, day, treated);
  }

  private static boolean[] arms(String ofOnes) {
    boolean[] treated = new boolean[ofOnes.length()];
    for (int i = 0; i < treated.length; i++) {
      treated[i] = ofOnes.charAt(i) == '1';
    }
    return treated;
  }

  /** One person a day, so that the order is known. */
  private static int[] daily(int people) {
    int[] day = new int[people];
    Arrays.setAll(day, i -> i);
    return day;
  }

  @Test
  void bigStick_looksAtTheEndOfDays() {
    assertNull(check(daily(6), arms("111000")).bigStick(3));
    assertNotNull(check(daily(6), arms("111100")).bigStick(3));
    // On one day the same people may have come in another order.
    assertNull(check(new int[6], arms("111100")).bigStick(3));
    assertNotNull(check(new int[6], arms("111110")).bigStick(3));
  }

  @Test
  void complete_takesEitherRounding() {
    assertNull(check(new int[5], arms("11100")).complete(1, 2));
    assertNull(check(new int[5], arms("11000")).complete(1, 2));
    assertNotNull(check(new int[5], arms("11110")).complete(1, 2));
    assertNotNull(check(new int[4], arms("1110")).complete(1, 2));
    assertNull(check(new int[6], arms("111100")).complete(2, 3));
  }

  @Test
  void lottery_givesAllItsPlaces() {
    assertNull(check(new int[4], arms("1100")).lottery(2));
    assertNull(check(new int[2], arms("11")).lottery(3));
    assertNotNull(check(new int[4], arms("1110")).lottery(2));
    assertNotNull(check(new int[4], arms("1000")).lottery(2));
  }

  @Test
  void pairs_haveOneOfEachArm() {
    List<String> names = List.of("a", "b");
    assertNull(RedrawsCheck.pairs(new int[] {0, 0, 1}, names, arms("101")));
    assertNotNull(RedrawsCheck.pairs(new int[] {0, 0, 1}, names, arms("111")));
  }

  /** All orders of up to eight people, against blocks cut by hand in every possible way. */
  @Test
  void blocks_agreeWithEveryDivision() {
    for (List<Integer> sizes : List.of(List.of(4), List.of(2, 4), List.of(4, 6))) {
      for (int n = 1; n <= 8; n++) {
        for (int bits = 0; bits < 1 << n; bits++) {
          boolean[] treated = new boolean[n];
          for (int i = 0; i < n; i++) {
            treated[i] = (bits >> i & 1) == 1;
          }
          boolean can = divides(treated, 0, sizes);
          assertEquals(can, check(daily(n), treated).blocks(sizes, 1, 2) == null);
        }
      }
    }
  }

  private static boolean divides(boolean[] treated, int start, List<Integer> sizes) {
    if (start >= treated.length) {
      return true;
    }
    for (int size : sizes) {
      int end = Math.min(start + size, treated.length);
      int ones = 0;
      for (int i = start; i < end; i++) {
        ones += treated[i] ? 1 : 0;
      }
      boolean fits = ones <= size / 2 && end - start - ones <= size / 2;
      if (fits && divides(treated, end, sizes)) {
        return true;
      }
    }
    return false;
  }

  /** What the rules themselves draw, told by day in any order. */
  @Test
  void rules_areNeverRefusedTheirOwnDraws() {
    UniformRandomProvider random = new XoShiRo256PlusPlus(1, 2, 3, 4);
    for (int round = 0; round < 500; round++) {
      int n = 1 + random.nextInt(30);
      int[] day = new int[n];
      int[] stream = new int[n];
      String[] name = new String[n];
      for (int i = 0; i < n; i++) {
        day[i] = i == 0 ? 0 : day[i - 1] + random.nextInt(3) / 2;
        stream[i] = random.nextInt(2);
        name[i] = "s" + stream[i];
      }
      boolean[] treated = new boolean[n];
      int[] order = daily(n);
      Redraw stick = RedrawRules.bigStick(order, stream, 2).get();
      stick.redraw(random, treated);
      assertNull(RedrawsCheck.of(name, day, treated).bigStick(2));
      Redraw blocks = RedrawRules.permutedBlocks(order, stream, new int[] {3, 6}, 2, 3).get();
      blocks.redraw(random, treated);
      assertNull(RedrawsCheck.of(name, day, treated).blocks(List.of(3, 6), 2, 3));
    }
  }

  private static final String PROTOCOL =
      """
      {"equipoise": 1, "id": "t", "version": 1, "title": "T", "purpose": "P",
       "arms": [{"id": "team", "title": "Team"},
                {"id": "usual", "title": "Usual", "control": true}],
       "draw": DRAW,
       "intake": {"from": "2020-01-01", "to": "2020-12-31", "target": 12},
       "variables": [{"id": "x", "type": "number"},
                     {"id": "y", "type": "number", "baseline": false}],
       "outcomes": [{"id": "y", "type": "number", "direction": "up-good",
                     "source": {"variable": "y"}}],
       "analyses": [{"id": "main", "permutations": {"draws": 200, "seed": 1}}],
       "data": {"id": "id", "arm": "arm" DATED}}
      """;

  /** The rows of twelve people, the first six of them treated, six a day. */
  private static List<Supplement> rows(String draw, boolean dated) {
    byte[] json =
        PROTOCOL
            .replace("DRAW", draw)
            .replace("DATED", dated ? ", \"drawn\": \"drawn\"" : "")
            .getBytes(StandardCharsets.UTF_8);
    ProtocolFile.Loaded loaded = ProtocolFile.read("t.json", json);
    Protocol protocol = loaded.protocol();
    assertNotNull(protocol, () -> loaded.findings().toString());
    List<String> ids = new ArrayList<>();
    int[] arm = new int[PEOPLE];
    int[] day = new int[PEOPLE];
    double[] x = new double[PEOPLE];
    double[] y = new double[PEOPLE];
    for (int i = 0; i < PEOPLE; i++) {
      ids.add("P" + i);
      arm[i] = i < 6 ? 0 : 1;
      day[i] = 18262 + i / 6;
      x[i] = i * i % 7;
      y[i] = i * i % 5 - i / 6;
    }
    List<Column> columns = new ArrayList<>();
    columns.add(TextColumn.of("id", ids));
    columns.add(CategoryColumn.of("arm", List.of("team", "usual"), arm));
    columns.add(NumberColumn.of("x", x));
    columns.add(NumberColumn.of("y", y));
    if (dated) {
      columns.add(DateColumn.of("drawn", day));
    }
    Frame frame = Frame.of("t.csv", columns.toArray(new Column[0]));
    TrialDataReader.Read read =
        TrialDataReader.read(protocol, Map.of(protocol.data().files().get(0).name(), frame));
    assertEquals(List.of(), SmallTrial.errors(read.findings()));
    return PlannedAnalysis.of(protocol, Objects.requireNonNull(read.data()))
        .run("digest", List.of(), "test", List.of())
        .supplements();
  }

  private static String refusal(String draw) {
    List<Supplement> rows = rows(draw, true);
    assertEquals(1, rows.size(), "no balance either");
    return assertInstanceOf(Reading.Refused.class, rows.get(0).reading()).rule();
  }

  @Test
  void impossibleDraws_areRefused() {
    assertEquals("IMPOSSIBLE_DRAW", refusal("{\"rule\": \"big-stick\", \"limit\": 3}"));
    assertEquals("IMPOSSIBLE_DRAW", refusal("{\"rule\": \"permuted-blocks\", \"sizes\": [4]}"));
    assertEquals(
        "IMPOSSIBLE_DRAW", refusal("{\"rule\": \"lottery\", \"arm\": \"team\", \"places\": 4}"));
    // All six got places on the first day; on the second nobody did, so some places were left.
    assertEquals(
        "IMPOSSIBLE_DRAW", refusal("{\"rule\": \"lottery\", \"arm\": \"team\", \"places\": 6}"));
    assertEquals("IMPOSSIBLE_DRAW", refusal("{\"rule\": \"complete\"}"));
    Supplement anyDraw = rows("{\"rule\": \"simple\"}", true).get(0);
    assertInstanceOf(Reading.Figure.class, anyDraw.reading());
  }

  @Test
  void undatedDraws_areNotChecked() {
    Reading.Figure figure =
        assertInstanceOf(
            Reading.Figure.class,
            rows("{\"rule\": \"big-stick\", \"limit\": 3}", false).get(0).reading());
    assertEquals("big-stick-undated", figure.note());
    assertTrue(figure.pValue() < 1);
  }
}
