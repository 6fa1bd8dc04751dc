package org.equipoise.trial;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.equipoise.draw.StreamName;
import org.equipoise.finding.Finding;
import org.equipoise.ledger.Event;
import org.equipoise.protocol.Arm;
import org.jspecify.annotations.Nullable;

/**
 * What became of the arms: for those who may see them. Whoever reads it at a site can guess better
 * than chance, so reading it is itself a line of the ledger.
 *
 * @param balance units drawn to each arm on each stream
 * @param arms what became of the persons of each arm
 * @param separation weeks between the median starts of the first two arms so far; null while an arm
 *     has no start
 * @param alarms each early start, start without a plan, and clash of an offline kit
 */
public record Delivery(
    List<Balance> balance, List<Course> arms, @Nullable Double separation, List<Finding> alarms) {

  /** Keeps its own copies. */
  public Delivery {
    balance = List.copyOf(balance);
    arms = List.copyOf(arms);
    alarms = List.copyOf(alarms);
  }

  /**
   * Units drawn on one stream.
   *
   * @param stream the stream
   * @param units how many to each arm, in the order of the protocol
   * @param fillIn how many to the fill-in group
   */
  public record Balance(StreamName stream, Map<Arm.Id, Integer> units, int fillIn) {}

  /**
   * What became of the persons of one arm.
   *
   * @param arm the arm
   * @param drawn persons drawn to it
   * @param told of these, told
   * @param due not started though the planned start has come
   * @param waiting not started, and the planned start is ahead
   * @param started started, however
   * @param early of these, started before the planned start, or in an arm that never starts
   * @param late of these, started more than 30 days after the planned start
   * @param never settled never to start
   * @param withdrawn by what was withdrawn from
   * @param left can no longer be followed
   * @param medianStart median days from draw to start among those started; null of none
   */
  public record Course(
      Arm.Id arm,
      int drawn,
      int told,
      int due,
      int waiting,
      int started,
      int early,
      int late,
      int never,
      Map<Event.Withdrawn.From, Integer> withdrawn,
      int left,
      @Nullable Double medianStart) {}

  /** What became of the arms by a day. */
  public static Delivery of(TrialState state, LocalDate today) {
    throw new UnsupportedOperationException();
  }
}
