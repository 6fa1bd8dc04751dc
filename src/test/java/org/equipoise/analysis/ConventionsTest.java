package org.equipoise.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The main contrast of {@link SmallTrial} under every convention. Expected values: R 4.2.2,
 * estimatr 1.0.0, the calls in {@code golden/analysis/clusters.R}.
 */
class ConventionsTest {

  @Test
  void of_printsTheContrastAsEachProgramWould() {
    List<Supplement> rows = FewClustersTest.supplements(new SmallTrial(), true);
    Reading.Number welch = FewClustersTest.number(rows, "difference-welch", "difference-welch");
    assertEquals(0.38571428571428568, welch.value(), 1e-12);
    assertEquals(0.41392489727071730, welch.standardError(), 1e-12);
    assertEquals(18.28398607872311032, welch.df(), 1e-9);
    assertEquals(0.36355838240514760, welch.pValue(), 1e-9);
    Reading.Number hc3 = FewClustersTest.number(rows, "ols-hc3", "ols-hc3");
    assertEquals(0.43412809473544933, hc3.standardError(), 1e-9);
    assertEquals(0.38484381754312413, hc3.pValue(), 1e-9);
    assertTrue(rows.stream().allMatch(row -> row.topic() == Topic.CONVENTIONS));
    assertTrue(rows.stream().allMatch(row -> row.effect().outcome().id().value().equals("y")));
  }

  @Test
  void of_leavesReadingsOfDrawnClustersOutForTeams() {
    List<String> measures =
        FewClustersTest.supplements(
                new SmallTrial()
                    .analysis(
                        "\"outcomes\": [\"y\"],"
                            + " \"teams\": {\"variable\": \"cl\", \"arms\": [\"team\"]}"),
                true)
            .stream()
            .filter(row -> row.topic() == Topic.CONVENTIONS)
            .map(Supplement::measure)
            .toList();
    assertTrue(measures.contains("ols-cr2"));
    assertTrue(measures.stream().noneMatch(code -> code.startsWith("horvitz")));
  }

  @Test
  void of_isSilentUnlessAsked() {
    assertEquals(List.of(), FewClustersTest.supplements(new SmallTrial(), false));
  }

  @Test
  void of_addsTheTrialsOwnDrawMadeAgainByEveryRule() {
    List<Supplement> rows = FewClustersTest.supplements(new SmallTrial(), true);
    Reading.Number ours = FewClustersTest.number(rows, "re-randomization", "re-randomization");
    Reading.Number share =
        FewClustersTest.number(rows, "re-randomization-share", "re-randomization-share");
    Reading.Number strict =
        FewClustersTest.number(rows, "re-randomization-strict", "re-randomization-strict");
    assertEquals(0.38571428571428568, ours.value(), 1e-12);
    assertEquals(9999, ours.draws());
    assertEquals((1 + 9999 * share.pValue()) / 10_000, ours.pValue(), 1e-12);
    assertTrue(strict.pValue() <= share.pValue());
    // Welch's p is 0.364: the two agree within chance and the smallness of the trial.
    assertEquals(0.364, ours.pValue(), 0.03);
    assertTrue(ours.low() < ours.value() && ours.value() < ours.high());
  }
}
