package org.equipoise.panel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.equipoise.inference.RedrawnNumber;
import org.equipoise.panel.Rollout.Adjustment;
import org.junit.jupiter.api.Test;

/** Against whole covariance matrices in numpy: see {@code golden/panel/Rollout/SOURCE.md}. */
class RolloutGoldenTest {

  private static final int PERIODS = 6;
  private static final int NEVER = 1_000_000;

  private static List<String[]> table(String name) throws IOException {
    String path = "/golden/panel/Rollout/" + name;
    try (InputStream in = RolloutGoldenTest.class.getResourceAsStream(path)) {
      String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().skip(1).map(line -> line.split(",", -1)).toList();
    }
  }

  private static Rollout rollout(List<String[]> data, String[] golden) {
    List<String[]> rows =
        golden[0].equals("all")
            ? data
            : data.stream().filter(row -> Integer.parseInt(row[3]) != NEVER).toList();
    int[] periods = {1, 2, 3, 4, 5, 6};
    int[] start =
        rows.stream()
            .mapToInt(row -> Integer.parseInt(row[3]))
            .map(g -> g == NEVER ? StaggeredPanel.NEVER : g)
            .toArray();
    double[] outcome =
        rows.stream()
            .flatMapToDouble(row -> Arrays.stream(row).skip(4).mapToDouble(Double::parseDouble))
            .toArray();
    StaggeredPanel panel = StaggeredPanel.of(periods, start, outcome);
    if (golden[2].equals("True")) {
      panel = panel.clustered(column(rows, 2));
    }
    int[] strata = golden[1].equals("True") ? column(rows, 1) : null;
    return Rollout.of(panel, strata, false)
        .with(Adjustment.valueOf(golden[5].toUpperCase(Locale.ROOT)));
  }

  private static int[] column(List<String[]> rows, int column) {
    return rows.stream().mapToInt(row -> Integer.parseInt(row[column])).toArray();
  }

  private static RolloutEstimand estimand(String[] golden) {
    return golden[3].equals("event")
        ? RolloutEstimand.at(Integer.parseInt(golden[4]))
        : new RolloutEstimand(
            RolloutEstimand.Average.valueOf(golden[3].toUpperCase(Locale.ROOT)), 0);
  }

  @Test
  void estimate_matchesWholeMatrices() throws IOException {
    List<String[]> data = table("data.csv");
    assertEquals(PERIODS + 4, data.get(0).length);
    for (String[] golden : table("cases.csv")) {
      String name = String.join(" ", Arrays.copyOf(golden, 6));
      RolloutEstimate found =
          rollout(data, golden).estimate(List.of(estimand(golden))).estimates().get(0);
      double[] numbers = {
        found.value(), found.beta(), found.imbalance(), found.neyman(), found.refined()
      };
      for (int j = 0; j < numbers.length; j++) {
        double expected = Double.parseDouble(golden[6 + j]);
        double size = Double.isNaN(expected) ? 1 : Math.max(1, Math.abs(expected));
        assertEquals(expected, numbers[j], 1e-10 * size, name);
      }
      assertEquals(found.neyman(), found.byNeyman(0.95).standardError(), name);
    }
  }

  @Test
  void studentized_isTheEstimateOverItsErrorInTheDrawMade() throws IOException {
    List<String[]> data = table("data.csv");
    for (String[] golden : table("cases.csv")) {
      Rollout rollout = rollout(data, golden);
      List<RolloutEstimand> estimand = List.of(estimand(golden));
      RedrawnNumber redrawn =
          rollout.redraws().withDraws(64).evaluate(1, rollout.studentized(estimand)).get(0);
      double t = Double.parseDouble(golden[6]) / Double.parseDouble(golden[9]);
      assertEquals(t, redrawn.observed(), 1e-9 * Math.max(1, Math.abs(t)));
      assertTrue(Arrays.stream(redrawn.drawn()).allMatch(Double::isFinite));
    }
  }

  @Test
  void covariance_ofAveragesFollowsFromThatOfEventTimes() throws IOException {
    List<String[]> data = table("data.csv");
    Rollout rollout = rollout(data, new String[] {"all", "True", "True", "", "", "none"});
    assertEquals("[0, 1, 2, 3]", Arrays.toString(rollout.eventTimes()));
    RolloutEstimates events =
        rollout.estimate(
            Arrays.stream(rollout.eventTimes()).mapToObj(RolloutEstimand::at).toList());
    RolloutEstimate simple = rollout.estimate(List.of(RolloutEstimand.SIMPLE)).estimates().get(0);
    // Clusters that start in period 3, then in period 5: the former alone are seen 2 and 3 after.
    double early = 4 + 6 + 3;
    double late = 4 + 3 + 5;
    double[] weight = {early + late, early + late, early, early};
    double all = Arrays.stream(weight).sum();
    double value = 0;
    double variance = 0;
    for (int i = 0; i < 4; i++) {
      value += weight[i] / all * events.estimates().get(i).value();
      for (int j = 0; j < 4; j++) {
        variance += weight[i] * weight[j] / all / all * events.covariance()[i][j];
      }
    }
    assertEquals(value, simple.value(), 1e-12);
    assertEquals(simple.neyman(), Math.sqrt(variance), 1e-12);
    assertEquals(36, events.units());
    assertEquals(3, events.strata());
  }
}
