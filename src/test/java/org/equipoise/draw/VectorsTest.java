package org.equipoise.draw;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Our rules against an implementation written from their text alone, in another language. */
class VectorsTest {

  static List<String> cases() {
    return Vectors.CASES;
  }

  @ParameterizedTest
  @MethodSource("cases")
  void draw_matchesTheVectors(String name) {
    Vectors.Case vector = Vectors.read(name);
    List<Map<String, String>> drawn = Vectors.drawn(vector).stream().map(Vectors::row).toList();
    assertEquals(vector.draws(), drawn);
  }

  /** What an auditor does: the units rebuilt from the draws alone, drawn again. */
  @ParameterizedTest
  @MethodSource("cases")
  void again_drawsTheSame(String name) {
    Vectors.Case vector = Vectors.read(name);
    List<Drawn> first = Vectors.drawn(vector);
    Draws draws = Draws.of(vector.protocol(), vector.scheme());
    Streams streams = vector.streams();
    int next = 0;
    while (next < first.size()) {
      int from = next++;
      if (!draws.batch()) {
        assertEquals(first.get(from), draws.draw(Draws.again(first.get(from)), streams));
      } else {
        Drawn leader = first.get(from);
        while (next < first.size()
            && first.get(next).batch() == leader.batch()
            && first.get(next).stream().equals(leader.stream())) {
          next++;
        }
        List<Drawn> batch = first.subList(from, next);
        List<DrawUnit> pool = batch.stream().map(Draws::again).toList();
        assertEquals(batch, draws.draw(pool, streams).drawn());
      }
      first.subList(from, next).forEach(draws::remember);
    }
  }

  /** An offline kit holds one site's key and draws the same there. */
  @ParameterizedTest
  @MethodSource("cases")
  void siteKey_drawsTheSame(String name) {
    Vectors.Case vector = Vectors.read(name);
    Draws draws = Draws.of(vector.protocol(), vector.scheme());
    String trial = vector.protocol().id();
    for (Drawn drawn : Vectors.drawn(vector)) {
      String site = drawn.stream().site();
      DrawKey key = vector.streams().siteKey(vector.scheme(), site);
      Streams kit = Streams.ofSite(trial, vector.scheme(), site, key);
      if (!draws.batch()) {
        assertEquals(drawn, draws.draw(Draws.again(drawn), kit));
      }
      draws.remember(drawn);
    }
  }

  @Test
  void number_matchesTheVectors() {
    DrawKey key = DrawKey.parse("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f");
    KeyedStream stream = Streams.of(key, "vectors", "", "").stream(new StreamName(1, "", Map.of()));
    for (Map<String, String> row : Vectors.table(Vectors.FOLDER.resolve("numbers.tsv"))) {
      long bound = Long.parseLong(row.get("bound"));
      assertEquals(
          row.get("number"), Long.toString(stream.number(row.get("label"), bound)), row.toString());
    }
  }

  /** The committed vectors are what the script makes; skipped where there is no Python. */
  @Test
  void vectors_areWhatTheScriptMakes() throws IOException, InterruptedException {
    assumeTrue(runs("python3", "--version"), "no python3 here");
    String script = Vectors.FOLDER.resolve("cases.py").toString();
    Process python = start("python3", "-B", script, "--check");
    String told = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, python.waitFor(), told);
  }

  private static boolean runs(String... command) throws InterruptedException {
    try {
      Process process = start(command);
      assertNotNull(process.getInputStream().readAllBytes());
      return process.waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private static Process start(String... command) throws IOException {
    return new ProcessBuilder(command)
        .directory(new File("").getAbsoluteFile())
        .redirectErrorStream(true)
        .start();
  }
}
