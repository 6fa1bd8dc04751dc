package org.equipoise.estimate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Numbers of nlme and of the papers' formulas written out; see the folder's SOURCE.md. */
class MixedModelGoldenTest {
  private static final Path FOLDER =
      Path.of("src", "test", "resources", "golden", "repeated", "mixed-model");

  @TestFactory
  Stream<DynamicTest> fit_matchesReference() throws IOException {
    Map<String, List<CSVRecord>> cases = new LinkedHashMap<>();
    for (CSVRecord row : RepeatedRows.records(FOLDER.resolve("cases.csv"))) {
      cases.computeIfAbsent(row.get("case"), name -> new ArrayList<>()).add(row);
    }
    assertEquals(List.of("small", "small-ml", "complete", "long"), List.copyOf(cases.keySet()));
    return cases.entrySet().stream().map(e -> dynamicTest(e.getKey(), () -> check(e.getValue())));
  }

  private static void check(List<CSVRecord> rows) throws IOException {
    boolean ml = rows.get(0).get("case").endsWith("-ml");
    RepeatedRows data = RepeatedRows.read(FOLDER.resolve("data").resolve(rows.get(0).get("data")));
    boolean covariates = !rows.get(0).get("case").equals("complete");
    MixedModelFit fit =
        (ml ? MixedModel.ml() : MixedModel.reml())
            .fit(data.sample(covariates ? List.of("age", "stratumb", "stratumc") : List.of()));
    for (CSVRecord row : rows) {
      double expected = Double.parseDouble(row.get("expected"));
      assertEquals(
          expected,
          actual(fit, row.get("quantity"), row.get("term")),
          Math.abs(expected) * Double.parseDouble(row.get("relTol")),
          row.get("quantity") + " " + row.get("term"));
    }
  }

  private static double actual(MixedModelFit fit, String quantity, String term) {
    switch (quantity) {
      case "loglik":
        return fit.logLikelihood();
      case "covariance":
        int colon = term.indexOf(':');
        int t = Integer.parseInt(term.substring(0, colon)) - 1;
        int u = Integer.parseInt(term.substring(colon + 1)) - 1;
        return fit.waveCovariance()[t][u];
      case "estimate":
        return estimate(fit, term, SmallSample.SATTERTHWAITE).value();
      case "se-model":
        return estimate(fit, term, SmallSample.SATTERTHWAITE).standardError();
      case "df":
        return estimate(fit, term, SmallSample.SATTERTHWAITE).df();
      case "se-kr":
        return estimate(fit, term, SmallSample.KENWARD_ROGER).standardError();
      default:
        SmallSample rule =
            term.endsWith("-kr") ? SmallSample.KENWARD_ROGER : SmallSample.SATTERTHWAITE;
        WaldTest test =
            quantity.equals("jointly")
                ? fit.jointly("treated", rule)
                : fit.interaction("treated", rule);
        return term.startsWith("f-") ? test.f() : test.denominatorDf();
    }
  }

  private static Estimate estimate(MixedModelFit fit, String term, SmallSample rule) {
    return term.equals("treated") ? fit.average(term, rule) : fit.estimate(term, rule);
  }
}
