package org.equipoise.estimate;

import static org.equipoise.estimate.Close.assertClose;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** People in teams: CR2 where only one arm is clustered, and how alike teammates are. */
class TeamsTest {
  private static final Path FOLDER = Path.of("src/test/resources/golden/clusters/teams");
  private static final Path AWARDS = Path.of("..", "shared", "reference", "achievement_awards");

  /** Expected values: golden/clusters/teams, clubSandwich 0.5.8. */
  @Test
  void cr2_ofPartiallyNestedTeams_matchesClubSandwich() throws IOException {
    GoldenTable golden = GoldenTable.read(FOLDER.resolve("cases.csv"));
    GoldenTable d = GoldenTable.read(FOLDER.resolve("trial.csv"));
    int[] team = Arrays.stream(d.numbers("team")).mapToInt(x -> (int) x).toArray();
    for (int i = 0; i < golden.rows(); i++) {
      String name = golden.words("case")[i];
      RegressionSample.Builder sample =
          RegressionSample.of(d.numbers("y")).column("treated", d.numbers("treated"));
      sample = name.equals("plain") ? sample : sample.column("x", d.numbers("x"));
      sample = name.equals("weighted") ? sample.weights(d.numbers("w")) : sample;
      Estimate found =
          LeastSquares.with(VarianceEstimator.CR2)
              .fit(sample.clusters(team).build())
              .coefficient("treated");
      assertClose(golden.numbers("estimate")[i], found.value(), 1e-10);
      assertClose(golden.numbers("se")[i], found.standardError(), 1e-10);
      assertClose(golden.numbers("df")[i], found.df(), 1e-9);
      assertClose(golden.numbers("p")[i], found.pValue(), 1e-9);
    }
  }

  @Test
  void cr2_ofAHundredThousandSingletons_doesNotVisitPairs() {
    int n = 100_000;
    double[] y = IntStream.range(0, n).mapToDouble(i -> i * 7919 % 1009 / 100.0).toArray();
    double[] z = IntStream.range(0, n).mapToDouble(i -> i % 2).toArray();
    int[] team = IntStream.range(0, n).map(i -> i % 2 == 1 ? i % 41 : 1000 + i).toArray();
    RegressionSample sample = RegressionSample.of(y).column("z", z).clusters(team).build();
    // 2.5 billion pairs would take minutes.
    assertTimeoutPreemptively(
        Duration.ofSeconds(30), () -> LeastSquares.with(VarianceEstimator.CR2).fit(sample));
  }

  /** Case icc_anova_2000 of the reference: one-way analysis of variance in R 4.2.2. */
  @Test
  void intraclassCorrelation_matchesReference() throws IOException {
    assumeTrue(Files.isDirectory(AWARDS));
    JsonNode stats = null;
    for (JsonNode one :
        new ObjectMapper().readTree(AWARDS.resolve("gold.json").toFile()).get("cases")) {
      stats = one.get("id").asText().equals("icc_anova_2000") ? one.get("stats") : stats;
    }
    GoldenTable d = GoldenTable.read(AWARDS.resolve("data.csv"));
    double[] year = d.numbers("year");
    GoldenTable before = d.where(i -> year[i] == 2000).complete(List.of("Bagrut_status"));
    int[] school = Arrays.stream(before.numbers("school_id")).mapToInt(x -> (int) x).toArray();
    IntraclassCorrelation found = IntraclassCorrelation.of(before.numbers("Bagrut_status"), school);
    assertClose(stats.get("icc").asDouble(), found.value(), 1e-9);
    assertEquals(stats.get("k").asInt(), found.groups());
  }

  @Test
  void intraclassCorrelation_ofIdenticalTeammatesIsOne() {
    IntraclassCorrelation found =
        IntraclassCorrelation.of(new double[] {1, 1, 5, 5, 5, 2}, new int[] {1, 1, 2, 2, 2, 3});
    assertEquals(1, found.value(), 1e-15);
    // Sizes 2, 3, 1: a member sees 14/6 on average.
    assertEquals(14 / 6.0, found.designEffect(1), 1e-15);
    assertEquals(1, found.designEffect(0), 1e-15);
  }

  @Test
  void intraclassCorrelation_refusesPeopleAlone() {
    NotEstimableException refusal =
        assertThrows(
            NotEstimableException.class,
            () -> IntraclassCorrelation.of(new double[] {1, 2, 3}, new int[] {1, 2, 3}));
    assertEquals("3 persons in 3 groups", refusal.getMessage());
  }
}
