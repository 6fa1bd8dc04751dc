package org.equipoise.rehearse;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.equipoise.protocol.Analysis;
import org.equipoise.protocol.Assumptions;
import org.equipoise.protocol.Assumptions.Expected;
import org.equipoise.protocol.Outcome;
import org.equipoise.protocol.Outcome.Source;
import org.equipoise.protocol.Protocol;
import org.equipoise.protocol.Register;
import org.equipoise.protocol.Series;
import org.jspecify.annotations.Nullable;

/**
 * A plan cut down to what one register outcome needs: its own series, and its effects by period as
 * planned. The law of the series is that of the whole plan.
 */
final class SeriesPlans {

  /** Draws for a band: the same critical value to two digits, at a tenth of the time. */
  private static final int DRAWS = 10_000;

  private final Protocol protocol;
  private final Analysis analysis;
  private final Outcome outcome;
  private final Source.FromSeries from;

  SeriesPlans(Protocol protocol, Analysis analysis, Outcome outcome) {
    this.protocol = protocol;
    this.analysis = analysis;
    this.outcome = outcome;
    this.from = (Source.FromSeries) outcome.source();
  }

  /** The last period compared. */
  int last() {
    return from.at().stream().mapToInt(Integer::intValue).max().orElseThrow();
  }

  /** What is simulated: every period is looked at, so that every period has a truth. */
  Protocol simulated(World world) {
    List<Outcome> ofSeries = new ArrayList<>();
    for (Outcome other : protocol.outcomes()) {
      if (other.id().equals(outcome.id())) {
        ofSeries.add(at(IntStream.rangeClosed(1, last()).boxed().toList()));
      } else if (other.source() instanceof Source.FromSeries of
          && of.series().equals(from.series())) {
        // Which law a series follows is decided by all the outcomes that read it.
        ofSeries.add(other);
      }
    }
    return with(ofSeries, analysis, world);
  }

  /** What is analysed: the effects by period up to the last one, and nothing beside. */
  Protocol analysed(World world) {
    return with(List.of(at(List.of(last()))), reduced(), world);
  }

  private Outcome at(List<Integer> periods) {
    return new Outcome(
        outcome.id(),
        outcome.title(),
        outcome.type(),
        outcome.direction(),
        outcome.family(),
        outcome.primary(),
        new Source.FromSeries(from.series(), from.measure(), periods),
        outcome.appliesTo(),
        List.of(),
        outcome.caveat());
  }

  private Analysis reduced() {
    Analysis.ByPeriod plan = analysis.byPeriod();
    if (plan == null) {
      throw new IllegalStateException("no effects by period");
    }
    return new Analysis(
        analysis.id(),
        analysis.title(),
        analysis.estimator(),
        analysis.variance(),
        analysis.strataEffects(),
        analysis.adjustForBaseline(),
        analysis.adjust(),
        analysis.missingCovariates(),
        analysis.weights(),
        List.of(outcome.id()),
        List.of(),
        null,
        null,
        List.of(),
        List.of(),
        null,
        Analysis.Multiplicity.NONE,
        null,
        null,
        analysis.teams(),
        List.of(),
        List.of(),
        null,
        new Analysis.ByPeriod(
            plan.before(), plan.pooled(), Math.min(plan.draws(), DRAWS), plan.seed()),
        null,
        analysis.level());
  }

  /** The register cut to the series, in the place of the first with periods of its length. */
  private List<Register> registers() {
    Register own = protocol.registerOf(from.series()).orElseThrow();
    List<Series> series = own.series().stream().filter(s -> s.id().equals(from.series())).toList();
    List<Register> kept = new ArrayList<>();
    boolean there = false;
    for (Register register : protocol.registers()) {
      boolean alike = register.period() == own.period();
      if (alike && !there) {
        kept.add(
            new Register(
                own.id(),
                own.title(),
                own.period(),
                own.from(),
                own.to(),
                own.covers(),
                own.prices(),
                series));
        there = true;
      }
      // People leave at any time until the last register ends.
      boolean further = register.to() > own.to();
      if (!alike || (further && !register.id().equals(own.id()))) {
        kept.add(register);
      }
    }
    return kept;
  }

  private @Nullable Assumptions assumptions(World world) {
    Assumptions assumed = protocol.assumptions();
    if (assumed == null || world == World.ASSUMED) {
      return assumed;
    }
    Map<Outcome.Id, Expected> flat = new LinkedHashMap<>();
    assumed
        .outcomes()
        .forEach(
            (id, e) ->
                flat.put(
                    id,
                    new Expected(
                        e.control(), e.sd(), 0, e.baselineCorrelation(), e.laterCohorts())));
    return new Assumptions(
        assumed.referred(),
        assumed.consenting(),
        assumed.assigned(),
        assumed.levels(),
        assumed.numbers(),
        assumed.response(),
        assumed.takeUp(),
        assumed.leaving(),
        flat);
  }

  private Protocol with(List<Outcome> outcomes, Analysis only, World world) {
    return new Protocol(
        protocol.id(),
        protocol.version(),
        protocol.title(),
        protocol.purpose(),
        protocol.caveats(),
        protocol.unit(),
        protocol.arms(),
        protocol.strata(),
        protocol.draw(),
        protocol.intake(),
        protocol.consents(),
        protocol.eligibility(),
        protocol.sites(),
        protocol.referrers(),
        protocol.variables(),
        protocol.respondents(),
        protocol.waves(),
        protocol.items(),
        protocol.scales(),
        protocol.fieldwork(),
        registers(),
        outcomes,
        List.of(),
        List.of(only),
        protocol.cells(),
        protocol.data(),
        assumptions(world));
  }
}
