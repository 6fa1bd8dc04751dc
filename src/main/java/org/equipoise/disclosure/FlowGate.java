package org.equipoise.disclosure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.equipoise.analysis.Moment;
import org.equipoise.analysis.Results;
import org.equipoise.disclosure.CountNet.Count;
import org.equipoise.protocol.Arm;
import org.equipoise.protocol.Outcome;
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
 * Gates the participant flow. Its boxes add up, and many of its counts stand elsewhere in the
 * report too: who was drawn, who answered a wave, who is analysed.
 */
final class FlowGate {

  private static final int REASON = 0;
  private static final int BOX = 2;

  /** The way to the draw is short and everybody asks for it. */
  private static final int WAY = 8;

  private final Whole whole;
  private final PeopleGate people;
  private final Results results;
  private final @Nullable ParticipantFlow flow;
  private final Map<String, Count> counts = new LinkedHashMap<>();

  FlowGate(Whole whole, PeopleGate people, Results results, @Nullable ParticipantFlow flow) {
    this.whole = whole;
    this.people = people;
    this.results = results;
    this.flow = flow;
    if (flow != null) {
      flow.enrolment().forEach(step -> step(step, null, ""));
      enrolled(flow);
      flow.lanes().forEach(this::lane);
    }
  }

  private Count box(Box box, Arm.@Nullable Id arm, String wave) {
    String key = FlowShape.key(box, arm, wave);
    Count known = counts.get(key);
    if (known != null) {
      return known;
    }
    int value = box.count().people();
    Count count;
    if (key.equals("drawn") || key.startsWith("drawn/")) {
      count = drawn(key, value);
    } else {
      count = whole.net().printed(arm == null && wave.isEmpty() ? WAY : BOX, value);
    }
    counts.put(key, count);
    parts("a box = its reasons", key, count, box.parts(), true);
    return count;
  }

  /** The flow may be told as of another day than the analysis. */
  private Count drawn(String key, int value) {
    Arm.Id arm = key.equals("drawn") ? null : new Arm.Id(key.substring("drawn/".length()));
    Count size = people.drawn(arm, value);
    if (arm != null) {
      whole.means(size, "drawn", arm);
    }
    return size;
  }

  private void parts(String rule, String of, Count total, List<Part> parts, boolean complete) {
    List<Count> each = new ArrayList<>();
    for (Part part : parts) {
      int value = part.count().people();
      Count count = whole.net().printed(REASON, value);
      counts.put(of + "/" + part.code(), count);
      each.add(count);
      if (part.atAll() != value) {
        atAll(of + "/" + part.code(), count, part.atAll());
      }
    }
    if (!each.isEmpty() && complete) {
      whole.sum(rule, total, each);
    }
  }

  /** Nobody was drawn who has a reason against it. */
  private void atAll(String of, Count first, int value) {
    Count all = whole.net().printed(REASON, value);
    counts.put(of + "/at-all", all);
    whole.within("a reason = as the first + beside another", all, first);
    Count referred = counts.get("referred");
    if (referred != null) {
      whole.within("not drawn, for a reason or others", referred, all);
    }
  }

  private void step(Step step, Arm.@Nullable Id arm, String wave) {
    Count from = box(step.from(), arm, wave);
    List<Count> after = new ArrayList<>();
    step.aside().forEach(box -> after.add(box(box, arm, wave)));
    step.next().forEach(box -> after.add(box(box, arm, wave)));
    boolean same = after.size() == 1 && after.get(0) == from;
    if (!same && !after.isEmpty()) {
      whole.sum("a box = those after and beside it", from, after);
    }
  }

  /** What the way to the draw shares with the table of those referred. */
  private void enrolled(ParticipantFlow told) {
    Count referred = counts.get(FlowShape.code(Kind.REFERRED));
    Count again = whole.net().printed(REASON, told.again().people());
    counts.put("referred-again", again);
    if (referred == null) {
      return;
    }
    whole.within("referred, once or again", referred, again);
    whole.means(referred, "referred");
    List<Count> reasons = new ArrayList<>();
    for (Kind kind : List.of(Kind.NOT_ELIGIBLE, Kind.NO_CONSENT)) {
      for (Part part : told.box(kind).parts()) {
        Count count = counts.get(FlowShape.code(kind) + "/" + part.code());
        if (count != null) {
          reasons.add(count);
        }
      }
    }
    if (reasons.size() == results.recruitment().notDrawn().size()) {
      for (int i = 0; i < reasons.size(); i++) {
        whole.means(reasons.get(i), "not drawn", i);
      }
    }
  }

  private void lane(Lane lane) {
    Arm.Id arm = lane.arm();
    String at = arm == null ? "" : arm + "/";
    Count drawn = box(lane.drawn(), arm, "");
    Box received = lane.received();
    if (received != null) {
      String key = FlowShape.key(received, arm, "");
      counts.put(key, drawn);
      parts("drawn = how the service went", key, drawn, received.parts(), true);
    }
    for (AtWave wave : lane.waves()) {
      wave(wave, arm, drawn);
    }
    Step registers = lane.registers();
    if (registers != null) {
      step(registers, arm, "");
    }
    apart(at + "withdrawn", drawn, lane.withdrawn());
    apart(at + "deviations", drawn, lane.deviations());
    left(at + "left", drawn, lane.left());
  }

  /** A person may be in several of these, or in none. */
  private void apart(String of, Count drawn, List<Part> parts) {
    parts("", of, drawn, parts, false);
    for (Part part : parts) {
      Count count = counts.get(of + "/" + part.code());
      if (count != null) {
        whole.within("drawn = with + without", drawn, count);
      }
    }
  }

  /** Everybody leaves once at most. */
  private void left(String of, Count drawn, List<Part> parts) {
    parts("", of, drawn, parts, false);
    List<Count> each = new ArrayList<>();
    for (Part part : parts) {
      Count count = counts.get(of + "/" + part.code());
      if (count != null) {
        each.add(count);
      }
    }
    int rest = drawn.value() - each.stream().mapToInt(Count::value).sum();
    each.add(whole.implied(Math.max(0, rest)));
    whole.sum("drawn = left + stayed", drawn, each);
  }

  private void wave(AtWave wave, Arm.@Nullable Id arm, Count drawn) {
    Wave.Id id = wave.wave();
    counts.put(FlowShape.key(wave.answers().from(), arm, id.value()), drawn);
    step(wave.answers(), arm, id.value());
    Count answered = box(wave.answers().next().get(0), arm, id.value());
    whole.means(answered, "answered", id, arm == null ? "all" : arm.value());
    for (Step step : wave.analysed()) {
      step(step, arm, id.value());
      Box yes = step.next().get(0);
      Count analysed = box(yes, arm, id.value());
      if (arm != null) {
        Outcome.Id outcome = new Outcome.Id(yes.code());
        whole.means(analysed, "analysed", outcome, new Moment.AtWave(id), arm);
      }
    }
  }

  @Nullable ReleasedFlow release(GateLog log) {
    ParticipantFlow told = flow;
    return told == null
        ? null
        : FlowShape.of(
            told,
            false,
            (key, people) -> {
              Count count = counts.get(key);
              if (count == null) {
                throw new IllegalStateException("a box that is in no sum: " + key);
              }
              return log.count(key, count);
            });
  }
}
