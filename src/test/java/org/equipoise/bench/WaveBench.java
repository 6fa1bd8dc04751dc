package org.equipoise.bench;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import org.equipoise.draw.Chance;
import org.equipoise.draw.Drawn;
import org.equipoise.draw.StreamName;
import org.equipoise.ledger.Actor;
import org.equipoise.ledger.Entry;
import org.equipoise.ledger.Event;
import org.equipoise.ledger.LedgerDamaged;
import org.equipoise.ledger.PersonId;
import org.equipoise.protocol.Arm;
import org.equipoise.protocol.Consent;
import org.equipoise.protocol.Digest;
import org.equipoise.protocol.Protocol;
import org.equipoise.protocol.Respondent;
import org.equipoise.protocol.Wave;
import org.equipoise.store.ProtocolText;
import org.equipoise.trial.PersonRecord;
import org.equipoise.trial.TrialState;
import org.equipoise.waves.Cases;
import org.equipoise.waves.Grouping;
import org.equipoise.waves.PanelPatterns;
import org.equipoise.waves.Schedule;
import org.equipoise.waves.WaveBoard;
import org.equipoise.waves.WaveRates;

/**
 * Times the response tables of 100,000 people over 8 waves, five letters, attempts or answers a
 * person on average, from a replayed state. Not a test.
 */
final class WaveBench {

  private static final int WAVES = 8;
  private static final int REPEATS = 6;

  private WaveBench() {}

  public static void main(String[] args) throws LedgerDamaged {
    int people = args.length == 0 ? 100_000 : Integer.parseInt(args[0]);
    Map<PersonId, PersonRecord> records = new HashMap<>();
    TrialState state = state(people, records);
    LocalDate day = LocalDate.parse("2027-12-31");
    Respondent.Id who = state.protocol().participant();
    for (int i = 0; i < REPEATS; i++) {
      long start = System.nanoTime();
      Cases cases = Cases.of(state, id -> false, day, who);
      long made = System.nanoTime();
      List<Grouping> by =
          List.of(
              Grouping.of(state.protocol(), Protocol.SITE, cases.people(), records).orElseThrow(),
              Grouping.arms(state, cases.people()));
      WaveRates rates = WaveRates.of(cases, by);
      PanelPatterns patterns = PanelPatterns.of(cases, person -> true);
      long counted = System.nanoTime();
      Schedule schedule = Schedule.of(state, records, day, who);
      WaveBoard board = WaveBoard.of(state, schedule, cases);
      long end = System.nanoTime();
      System.out.println(
          String.format(
              Locale.ROOT,
              "cases %d ms, tables %d ms (%d rows, %d patterns), board %d ms (%d rows)",
              (made - start) / 1_000_000,
              (counted - made) / 1_000_000,
              rates.rows().size(),
              patterns.patterns().size(),
              (end - counted) / 1_000_000,
              board.rows().size()));
    }
  }

  private static String protocol() {
    StringBuilder waves = new StringBuilder();
    for (int w = 1; w <= WAVES; w++) {
      waves.append(w > 1 ? "," : "").append("{\"id\": \"w").append(w).append("\", \"opens\": ");
      waves.append(30 * w).append(", \"due\": ").append(30 * w + 10).append(", \"closes\": ");
      waves.append(30 * w + 29).append('}');
    }
    return """
    {"equipoise": 1, "id": "bench", "version": 1, "title": "Bench", "purpose": "Speed",
     "arms": [{"id": "now", "startsAfterDays": 0},
              {"id": "later", "control": true, "startsAfterDays": 180}],
     "strata": ["site"], "draw": {"rule": "simple"},
     "intake": {"from": "2026-01-01", "to": "2026-12-31", "target": 100000},
     "consents": [{"id": "lot", "title": "Draw", "purpose": "draw", "required": true},
                  {"id": "asked", "title": "Asked", "purpose": "survey"}],
     "sites": ["a", "b", "c", "d", "e"], "waves": [WAVES],
     "items": [{"id": "life", "question": "Life?", "type": "ordinal", "levels": ["1", "2"]}],
     "outcomes": [{"id": "life", "type": "ordinal", "direction": "up-good",
                   "source": {"item": "life", "at": ["w8"]}}],
     "analyses": [{"id": "main"}]}
    """
        .replace("WAVES", waves);
  }

  private static TrialState state(int people, Map<PersonId, PersonRecord> records)
      throws LedgerDamaged {
    TrialState state = new TrialState(new ProtocolText());
    String text = protocol();
    Digest digest = Digest.of(text);
    SplittableRandom random = new SplittableRandom(1);
    tell(state, new Event.TrialFrozen(text, digest, digest, "", 1, ""));
    Respondent.Id who = state.protocol().participant();
    Map<Consent.Id, Boolean> consents =
        Map.of(new Consent.Id("lot"), true, new Consent.Id("asked"), true);
    for (int n = 0; n < people; n++) {
      PersonId id = new PersonId("P" + n);
      String site = String.valueOf((char) ('a' + n % 5));
      LocalDate on = LocalDate.parse("2026-01-01").plusDays(n % 365);
      records.put(id, new PersonRecord(id, "00", Map.of(), "", false));
      tell(state, new Event.PersonReferred(id, site, "", on, consents, Map.of(), digest));
      Drawn drawn =
          new Drawn(
              id.value(),
              new Arm.Id(random.nextBoolean() ? "now" : "later"),
              "simple",
              new StreamName(1, site, Map.of()),
              n,
              0,
              Map.of(),
              Map.of(),
              Chance.of(1, 2),
              Chance.of(1, 2));
      tell(state, new Event.ArmDrawn(id, drawn, 0, 1, on, on));
      for (int w = 1; w <= WAVES; w++) {
        Wave.Id wave = new Wave.Id("w" + w);
        LocalDate then = on.plusDays(30L * w + 5);
        int what = random.nextInt(10);
        if (what < 6) {
          tell(state, new Event.AnswersReceived(id, wave, who, then, null, "", 1, 1, digest));
        } else if (what < 7) {
          tell(state, new Event.ContactAttempted(id, wave, who, then, null, "2.24"));
        }
      }
    }
    return state;
  }

  private static void tell(TrialState state, Event event) throws LedgerDamaged {
    Instant at = Instant.EPOCH;
    state.apply(
        new Entry(
            state.lines() + 1,
            at,
            at,
            new Actor("bench", Actor.Role.KEEPER),
            "bench",
            "",
            "",
            "",
            event,
            Entry.NOTHING_BEFORE));
  }
}
