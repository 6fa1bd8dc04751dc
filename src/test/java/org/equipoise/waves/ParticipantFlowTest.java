package org.equipoise.waves;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.equipoise.ledger.Event;
import org.equipoise.ledger.PersonId;
import org.equipoise.protocol.Arm;
import org.equipoise.protocol.DispositionCode;
import org.equipoise.protocol.Item;
import org.equipoise.trial.Delivery;
import org.equipoise.trial.Enrolment;
import org.equipoise.trial.Person;
import org.equipoise.trial.Standing;
import org.equipoise.trial.TrialState;
import org.equipoise.waves.ParticipantFlow.AtWave;
import org.equipoise.waves.ParticipantFlow.Box;
import org.equipoise.waves.ParticipantFlow.Kind;
import org.equipoise.waves.ParticipantFlow.Lane;
import org.equipoise.waves.ParticipantFlow.Part;
import org.equipoise.waves.ParticipantFlow.Step;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParticipantFlowTest {

  private static final LocalDate START = LocalDate.parse("2019-08-01");
  private static final LocalDate END = LocalDate.parse("2021-06-30");

  /** Counted by hand: nine referred, one for each way off, and two drawn. */
  @Test
  void flow_tellsEachWayOff() {
    FlowTrial trial = new FlowTrial();
    trial.add(
        new Event.ApproachesCounted(
            "goteborg", "fk", Event.ApproachesCounted.Why.DECLINED, 12, START));
    trial.add(
        new Event.ApproachesCounted(
            "stockholm", "af", Event.ApproachesCounted.Why.NOT_REACHED, 3, START));
    trial.refer(1, "goteborg", "fk", List.of("urgent", "met_before"), List.of());
    trial.refer(2, "goteborg", "af", List.of("met_before"), List.of("consent_draw"));
    trial.refer(3, "stockholm", "fk", List.of(), List.of("consent_draw"));
    PersonId placed = trial.refer(4, "stockholm", "fk", List.of("urgent"), List.of());
    trial.add(new Event.PlacedOutside(placed, Event.PlacedOutside.Placement.URGENT, "head", START));
    trial.add(new Event.Left(trial.refer(5, "goteborg", "fk"), Event.Left.Cause.DIED, START));
    trial.add(
        new Event.Withdrawn(trial.refer(6, "goteborg", "fk"), Event.Withdrawn.From.SERVICE, START));
    trial.add(new Event.RecordErased(trial.refer(7, "goteborg", "fk")));
    trial.refer(8, "insjoriket", "fk");
    PersonId fillIn = trial.refer(9, "insjoriket", "fk");
    trial.draw(fillIn, "");
    PersonId now = trial.refer(10, "insjoriket", "fk");
    trial.draw(now, "now");
    PersonId later = trial.refer(11, "goteborg", "fk");
    trial.add(new Event.PersonReferredAgain(later, "stockholm", "af", START));
    trial.draw(later, "later");
    ParticipantFlow flow = trial.flow(START, true);

    assertEquals(26, people(flow, Kind.APPROACHED));
    assertEquals(15, people(flow, Kind.NOT_REFERRED));
    assertEquals(
        Map.of("declined", 12, "not-eligible", 0, "not-reached", 3, "other", 0),
        first(flow.box(Kind.NOT_REFERRED)));
    assertEquals(11, people(flow, Kind.REFERRED));
    assertEquals(Map.of("urgent", 1, "exempt", 0), first(flow.box(Kind.OUTSIDE)));
    assertEquals(
        Map.of("died", 1, "moved-abroad", 0, "lost", 0), first(flow.box(Kind.LEFT_BEFORE)));
    assertEquals(1, people(flow, Kind.WITHDREW_BEFORE));
    assertEquals(1, people(flow, Kind.ERASED_BEFORE));
    Box notEligible = flow.box(Kind.NOT_ELIGIBLE);
    assertEquals(Map.of("several_agencies", 0, "urgent", 1, "met_before", 1), first(notEligible));
    assertEquals(Map.of("several_agencies", 0, "urgent", 2, "met_before", 2), atAll(notEligible));
    assertEquals(
        Map.of("goteborg", 2, "insjoriket", 0, "stockholm", 0), notEligible.count().sites());
    assertEquals(5, people(flow, Kind.ELIGIBLE));
    assertEquals(Map.of("consent_draw", 1), first(flow.box(Kind.NO_CONSENT)));
    assertEquals(Map.of("consent_draw", 2), atAll(flow.box(Kind.NO_CONSENT)));
    assertEquals(4, people(flow, Kind.CONSENTED));
    assertEquals(1, people(flow, Kind.WAITING));
    assertEquals(3, people(flow, Kind.ENTERED));
    assertEquals(Map.of("no-place", 1), first(flow.box(Kind.FILL_IN)));
    assertEquals(2, people(flow, Kind.DRAWN));
    assertEquals(1, flow.again().people());
    assertEquals(2, flow.lanes().size());
    assertEquals(1, flow.lanes().get(0).drawn().count().people());
    assertEquals(
        Map.of("goteborg", 1, "insjoriket", 0, "stockholm", 0),
        flow.lanes().get(1).drawn().count().sites());
  }

  /** Each number leads back to the line that decided. */
  @Test
  void flow_namesTheLinesBehindEachNumber() {
    FlowTrial trial = new FlowTrial();
    trial.add(
        new Event.ApproachesCounted(
            "goteborg", "fk", Event.ApproachesCounted.Why.DECLINED, 12, START));
    PersonId one = trial.refer(1, "goteborg", "fk", List.of(), List.of("consent_draw"));
    trial.add(new Event.ConsentGiven(one, trial.protocol.consents().get(0).id(), true, START));
    PersonId two = trial.refer(2, "goteborg", "fk");
    trial.draw(one, "now");
    trial.draw(two, "later");
    long started = trial.add(new Event.ServiceStarted(one, START));
    ParticipantFlow flow = trial.flow(START, true);
    assertEquals("2", flow.box(Kind.NOT_REFERRED).count().lines().toString());
    assertEquals("2-3, 5", flow.box(Kind.APPROACHED).count().lines().toString());
    assertEquals("3, 5", flow.box(Kind.REFERRED).count().lines().toString());
    assertEquals("4-5", flow.box(Kind.CONSENTED).count().lines().toString());
    assertEquals("6-7", flow.box(Kind.DRAWN).count().lines().toString());
    Box received = Objects.requireNonNull(flow.lanes().get(0).received());
    assertEquals(Long.toString(started), part(received, "on-time").count().lines().toString());
  }

  /** The five ways of the later arm, each with one person, and of the arm now. */
  @Test
  void laterArm_hasItsOwnLane() {
    FlowTrial trial = new FlowTrial();
    String[] arms = {"later", "later", "later", "later", "later", "later", "now", "now"};
    List<PersonId> ids = new ArrayList<>();
    for (int n = 0; n < arms.length; n++) {
      ids.add(trial.refer(n, "goteborg", "fk"));
      trial.draw(ids.get(n), arms[n]);
    }
    LocalDate planned = START.plusDays(180);
    trial.add(new Event.ServiceStarted(ids.get(0), planned.minusDays(1)));
    trial.add(new Event.ServiceStarted(ids.get(1), planned));
    trial.add(new Event.ServiceStarted(ids.get(2), planned.plusDays(Delivery.LATE)));
    trial.add(new Event.ServiceStarted(ids.get(3), planned.plusDays(Delivery.LATE + 1)));
    trial.add(new Event.ServiceNeverStarted(ids.get(4), planned));
    trial.add(new Event.ServiceStarted(ids.get(6), START));
    Map<String, Integer> before = first(received(trial.flow(planned.minusDays(1), true), 1));
    assertEquals(
        Map.of("on-time", 2, "early", 1, "late", 1, "waiting", 1, "overdue", 0, "never", 1),
        before);
    ParticipantFlow after = trial.flow(planned, true);
    assertEquals(
        Map.of("on-time", 2, "early", 1, "late", 1, "waiting", 0, "overdue", 1, "never", 1),
        first(received(after, 1)));
    assertEquals(
        Map.of("on-time", 1, "early", 0, "late", 0, "waiting", 0, "overdue", 1, "never", 0),
        first(received(after, 0)));
  }

  /** Sixteen people of one wave: each settled in another way, or not yet. */
  @Test
  void wave_tellsWhyThereIsNoAnswer() {
    FlowTrial trial = new FlowTrial();
    List<PersonId> p = new ArrayList<>();
    for (int n = 0; n < 16; n++) {
      p.add(
          trial.refer(
              n, "goteborg", "fk", List.of(), n == 13 ? List.of("consent_survey") : List.of()));
      trial.draw(p.get(n), n % 2 == 0 ? "now" : "later");
    }
    LocalDate due = START.plusDays(90);
    LocalDate closes = START.plusDays(110);
    trial.on(due);
    p.forEach(id -> trial.send(id, id.equals(p.get(14)) ? "w3" : "w2"));
    int asked =
        trial
            .protocol
            .asked(trial.protocol.waves().get(1).id(), trial.protocol.participant())
            .size();
    trial.answer(p.get(0), "w2", asked);
    trial.answer(p.get(1), "w2", (asked + 1) / 2);
    trial.answer(p.get(2), "w2", 1);
    trial.attempt(p.get(3), "w2", "2.11");
    trial.attempt(p.get(4), "w2", "2.24");
    trial.attempt(p.get(5), "w2", "2.33");
    trial.add(new Event.Left(p.get(6), Event.Left.Cause.DIED, due));
    trial.add(new Event.Left(p.get(7), Event.Left.Cause.MOVED_ABROAD, due));
    trial.add(new Event.Withdrawn(p.get(8), Event.Withdrawn.From.CONTACT, due));
    trial.add(new Event.Withdrawn(p.get(9), Event.Withdrawn.From.SERVICE, due));
    trial.add(new Event.Left(p.get(10), Event.Left.Cause.DIED, closes.plusDays(1)));
    trial.answer(p.get(11), "w2", asked);
    trial.add(new Event.Withdrawn(p.get(11), Event.Withdrawn.From.DATA, due));
    trial.add(new Event.RecordErased(p.get(12)));
    trial.on(closes.plusDays(5));
    trial.answer(p.get(15), "w2", asked);

    AtWave wave = trial.flow(closes.plusDays(5), false).lanes().get(0).waves().get(1);
    assertEquals(Map.of("complete", 3, "partial", 1), first(wave.answers().next().get(0)));
    Map<String, Integer> why = first(wave.answers().aside().get(0));
    Map<String, Integer> expected = new LinkedHashMap<>();
    expected.put("refused", 1);
    expected.put("broke-off", 1);
    // Person 4 was tried in vain; 9 and 10 got a letter, and 10 died after the window had closed.
    expected.put("not-reached", 3);
    expected.put("never-sent", 1);
    expected.put("late", 0);
    expected.put("died", 1);
    expected.put("moved-abroad", 1);
    expected.put("withdrew", 1);
    expected.put("no-consent", 1);
    expected.put("erased", 1);
    expected.put("other", 1);
    assertEquals(expected, why);
    assertEquals(Map.of("not-open", 0, "open", 0), first(wave.answers().aside().get(1)));

    // Analysed: the first item is the outcome's own or not; the one who withdrew the data is not.
    Step analysed = wave.analysed().get(0);
    assertEquals(1, first(analysed.aside().get(0)).get("withdrew-data"));
    assertEquals(1, first(analysed.aside().get(0)).get("erased"));
    assertEquals(16, analysed.from().count().people());
  }

  /** A break-off holds values, and yet is no answer: nobody is analysed who has not answered. */
  @Test
  void brokenOff_isNotAnalysed() {
    FlowTrial trial = new FlowTrial();
    List<Item> asked =
        trial.protocol.asked(trial.protocol.waves().get(1).id(), trial.protocol.participant());
    for (int n = 1; n <= 3; n++) {
      trial.draw(trial.refer(n, "goteborg", "fk"), "now");
    }
    trial.on(START.plusDays(90));
    trial.answer(FlowTrial.id(1), "w2", asked.size());
    trial.answer(FlowTrial.id(2), "w2", asked.size());
    // The most that is still a break-off: less than half.
    trial.answer(FlowTrial.id(3), "w2", (asked.size() - 1) / 2);
    AtWave wave = trial.flow(END, false).lanes().get(0).waves().get(1);
    assertEquals(2, wave.answers().next().get(0).count().people());
    Step analysed = wave.analysed().get(0);
    assertEquals(2, analysed.next().get(0).count().people());
    assertEquals(1, first(analysed.aside().get(0)).get("broke-off"));
  }

  /** One more analysed than answered is found though every other sum holds. */
  @Test
  void flowThatAnalysesMoreThanAnswered_cannotBeMade() {
    FlowTrial trial = new FlowTrial();
    trial.draw(trial.refer(1, "goteborg", "fk"), "now");
    Lane lane = trial.flow(END, true).lanes().get(0);
    AtWave wave = lane.waves().get(1);
    Step none = wave.analysed().get(0);
    FlowCount one = none.from().count();
    FlowCount zero = none.next().get(0).count();
    Step all =
        new Step(
            none.from(),
            List.of(Box.of(Kind.NOT_ANALYSED, "life", zero)),
            List.of(Box.of(Kind.ANALYSED, "life", one)));
    Lane wrong =
        new Lane(
            lane.arm(),
            lane.drawn(),
            lane.received(),
            List.of(new AtWave(wave.wave(), wave.answers(), List.of(all))),
            lane.registers(),
            lane.withdrawn(),
            lane.left(),
            lane.deviations());
    List<String> found = new ArrayList<>();
    FlowSums.check(wrong, found);
    assertEquals(
        List.of(
            "analysed life at w2 of arm now is 1 (in all) but only 0 answered",
            "analysed life at w2 of arm now is 1 (goteborg) but only 0 answered",
            "analysed life at w2 of arm now is 1 (fk) but only 0 answered"),
        found);
  }

  @Test
  void lateAnswers_areSetAsideWhereTheProtocolSaysSo() {
    FlowTrial trial = FlowTrial.settingLateAside();
    PersonId one = trial.refer(1, "goteborg", "fk");
    trial.draw(one, "now");
    int asked =
        trial
            .protocol
            .asked(trial.protocol.waves().get(1).id(), trial.protocol.participant())
            .size();
    trial.on(START.plusDays(111));
    trial.answer(one, "w2", asked);
    AtWave wave = trial.flow(trial.day(), false).lanes().get(0).waves().get(1);
    assertEquals(1, first(wave.answers().aside().get(0)).get("late"));
    assertEquals(0, wave.answers().next().get(0).count().people());
    assertEquals(1, first(wave.analysed().get(0).aside().get(0)).get("late"));
  }

  @Test
  void wave_isOpenUntilItsWindowOrTheWaveCloses() {
    FlowTrial trial = new FlowTrial();
    PersonId one = trial.refer(1, "goteborg", "fk");
    trial.draw(one, "now");
    assertEquals(1, pending(trial, START.plusDays(79)).get("not-open"));
    assertEquals(1, pending(trial, START.plusDays(80)).get("open"));
    assertEquals(1, pending(trial, START.plusDays(110)).get("open"));
    assertEquals(0, pending(trial, START.plusDays(111)).get("open"));
    trial.add(new Event.WaveClosed(trial.protocol.waves().get(1).id(), START.plusDays(90)));
    assertEquals(1, pending(trial, START.plusDays(90)).get("open"), "letters of that day count");
    assertEquals(0, pending(trial, START.plusDays(91)).get("open"));
  }

  private static Map<String, Integer> pending(FlowTrial trial, LocalDate day) {
    AtWave wave = trial.flow(day, false).lanes().get(0).waves().get(1);
    return first(wave.answers().aside().get(1));
  }

  /** Anything may happen: the constructor has checked every sum, and other counts agree. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void randomTrials_addUp(long seed) {
    FlowTrial trial = FlowTrial.random(seed, 40 + (int) seed * 30);
    for (LocalDate day : List.of(START.plusDays(200), START.plusDays(400), END)) {
      ParticipantFlow masked = trial.flow(day, false);
      ParticipantFlow open = trial.flow(day, true);
      assertEquals(people(masked, Kind.DRAWN), masked.lanes().get(0).drawn().count().people());
      assertEquals(masked.enrolment().subList(0, 5), open.enrolment().subList(0, 5));
      Enrolment enrolment = Enrolment.of(trial.told(day).state(), Map.of(), day);
      assertEquals(enrolment.all().referred(), people(masked, Kind.REFERRED));
      assertEquals(enrolment.all().again(), masked.again().people());
      assertEquals(
          enrolment.all().count(Standing.Kind.NOT_ELIGIBLE), people(masked, Kind.NOT_ELIGIBLE));
      assertEquals(
          enrolment.all().count(Standing.Kind.NO_CONSENT), people(masked, Kind.NO_CONSENT));
      assertEquals(enrolment.all().count(Standing.Kind.READY), people(masked, Kind.WAITING));
      Delivery delivery = Delivery.of(trial.told(day).state(), day);
      for (int a = 0; a < open.lanes().size(); a++) {
        assertCourse(delivery.arms().get(a), open.lanes().get(a));
      }
      assertSameWaves(masked.lanes().get(0), open.lanes());
    }
  }

  /**
   * The flow and the response rates call the same people answered, refused, dead and broken off.
   */
  @ParameterizedTest
  @ValueSource(longs = {21, 22, 23})
  void flow_agreesWithTheDispositionsOfTheRates(long seed) {
    FlowTrial trial = FlowTrial.random(seed, 300);
    TrialState state = trial.told(END).state();
    LedgerFates fates = new LedgerFates(state, END);
    Disposition codes =
        new Disposition(
            state, trial.protocol.waves(), trial.protocol.participant(), END, id -> false);
    Cases cases = Cases.of(state, id -> false, END, trial.protocol.participant());
    List<AtWave> flow = trial.flow(END, false).lanes().get(0).waves();
    for (int w = 0; w < flow.size(); w++) {
      int answered = 0;
      for (int i = 0; i < cases.people().size(); i++) {
        answered += cases.answered(w, i) ? 1 : 0;
      }
      assertEquals(answered, flow.get(w).answers().next().get(0).count().people());
    }
    int compared = 0;
    for (Person person : state.persons()) {
      if (FlowTally.arm(person) == null) {
        continue;
      }
      codes.of(person);
      for (int w = 0; w < trial.protocol.waves().size(); w++) {
        DispositionCode code = codes.code(w);
        Fate.Kind kind = fates.of(person).get(w).kind();
        String where = person.id() + " at wave " + w + ": " + kind + " and " + code;
        assertEquals(code == DispositionCode.COMPLETE, kind == Fate.Kind.COMPLETE, where);
        assertEquals(code == DispositionCode.PARTIAL, kind == Fate.Kind.PARTIAL, where);
        boolean declined =
            kind == Fate.Kind.REFUSED || kind == Fate.Kind.WITHDREW || kind == Fate.Kind.NO_CONSENT;
        assertEquals(code == DispositionCode.DEAD, kind == Fate.Kind.DIED, where);
        boolean broke = code == DispositionCode.BREAK_OFF || code == DispositionCode.OPENED_ONLY;
        assertEquals(broke, kind == Fate.Kind.BROKE_OFF, where);
        assertEquals(code.isRefusal() && !broke, declined, where);
        compared++;
      }
    }
    assertTrue(compared > 300, "" + compared);
  }

  private static void assertCourse(Delivery.Course course, Lane lane) {
    assertEquals(course.arm(), lane.arm());
    assertEquals(course.drawn(), lane.drawn().count().people());
    Map<String, Integer> received = first(Objects.requireNonNull(lane.received()));
    assertEquals(course.early(), received.get("early"));
    assertEquals(course.late(), received.get("late"));
    assertEquals(course.never(), received.get("never"));
    assertEquals(course.waiting(), received.get("waiting"));
    assertEquals(course.due(), received.get("overdue"));
    assertEquals(
        course.started(), received.get("on-time") + received.get("early") + received.get("late"));
    assertEquals(course.left(), lane.left().stream().mapToInt(part -> part.count().people()).sum());
  }

  /** What the lanes of the arms hold is together what the masked lane holds. */
  private static void assertSameWaves(Lane masked, List<Lane> lanes) {
    for (int w = 0; w < masked.waves().size(); w++) {
      int at = w;
      Map<String, Integer> sum = new LinkedHashMap<>();
      for (Lane lane : lanes) {
        first(lane.waves().get(at).answers().aside().get(0))
            .forEach((code, n) -> sum.merge(code, n, Integer::sum));
      }
      assertEquals(first(masked.waves().get(w).answers().aside().get(0)), sum);
      for (int o = 0; o < masked.waves().get(w).analysed().size(); o++) {
        int outcome = o;
        int all =
            lanes.stream()
                .mapToInt(
                    lane ->
                        lane.waves().get(at).analysed().get(outcome).next().get(0).count().people())
                .sum();
        assertEquals(masked.waves().get(w).analysed().get(o).next().get(0).count().people(), all);
      }
    }
  }

  @Test
  void masked_isTheSameWhateverTheArms() {
    List<ParticipantFlow> flows = new ArrayList<>();
    for (String arm : List.of("now", "later")) {
      FlowTrial trial = new FlowTrial();
      PersonId one = trial.refer(1, "goteborg", "fk");
      trial.draw(one, arm);
      trial.add(new Event.ServiceStarted(one, START));
      flows.add(trial.flow(START, false));
      assertNull(flows.get(0).lanes().get(0).arm());
      assertNull(flows.get(0).lanes().get(0).received());
    }
    assertEquals(flows.get(0), flows.get(1));
  }

  /** A person moved from one box to another without the others following is our bug. */
  @Test
  void flowThatDoesNotAddUp_cannotBeMade() {
    ParticipantFlow good = FlowTrial.random(5, 80).flow(END, true);
    List<Step> steps = new ArrayList<>(good.enrolment());
    Step referred = steps.get(1);
    Box eligible = referred.next().get(0);
    FlowCount count = eligible.count();
    Map<String, Integer> sites = new LinkedHashMap<>(count.sites());
    sites.merge("goteborg", 1, Integer::sum);
    FlowCount more = new FlowCount(count.people() + 1, sites, count.referrers(), count.lines());
    steps.set(
        1,
        new Step(
            referred.from(),
            referred.aside(),
            List.of(new Box(Kind.ELIGIBLE, "", more, List.of()))));
    IllegalStateException wrong =
        assertThrows(
            IllegalStateException.class,
            () ->
                new ParticipantFlow(
                    good.trial(),
                    good.version(),
                    good.day(),
                    good.upTo(),
                    good.approachesCounted(),
                    steps,
                    good.again(),
                    good.lanes()));
    String message = wrong.getMessage();
    assertTrue(
        message.startsWith(
            "the participant flow does not add up: referred is "
                + people(good, Kind.REFERRED)
                + " but outside + left-before"),
        message);
    assertTrue(message.contains("referred at site goteborg is "), message);
    assertTrue(message.contains("eligible is "), message);
  }

  /** The same number at the wrong site is found as well. */
  @Test
  void flowThatAddsUpInAllButNotBySite_cannotBeMade() {
    ParticipantFlow good = FlowTrial.random(6, 80).flow(END, true);
    Lane lane = good.lanes().get(0);
    FlowCount count = lane.drawn().count();
    Map<String, Integer> sites = new LinkedHashMap<>(count.sites());
    sites.merge("goteborg", 1, Integer::sum);
    sites.merge("stockholm", -1, Integer::sum);
    FlowCount moved = new FlowCount(count.people(), sites, count.referrers(), count.lines());
    Lane wrong =
        new Lane(
            lane.arm(),
            new Box(Kind.ALLOCATED, "now", moved, List.of()),
            lane.received(),
            lane.waves(),
            lane.registers(),
            lane.withdrawn(),
            lane.left(),
            lane.deviations());
    List<String> found = new ArrayList<>();
    FlowSums.check(wrong, found);
    assertFalse(found.isEmpty());
    assertTrue(
        found.get(0).startsWith("received now of arm now at site goteborg is"), found.get(0));
  }

  @Test
  void answersNotAtHand_leaveTheAnalysedUntold() {
    FlowTrial trial = FlowTrial.random(3, 40);
    ParticipantFlow flow = ParticipantFlow.of(trial.told(END), Map.of(), null, false);
    flow.lanes().get(0).waves().forEach(wave -> assertEquals(List.of(), wave.analysed()));
  }

  @Test
  void closedArm_keepsItsLane() {
    FlowTrial trial = new FlowTrial();
    trial.draw(trial.refer(1, "goteborg", "fk"), "third");
    ParticipantFlow flow = trial.flow(START, true);
    assertEquals(3, flow.lanes().size());
    assertEquals(new Arm.Id("third"), flow.lanes().get(2).arm());
    assertEquals(Map.of("none", 1), nonZero(received(flow, 2)));
  }

  private static Map<String, Integer> nonZero(Box box) {
    Map<String, Integer> parts = first(box);
    parts.values().removeIf(n -> n == 0);
    return parts;
  }

  private static int people(ParticipantFlow flow, Kind kind) {
    return flow.box(kind).count().people();
  }

  private static Box received(ParticipantFlow flow, int lane) {
    return Objects.requireNonNull(flow.lanes().get(lane).received());
  }

  private static Part part(Box box, String code) {
    return box.parts().stream().filter(p -> p.code().equals(code)).findFirst().orElseThrow();
  }

  private static Map<String, Integer> first(Box box) {
    Map<String, Integer> parts = new LinkedHashMap<>();
    box.parts().forEach(part -> parts.put(part.code(), part.count().people()));
    return parts;
  }

  private static Map<String, Integer> atAll(Box box) {
    Map<String, Integer> parts = new LinkedHashMap<>();
    box.parts().forEach(part -> parts.put(part.code(), part.atAll()));
    return parts;
  }
}
