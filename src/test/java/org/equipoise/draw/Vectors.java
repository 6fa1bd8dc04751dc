package org.equipoise.draw;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.equipoise.protocol.Arm;
import org.equipoise.protocol.Protocol;
import org.equipoise.store.ProtocolFile;

/**
 * The test vectors of {@code golden/draw}: inputs by {@code cases.py}, draws by {@code
 * draw_rules.py}, which was written from {@code docs/draw-rules.md} alone (Python 3.11.7).
 */
final class Vectors {

  static final Path FOLDER = Path.of("src/test/resources/golden/draw");

  static final List<String> CASES =
      List.of(
          "simple",
          "simple-unequal",
          "big-stick",
          "blocks",
          "blocks-unequal",
          "blocks-one-size",
          "minimisation",
          "minimisation-variance",
          "minimisation-deviation",
          "complete",
          "complete-balanced",
          "lottery",
          "lottery-few",
          "matched-pairs");

  private Vectors() {}

  /** A case: its protocol, its key and scheme, its units and the draws expected. */
  record Case(
      Protocol protocol,
      Map<String, String> key,
      List<Map<String, String>> units,
      List<Map<String, String>> draws) {

    int scheme() {
      return Integer.parseInt(key.get("scheme"));
    }

    Streams streams() {
      DrawKey secret = DrawKey.parse(key.get("key"));
      return Streams.of(secret, protocol.id(), key.get("second"), key.get("beacon"));
    }

    /** The units in the order given, those of one call of the draw together. */
    List<List<DrawUnit>> calls() {
      Map<String, List<DrawUnit>> calls = new LinkedHashMap<>();
      for (Map<String, String> row : units) {
        Map<String, String> values = new HashMap<>(row);
        values.keySet().removeAll(List.of("id", "call"));
        calls
            .computeIfAbsent(row.get("call"), call -> new ArrayList<>())
            .add(new DrawUnit(row.get("id"), values));
      }
      return List.copyOf(calls.values());
    }
  }

  static Case read(String name) {
    Path folder = FOLDER.resolve(name);
    ProtocolFile.Loaded loaded = ProtocolFile.read(folder.resolve("protocol.json"));
    Map<String, String> key = new HashMap<>();
    for (String line : lines(folder.resolve("key.txt"))) {
      key.put(line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1));
    }
    return new Case(
        Objects.requireNonNull(loaded.protocol(), () -> loaded.toString()),
        key,
        table(folder.resolve("units.tsv")),
        table(folder.resolve("draws.tsv")));
  }

  /** Rows by column; an empty cell is left out. */
  static List<Map<String, String>> table(Path file) {
    List<String> lines = lines(file);
    String[] head = lines.get(0).split("\t", -1);
    List<Map<String, String>> rows = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split("\t", -1);
      Map<String, String> row = new LinkedHashMap<>();
      for (int c = 0; c < head.length; c++) {
        if (!cells[c].isEmpty()) {
          row.put(head[c], cells[c]);
        }
      }
      rows.add(row);
    }
    return rows;
  }

  /** All draws of a case by our rules. */
  static List<Drawn> drawn(Case vector) {
    Draws draws = Draws.of(vector.protocol(), vector.scheme());
    Streams streams = vector.streams();
    List<Drawn> all = new ArrayList<>();
    for (List<DrawUnit> call : vector.calls()) {
      if (draws.batch()) {
        List<Drawn> drawn = draws.draw(call, streams).drawn();
        drawn.forEach(draws::remember);
        all.addAll(drawn);
      } else {
        for (DrawUnit unit : call) {
          Drawn drawn = draws.draw(unit, streams);
          draws.remember(drawn);
          all.add(drawn);
        }
      }
    }
    return all;
  }

  /** A draw as a row of {@code draws.tsv}. */
  static Map<String, String> row(Drawn drawn) {
    Arm.Id arm = drawn.arm();
    Map<String, String> row = new LinkedHashMap<>();
    row.put("unit", drawn.unit());
    row.put("arm", arm == null ? "" : arm.value());
    row.put("rule", drawn.rule());
    row.put("scheme", Integer.toString(drawn.stream().scheme()));
    row.put("site", drawn.stream().site());
    row.put("stratum", joined(drawn.stream().stratum()));
    row.put("position", Long.toString(drawn.position()));
    row.put("batch", Long.toString(drawn.batch()));
    row.put("inputs", joined(new TreeMap<>(drawn.inputs())));
    row.put("evidence", joined(new TreeMap<>(drawn.evidence())));
    row.put("probability", drawn.probability().toString());
    row.put("chance", drawn.chance().toString());
    row.values().removeIf(String::isEmpty);
    return row;
  }

  private static String joined(Map<String, String> values) {
    StringBuilder text = new StringBuilder();
    values.forEach(
        (name, value) ->
            text.append(text.isEmpty() ? "" : "; ").append(name).append('=').append(value));
    return text.toString();
  }

  static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Tickets in order of bytes. */
  static int byBytes(byte[] one, byte[] other) {
    return Arrays.compareUnsigned(one, other);
  }
}
