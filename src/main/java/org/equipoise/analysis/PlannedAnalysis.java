package org.equipoise.analysis;

import java.util.ArrayList;
import java.util.List;
import org.equipoise.analysis.Results.Input;
import org.equipoise.finding.Finding;
import org.equipoise.protocol.Analysis;
import org.equipoise.protocol.Outcome;
import org.equipoise.protocol.Protocol;

/** Runs what the protocol planned on the persons drawn. */
public final class PlannedAnalysis {

  private final Protocol protocol;
  private final TrialData data;
  private final boolean allConventions;

  private final boolean beside;

  private PlannedAnalysis(
      Protocol protocol, TrialData data, boolean allConventions, boolean beside) {
    this.protocol = protocol;
    this.data = data;
    this.allConventions = allConventions;
    this.beside = beside;
  }

  /** The planned analysis of these data. */
  public static PlannedAnalysis of(Protocol protocol, TrialData data) {
    return new PlannedAnalysis(protocol, data, false, true);
  }

  /** The same with each main contrast under every named convention. */
  public PlannedAnalysis withAllConventions() {
    return new PlannedAnalysis(protocol, data, true, beside);
  }

  /** The comparisons without what the plan asks to know beside them: no supplements. */
  public PlannedAnalysis withoutSupplements() {
    return new PlannedAnalysis(protocol, data, allConventions, false);
  }

  /**
   * Runs it.
   *
   * @param digest digest of the protocol
   * @param inputs the data files read
   * @param program name and version of the program
   * @param found what was found while reading
   */
  public Results run(String digest, List<Input> inputs, String program, List<Finding> found) {
    double level = protocol.analyses().get(0).level();
    ResponseTable response = new ResponseTable(protocol, data, level);
    List<Effect> effects = new ArrayList<>();
    List<Supplement> supplements = new ArrayList<>();
    for (Analysis analysis : protocol.analyses()) {
      EffectTable table = new EffectTable(protocol, data, analysis);
      List<Compared> compared = table.compared();
      effects.addAll(new LadderRows(protocol, data, analysis, table).of(compared));
      if (beside) {
        supplements.addAll(Supplements.of(protocol, data, analysis, compared));
      }
      if (allConventions) {
        supplements.addAll(Conventions.of(protocol, data, analysis, compared));
      }
    }
    List<Finding> findings = new ArrayList<>(found);
    findings.addAll(DesignNotes.of(protocol, data));
    return new Results(
        protocol,
        digest,
        inputs,
        program,
        data.recruitment(),
        response.rates(),
        response.tests(),
        ExposureTable.of(protocol, data),
        new BalanceTable(protocol, data).tables(),
        effects,
        supplements,
        findings,
        Intake.of(protocol, data));
  }

  /** Who is left out of which comparison of everybody, and why, person by person. */
  public List<LeftOut> leftOut() {
    List<LeftOut> all = new ArrayList<>();
    for (Analysis analysis : protocol.analyses()) {
      all.addAll(LeftOut.of(protocol, data, new EffectTable(protocol, data, analysis).compared()));
    }
    return all;
  }

  /** The outcomes of an analysis: those it names, else every outcome. */
  static List<Outcome> outcomesOf(Protocol protocol, Analysis analysis) {
    return analysis.outcomes().isEmpty()
        ? protocol.outcomes()
        : analysis.outcomes().stream().map(id -> protocol.outcome(id).orElseThrow()).toList();
  }
}
