package org.equipoise.disclosure;

import java.util.List;
import java.util.Locale;
import org.equipoise.protocol.Arm;
import org.equipoise.protocol.Wave;
import org.equipoise.waves.ParticipantFlow;
import org.equipoise.waves.ParticipantFlow.AtWave;
import org.equipoise.waves.ParticipantFlow.Box;
import org.equipoise.waves.ParticipantFlow.Kind;
import org.equipoise.waves.ParticipantFlow.Lane;
import org.equipoise.waves.ParticipantFlow.Part;
import org.equipoise.waves.ParticipantFlow.Step;
import org.jspecify.annotations.Nullable;

/**
 * The boxes of a participant flow, each count told under a key. The same people have the same key
 * wherever the flow tells them: a lane starts from those drawn to it at each of its waves.
 */
final class FlowShape {

  /** Tells one count. */
  interface Teller {
    Gated<Integer> tell(String key, int people);
  }

  /** Tells every count as it is. */
  static final class Open implements Teller {
    @Override
    public Gated<Integer> tell(String key, int people) {
      return new Gated.Shown<>(people);
    }
  }

  private final Teller teller;

  private FlowShape(Teller teller) {
    this.teller = teller;
  }

  static ReleasedFlow of(ParticipantFlow flow, boolean working, Teller teller) {
    FlowShape shape = new FlowShape(teller);
    return new ReleasedFlow(
        flow.trial(),
        flow.version(),
        flow.day(),
        flow.upTo(),
        flow.approachesCounted(),
        flow.enrolment().stream().map(step -> shape.step(step, null, "")).toList(),
        teller.tell("referred-again", flow.again().people()),
        flow.lanes().stream().map(shape::lane).toList(),
        working);
  }

  /** The key of a box: of a lane where it has one, at a wave where it has one. */
  static String key(Box box, Arm.@Nullable Id arm, String wave) {
    String lane = arm == null ? "" : "/" + arm;
    return switch (box.kind()) {
      case DRAWN, AT_WAVE -> "drawn" + lane;
      // The last step of the enrolment leads to the lanes, which carry their arms as codes.
      case ALLOCATED -> "drawn" + (box.code().isEmpty() ? lane : "/" + box.code());
      case ANALYSED, NOT_ANALYSED -> wave + lane + "/" + code(box.kind()) + "/" + box.code();
      default -> (wave.isEmpty() ? lane.replaceFirst("/", "") : wave + lane) + sub(box, arm, wave);
    };
  }

  private static String sub(Box box, Arm.@Nullable Id arm, String wave) {
    boolean first = arm == null && wave.isEmpty();
    return (first ? "" : "/") + code(box.kind());
  }

  static String code(Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private ReleasedFlow.Lane lane(Lane lane) {
    Arm.Id arm = lane.arm();
    String at = arm == null ? "" : arm + "/";
    Box received = lane.received();
    Step registers = lane.registers();
    return new ReleasedFlow.Lane(
        arm,
        box(lane.drawn(), arm, ""),
        received == null ? null : box(received, arm, ""),
        lane.waves().stream().map(wave -> wave(wave, arm)).toList(),
        registers == null ? null : step(registers, arm, ""),
        parts(at + "withdrawn", lane.withdrawn()),
        parts(at + "left", lane.left()),
        parts(at + "deviations", lane.deviations()));
  }

  private ReleasedFlow.AtWave wave(AtWave wave, Arm.@Nullable Id arm) {
    Wave.Id id = wave.wave();
    return new ReleasedFlow.AtWave(
        id,
        step(wave.answers(), arm, id.value()),
        wave.analysed().stream().map(step -> step(step, arm, id.value())).toList());
  }

  private ReleasedFlow.Step step(Step step, Arm.@Nullable Id arm, String wave) {
    return new ReleasedFlow.Step(
        box(step.from(), arm, wave),
        step.aside().stream().map(box -> box(box, arm, wave)).toList(),
        step.next().stream().map(box -> box(box, arm, wave)).toList());
  }

  private ReleasedFlow.Box box(Box box, Arm.@Nullable Id arm, String wave) {
    String key = key(box, arm, wave);
    return new ReleasedFlow.Box(
        box.kind(), box.code(), teller.tell(key, box.count().people()), parts(key, box.parts()));
  }

  private List<ReleasedFlow.Part> parts(String of, List<Part> parts) {
    return parts.stream().map(part -> part(of, part)).toList();
  }

  private ReleasedFlow.Part part(String of, Part part) {
    String key = of + "/" + part.code();
    int people = part.count().people();
    return new ReleasedFlow.Part(
        part.code(),
        teller.tell(key, people),
        part.atAll() == people ? null : teller.tell(key + "/at-all", part.atAll()));
  }
}
