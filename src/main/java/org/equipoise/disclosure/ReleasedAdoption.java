package org.equipoise.disclosure;

import java.util.List;
import org.equipoise.adoption.AdoptionPlan;
import org.equipoise.adoption.AdoptionResults;
import org.equipoise.adoption.AdoptionResults.Cohort;
import org.equipoise.adoption.AdoptionResults.Input;
import org.equipoise.adoption.AdoptionResults.Row;
import org.equipoise.finding.Finding;

/**
 * The results of a study of adoption as they may be published: the only way from there to print.
 */
public final class ReleasedAdoption {

  private final AdoptionResults results;
  private final List<Row> rows;

  private ReleasedAdoption(AdoptionResults results, List<Row> rows) {
    this.results = results;
    this.rows = List.copyOf(rows);
  }

  /** Passes results through the gate. */
  public static ReleasedAdoption of(AdoptionResults results) {
    return new ReleasedAdoption(results, AdoptionGate.gated(results, results.rows()));
  }

  /** The study as planned. */
  public AdoptionPlan plan() {
    return results.plan();
  }

  /** Digest of the plan's canonical form, in hexadecimal. */
  public String digest() {
    return results.digest();
  }

  /** The data files read. */
  public List<Input> inputs() {
    return results.inputs();
  }

  /** Name and version of the program. */
  public String program() {
    return results.program();
  }

  /** Who adopted when. */
  public List<Cohort> cohorts() {
    return results.cohorts();
  }

  /** The answers, in planned order. */
  public List<Row> rows() {
    return rows;
  }

  /** What the reader should know about data and plan. */
  public List<Finding> findings() {
    return results.findings();
  }
}
