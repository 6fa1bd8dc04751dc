package org.equipoise.report;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.equipoise.analysis.Effect;
import org.equipoise.analysis.Results;
import org.equipoise.disclosure.SampleResults;
import org.equipoise.protocol.Assumptions;
import org.equipoise.protocol.Outcome;
import org.equipoise.protocol.Protocol;
import org.jspecify.annotations.Nullable;

/** Results and origins that tests of a trial's report start from. */
final class TrialReports {

  /** Data files analysed on a day, without a ledger or a frozen plan. */
  static final Origin ORIGIN =
      new Origin(
          LocalDate.of(2026, 11, 22),
          List.of("equipoise", "report", "sample.json", "--data", "people data.csv"),
          null,
          PlanRecord.NONE);

  private TrialReports() {}

  /** The sample with other effects and nothing else. */
  static Results results(List<Effect> effects) {
    return SampleResults.with(
        SampleResults.recruitment(), List.of(), List.of(), List.of(), effects, List.of());
  }

  /** The same results of a protocol that counted on these effects. */
  static Results assuming(Results results, Map<Outcome.Id, Assumptions.Expected> expected) {
    Assumptions assumed =
        new Assumptions(452, 0.9, Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), 0, expected);
    Protocol p = results.protocol();
    return of(results, copied(p, p.outcomes(), assumed));
  }

  /** The same protocol with other outcomes. */
  static Protocol with(Protocol protocol, List<Outcome> outcomes) {
    return copied(protocol, outcomes, protocol.assumptions());
  }

  /** The same outcome, primary or not. */
  static Outcome primary(Outcome outcome, boolean primary) {
    return new Outcome(
        outcome.id(),
        outcome.title(),
        outcome.type(),
        outcome.direction(),
        outcome.family(),
        primary,
        outcome.source(),
        outcome.appliesTo(),
        outcome.ifTooFew(),
        outcome.caveat());
  }

  private static Protocol copied(
      Protocol p, List<Outcome> outcomes, @Nullable Assumptions assumed) {
    return new Protocol(
        p.id(),
        p.version(),
        p.title(),
        p.purpose(),
        p.caveats(),
        p.unit(),
        p.arms(),
        p.strata(),
        p.draw(),
        p.intake(),
        p.consents(),
        p.eligibility(),
        p.sites(),
        p.referrers(),
        p.variables(),
        p.respondents(),
        p.waves(),
        p.items(),
        p.scales(),
        p.fieldwork(),
        p.registers(),
        outcomes,
        p.subgroups(),
        p.analyses(),
        p.cells(),
        p.data(),
        assumed);
  }

  /** The same results under another protocol. */
  static Results of(Results results, Protocol protocol) {
    return new Results(
        protocol,
        results.digest(),
        results.inputs(),
        results.program(),
        results.recruitment(),
        results.response(),
        results.responseTests(),
        results.exposure(),
        results.balance(),
        results.effects(),
        results.supplements(),
        results.findings());
  }
}
