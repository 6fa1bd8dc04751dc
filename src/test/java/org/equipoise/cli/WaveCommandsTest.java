package org.equipoise.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.equipoise.cli.SmallTrial.Run;
import org.equipoise.ledger.Event;
import org.equipoise.trial.Refused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of survey waves, on a trial run by commands. */
class WaveCommandsTest {

  @TempDir Path folder;

  private WaveDesk waves() throws IOException, Refused {
    return WaveDesk.drawn(folder);
  }

  private static void withdraw(WaveDesk waves, int person) throws IOException, Refused {
    waves.record(
        new Event.Withdrawn(
            waves.people.get(person - 1), Event.Withdrawn.From.CONTACT, waves.today()));
  }

  @Test
  void due_draftNotesNothingAndSentNotesFirst() throws IOException, Refused {
    WaveDesk waves = waves().day(20);
    withdraw(waves, 2);
    String draft = waves.desk.done("wave", "due", "/t", "--site", "north", "--out", "/list.csv");
    assertTrue(draft.startsWith("draft with 11 letters in draft-list.csv"), draft);
    assertFalse(Files.exists(waves.desk.path("list.csv")));
    String log = waves.desk.done("log", "/t", "--json");
    assertFalse(log.contains("survey-sent"), log);

    String sent =
        waves.desk.done("wave", "due", "/t", "--site", "north", "--out", "/list.csv", "--sent");
    assertEquals("11 letters are noted as sent; the list is in list.csv\n", sent);
    List<String> lines = Files.readAllLines(waves.desk.path("list.csv"));
    assertEquals(
        "id,own_code,site,wave,respondent,opens,due,closes,reminder,language", lines.get(0));
    String first =
        waves.people.get(0) + ",,north,w1,participant,2026-12-12,2026-12-22,2027-01-21,0,";
    assertEquals(first, lines.get(1));
    assertEquals(12, lines.size());
    assertFalse(String.join("\n", lines).contains(waves.people.get(1).value()));

    // Asked again on the same day nobody is written to twice, and the list can be had once more.
    String again =
        waves.desk.done("wave", "due", "/t", "--site", "north", "--out", "/b.csv", "--sent");
    assertEquals("nobody is to be written to: no list is written\n", again);
    assertFalse(Files.exists(waves.desk.path("b.csv")));
    waves.desk.done(
        "wave", "due", "/t", "--site", "north", "--out", "/b.csv", "--sent-on", "2026-12-12");
    assertEquals(lines, Files.readAllLines(waves.desk.path("b.csv")));
  }

  @Test
  void due_aListHoldsNoArmAndNoDayThatTellsOne() throws IOException, Refused {
    WaveDesk waves = waves().day(20);
    waves.desk.done("wave", "due", "/t", "--out", "/list.csv", "--sent");
    List<String> lines = Files.readAllLines(waves.desk.path("list.csv"));
    // Everybody was drawn on one day: but for the person and the site all rows are alike.
    long kinds =
        lines.stream().skip(1).map(line -> line.substring(line.indexOf(",w1,"))).distinct().count();
    assertEquals(1, kinds);
    for (String args : List.of("due", "rates", "board", "scales")) {
      for (String lang : List.of("en", "sv")) {
        String out = waves.desk.done("wave", args, "/t", "--lang", lang);
        assertFalse(out.contains("Team"), out);
      }
      String json = waves.desk.done("wave", args, "/t", "--json");
      assertFalse(json.contains("\"now\"") || json.contains("\"later\""), json);
    }
  }

  @Test
  void due_anOldDayIsForReading() throws IOException, Refused {
    WaveDesk waves = waves().day(20);
    String then = waves.desk.done("wave", "due", "/t", "--csv");
    waves.day(25);
    withdraw(waves, 1);
    waves.answers(3, "w1", "participant", "3222");
    // The list of that day, but for the person who has withdrawn since.
    String gone = waves.people.get(0).value();
    List<String> left = then.lines().filter(line -> !line.startsWith(gone)).toList();
    assertEquals(24, left.size());
    String later = waves.desk.done("wave", "due", "/t", "--csv", "--as-of", "2026-12-12");
    assertEquals(left, later.lines().toList());
    for (String list : List.of("letters", "open", "stopped", "answered")) {
      String[] args = {"wave", "due", "/t", "--as-of", "2026-12-12", "--list", list};
      assertFalse(waves.desk.done(args).contains(gone), list);
    }
    String text = waves.desk.done("wave", "due", "/t", "--as-of", "2026-12-12");
    assertTrue(text.contains("Stopped since that day and on no list: 1."), text);
    String json = waves.desk.done("wave", "due", "/t", "--as-of", "2026-12-12", "--json");
    assertTrue(json.contains("\"stoppedSince\": 1") && !json.contains(gone), json);
    Run run = waves.desk.run("wave", "due", "/t", "--as-of", "2026-12-12", "--out", "/x.csv");
    assertEquals(2, run.code());
    assertTrue(run.err().contains("is for reading, not for sending"), run.err());
    Run ahead = waves.desk.run("wave", "due", "/t", "--as-of", "2027-12-12");
    assertTrue(ahead.err().contains("2027-12-12 is ahead"), ahead.err());
    Run before = waves.desk.run("wave", "due", "/t", "--as-of", "2026-01-01");
    assertTrue(before.err().contains("was not frozen on 2026-01-01"), before.err());
  }

  @Test
  void rates_byGroupsShowNoSmallCount() throws IOException, Refused {
    WaveDesk waves = over();
    for (String[] more : new String[][] {{"--by", "sex"}, {"--arms", "--reason", "review"}}) {
      List<String> args = new ArrayList<>(List.of("wave", "rates", "/t", "--csv"));
      args.addAll(List.of(more));
      String csv = waves.desk.done(args.toArray(String[]::new));
      String variable = more[0].equals("--by") ? "sex" : "arm";
      // By hand, limit 3: no class, number late or never sent of 1 or 2 stands in a group's line.
      long lines = csv.lines().filter(line -> line.contains("," + variable + ",")).count();
      assertTrue(lines > 2, csv);
      assertFalse(
          csv.lines()
              .filter(line -> line.contains("," + variable + ","))
              .anyMatch(line -> line.matches(".*,(RR|REF|COOP|CON)\\d,[12],.*")),
          csv);
      args.set(3, "--json");
      String json = waves.desk.done(args.toArray(String[]::new));
      assertTrue(json.contains("\"cases\": null"), json);
    }
    String text = waves.desk.done("wave", "rates", "/t", "--by", "sex");
    assertTrue(text.contains("Hidden: figures of groups of fewer than 3 people"), text);
  }

  /** Both waves over: of the first 18 answer, of these 12 the second, and two come back. */
  private WaveDesk over() throws IOException, Refused {
    WaveDesk waves = waves().day(20);
    waves.desk.done("wave", "due", "/t", "--out", "/list.csv", "--sent");
    waves.day(25);
    String[] figures = {"3313", "2222", "1131", "3322", "212.", "1212"};
    for (int n = 1; n <= 18; n++) {
      waves.answers(n, "w1", "participant", figures[n % 6]);
      waves.answers(n, "w1", "caseworker", n % 4 == 0 ? "2" : figures[n % 6].substring(0, 1));
    }
    waves.tried(19, "w1", "2.11");
    waves.tried(20, "w1", "2.24");
    waves.day(82);
    for (int n = 1; n <= 12; n++) {
      waves.answers(n, "w2", "participant", figures[(n + 1) % 6]);
    }
    waves.answers(22, "w2", "participant", "22..");
    waves.answers(23, "w2", "participant", "2...");
    return waves.day(130);
  }

  @Test
  void rates_areThoseCountedByHand() throws IOException, Refused {
    WaveDesk waves = over();
    String csv = waves.desk.done("wave", "rates", "/t", "--csv", "--by", "site");
    // First wave: 18 of 24 in full (one item of four missing is partial: 75 % of the questions).
    assertTrue(csv.contains("w1,,,randomized,RR2,18,24,0.75,"), csv);
    assertTrue(csv.contains("w1,,,randomized,RR1,15,24,0.625,"), csv);
    assertTrue(csv.contains("w1,,,randomized,REF1,1,24,"), csv);
    // Second: 12 and a half-answered form; one break-off and the refusal of before.
    assertTrue(csv.contains("w2,,,randomized,RR2,13,24,"), csv);
    assertTrue(csv.contains("w2,,,randomized,REF1,2,24,"), csv);
    assertTrue(csv.contains("w2,,,previous,RR2,12,18,"), csv);
    assertTrue(csv.contains("w2,,,randomized,every-wave,12,24,0.5,"), csv);
    assertTrue(csv.contains("w1,site,north,randomized,RR2,12,12,1,"), csv);
    String text = waves.desk.done("wave", "rates", "/t", "--by", "sex", "--all");
    // One came back, which is fewer than three: neither that nor a pattern of one is told.
    assertFalse(text.contains("who missed After a month"), text);
    assertTrue(text.contains("other"), text);
    assertFalse(text.matches("(?s).*\\n *[01]{2} +[12] .*"), text);
    String swedish = waves.desk.done("wave", "rates", "/t", "--by", "sex", "--lang", "sv");
    assertTrue(swedish.contains("Efter Kön"), swedish);
    assertTrue(swedish.contains("75,0"), swedish);
    Run wrong = waves.desk.run("wave", "rates", "/t", "--by", "sec");
    assertEquals(2, wrong.code());
    assertTrue(wrong.err().contains("sex"), wrong.err());
  }

  @Test
  void rates_setWhoAnsweredEveryWaveApartFromTheBases() throws IOException, Refused {
    WaveDesk waves = over();
    withdraw(waves, 24);
    String text = waves.desk.done("wave", "rates", "/t").replaceAll("\\s+", " ");
    String every = "• After three months: of 24 drawn, 12 answered this wave and every wave before";
    assertTrue(text.contains(every), text);
    assertFalse(text.contains("• After a month: of 24 drawn"), text);
    // R 2: one break-off, one who said no before; neither withdrew before the window closed.
    assertTrue(text.contains("After three months 2 0 0 9 9"), text);
    assertTrue(text.contains("never gave the consent to be asked (nobody asked these)"), text);
  }

  @Test
  void due_nobodyStoppedIsListedAsClosedOrWithoutTheReason() throws IOException, Refused {
    WaveDesk waves = over();
    withdraw(waves, 24);
    String id = waves.people.get(23).value();
    String closed = waves.desk.done("wave", "due", "/t", "--list", "closed", "--csv");
    assertFalse(closed.contains(id), closed);
    String stopped = waves.desk.done("wave", "due", "/t", "--list", "stopped");
    assertTrue(stopped.contains("No contact"), stopped);
    assertTrue(stopped.lines().anyMatch(l -> l.startsWith(id) && l.contains("withdrew")), stopped);
    withdraw(waves, 1);
    String answered = waves.desk.done("wave", "due", "/t", "--list", "answered", "--csv");
    String first = waves.people.get(0).value();
    assertTrue(
        answered.lines().anyMatch(l -> l.startsWith(first) && l.contains(",answered,withdrawn,")),
        answered);
    String swedish = waves.desk.done("wave", "due", "/t", "--list", "closed", "--lang", "sv");
    assertTrue(swedish.contains("w2 Efter tre månader"), swedish);
    assertEquals(3, swedish.split("Efter ", -1).length, "titles stand once, codes in the rows");
    swedish.lines().forEach(line -> assertTrue(line.length() <= 100, line));
  }

  @Test
  void loss_tellsArmsInTheOrderOfTheProtocolAndWavesThatAnybodyAnswered()
      throws IOException, Refused {
    WaveDesk waves = waves().day(25);
    waves.answers(1, "w1", "participant", "3313");
    waves.day(130);
    String text = waves.desk.done("wave", "loss", "/t", "--reason", "look");
    assertFalse(text.contains("After three months"), text);
    String first = text.substring(text.indexOf("Answered, of everybody"));
    assertTrue(first.indexOf("Team now") < first.indexOf("Team later"), text);
  }

  @Test
  void raters_nameAQuestionOnceOverItsWaves() throws IOException, Refused {
    WaveDesk waves = over();
    for (int n = 1; n <= 6; n++) {
      waves.answers(n, "w2", "caseworker", "2");
    }
    String text = waves.desk.done("wave", "raters", "/t", "--tables");
    long heads = text.lines().filter(line -> line.equals("How is life?")).count();
    assertEquals(2, heads, "once in each of the two tables: " + text);
    assertTrue(text.contains("How is life? (After a month): own answer down"), text);
  }

  @Test
  void arms_areShownOnlyOnceTheLookIsOnRecord() throws IOException, Refused {
    WaveDesk waves = over();
    Run bare = waves.desk.run("wave", "rates", "/t", "--arms");
    assertEquals(2, bare.code());
    assertFalse(bare.out().contains("Team"), bare.out());
    for (String verb : List.of("rates", "board")) {
      String out = waves.desk.done("wave", verb, "/t", "--arms", "--reason", "review");
      assertTrue(out.contains("Team now") && out.contains("Team later"), out);
    }
    Run loss = waves.desk.run("wave", "loss", "/t");
    assertEquals(2, loss.code());
    String shown = waves.desk.done("wave", "loss", "/t", "--reason", "review");
    assertTrue(shown.contains("Team now"), shown);
    assertTrue(shown.contains("R-indicator"), shown);
    String log = waves.desk.done("log", "/t");
    assertTrue(log.contains("wave rates") && log.contains("wave board"), log);
    assertTrue(log.contains("wave loss"), log);
  }

  @Test
  void raters_areComparedPairByPair() throws IOException, Refused {
    WaveDesk waves = over();
    String text = waves.desk.done("wave", "raters", "/t", "--tables", "--out", "/pictures");
    assertTrue(text.contains("How is life?"), text);
    assertFalse(text.contains("Team"), text);
    String svg = Files.readString(waves.desk.path("pictures/life-w1.svg"));
    assertTrue(svg.startsWith("<?xml") && svg.contains("Caseworkers"), svg);
    String json = waves.desk.done("wave", "raters", "/t", "--json");
    assertTrue(json.contains("\"pairs\": 18"), json);
  }

  @Test
  void raters_neverReachTheParticipantsOutcome() throws IOException, Refused {
    WaveDesk waves = waves().day(25);
    for (int n = 1; n <= 24; n++) {
      waves.answers(n, "w1", "caseworker", "3");
    }
    waves.day(130);
    String rates = waves.desk.done("wave", "rates", "/t", "--csv");
    assertTrue(rates.contains("w1,,,randomized,RR2,0,24,0,"), rates);
    waves.desk.done("export", "/t", "--out", "/e", "--data", "--reason", "test");
    for (String line : Files.readAllLines(waves.desk.path("e/people.csv"))) {
      assertFalse(line.endsWith(",3"), line);
    }
    String scales = waves.desk.done("wave", "scales", "/t");
    assertTrue(scales.contains("No answers yet."), scales);
  }

  @Test
  void scales_countWhatWasLeftOut() throws IOException, Refused {
    WaveDesk waves = over();
    String json = waves.desk.done("wave", "scales", "/t", "--wave", "w1", "--json");
    // Three of the eighteen left the last question out.
    assertTrue(
        json.replaceAll("\\s+", "")
            .contains("{\"wave\":\"w1\",\"item\":\"sense\",\"asked\":18,\"unanswered\":3}"),
        json);
    String text = waves.desk.done("wave", "scales", "/t", "--lang", "sv");
    assertTrue(text.contains("medelvärde av 3 frågor (1 vända)"), text);
    // At the second wave one of thirteen left the question about worry out: fewer than three.
    String second = waves.desk.done("wave", "scales", "/t", "--wave", "w2", "--json");
    assertTrue(
        second
            .replaceAll("\\s+", "")
            .contains("{\"wave\":\"w2\",\"item\":\"worry\",\"asked\":13,\"unanswered\":null}"),
        second);
    assertTrue(text.contains("<3 står för ett antal mellan 1 och 2"), text);
    assertTrue(text.matches("(?s).*Orolig\\? +13 +<3 +··.*"), text);
  }

  @Test
  void board_fitsAHundredColumns() throws IOException, Refused {
    WaveDesk waves = over();
    for (String lang : List.of("en", "sv")) {
      for (String verb : List.of("board", "rates", "due", "loss", "raters", "scales")) {
        String[] args =
            verb.equals("loss")
                ? new String[] {"wave", verb, "/t", "--lang", lang, "--reason", "look"}
                : new String[] {"wave", verb, "/t", "--lang", lang};
        String out = waves.desk.done(args);
        out.lines().forEach(line -> assertTrue(line.length() <= 100, line));
        if (System.getProperty("show") != null) {
          System.out.println("=== " + verb + " " + lang + "\n" + out);
        }
      }
    }
  }
}
