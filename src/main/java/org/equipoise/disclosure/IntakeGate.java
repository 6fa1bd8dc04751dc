package org.equipoise.disclosure;

import java.util.ArrayList;
import java.util.List;
import org.equipoise.analysis.Intake;
import org.equipoise.analysis.Results;
import org.equipoise.disclosure.CountNet.Count;
import org.equipoise.protocol.Arm;
import org.equipoise.protocol.Protocol;
import org.jspecify.annotations.Nullable;

/** Gates the intake: months, sites and agencies, each of which divides everybody drawn. */
final class IntakeGate {

  private final Whole whole;
  private final @Nullable Intake intake;
  private final List<Count> months = new ArrayList<>();
  private final List<Count> sites = new ArrayList<>();
  private final List<Count> referrers = new ArrayList<>();

  IntakeGate(Whole whole, PeopleGate people, Results results) {
    this.whole = whole;
    Intake told = results.intake();
    this.intake = told;
    if (told == null) {
      return;
    }
    Count drawn = people.drawn(null, results.recruitment().drawn());
    told.months().forEach(month -> months.add(printed(month.drawn())));
    told.sites().forEach(site -> sites.add(printed(site.drawn())));
    told.referrers().forEach(agency -> referrers.add(printed(agency.drawn())));
    divided("drawn = months", drawn, months);
    divided("drawn = sites", drawn, sites);
    divided("drawn = agencies", drawn, referrers);
    for (int s = 0; s < sites.size(); s++) {
      String code = told.sites().get(s).level().code();
      alike(sites.get(s), Protocol.SITE.value(), code, results.protocol());
      sameStratum(sites.get(s), code, results.protocol());
    }
    for (int r = 0; r < referrers.size(); r++) {
      String code = told.referrers().get(r).level().code();
      alike(referrers.get(r), Protocol.REFERRER.value(), code, results.protocol());
    }
  }

  private Count printed(int people) {
    return whole.net().printed(1, people);
  }

  private void divided(String rule, Count drawn, List<Count> parts) {
    if (parts.isEmpty()) {
      return;
    }
    List<Count> all = new ArrayList<>(parts);
    int rest = drawn.value() - parts.stream().mapToInt(Count::value).sum();
    if (rest > 0) {
      all.add(whole.implied(rest));
    }
    whole.sum(rule, drawn, all);
  }

  /** The arms of a site in the table before the draw are the site. */
  private void alike(Count place, String variable, String level, Protocol protocol) {
    List<Count> arms = new ArrayList<>();
    for (Arm arm : protocol.arms()) {
      Count count = whole.meaning("level", arm.id(), "", variable, level);
      if (count != null) {
        arms.add(count);
      }
    }
    int all = arms.stream().mapToInt(Count::value).sum();
    if (arms.size() == protocol.arms().size() && all == place.value()) {
      whole.sum("a place = its arms", place, arms);
    }
  }

  /** Where people are drawn within sites, response tells how many were drawn at each. */
  private void sameStratum(Count site, String code, Protocol protocol) {
    boolean only = protocol.strata().equals(List.of(Protocol.SITE));
    Count stratum = only ? whole.meaning("stratum", code) : null;
    if (stratum != null) {
      whole.nested("a site and its stratum", site, stratum);
    }
  }

  @Nullable ReleasedIntake release(GateLog log) {
    Intake told = intake;
    if (told == null) {
      return null;
    }
    List<ReleasedIntake.Month> byMonth = new ArrayList<>();
    for (int m = 0; m < months.size(); m++) {
      var month = told.months().get(m).month();
      byMonth.add(new ReleasedIntake.Month(month, log.count("month/" + month, months.get(m))));
    }
    return new ReleasedIntake(
        byMonth,
        parts("site/", told.sites(), sites, log),
        parts("referrer/", told.referrers(), referrers, log),
        told.planned());
  }

  private static List<ReleasedIntake.Part> parts(
      String of, List<Intake.Place> places, List<Count> counts, GateLog log) {
    List<ReleasedIntake.Part> parts = new ArrayList<>();
    for (int p = 0; p < counts.size(); p++) {
      var level = places.get(p).level();
      parts.add(new ReleasedIntake.Part(level, log.count(of + level.code(), counts.get(p))));
    }
    return parts;
  }
}
