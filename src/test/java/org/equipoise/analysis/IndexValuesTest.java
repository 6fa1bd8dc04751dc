package org.equipoise.analysis;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.equipoise.frame.CategoryColumn;
import org.equipoise.frame.Frame;
import org.equipoise.frame.NumberColumn;
import org.equipoise.frame.TextColumn;
import org.equipoise.protocol.Outcome;
import org.equipoise.protocol.Outcome.Source;
import org.equipoise.protocol.Protocol;
import org.equipoise.protocol.Wave;
import org.equipoise.store.ProtocolFile;
import org.junit.jupiter.api.Test;

/** An index of life, where more is better, and worry, where less is. */
class IndexValuesTest {
  private static final double NONE = Double.NaN;
  private static final String PROTOCOL =
      """
      {"equipoise": 1, "id": "small", "version": 1, "title": "Small", "purpose": "A test.",
       "arms": [{"id": "control", "title": "Control", "control": true},
                {"id": "team", "title": "Team", "startsAfterDays": 0}],
       "draw": {"rule": "recorded", "scheme": "complete",
                "probability": {"control": 0.5, "team": 0.5}},
       "waves": [{"id": "w1", "opens": 80, "due": 90, "closes": 110}],
       "items": [{"id": "life", "question": "Life?", "type": "number", "min": 0, "max": 10},
                 {"id": "worry", "question": "Worry?", "type": "number", "min": 0, "max": 100}],
       "outcomes": [
         {"id": "life", "type": "number", "direction": "up-good",
          "source": {"item": "life", "at": ["w1"]}},
         {"id": "worry", "type": "number", "direction": "down-good",
          "source": {"item": "worry", "at": ["w1"]}},
         {"id": "index", "title": "Index", "type": "number", "direction": "up-good",
          "source": {"index": ["life", "worry"], "weights": "WEIGHTS", "at": ["w1"]}}],
       "analyses": [{"id": "main", "title": "Main", "outcomes": ["index"]}],
       "data": {"id": "id"}}
      """;

  private static TrialData data(String weights, double[] life, double[] worry) {
    byte[] json = PROTOCOL.replace("WEIGHTS", weights).getBytes(StandardCharsets.UTF_8);
    ProtocolFile.Loaded loaded = ProtocolFile.read("small.json", json);
    assertNotNull(loaded.protocol(), () -> loaded.findings().toString());
    Protocol protocol = Objects.requireNonNull(loaded.protocol());
    Frame frame =
        Frame.of(
            "small.csv",
            TextColumn.of("id", List.of("1", "2", "3", "4", "5", "6")),
            CategoryColumn.of("arm", List.of("control", "team"), new int[] {0, 0, 0, 1, 1, 1}),
            NumberColumn.of("life_w1", life),
            NumberColumn.of("worry_w1", worry));
    TrialDataReader.Read read = TrialDataReader.read(protocol, Map.of("people", frame));
    assertEquals(List.of(), SmallTrial.errors(read.findings()));
    return Objects.requireNonNull(read.data());
  }

  private static double[] values(TrialData data) {
    Outcome outcome = data.protocol().outcome(new Outcome.Id("index")).orElseThrow();
    Source.Index index = assertInstanceOf(Source.Index.class, outcome.source());
    return IndexValues.of(data.protocol(), data, index, new Wave.Id("w1"));
  }

  @Test
  void of_turnsEachPartUpGoodAndStandardizesByTheControls() {
    // Controls: life 1, 2, 3 (mean 2, sd 1); worry 10, 20, 30 (mean 20, sd 10), turned.
    TrialData data =
        data("equal", new double[] {1, 2, 3, 4, 2, NONE}, new double[] {10, 20, 30, 0, NONE, NONE});
    assertArrayEquals(new double[] {0, 0, 0, 2, 0, NONE}, values(data), 1e-15);
  }

  @Test
  void of_weighsByTheInverseCovariance() {
    // z: life -1, 0, 1, 2, 0, 1; worry turned 1, 0, -1, 2, 0, 0. Over all six, sums of squares
    // 7 - 3^2/6 = 5.5 and 6 - 2^2/6 = 16/3, products 2 - 3 * 2/6 = 1: the weights are
    // (16/3 - 1, 5.5 - 1) = (13/3, 4.5) up to a common factor.
    TrialData data =
        data(
            "inverse-covariance",
            new double[] {1, 2, 3, 4, 2, 3},
            new double[] {10, 20, 30, 0, 20, 20});
    double life = 13 / 3.0;
    double both = life + 4.5;
    assertArrayEquals(
        new double[] {(4.5 - life) / both, 0, (life - 4.5) / both, 2, 0, life / both},
        values(data),
        1e-14);
  }

  @Test
  void of_isUnknownWhereAPartDoesNotVaryAmongTheControls() {
    TrialData data =
        data("equal", new double[] {2, 2, 2, 4, 2, 1}, new double[] {10, 20, 30, 0, 5, 6});
    assertEquals(6, Arrays.stream(values(data)).filter(Double::isNaN).count());
  }

  /** The reader is told which, not that nobody answered. */
  @Test
  void effect_saysThatAPartDoesNotVary() {
    TrialData data =
        data("equal", new double[] {2, 2, 2, 4, 2, 1}, new double[] {10, 20, 30, 0, 5, 6});
    Comparison.Refused refused = assertInstanceOf(Comparison.Refused.class, comparison(data));
    assertEquals("NO_VARIATION", refused.rule());
    assertEquals(
        "component 1 of the index has no variation in the reference group (life, worry)",
        refused.reason());
  }

  @Test
  void effect_ofNobody_saysThatNobodyHasAValue() {
    double[] none = new double[6];
    Arrays.fill(none, NONE);
    Comparison.Refused refused =
        assertInstanceOf(Comparison.Refused.class, comparison(data("equal", none, none)));
    assertEquals("NO_DATA", refused.rule());
  }

  private static Comparison comparison(TrialData data) {
    return PlannedAnalysis.of(data.protocol(), data)
        .run("digest", List.of(), "test", List.of())
        .effects()
        .get(0)
        .comparison();
  }
}
