package org.equipoise.disclosure;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.equipoise.analysis.Comparison;
import org.equipoise.analysis.Exposure;
import org.equipoise.analysis.Response;
import org.equipoise.analysis.ResponseTest;
import org.equipoise.analysis.Results;
import org.equipoise.disclosure.CountNet.Cell;
import org.equipoise.disclosure.CountNet.Count;
import org.equipoise.disclosure.Released.Rate;
import org.equipoise.protocol.Arm;
import org.jspecify.annotations.Nullable;

/**
 * Gates who answered and who had met the service. Answered and not answered are the two parts of
 * one base, so both are protected; so are those who left (randomized less eligible) and those who
 * came back (answered less answered twice).
 */
final class ResponseGate {

  private static final int STRATUM = 0;
  private static final int ALL = 1;
  private static final int ARM = 2;
  private static final int BASE = 4;

  /** The printed counts of one rate, and the cell of the count with its share. */
  private record Ends(Count base, Count count, Cell rate) {}

  /** The three rates of one row. */
  private record Row(Response response, Ends randomized, Ends eligible, @Nullable Ends previous) {}

  private record Met(Exposure exposure, Count people, Count met) {}

  private final Whole whole;
  private final CountNet net;
  private final PeopleGate people;
  private final Results results;
  private final List<Row> rows = new ArrayList<>();
  private final List<Met> exposure = new ArrayList<>();
  private final Map<ResponseTest, Cell> tests = new LinkedHashMap<>();

  ResponseGate(Whole whole, PeopleGate people, Results results) {
    this.whole = whole;
    this.net = whole.net();
    this.people = people;
    this.results = results;
    results.response().forEach(r -> rows.add(row(r)));
    addUp();
    inTime();
    results.responseTests().forEach(t -> tests.put(t, cellOf(t)));
    results.exposure().forEach(e -> exposure.add(met(e)));
    metInTime();
  }

  /** Who could be followed at a wave could be followed at the waves before it. */
  private void inTime() {
    Map<List<?>, Count> before = new HashMap<>();
    for (Row row : rows) {
      List<?> key = List.of(arm(row.response()), stratum(row.response()));
      Count now = row.eligible().base();
      Count then = before.put(key, now);
      if (then != null) {
        whole.nested("followed at a wave, of those followed before", then, now);
      }
    }
  }

  /** Who had met the service by a wave had met it by every later one. */
  private void metInTime() {
    Map<Arm.Id, Count> before = new HashMap<>();
    for (Met row : exposure) {
      Count then = before.put(row.exposure().arm(), row.met());
      if (then != null) {
        whole.nested("met by a wave, of those who met by a later one", then, row.met());
      }
    }
  }

  private Row row(Response r) {
    int cost = r.stratum() != null ? STRATUM : r.arm() == null ? ALL : ARM;
    // Who answered of everybody drawn is asked for first, so it is hidden last.
    Ends randomized = ends(cost + 1, base(r), r.ofRandomized());
    if (r.stratum() == null) {
      whole.means(randomized.count(), "answered", r.wave(), arm(r));
    } else {
      whole.means(randomized.count(), "answered", r.wave(), arm(r), stratum(r));
    }
    Ends previous = previous(cost, r, randomized);
    if (previous != null && r.stratum() == null) {
      whole.means(previous.count(), "answered too", r.wave(), arm(r));
    }
    return new Row(r, randomized, eligible(cost, r, randomized), previous);
  }

  private Count base(Response r) {
    int value = r.ofRandomized().base();
    return r.stratum() == null ? people.drawn(r.arm(), value) : stratum(r, value);
  }

  private Count stratum(Response r, int value) {
    Count base = net.shared(BASE, value, "stratum", arm(r), stratum(r));
    if (r.arm() == null) {
      whole.means(base, "stratum", stratum(r));
    } else {
      whole.means(base, "stratum", arm(r), stratum(r));
    }
    return base;
  }

  private Ends ends(int cost, Count base, Response.Rate rate) {
    Count count = net.printed(cost, rate.count());
    whole.within("base = with + without", base, count);
    whole.rests(count.cell(), base.cell());
    return new Ends(base, count, count.cell());
  }

  private Ends eligible(int cost, Response r, Ends randomized) {
    Response.Rate all = r.ofRandomized();
    Response.Rate some = r.ofEligible();
    if (all.base() == some.base() && all.count() == some.count()) {
      return randomized;
    }
    Count base = randomized.base();
    if (all.base() != some.base()) {
      base = net.printed(cost, some.base());
      whole.within("randomized = followed + left", randomized.base(), base);
    }
    if (all.count() == some.count()) {
      return sameCount(cost, base, randomized.count());
    }
    Ends ends = ends(cost, base, some);
    whole.within("answered = followed + left", randomized.count(), ends.count());
    return ends;
  }

  /** Nobody answered who had left: one count over two bases, hidden in both or in none. */
  private Ends sameCount(int cost, Count base, Count count) {
    whole.within("base = with + without", base, count);
    Cell rate = net.cell(cost);
    whole.rests(/* cell= */ rate, /* base= */ base.cell());
    whole.rests(/* cell= */ rate, /* base= */ count.cell());
    return new Ends(base, count, rate);
  }

  private @Nullable Ends previous(int cost, Response r, Ends randomized) {
    Response.Rate rate = r.ofPrevious();
    if (rate == null) {
      return null;
    }
    Count base = answeredBefore(r, rate.base());
    Ends ends = ends(cost, base == null ? net.printed(cost, rate.base()) : base, rate);
    whole.within("answered = before too + came back", randomized.count(), ends.count());
    return ends;
  }

  /** Those who answered the wave before are the base here: one count, shown or hidden as one. */
  private @Nullable Count answeredBefore(Response r, int value) {
    Count found = null;
    for (Row earlier : rows) {
      Response e = earlier.response();
      boolean here = arm(e).equals(arm(r)) && stratum(e).equals(stratum(r));
      if (here && e.ofRandomized().count() == value) {
        found = earlier.randomized().count();
      }
    }
    return found;
  }

  /** All arms are the sum of the arms, all strata the sum of the strata. */
  private void addUp() {
    for (Row total : rows) {
      Response t = total.response();
      List<Row> arms = new ArrayList<>();
      List<Row> strata = new ArrayList<>();
      for (Row part : rows) {
        Response p = part.response();
        if (!p.wave().equals(t.wave())) {
          continue;
        }
        if (t.arm() == null && p.arm() != null && stratum(p).equals(stratum(t))) {
          arms.add(part);
        }
        if (t.stratum() == null && p.stratum() != null && arm(p).equals(arm(t))) {
          strata.add(part);
        }
      }
      addUp("all = arms", total, arms);
      addUp("all = strata", total, strata);
    }
  }

  private void addUp(String rule, Row total, List<Row> parts) {
    if (parts.isEmpty()) {
      return;
    }
    whole.sum(
        rule, total.randomized().base(), parts.stream().map(p -> p.randomized().base()).toList());
    whole.sum(
        rule, total.randomized().count(), parts.stream().map(p -> p.randomized().count()).toList());
    whole.sum(rule, total.eligible().base(), parts.stream().map(p -> p.eligible().base()).toList());
    whole.sum(
        rule, total.eligible().count(), parts.stream().map(p -> p.eligible().count()).toList());
    Ends previous = total.previous();
    List<Ends> pieces = new ArrayList<>();
    for (Row part : parts) {
      if (part.previous() != null) {
        pieces.add(part.previous());
      }
    }
    if (previous != null && pieces.size() == parts.size()) {
      whole.sum(rule, previous.base(), pieces.stream().map(Ends::base).toList());
      whole.sum(rule, previous.count(), pieces.stream().map(Ends::count).toList());
    }
  }

  /** A difference and a mean give the other mean, and with it the count. */
  private Cell cellOf(ResponseTest test) {
    Cell cell = net.cell(0);
    Arm.Id control = results.protocol().control().id();
    for (Row row : rows) {
      Response r = row.response();
      boolean tested = test.arm().equals(r.arm()) || control.equals(r.arm());
      if (r.wave().equals(test.wave()) && r.stratum() == null && tested) {
        whole.rests(cell, row.randomized().count().cell());
      }
    }
    return cell;
  }

  private Met met(Exposure e) {
    Count size = people.drawn(e.arm(), e.people());
    Count met = net.printed(0, e.met());
    whole.within("drawn = met + not met", size, met);
    whole.rests(met.cell(), size.cell());
    return new Met(e, size, met);
  }

  List<Released.Response> release(GateLog log) {
    List<Released.Response> released = new ArrayList<>();
    for (Row row : rows) {
      Response r = row.response();
      String at = r.wave() + "/" + arm(r) + (r.stratum() == null ? "" : "/" + r.stratum());
      Response.Rate before = r.ofPrevious();
      Ends previous = row.previous();
      released.add(
          new Released.Response(
              r.wave(),
              r.arm(),
              r.stratum(),
              rate(log, at + "/of-randomized", row.randomized(), r.ofRandomized()),
              rate(log, at + "/of-eligible", row.eligible(), r.ofEligible()),
              previous == null || before == null
                  ? null
                  : rate(log, at + "/of-previous", previous, before)));
    }
    return released;
  }

  private Rate rate(GateLog log, String what, Ends ends, Response.Rate rate) {
    return new Rate(log.count(what + "/base", ends.base()), answered(log, what, ends, rate));
  }

  /** Shares of rounded counts have the interval of rounded counts. */
  private Gated<Response.Rate> answered(GateLog log, String what, Ends ends, Response.Rate rate) {
    if (!whole.rounds() && ends.rate() != ends.count().cell()) {
      log.names(what, ends.count());
      Gated<Response.Rate> shown = log.open(what, ends.rate(), rate);
      if (!shown.hidden()) {
        log.told(what, ends.count(), rate.count());
      }
      return shown;
    }
    Gated<Integer> count = log.count(what, ends.count());
    if (!whole.rounds()) {
      return count.either(shown -> new Gated.Shown<>(rate), Gated.Hidden::new);
    }
    int of = whole.published(ends.base());
    int some = Math.min(of, whole.published(ends.count()));
    return new Gated.Shown<>(Response.Rate.of(some, of, level()));
  }

  private double level() {
    return results.protocol().analyses().get(0).level();
  }

  List<Released.ResponseTest> releaseTests(GateLog log) {
    List<Released.ResponseTest> released = new ArrayList<>();
    tests.forEach(
        (test, cell) -> {
          Comparison comparison = Withheld.gate(test.comparison(), cell);
          if (test.comparison() instanceof Comparison.Estimated) {
            log.withholds(test.wave() + "/" + test.arm() + "/test", cell);
          }
          released.add(new Released.ResponseTest(test.wave(), test.arm(), comparison));
        });
    return released;
  }

  List<Released.Exposure> releaseExposure(GateLog log) {
    List<Released.Exposure> released = new ArrayList<>();
    for (Met row : exposure) {
      Exposure e = row.exposure();
      String at = e.wave() + "/" + e.arm();
      released.add(
          new Released.Exposure(
              e.wave(),
              e.arm(),
              log.count(at + "/met", row.met()),
              log.count(at + "/people", row.people())));
    }
    return released;
  }

  private static String arm(Response r) {
    return r.arm() == null ? "all" : r.arm().value();
  }

  private static String stratum(Response r) {
    return r.stratum() == null ? "" : r.stratum();
  }
}
