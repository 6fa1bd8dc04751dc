package org.equipoise.report;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.equipoise.ledger.Entry;
import org.equipoise.ledger.Event;
import org.equipoise.protocol.Protocol;
import org.equipoise.protocol.Wave;
import org.equipoise.trial.Fact;
import org.equipoise.trial.TrialState;
import org.equipoise.waves.Chronicle;
import org.jspecify.annotations.Nullable;

/**
 * What was planned when. The first version is the one frozen before the first draw, or the one that
 * somebody names as the plan; later ones are its amendments.
 *
 * @param frozen the plan that counts; null where none was frozen, so that nothing can be called
 *     planned or not
 * @param amendments how it was changed, in order; the last one is in force
 * @param closings survey waves that were closed before the last window had ended
 */
public record PlanRecord(
    @Nullable Protocol frozen, List<Amendment> amendments, List<Closing> closings) {

  /** What the ledger calls looks at arms; the last three are about single persons. */
  static final Set<String> LOOKS =
      Set.of(
          "analysis",
          "flow",
          "export",
          "export-with-data",
          "status",
          "wave-board",
          "wave-loss",
          "report",
          "why",
          "notice",
          "notices");

  /** Nothing was frozen. */
  public static final PlanRecord NONE = new PlanRecord(null, List.of());

  /** Keeps its own copies. */
  public PlanRecord {
    amendments = List.copyOf(amendments);
    closings = List.copyOf(closings);
  }

  /** A record in which no wave was closed early. */
  public PlanRecord(@Nullable Protocol frozen, List<Amendment> amendments) {
    this(frozen, amendments, List.of());
  }

  /** A plan that somebody names, of which no amendment is known. */
  public static PlanRecord frozen(Protocol plan) {
    return new PlanRecord(plan, List.of());
  }

  /**
   * What a ledger tells of the plan.
   *
   * @param told a trial whose protocol is frozen
   * @param zone where days begin and end
   */
  public static PlanRecord of(Chronicle told, ZoneId zone) {
    TrialState state = told.state();
    int first = state.protocol().version() - state.amendments().size();
    List<Amendment> amendments = new ArrayList<>();
    List<Closing> closings = new ArrayList<>();
    boolean viewed = false;
    for (Entry entry : told.notes()) {
      LocalDate day = LocalDate.ofInstant(entry.at(), zone);
      if (entry.event() instanceof Event.ProtocolAmended amended) {
        Protocol changed = state.protocol(first + amended.amendment()).orElseThrow();
        amendments.add(new Amendment(changed, day, entry.reason(), viewed));
      } else if (entry.event() instanceof Event.WaveClosed closed
          && state.closed(closed.wave()).map(closed.on()::equals).orElse(false)
          && early(state, closed)) {
        closings.add(new Closing(closed.wave(), closed.on(), entry.reason()));
      }
      viewed |= entry.event() instanceof Event.ArmsViewed look && shows(look.what());
    }
    return new PlanRecord(state.protocol(first).orElseThrow(), amendments, closings);
  }

  /**
   * Whether a look shows people by arm: a letter to somebody about the own arm, or a question about
   * one person, tells nothing of what the arms have come to.
   *
   * @param what was looked at, in the words of the ledger
   */
  static boolean shows(String what) {
    return !Set.of("notice", "notices", "why").contains(kind(what));
  }

  /** What kind of look it was, without whom it was about. */
  static String kind(String what) {
    String first = what.indexOf(' ') < 0 ? what : what.substring(0, what.indexOf(' '));
    String code = what.replace(' ', '-');
    return LOOKS.contains(code) ? code : LOOKS.contains(first) ? first : "other";
  }

  /** Whether somebody's window was still to end. */
  private static boolean early(TrialState state, Event.WaveClosed closed) {
    Wave wave = state.protocol().wave(closed.wave()).orElse(null);
    if (wave == null) {
      return false;
    }
    for (Fact<Event.ArmDrawn> draw : state.draws()) {
      if (wave.window(draw.event().on()).closes().isAfter(closed.on())) {
        return true;
      }
    }
    return false;
  }

  /**
   * A survey wave closed for everybody before the last window had ended.
   *
   * @param wave the wave
   * @param on from this day on nobody was asked
   * @param reason why, as written in the ledger
   */
  public record Closing(Wave.Id wave, LocalDate on, String reason) {}

  /**
   * A change of the plan.
   *
   * @param protocol as it reads after it
   * @param day when it came into force; null where nobody recorded it
   * @param reason why, as written in the ledger
   * @param afterViewing whether anybody had looked at people by arm before
   */
  public record Amendment(
      Protocol protocol, @Nullable LocalDate day, String reason, boolean afterViewing) {}
}
