package org.equipoise.analysis;

import java.util.ArrayList;
import java.util.List;
import org.equipoise.analysis.Results.Input;
import org.equipoise.finding.Finding;
import org.equipoise.finding.Place;
import org.equipoise.protocol.Analysis;
import org.equipoise.protocol.Outcome;
import org.equipoise.protocol.Protocol;

/** Runs what the protocol planned on the persons drawn. */
public final class PlannedAnalysis {

  private final Protocol protocol;
  private final TrialData data;

  private PlannedAnalysis(Protocol protocol, TrialData data) {
    this.protocol = protocol;
    this.data = data;
  }

  /** The planned analysis of these data. */
  public static PlannedAnalysis of(Protocol protocol, TrialData data) {
    return new PlannedAnalysis(protocol, data);
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
    for (Analysis analysis : protocol.analyses()) {
      effects.addAll(new EffectTable(protocol, data, analysis).effects());
    }
    List<Finding> findings = new ArrayList<>(found);
    findings.addAll(planned());
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
        findings);
  }

  /** The outcomes of an analysis: those it names, else every outcome. */
  static List<Outcome> outcomesOf(Protocol protocol, Analysis analysis) {
    return analysis.outcomes().isEmpty()
        ? protocol.outcomes()
        : analysis.outcomes().stream().map(id -> protocol.outcome(id).orElseThrow()).toList();
  }

  /** What the plan asks for and this version does not carry out. */
  private List<Finding> planned() {
    List<Finding> findings = new ArrayList<>();
    for (Analysis analysis : protocol.analyses()) {
      List<String> parts = new ArrayList<>();
      if (analysis.permutations() != null) {
        parts.add("randomization inference");
      }
      if (!analysis.attrition().isEmpty()) {
        parts.add("sensitivity to loss");
      }
      if (analysis.cohorts() != null) {
        parts.add("effects by time of intake");
      }
      if (analysis.compliance() != null) {
        parts.add("effect of taking part");
      }
      if (analysis.multiplicity() == Analysis.Multiplicity.ROMANO_WOLF) {
        parts.add("Romano-Wolf correction");
      }
      if (!parts.isEmpty()) {
        findings.add(
            Finding.warning(
                Place.file("analysis \"" + analysis.id() + "\""),
                "planned but not carried out by this version: " + String.join(", ", parts),
                "the plan stands; nothing else takes its place"));
      }
    }
    return findings;
  }
}
