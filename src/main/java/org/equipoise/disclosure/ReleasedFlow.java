package org.equipoise.disclosure;

import java.time.LocalDate;
import java.util.List;
import org.equipoise.protocol.Arm;
import org.equipoise.protocol.Wave;
import org.equipoise.waves.ParticipantFlow;
import org.equipoise.waves.ParticipantFlow.Kind;
import org.jspecify.annotations.Nullable;

/**
 * A participant flow as it may be shown: the boxes of {@link ParticipantFlow}, each count open or
 * hidden. Every box is still the sum of those after and beside it, as far as all of them are shown.
 * Boxes are not told by site or agency, nor are the lines of the ledger behind them.
 *
 * @param trial code of the trial
 * @param version version of the protocol in force
 * @param day the day whose end it tells
 * @param upTo number of the last line it rests on
 * @param approachesCounted whether anybody counted people who were approached and never referred
 * @param enrolment the way to the draw, step by step; the last one splits the drawn over the lanes
 * @param again people referred more than once
 * @param lanes one an arm in the order of the protocol, or a single one where arms are masked
 * @param working whether nothing is hidden, since it is for the trial's own staff
 */
public record ReleasedFlow(
    String trial,
    int version,
    LocalDate day,
    long upTo,
    boolean approachesCounted,
    List<Step> enrolment,
    Gated<Integer> again,
    List<Lane> lanes,
    boolean working) {

  /** Keeps its own copies. */
  public ReleasedFlow {
    enrolment = List.copyOf(enrolment);
    lanes = List.copyOf(lanes);
  }

  /** One box; see {@link ParticipantFlow.Box}. */
  public record Box(Kind kind, String code, Gated<Integer> count, List<Part> parts) {
    /** Keeps its own copy. */
    public Box {
      parts = List.copyOf(parts);
    }
  }

  /**
   * Some people of a box; see {@link ParticipantFlow.Part}.
   *
   * @param code why or how
   * @param count people for whom it is the first reason
   * @param atAll people for whom it is a reason at all; null where nobody has it beside a first one
   */
  public record Part(String code, Gated<Integer> count, @Nullable Gated<Integer> atAll) {}

  /** One step: those in a box go on, or stand aside. */
  public record Step(Box from, List<Box> aside, List<Box> next) {
    /** Keeps its own copies. */
    public Step {
      aside = List.copyOf(aside);
      next = List.copyOf(next);
    }
  }

  /** What became of the people of one arm; see {@link ParticipantFlow.Lane}. */
  public record Lane(
      Arm.@Nullable Id arm,
      Box drawn,
      @Nullable Box received,
      List<AtWave> waves,
      @Nullable Step registers,
      List<Part> withdrawn,
      List<Part> left,
      List<Part> deviations) {
    /** Keeps its own copies. */
    public Lane {
      waves = List.copyOf(waves);
      withdrawn = List.copyOf(withdrawn);
      left = List.copyOf(left);
      deviations = List.copyOf(deviations);
    }
  }

  /** One survey wave; see {@link ParticipantFlow.AtWave}. */
  public record AtWave(Wave.Id wave, Step answers, List<Step> analysed) {
    /** Keeps its own copy. */
    public AtWave {
      analysed = List.copyOf(analysed);
    }
  }

  /**
   * The flow with all its counts, for the trial's own staff and never for publication: the working
   * list that the {@code flow} command draws.
   */
  public static ReleasedFlow working(ParticipantFlow flow) {
    return FlowShape.of(flow, true, new FlowShape.Open());
  }

  /** The box of this kind on the way to the draw. */
  public Box box(Kind kind) {
    for (Step step : enrolment) {
      if (step.from().kind() == kind) {
        return step.from();
      }
      for (Box box : step.aside()) {
        if (box.kind() == kind) {
          return box;
        }
      }
    }
    throw new IllegalArgumentException("no box " + kind + " on the way to the draw");
  }
}
