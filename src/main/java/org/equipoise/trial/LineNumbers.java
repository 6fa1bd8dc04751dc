package org.equipoise.trial;

import java.util.HashMap;
import java.util.Map;
import org.equipoise.ledger.Event;

/** Numbers of the same lines in two ledgers, for events that name a line. */
final class LineNumbers {

  private final Map<Long, Long> there = new HashMap<>();

  void map(long here, long number) {
    there.put(here, number);
  }

  /** The event as the other ledger must say it. */
  Event moved(Event event) {
    if (event instanceof Event.ArmDrawn e && e.joins() > 0) {
      return new Event.ArmDrawn(
          e.person(), e.drawn(), number(e.joins()), e.protocolVersion(), e.on(), e.start());
    }
    return event instanceof Event.LineVoided e ? new Event.LineVoided(number(e.line())) : event;
  }

  private long number(long here) {
    Long number = there.get(here);
    if (number == null) {
      throw new IllegalStateException("line " + here + " stayed behind");
    }
    return number;
  }
}
