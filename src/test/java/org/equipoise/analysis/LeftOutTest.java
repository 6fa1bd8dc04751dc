package org.equipoise.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.equipoise.analysis.Effect.Cause;
import org.equipoise.protocol.Protocol;
import org.junit.jupiter.api.Test;

/** Person by person, the same losses that the effects count. */
class LeftOutTest {

  private static List<LeftOut> of(SmallTrial trial) {
    Protocol protocol = trial.protocol();
    TrialData data = Objects.requireNonNull(trial.read(trial.frame()).data());
    return PlannedAnalysis.of(protocol, data).leftOut();
  }

  /** In the made-up trial P5 and P12 lack the outcome, P3 and P20 the covariate. */
  @Test
  void leftOut_namesPersonsAndCauses() {
    SmallTrial trial =
        new SmallTrial()
            .scheme("blocks")
            .more("\"strata\": [\"site_\"]")
            .analysis("\"adjust\": [\"x2\"]");
    Map<String, Cause> causes = new LinkedHashMap<>();
    of(trial).forEach(one -> causes.put(one.id() + " " + one.arm(), one.cause()));
    assertEquals(
        Map.of(
            "P3 control", Cause.COVARIATE_MISSING,
            "P5 control", Cause.OUTCOME_MISSING,
            "P12 team", Cause.OUTCOME_MISSING,
            "P20 team", Cause.COVARIATE_MISSING),
        causes);
  }

  @Test
  void leftOut_countsAsTheEffectsDo() {
    SmallTrial trial = new SmallTrial().scheme("blocks").more("\"strata\": [\"site_\"]");
    Effect effect = trial.effects().get(0);
    int lost = effect.drawn() + effect.drawnControl();
    lost -= effect.analysed() + effect.analysedControl();
    assertEquals(lost, of(trial).size());
  }
}
