package org.equipoise.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.equipoise.finding.Finding;
import org.equipoise.frame.Frame;
import org.equipoise.protocol.Protocol;
import org.equipoise.store.ProtocolFile;

/** The take-up rows of a protocol and a table of persons. */
final class TakeUpRun {

  private TakeUpRun() {}

  static List<Supplement> rows(String json, Frame frame) {
    ProtocolFile.Loaded loaded = load(json);
    assertNotNull(loaded.protocol(), () -> loaded.findings().toString());
    Protocol protocol = Objects.requireNonNull(loaded.protocol());
    TrialDataReader.Read read =
        TrialDataReader.read(protocol, Map.of(protocol.data().files().get(0).name(), frame));
    assertEquals(List.of(), SmallTrial.errors(read.findings()));
    TrialData data = Objects.requireNonNull(read.data());
    return PlannedAnalysis.of(protocol, data)
        .run("digest", List.of(), "test", List.of())
        .supplements()
        .stream()
        .filter(s -> s.topic() == Topic.TAKE_UP)
        .toList();
  }

  /** What is wrong with a protocol, as place and finding. */
  static List<String> errors(String json) {
    return SmallTrial.errors(load(json).findings()).stream().map(Finding::toString).toList();
  }

  private static ProtocolFile.Loaded load(String json) {
    return ProtocolFile.read("take-up.json", json.getBytes(StandardCharsets.UTF_8));
  }

  static Supplement one(List<Supplement> rows, String measure) {
    List<Supplement> found = all(rows, measure);
    assertEquals(1, found.size(), measure);
    return found.get(0);
  }

  static List<Supplement> all(List<Supplement> rows, String measure) {
    return rows.stream().filter(s -> s.measure().equals(measure)).toList();
  }

  static Reading.Figure number(List<Supplement> rows, String measure) {
    return assertInstanceOf(Reading.Figure.class, one(rows, measure).reading(), measure);
  }

  /** Value, standard error, degrees of freedom, p-value and both limits. */
  static void assertNumber(Reading.Figure found, double... expected) {
    double[] actual = {
      found.value(), found.standardError(), found.df(), found.pValue(), found.low(), found.high()
    };
    for (int i = 0; i < expected.length; i++) {
      assertEquals(expected[i], actual[i], 1e-9 * Math.abs(expected[i]), "value " + i);
    }
  }
}
