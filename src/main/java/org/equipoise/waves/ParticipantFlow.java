package org.equipoise.waves;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.equipoise.ledger.PersonId;
import org.equipoise.protocol.Arm;
import org.equipoise.protocol.Digest;
import org.equipoise.protocol.Wave;
import org.equipoise.trial.AnswerRecord;
import org.equipoise.trial.Standing;
import org.jspecify.annotations.Nullable;

/**
 * The participant flow that CONSORT 2025 and its extension for social and psychological
 * interventions ask for, counted from the ledger: whom the agencies approached, who was referred,
 * eligible and consenting, who was drawn, what was received, who answered each survey wave and who
 * is analysed. Every box is the sum of the boxes after it and beside it, in all, at each site and
 * from each agency; a flow that does not add up cannot be made.
 *
 * @param trial code of the trial
 * @param version version of the protocol in force
 * @param day the day whose end it tells
 * @param upTo number of the last line it rests on
 * @param approachesCounted whether anybody counted people who were approached and never referred;
 *     if not, the first box tells only of those referred
 * @param enrolment the way to the draw, step by step; the last one splits the drawn over the lanes
 * @param again people referred more than once, counted once in all boxes
 * @param lanes one an arm in the order of the protocol, or a single one where arms are masked
 */
public record ParticipantFlow(
    String trial,
    int version,
    LocalDate day,
    long upTo,
    boolean approachesCounted,
    List<Step> enrolment,
    FlowCount again,
    List<Lane> lanes) {

  /**
   * Keeps its own copies.
   *
   * @throws IllegalStateException if a box is not the sum of those after and beside it
   */
  public ParticipantFlow {
    enrolment = List.copyOf(enrolment);
    lanes = List.copyOf(lanes);
    List<String> wrong = new ArrayList<>();
    enrolment.forEach(step -> FlowSums.check(step, "", wrong));
    for (Lane lane : lanes) {
      FlowSums.check(lane, wrong);
    }
    if (!wrong.isEmpty()) {
      throw new IllegalStateException(
          "the participant flow does not add up: " + String.join("; ", wrong));
    }
  }

  /** What a box holds. */
  public enum Kind {
    APPROACHED,
    NOT_REFERRED,
    REFERRED,
    OUTSIDE,
    LEFT_BEFORE,
    WITHDREW_BEFORE,
    ERASED_BEFORE,
    NOT_ELIGIBLE,
    ELIGIBLE,
    NO_CONSENT,
    CONSENTED,
    SITE_AWAY,
    VALUES_MISSING,
    WAITING,
    ENTERED,
    FILL_IN,
    DRAWN,
    ALLOCATED,
    RECEIVED,
    AT_WAVE,
    ANSWERED,
    UNANSWERED,
    PENDING,
    ANALYSED,
    NOT_ANALYSED,
    IN_REGISTERS,
    NOT_IN_REGISTERS
  }

  /**
   * One box.
   *
   * @param kind what it holds
   * @param code of the arm, wave or outcome where the kind alone does not say; else empty
   * @param count how many
   * @param parts its people by reason or course, none left out and each once; empty when it is not
   *     divided
   */
  public record Box(Kind kind, String code, FlowCount count, List<Part> parts) {
    /** Keeps its own copy. */
    public Box {
      parts = List.copyOf(parts);
    }

    /** A box that is not divided. */
    static Box of(Kind kind, String code, FlowCount count) {
      return new Box(kind, code, count, List.of());
    }
  }

  /**
   * Some people of a box.
   *
   * @param code why or how: of a criterion, a consent, a placement, a course
   * @param count people for whom it is the first reason: each person is in one part of a box
   * @param atAll people for whom it is a reason at all; on the way to the draw of everybody
   *     referred and not drawn
   */
  public record Part(String code, FlowCount count, int atAll) {}

  /**
   * One step of the flow: those in a box go on, or stand aside.
   *
   * @param from where they come from
   * @param aside who goes no further, by reason
   * @param next who goes on
   */
  public record Step(Box from, List<Box> aside, List<Box> next) {
    /** Keeps its own copies. */
    public Step {
      aside = List.copyOf(aside);
      next = List.copyOf(next);
    }
  }

  /**
   * What became of the people of one arm, or of everybody drawn where arms are masked.
   *
   * @param arm the arm; null where arms are masked
   * @param drawn who was drawn to it
   * @param received how the service went; null where arms are masked
   * @param waves each survey wave; all start from everybody drawn
   * @param registers who can be followed in registers; null when the protocol has none
   * @param withdrawn who withdrew from what after the draw; a person may be in several
   * @param left who cannot be followed, by cause
   * @param deviations where the protocol was not followed; a person may be in several
   */
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

  /**
   * One survey wave.
   *
   * @param wave which
   * @param answers who answered, who did not and why, and for whom it is not settled
   * @param analysed by primary outcome asked at it: who has a value; empty when the outcome is
   *     asked at other waves, or the answers are not at hand
   */
  public record AtWave(Wave.Id wave, Step answers, List<Step> analysed) {
    /** Keeps its own copy. */
    public AtWave {
      analysed = List.copyOf(analysed);
    }
  }

  /**
   * Counts the flow of a trial.
   *
   * @param told the trial as its ledger tells it by the end of a day
   * @param standings whether each person may be drawn, where the records have more to say than the
   *     ledger; may be empty
   * @param answers every answer by commitment; null when they are not at hand
   * @param arms whether arms may be seen
   * @throws IllegalStateException if a box is not the sum of those after and beside it
   */
  public static ParticipantFlow of(
      Chronicle told,
      Map<PersonId, Standing> standings,
      @Nullable Map<Digest, AnswerRecord> answers,
      boolean arms) {
    return new FlowTally(told, standings, answers == null ? null : Map.copyOf(answers), arms)
        .flow();
  }

  /** Every step, of the enrolment and of all lanes. */
  public List<Step> steps() {
    List<Step> steps = new ArrayList<>(enrolment);
    for (Lane lane : lanes) {
      for (AtWave wave : lane.waves()) {
        steps.add(wave.answers());
        steps.addAll(wave.analysed());
      }
      if (lane.registers() != null) {
        steps.add(lane.registers());
      }
    }
    return Collections.unmodifiableList(steps);
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
