package org.equipoise.disclosure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.equipoise.analysis.Recruitment;
import org.equipoise.analysis.Response;
import org.equipoise.analysis.Results;
import org.equipoise.protocol.Arm;
import org.equipoise.protocol.Protocol;
import org.equipoise.waves.FlowTrial;
import org.equipoise.waves.ParticipantFlow;
import org.equipoise.waves.ParticipantFlow.AtWave;
import org.equipoise.waves.ParticipantFlow.Kind;
import org.equipoise.waves.ParticipantFlow.Lane;
import org.junit.jupiter.api.Test;

/** Random flows with sparse boxes, and an attacker who solves every sum with one unknown. */
class FlowGateTest {

  private static final LocalDate END = LocalDate.parse("2021-06-30");
  private static final int LIMIT = 5;

  /** What an analysis of the same people tells: who was drawn, and who answered which wave. */
  private static Results results(Protocol protocol, ParticipantFlow flow) {
    List<Recruitment.Drawn> arms = new ArrayList<>();
    List<Response> rows = new ArrayList<>();
    for (Lane lane : flow.lanes()) {
      Arm.Id arm = lane.arm();
      if (arm != null) {
        int drawn = lane.drawn().count().people();
        arms.add(new Recruitment.Drawn(arm, drawn));
        for (AtWave wave : lane.waves()) {
          int answered = wave.answers().next().get(0).count().people();
          Response.Rate rate = Response.Rate.of(answered, drawn, 0.95);
          rows.add(new Response(wave.wave(), arm, null, rate, rate, null));
        }
      }
    }
    int drawn = flow.box(Kind.DRAWN).count().people();
    return new Results(
        protocol,
        "digest",
        List.of(),
        "Equipoise",
        new Recruitment(drawn, List.of(), drawn, arms),
        rows,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }

  /** A sum of the flow, by places in the list of counts: the first is all the others together. */
  private static final class Attacker {
    private final List<Gated<Integer>> told = new ArrayList<>();
    private final List<Integer> truth = new ArrayList<>();
    private final List<int[]> sums = new ArrayList<>();
    private final Map<String, Integer> places = new HashMap<>();

    int place(String key, Gated<Integer> count, int people) {
      return places.computeIfAbsent(
          key,
          k -> {
            told.add(count);
            truth.add(people);
            return told.size() - 1;
          });
    }

    void step(String at, ReleasedFlow.Step open, ParticipantFlow.Step step, String from) {
      List<Integer> sum = new ArrayList<>();
      sum.add(box(from, open.from(), step.from()));
      for (int b = 0; b < open.aside().size(); b++) {
        sum.add(box(at, open.aside().get(b), step.aside().get(b)));
      }
      for (int b = 0; b < open.next().size(); b++) {
        sum.add(box(at, open.next().get(b), step.next().get(b)));
      }
      sums.add(sum.stream().mapToInt(Integer::intValue).toArray());
    }

    int box(String at, ReleasedFlow.Box open, ParticipantFlow.Box box) {
      boolean lane = box.kind() == Kind.ALLOCATED;
      String key = at + (lane ? "" : box.kind()) + box.code();
      int place = place(lane ? "lane" + box.code() : key, open.count(), box.count().people());
      if (!open.parts().isEmpty()) {
        List<Integer> sum = new ArrayList<>(List.of(place));
        for (int p = 0; p < open.parts().size(); p++) {
          var part = box.parts().get(p);
          sum.add(place(key + part.code(), open.parts().get(p).count(), part.count().people()));
        }
        sums.add(sum.stream().mapToInt(Integer::intValue).toArray());
      }
      return place;
    }

    /** Small counts that are told, or follow from sums with one unknown. */
    List<String> recovered() {
      Integer[] known = new Integer[told.size()];
      for (int i = 0; i < known.length; i++) {
        known[i] = told.get(i).either(people -> people, why -> null);
      }
      boolean more = true;
      while (more) {
        more = false;
        for (int[] sum : sums) {
          more |= solve(sum, known);
        }
      }
      List<String> small = new ArrayList<>();
      places.forEach(
          (key, i) -> {
            if (known[i] != null) {
              assertEquals(truth.get(i), known[i], "the attacker miscounts " + key);
              if (known[i] > 0 && known[i] < LIMIT) {
                small.add(key + " = " + known[i]);
              }
            }
          });
      return small;
    }

    private boolean solve(int[] sum, Integer[] known) {
      int unknown = -1;
      int left = 0;
      for (int t = 0; t < sum.length; t++) {
        Integer value = known[sum[t]];
        if (value == null && unknown >= 0) {
          return false;
        } else if (value == null) {
          unknown = t;
        } else {
          left += t == 0 ? value : -value;
        }
      }
      if (unknown >= 0) {
        known[sum[unknown]] = unknown == 0 ? -left : left;
      }
      return unknown >= 0;
    }
  }

  private static Attacker attacker(ParticipantFlow flow, ReleasedFlow open) {
    Attacker attacker = new Attacker();
    for (int s = 0; s < flow.enrolment().size(); s++) {
      attacker.step("", open.enrolment().get(s), flow.enrolment().get(s), "");
    }
    for (int l = 0; l < flow.lanes().size(); l++) {
      Lane lane = flow.lanes().get(l);
      ReleasedFlow.Lane shown = open.lanes().get(l);
      int drawn = attacker.box("", shown.drawn(), lane.drawn());
      for (int w = 0; w < lane.waves().size(); w++) {
        String at = lane.arm() + "/" + lane.waves().get(w).wave() + "/";
        attacker.step(at, shown.waves().get(w).answers(), lane.waves().get(w).answers(), at);
        int from = attacker.places.get(at + Kind.AT_WAVE + lane.waves().get(w).wave());
        attacker.sums.add(new int[] {drawn, from});
      }
    }
    return attacker;
  }

  @Test
  void flow_givesNoSmallCountAwayBySubtraction() {
    int hidden = 0;
    int open = 0;
    for (int seed = 1; seed <= 40; seed++) {
      FlowTrial trial = FlowTrial.random(seed, 30 + 15 * seed);
      ParticipantFlow flow = trial.flow(END, true);
      Material material = new Material(results(trial.protocol, flow), flow, List.of(), 0);
      Released released = Released.of(material);
      ReleasedFlow shown = released.flow();
      assertEquals(List.of(), attacker(flow, shown).recovered(), "seed " + seed);
      hidden += (int) released.suppressions().stream().filter(FlowGateTest::ofFlow).count();
      open += (int) released.manifest().shown().stream().filter(c -> c.people() >= LIMIT).count();
      for (int l = 0; l < shown.lanes().size(); l++) {
        for (ReleasedFlow.AtWave wave : shown.lanes().get(l).waves()) {
          Released.Response row = row(released, shown.lanes().get(l).arm(), wave);
          boolean there = row.ofRandomized().answered().hidden();
          boolean here = wave.answers().next().get(0).count().hidden();
          assertEquals(there, here, "who answered is one count");
        }
      }
    }
    assertTrue(hidden > 500 && open > 1000, hidden + " hidden, " + open + " shown");
  }

  private static boolean ofFlow(Released.Suppression note) {
    return note.part() == Released.Part.FLOW;
  }

  private static Released.Response row(Released released, Arm.Id arm, ReleasedFlow.AtWave wave) {
    return released.response().stream()
        .filter(row -> row.wave().equals(wave.wave()) && arm.equals(row.arm()))
        .findFirst()
        .orElseThrow();
  }

  /** The working flow hides nothing, so the same attacker reads the small boxes off it. */
  @Test
  void workingFlow_isOpen() {
    FlowTrial trial = FlowTrial.random(3, 75);
    ParticipantFlow flow = trial.flow(END, true);
    ReleasedFlow working = ReleasedFlow.working(flow);
    assertTrue(working.working());
    assertFalse(attacker(flow, working).recovered().isEmpty());
  }
}
