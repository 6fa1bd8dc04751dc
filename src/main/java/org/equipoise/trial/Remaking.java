package org.equipoise.trial;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.equipoise.draw.DrawKey;
import org.equipoise.draw.DrawUnit;
import org.equipoise.draw.Drawn;
import org.equipoise.draw.Draws;
import org.equipoise.draw.Streams;
import org.equipoise.finding.Finding;
import org.equipoise.ledger.Event;
import org.equipoise.protocol.Arm;
import org.equipoise.protocol.DrawRule;
import org.equipoise.protocol.Protocol;
import org.jspecify.annotations.Nullable;

/**
 * Makes every draw of a ledger again from its key, in the order of the ledger, and stops at the
 * first that differs: what comes after it on the stream rests on it.
 *
 * @param verdict whether all agree
 * @param agreed how many agree
 */
record Remaking(Audit.Verdict verdict, long agreed) {

  static Remaking of(TrialState state, DrawKey key, List<Finding> findings) {
    Streams streams = Setup.streams(state, key);
    List<Fact<Event.ArmDrawn>> all = state.draws();
    Draws draws = null;
    int scheme = 0;
    int version = 0;
    int from = 0;
    while (from < all.size()) {
      Event.ArmDrawn first = all.get(from).event();
      if (draws == null || scheme != scheme(first) || version != first.protocolVersion()) {
        version = first.protocolVersion();
        scheme = scheme(first);
        draws = before(state, version, scheme, all.subList(0, from));
        if (draws == null) {
          return differs(
              all.get(from),
              "nobody could be drawn by version " + version + " of the protocol",
              "",
              from,
              findings);
        }
      }
      int to = draws.batch() ? endOfBatch(all, from) : from + 1;
      List<Fact<Event.ArmDrawn>> together = all.subList(from, to);
      if (!same(draws, together, streams, from, findings)) {
        return new Remaking(Audit.Verdict.NO, from);
      }
      for (Fact<Event.ArmDrawn> draw : together) {
        draws.remember(draw.event().drawn());
      }
      from = to;
    }
    return new Remaking(Audit.Verdict.YES, from);
  }

  private static int scheme(Event.ArmDrawn draw) {
    return draw.drawn().stream().scheme();
  }

  /** The draws of a scheme before one, by the protocol in force then. */
  private static @Nullable Draws before(
      TrialState state, int version, int scheme, List<Fact<Event.ArmDrawn>> earlier) {
    Protocol protocol = state.protocol(version).orElse(null);
    if (protocol == null || protocol.draw() instanceof DrawRule.Recorded) {
      return null;
    }
    Draws draws = Draws.of(protocol, scheme);
    for (Fact<Event.ArmDrawn> draw : earlier) {
      if (scheme(draw.event()) == scheme) {
        draws.remember(draw.event().drawn());
      }
    }
    return draws;
  }

  private static int endOfBatch(List<Fact<Event.ArmDrawn>> all, int from) {
    Drawn first = all.get(from).event().drawn();
    int to = from + 1;
    while (to < all.size()
        && all.get(to).event().drawn().batch() == first.batch()
        && all.get(to).event().drawn().stream().equals(first.stream())) {
      to++;
    }
    return to;
  }

  private static boolean same(
      Draws draws,
      List<Fact<Event.ArmDrawn>> stand,
      Streams streams,
      int from,
      List<Finding> findings) {
    try {
      List<Drawn> follow = again(draws, stand, streams);
      for (int i = 0; i < stand.size(); i++) {
        Drawn stands = stand.get(i).event().drawn();
        if (i >= follow.size() || !stands.equals(follow.get(i))) {
          Drawn right = i < follow.size() ? follow.get(i) : null;
          differs(stand.get(i), stands, right, from, findings);
          return false;
        }
      }
      return true;
    } catch (IllegalArgumentException e) {
      differs(stand.get(0), "it cannot be: " + e.getMessage(), "", from, findings);
      return false;
    }
  }

  private static List<Drawn> again(Draws draws, List<Fact<Event.ArmDrawn>> stand, Streams streams) {
    if (!draws.batch()) {
      return List.of(draws.draw(Draws.again(stand.get(0).event().drawn()), streams));
    }
    List<DrawUnit> pool = new ArrayList<>(stand.size());
    for (Fact<Event.ArmDrawn> one : stand) {
      pool.add(Draws.again(one.event().drawn()));
    }
    return draws.draw(pool, streams).drawn();
  }

  private static void differs(
      Fact<Event.ArmDrawn> draw,
      Drawn stands,
      @Nullable Drawn right,
      long agreed,
      List<Finding> findings) {
    if (right == null) {
      differs(draw, "drawn", "no draw", agreed, findings);
    } else if (!stands.unit().equals(right.unit())) {
      differs(draw, "unit " + stands.unit(), "unit " + right.unit(), agreed, findings);
    } else if (!stands.stream().equals(right.stream())) {
      differs(draw, "" + stands.stream(), "" + right.stream(), agreed, findings);
    } else if (stands.position() != right.position() || stands.batch() != right.batch()) {
      differs(draw, place(stands), place(right), agreed, findings);
    } else if (!Objects.equals(stands.arm(), right.arm())) {
      differs(draw, arm(stands.arm()), arm(right.arm()), agreed, findings);
    } else if (!stands.evidence().equals(right.evidence())) {
      differs(draw, "" + stands.evidence(), "" + right.evidence(), agreed, findings);
    } else if (!stands.probability().equals(right.probability())) {
      differs(
          draw,
          "probability " + stands.probability(),
          "probability " + right.probability(),
          agreed,
          findings);
    } else if (!stands.chance().equals(right.chance())) {
      differs(draw, "chance " + stands.chance(), "chance " + right.chance(), agreed, findings);
    } else {
      differs(draw, "" + stands, "" + right, agreed, findings);
    }
  }

  private static String arm(Arm.@Nullable Id arm) {
    return arm == null ? "the fill-in group" : "arm '" + arm + "'";
  }

  private static String place(Drawn drawn) {
    String batch = drawn.batch() == 0 ? "" : " of batch " + drawn.batch();
    return "position " + drawn.position() + batch;
  }

  private static Remaking differs(
      Fact<Event.ArmDrawn> draw,
      String stands,
      String follows,
      long agreed,
      List<Finding> findings) {
    String found = "the draw of " + draw.event().person() + " is not what the key gives: " + stands;
    String expected =
        follows.isEmpty() ? "" : "from the key and the draws before follows " + follows;
    findings.add(Finding.error(Audit.place(draw.line()), found, expected));
    return new Remaking(Audit.Verdict.NO, agreed);
  }
}
