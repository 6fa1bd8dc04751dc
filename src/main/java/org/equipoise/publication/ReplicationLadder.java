package org.equipoise.publication;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.equipoise.finding.Finding;
import org.equipoise.finding.Finding.Severity;
import org.equipoise.publication.Replication.Stage;
import org.equipoise.publication.ReplicationStep.Outcome;

/** The steps as they are taken; what is never taken stays unreached, which is no success. */
public final class ReplicationLadder {

  private final Map<ReplicationStep, Stage> taken = new EnumMap<>(ReplicationStep.class);

  /** Notes a step that fails when there is an error among the findings, and holds otherwise. */
  public boolean take(ReplicationStep step, List<Finding> findings) {
    boolean wrong = findings.stream().anyMatch(each -> each.severity() == Severity.ERROR);
    return take(step, wrong ? Outcome.FAILS : Outcome.HOLDS, findings);
  }

  /** Notes what came of a step; whether one may go on. */
  public boolean take(ReplicationStep step, Outcome outcome, List<Finding> findings) {
    taken.put(step, new Stage(step, outcome, findings));
    return outcome != Outcome.FAILS;
  }

  /**
   * Notes the steps that {@link BundleCheck} and the reading of the container answer, each with the
   * problems that belong to it; whether one may look into the files.
   *
   * @param name name of the bundle, for findings
   */
  public boolean opening(String name, List<BundleProblem> problems) {
    boolean sound = true;
    for (BundleFault.Step each : BundleFault.Step.values()) {
      List<Finding> findings = new ArrayList<>();
      for (BundleProblem problem : problems) {
        if (problem.fault().step() == each) {
          findings.add(problem.finding(name));
        }
      }
      // A wrong signature is told whatever else is wrong; a right one is told by whoever knows
      // whose
      // it is.
      boolean told = !findings.isEmpty() || (sound && each != BundleFault.Step.SIGNATURE);
      if (told) {
        boolean holds = take(ReplicationStep.valueOf(each.name()), findings);
        sound &= holds || each == BundleFault.Step.SIGNATURE;
      }
    }
    return sound;
  }

  /** What came of a step so far. */
  public Outcome outcome(ReplicationStep step) {
    Stage stage = taken.get(step);
    return stage == null ? Outcome.UNREACHED : stage.outcome();
  }

  /** Every step that has a meaning for what was sealed, in order. */
  public List<Stage> stages(BundleManifest.Kind kind) {
    List<Stage> stages = new ArrayList<>();
    for (ReplicationStep step : ReplicationStep.values()) {
      if (step.concerns(kind)) {
        stages.add(taken.getOrDefault(step, new Stage(step, Outcome.UNREACHED, List.of())));
      }
    }
    return stages;
  }
}
