package org.equipoise.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.equipoise.adoption.AdoptionPlan;
import org.equipoise.protocol.Protocol;
import org.equipoise.protocol.Text;

/** What follows every report of data behind which no person stands. */
final class SimulatedCaveat {

  private static final Text WORDS =
      new Text(
          Map.of(
              "en",
              "The data are simulated: no real person or place stands behind any row, and the"
                  + " numbers are nobody's results.",
              "sv",
              "Uppgifterna är simulerade: ingen verklig människa eller plats står bakom någon rad,"
                  + " och siffrorna är ingens resultat."));

  private SimulatedCaveat() {}

  /** The protocol with this caveat before its own. */
  static Protocol in(Protocol plan) {
    return new Protocol(
        plan.id(),
        plan.version(),
        plan.title(),
        plan.purpose(),
        with(plan.caveats()),
        plan.unit(),
        plan.arms(),
        plan.strata(),
        plan.draw(),
        plan.intake(),
        plan.consents(),
        plan.eligibility(),
        plan.sites(),
        plan.referrers(),
        plan.variables(),
        plan.respondents(),
        plan.waves(),
        plan.items(),
        plan.scales(),
        plan.fieldwork(),
        plan.registers(),
        plan.outcomes(),
        plan.subgroups(),
        plan.analyses(),
        plan.cells(),
        plan.data(),
        plan.assumptions());
  }

  /** The plan with this caveat before its own. */
  static AdoptionPlan in(AdoptionPlan plan) {
    return new AdoptionPlan(
        plan.id(),
        plan.version(),
        plan.title(),
        plan.purpose(),
        with(plan.caveats()),
        plan.unit(),
        plan.periods(),
        plan.adoption(),
        plan.cluster(),
        plan.weight(),
        plan.covariates(),
        plan.groups(),
        plan.groupColumn(),
        plan.outcomes(),
        plan.analyses(),
        plan.cells(),
        plan.data(),
        plan.assumptions());
  }

  private static List<Text> with(List<Text> caveats) {
    List<Text> more = new ArrayList<>(List.of(WORDS));
    more.addAll(caveats);
    return more;
  }
}
