package org.equipoise.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.equipoise.finding.Finding;
import org.equipoise.frame.CategoryColumn;
import org.equipoise.frame.Column;
import org.equipoise.frame.Frame;
import org.equipoise.frame.NumberColumn;
import org.equipoise.frame.TextColumn;
import org.equipoise.protocol.Protocol;
import org.equipoise.store.ProtocolFile;

/**
 * Twenty-four persons with numbers from a formula, the same as in {@code analysis.R} beside the
 * golden values: i = 1..24; arm 1 if i is even; x = (7 i mod 11) / 3; three sites of eight;
 * clusters of three; pairs of two; y = 1 + arm/2 + 0.8 x + (5 i^2 mod 13) / 7, missing for i = 5
 * and 12; x2 = x, missing for i = 3 and 20.
 */
final class SmallTrial {

  static final int PEOPLE = 24;

  private static final String PROTOCOL =
      """
      {"equipoise": 1, "id": "small", "version": 1, "title": "Small", "purpose": "A test.",
       "arms": [{"id": "control", "title": "Control", "control": true},
                {"id": "team", "title": "Team", "startsAfterDays": 0}],
       "draw": {"rule": "recorded", "scheme": "SCHEME", "probability": PROBABILITY},
       "variables": [
         {"id": "x", "title": "X", "type": "number", "baseline": true},
         {"id": "x2", "title": "X2", "type": "number", "baseline": true},
         {"id": "p", "title": "Chance", "type": "number", "baseline": true},
         {"id": "site_", "title": "Site", "type": "category", "levels": ["north", "south", "west"],
          "baseline": true},
         {"id": "cl", "title": "Cluster", "type": "text", "baseline": true},
         {"id": "pair", "title": "Pair", "type": "text", "baseline": true},
         {"id": "yv", "title": "Y", "type": "number", "baseline": false},
         {"id": "bv", "title": "B", "type": "binary", "baseline": false},
         {"id": "kind", "title": "K", "type": "category", "levels": ["a", "b", "c"],
          "baseline": false}],
       "outcomes": [
         {"id": "y", "title": "Y", "type": "number", "direction": "up-good", "family": "f",
          "source": {"variable": "yv"}},
         {"id": "b", "title": "B", "type": "binary", "direction": "down-good", "family": "f",
          "source": {"variable": "bv"}},
         {"id": "bOrC", "title": "B or C", "type": "binary", "direction": "ambiguous",
          "source": {"variable": "kind", "yesWhen": ["b", "c"]}}],
       "subgroups": [{"id": "notWest", "title": "Not west",
          "where": [{"variable": "site_", "is": ["north", "south"]}]}],
       "analyses": [{"id": "main", "title": "Main", ANALYSIS}],
       "data": {"id": "id"} MORE}
      """;

  private String scheme = "complete";
  private String probability = "{\"control\": 0.5, \"team\": 0.5}";
  private String analysis = "\"outcomes\": [\"y\"]";
  private String more = "";
  private boolean clusterArms;

  SmallTrial scheme(String words) {
    scheme = words;
    return this;
  }

  SmallTrial probability(String json) {
    probability = json;
    return this;
  }

  SmallTrial analysis(String json) {
    analysis = json;
    return this;
  }

  SmallTrial more(String json) {
    more = ", " + json;
    return this;
  }

  /** Arms drawn by cluster: clusters 1, 3, 6 and 8 to the team. */
  SmallTrial clusterArms() {
    clusterArms = true;
    return this;
  }

  Protocol protocol() {
    String json =
        PROTOCOL
            .replace("SCHEME", scheme)
            .replace("PROBABILITY", probability)
            .replace("ANALYSIS", analysis)
            .replace("MORE", more);
    ProtocolFile.Loaded loaded =
        ProtocolFile.read("small.json", json.getBytes(StandardCharsets.UTF_8));
    assertNotNull(loaded.protocol(), () -> loaded.findings().toString());
    return Objects.requireNonNull(loaded.protocol());
  }

  Frame frame() {
    double[] x = new double[PEOPLE];
    double[] x2 = new double[PEOPLE];
    double[] y = new double[PEOPLE];
    double[] p = new double[PEOPLE];
    int[] arm = new int[PEOPLE];
    int[] site = new int[PEOPLE];
    int[] b = new int[PEOPLE];
    int[] kind = new int[PEOPLE];
    List<String> ids = new ArrayList<>();
    List<String> clusters = new ArrayList<>();
    List<String> pairs = new ArrayList<>();
    for (int k = 0; k < PEOPLE; k++) {
      int i = k + 1;
      int cluster = (i + 2) / 3;
      int even = i % 2 == 0 ? 1 : 0;
      arm[k] = clusterArms ? (List.of(1, 3, 6, 8).contains(cluster) ? 1 : 0) : even;
      x[k] = 7 * i % 11 / 3.0;
      x2[k] = i == 3 || i == 20 ? Double.NaN : x[k];
      site[k] = k / 8;
      p[k] = new double[] {0.5, 0.4, 0.3}[site[k]];
      y[k] = i == 5 || i == 12 ? Double.NaN : 1 + 0.5 * even + 0.8 * x[k] + 5 * i * i % 13 / 7.0;
      b[k] = i <= 2 ? 1 : 0;
      kind[k] = 5 * i * i % 11 % 3;
      ids.add("P" + i);
      clusters.add("c" + cluster);
      pairs.add("q" + (i + 1) / 2);
    }
    return Frame.of(
        "small.csv",
        TextColumn.of("id", ids),
        CategoryColumn.of("arm", List.of("control", "team"), arm),
        NumberColumn.of("x", x),
        NumberColumn.of("x2", x2),
        NumberColumn.of("p", p),
        CategoryColumn.of("site_", List.of("north", "south", "west"), site),
        TextColumn.of("cl", clusters).toCategories(),
        TextColumn.of("pair", pairs).toCategories(),
        NumberColumn.of("yv", y),
        CategoryColumn.of("bv", List.of("no", "yes"), b),
        CategoryColumn.of("kind", List.of("a", "b", "c"), kind));
  }

  /** The frame with one column in place of another of the same name. */
  static Frame replaced(Frame frame, Column column) {
    List<Column> columns = new ArrayList<>();
    for (Column old : frame.columns()) {
      columns.add(old.name().equals(column.name()) ? column : old);
    }
    return Frame.of(frame.source(), columns.toArray(new Column[0]));
  }

  TrialDataReader.Read read(Frame frame) {
    Protocol protocol = protocol();
    return TrialDataReader.read(protocol, Map.of(protocol.data().files().get(0).name(), frame));
  }

  List<Effect> effects() {
    Protocol protocol = protocol();
    TrialDataReader.Read read = read(frame());
    assertEquals(List.of(), errors(read.findings()));
    TrialData data = Objects.requireNonNull(read.data());
    return PlannedAnalysis.of(protocol, data).run("digest", List.of(), "test", List.of()).effects();
  }

  static List<Finding> errors(List<Finding> findings) {
    return findings.stream().filter(f -> f.severity() == Finding.Severity.ERROR).toList();
  }
}
