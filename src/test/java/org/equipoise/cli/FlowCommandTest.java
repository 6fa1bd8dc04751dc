package org.equipoise.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.equipoise.cli.SmallTrial.Run;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlowCommandTest {

  @TempDir private Path folder;

  private TrialDesk drawn() throws Exception {
    TrialDesk desk = new TrialDesk(folder).referred();
    desk.done("draw", "/t", "--all", "--key", "/key");
    return desk;
  }

  @Test
  void flow_isMaskedUntilAReasonIsGiven() throws Exception {
    TrialDesk desk = drawn();
    String masked = desk.done("flow", "/t");
    assertFalse(masked.contains("Team now") || masked.contains("Team later"), masked);
    assertTrue(masked.contains("Arms are masked"), masked);
    assertEquals(1, masked.lines().filter(line -> line.startsWith("Drawn ")).count(), masked);
    assertFalse(desk.done("log", "/t", "--all").contains("flow"), "nothing was looked at");
    Run refused = desk.run("flow", "/t", "--arms");
    assertEquals(2, refused.code());
    assertTrue(refused.err().contains("--reason"), refused.err());
    assertTrue(desk.done("flow", "/t", "--arms", "--reason", "report").contains("Team now"));
    assertTrue(desk.done("log", "/t", "--all").contains("flow"), "the look is on record");
  }

  /** Four referred: A2 cannot wait... is eligible, A4 does not agree, three are drawn. */
  @Test
  void flow_countsThoseApproached() throws Exception {
    TrialDesk desk = drawn();
    assertTrue(desk.done("flow", "/t").contains("Nobody has counted people"));
    desk.done("record", "/t", "approached", "--site", "north", "declined=12", "not-reached=3");
    desk.done("record", "/t", "approached", "--site", "south", "other=1", "declined=0");
    String flow = desk.done("flow", "/t", "--by", "site");
    assertTrue(line(flow, "Approached ").endsWith(" 20"), flow);
    assertTrue(line(flow, "├─ Never referred").endsWith(" 16"), flow);
    assertTrue(line(flow, "Drawn ").endsWith(" 3"), flow);
    assertTrue(line(flow, "north").matches("north +17 +2 +2 +2 +2 +0"), flow);
    assertTrue(line(flow, "south").matches("south +3 +2 +2 +1 +1 +0"), flow);
  }

  @Test
  void approached_saysAllThatIsWrong() throws Exception {
    TrialDesk desk = new TrialDesk(folder).frozen();
    Run where = desk.run("record", "/t", "approached", "--site", "noth", "declined=2");
    assertEquals(2, where.code());
    assertTrue(where.err().contains("unknown site 'noth'"), where.err());
    for (String wrong :
        new String[] {"declined", "declined=", "declined=-1", "maybe=2", "other=0"}) {
      Run run = desk.run("record", "/t", "approached", "--site", "north", wrong);
      assertEquals(2, run.code(), wrong);
      assertFalse(run.err().isBlank(), wrong);
    }
    assertTrue(
        desk.done("flow", "/t").contains("Nobody has counted people"), "nothing was written");
  }

  @Test
  void asOf_tellsWhatWasOnRecordByThen() throws Exception {
    TrialDesk desk = drawn();
    String then = desk.done("flow", "/t", "--as-of", "2026-11-22", "--json");
    desk.at("2026-12-24T10:00:00Z");
    desk.done("record", "/t", "withdraw", desk.id("A1"), "contact");
    String now = desk.done("flow", "/t", "--as-of", "2026-11-22", "--json");
    assertEquals(then, now);
    assertFalse(desk.done("flow", "/t", "--json").equals(then), "today tells of the withdrawal");
    assertEquals(2, desk.run("flow", "/t", "--as-of", "2026-11-21").code());
    assertEquals(2, desk.run("flow", "/t", "--as-of", "2026-12-25").code());
  }

  @Test
  void out_writesPictureNumbersAndChecklist() throws Exception {
    TrialDesk desk = drawn();
    desk.done("flow", "/t", "--arms", "--reason", "report", "--out", "/out", "--lang", "sv");
    String svg = Files.readString(desk.path("out").resolve("flow.svg"));
    assertTrue(svg.contains(">Team senare<") && svg.contains("Deltagarflöde"), svg);
    String list = Files.readString(desk.path("out").resolve("checklist.md"));
    assertTrue(list.contains("Ingen har antecknats som att ha sett lottningsutfall"), list);
    String json = Files.readString(desk.path("out").resolve("flow.json"));
    assertTrue(json.contains("\"masked\": false"), json);
    assertFalse((svg + list + json).contains(desk.id("A1")), "no trial id leaves in a flow");
  }

  private static String line(String text, String start) {
    return text.lines().filter(line -> line.startsWith(start)).findFirst().orElse("").strip();
  }
}
