package org.equipoise.analysis;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.equipoise.finding.Finding;
import org.equipoise.finding.Place;
import org.equipoise.protocol.Analysis;
import org.equipoise.protocol.Condition;
import org.equipoise.protocol.EstimatorChoice;
import org.equipoise.protocol.Protocol;
import org.equipoise.protocol.Subgroup;
import org.equipoise.protocol.Variable;

/** What the draw as it came out means for the numbers, said aloud. */
final class DesignNotes {

  /** Shares that differ by more than this between strata make weighting worth a word. */
  private static final double APART = 0.1;

  private final Protocol protocol;
  private final TrialData data;
  private final List<Finding> notes = new ArrayList<>();

  private DesignNotes(Protocol protocol, TrialData data) {
    this.protocol = protocol;
    this.data = data;
  }

  static List<Finding> of(Protocol protocol, TrialData data) {
    DesignNotes notes = new DesignNotes(protocol, data);
    notes.chances();
    notes.strata();
    notes.subgroups();
    return notes.notes;
  }

  /** A pooled answer that chances bias is never shown without these words. */
  private void chances() {
    for (Analysis analysis : protocol.analyses()) {
      if (UnequalChances.ignored(data, EstimatorChoice.of(protocol, analysis))) {
        note(
            "analysis \""
                + analysis.id()
                + "\": the chance of the arm differs between strata, and it neither compares within"
                + " strata nor weights",
            "its numbers mix the effect with differences between strata: write \"strataEffects\":"
                + " true or \"weights\": \"inverse-probability\"");
      }
    }
  }

  private void strata() {
    int[] stratum = data.design().stratum();
    boolean effects =
        protocol.analyses().stream()
            .map(analysis -> EstimatorChoice.of(protocol, analysis))
            .anyMatch(choice -> choice.strataEffects() && !choice.inverseProbability());
    if (stratum == null || !effects) {
      return;
    }
    int arms = protocol.arms().size();
    int[][] counts = new int[data.design().strata().size()][arms];
    int[] sizes = new int[counts.length];
    for (int i = 0; i < stratum.length; i++) {
      counts[stratum[i]][data.design().arm()[i]]++;
      sizes[stratum[i]]++;
    }
    for (int a = 0; a < arms; a++) {
      String arm = protocol.arms().get(a).id().value();
      double least = 1;
      double most = 0;
      for (int s = 0; s < counts.length; s++) {
        if (sizes[s] > 0 && counts[s][a] == 0) {
          note(
              "stratum \"" + data.design().strata().get(s) + "\" holds nobody of arm " + arm,
              "its people stay in a regression and tell nothing of that arm's effect");
        } else if (sizes[s] >= protocol.cells().events()) {
          least = Math.min(least, counts[s][a] / (double) sizes[s]);
          most = Math.max(most, counts[s][a] / (double) sizes[s]);
        }
      }
      if (!protocol.arms().get(a).control() && most - least > APART) {
        note(
            "the share drawn to arm " + arm + " differs between strata by more than 10 points",
            "effects of strata weigh strata by how evenly they were drawn; name \"weights\":"
                + " \"inverse-probability\" for the mean over everybody");
      }
    }
  }

  private void subgroups() {
    Set<Variable.Id> asked = new LinkedHashSet<>();
    for (Analysis analysis : protocol.analyses()) {
      for (Subgroup.Id id : analysis.subgroups()) {
        for (Condition condition : protocol.subgroup(id).orElseThrow().where()) {
          asked.add(condition.variable());
        }
      }
    }
    for (Variable.Id id : asked) {
      if (data.variable(id).missing() > 0) {
        note(
            "some of those drawn have no value of \"" + id + "\"",
            "they are among everybody, and in no subgroup that asks for it");
      }
    }
  }

  private void note(String found, String expected) {
    notes.add(Finding.warning(Place.file("data"), found, expected));
  }
}
