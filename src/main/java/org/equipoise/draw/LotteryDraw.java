package org.equipoise.draw;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.equipoise.protocol.Arm;
import org.equipoise.protocol.DrawRule;

/**
 * A lottery for few places in every batch. Each unit has a ticket that no other unit changes; the
 * smallest win, the next are the fill-in group that leaves the trial, the rest are the control
 * group in reserve order (after Rivest's consistent sampling).
 */
final class LotteryDraw extends Pooled {

  static final String RULE = "lottery/1";

  private final Arm.Id winner;
  private final Arm.Id control;
  private final long places;
  private final long fillIn;

  private record Ticket(DrawUnit unit, byte[] bytes) {}

  LotteryDraw(Setting setting, StreamName stream, DrawRule.Lottery rule, Arm.Id control) {
    super(setting, stream);
    this.winner = rule.arm();
    this.control = control;
    this.places = rule.places();
    this.fillIn = rule.fillIn();
  }

  @Override
  void draw(List<DrawUnit> pool, KeyedStream numbers, List<Drawn> drawn, List<DrawUnit> waiting) {
    List<Ticket> tickets = new ArrayList<>(pool.size());
    for (DrawUnit unit : pool) {
      tickets.add(new Ticket(unit, numbers.ticket("ticket/" + unit.id())));
    }
    // The sort is stable and the pool is in order of ids, should two tickets ever be the same.
    tickets.sort(Comparator.comparing(Ticket::bytes, Arrays::compareUnsigned));
    long all = tickets.size();
    long winners = Math.min(places, all);
    long fillIns = Math.min(fillIn, all - winners);
    long reserves = all - winners - fillIns;
    for (int rank = 0; rank < all; rank++) {
      Ticket ticket = tickets.get(rank);
      Map<String, String> evidence = new LinkedHashMap<>();
      evidence.put("pool", Long.toString(all));
      evidence.put("places", Long.toString(winners));
      evidence.put("fill-in", Long.toString(fillIns));
      evidence.put("ticket", HexFormat.of().formatHex(ticket.bytes()));
      evidence.put("rank", Long.toString(rank + 1L));
      long at = position() + rank;
      if (rank < winners) {
        Chance share = Chance.of(winners, all - fillIns);
        drawn.add(
            drawn(
                ticket.unit(), winner, at, batch() + 1, evidence, share, Chance.of(winners, all)));
      } else if (rank < winners + fillIns) {
        Chance share = Chance.of(fillIns, all);
        drawn.add(drawn(ticket.unit(), null, at, batch() + 1, evidence, share, share));
      } else {
        evidence.put("reserve", Long.toString(rank + 1 - winners - fillIns));
        Chance share = Chance.of(reserves, all - fillIns);
        drawn.add(
            drawn(
                ticket.unit(),
                control,
                at,
                batch() + 1,
                evidence,
                share,
                Chance.of(reserves, all)));
      }
    }
  }

  @Override
  void explain(Drawn drawn, KeyedStream numbers, Map<String, String> facts) {
    String label = "ticket/" + drawn.unit();
    facts.put(label, HexFormat.of().formatHex(numbers.ticket(label)));
  }
}
