package org.equipoise.simulate;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.equipoise.protocol.Arm;
import org.equipoise.protocol.Assumptions;
import org.equipoise.protocol.DrawRule;
import org.equipoise.protocol.Protocol;
import org.equipoise.protocol.Ratio;
import org.equipoise.store.ProtocolFile;

/** The shipped protocols, and what tests change in them. */
final class Trials {

  private Trials() {}

  /** The survey trial. */
  static Protocol survey() {
    return read("protocols/isf-team.json");
  }

  /** The register trial. */
  static Protocol register() {
    return read("protocols/malmokraften.json");
  }

  private static Protocol read(String file) {
    return Objects.requireNonNull(ProtocolFile.read(Path.of(file)).protocol(), file);
  }

  /** The protocol with another draw rule. */
  static Protocol with(Protocol p, DrawRule draw) {
    return with(p, p.arms(), draw, p.assumptions());
  }

  /** The protocol with other assumptions. */
  static Protocol with(Protocol p, Assumptions assumptions) {
    return with(p, p.arms(), p.draw(), assumptions);
  }

  static Protocol with(Protocol p, List<Arm> arms, DrawRule draw, Assumptions assumptions) {
    return new Protocol(
        p.id(),
        p.version(),
        p.title(),
        p.purpose(),
        p.caveats(),
        p.unit(),
        arms,
        p.strata(),
        draw,
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
        p.outcomes(),
        p.subgroups(),
        p.analyses(),
        p.cells(),
        p.data(),
        assumptions);
  }

  /** The survey trial in which so many of the later arm start early. */
  static Protocol surveyWithEarlyStarts(double share) {
    Protocol p = survey();
    Assumptions a = Objects.requireNonNull(p.assumptions());
    Arm.Id now = p.arms().get(0).id();
    Arm.Id later = p.arms().get(1).id();
    Map<Arm.Id, Assumptions.TakeUp> takeUp =
        Map.of(now, a.takeUp().get(now), later, new Assumptions.TakeUp(0.6, 20, share));
    return with(p, with(a, a.referred(), takeUp));
  }

  static Assumptions with(Assumptions a, int referred, Map<Arm.Id, Assumptions.TakeUp> takeUp) {
    return new Assumptions(
        referred,
        a.consenting(),
        a.assigned(),
        a.levels(),
        a.numbers(),
        a.response(),
        takeUp,
        a.leaving(),
        a.outcomes());
  }

  /** Two equal parts. */
  static Ratio oneToOne(Protocol p) {
    return new Ratio(Map.of(p.arms().get(0).id(), 1, p.arms().get(1).id(), 1));
  }
}
