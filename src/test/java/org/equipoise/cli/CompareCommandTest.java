package org.equipoise.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole command on people whose numbers follow by hand: four times the outcomes 1 to 8 in one
 * arm, four times 3, 3, 4, 4, 5, 5, 6, 6 in the other. Means are 4.5 and 4.5; the sums of squares
 * about them are 168 and 40, so that Neyman's variance is (168 + 40) / 31 / 32 = 0.20968, its root
 * 0.45791. With HC0 it is (168 + 40) / 32 / 32 = 0.20313, its root 0.45069.
 */
class CompareCommandTest {

  private static final String PROTOCOL =
      """
      {"equipoise": 1, "id": "small", "version": 1,
       "title": {"en": "A small trial", "sv": "En liten studie"},
       "purpose": "Does it help?",
       "arms": [
         {"id": "help", "title": {"en": "Help", "sv": "Stöd"}, "spelled": ["H"]},
         {"id": "usual", "title": {"en": "As usual", "sv": "Som vanligt"}, "control": true,
          "spelled": ["U"]}],
       "draw": {"rule": "recorded", "scheme": "complete"},
       "variables": [{"id": "score", "type": "number", "baseline": false}],
       "outcomes": [{"id": "score", "title": {"en": "Score", "sv": "Poäng"}, "type": "number",
         "direction": "up-good", "source": {"variable": "score"}}],
       "data": {"arm": "arm"},
       "analyses": [{"id": "main"}]}
      """;

  @TempDir private Path folder;

  private record Run(int code, String out, String err) {}

  @BeforeEach
  void write() throws IOException {
    Files.writeString(folder.resolve("plan.json"), PROTOCOL);
    StringBuilder data = new StringBuilder("id,arm,score\n");
    for (int i = 0; i < 32; i++) {
      data.append("h").append(i).append(",H,").append(i % 8 + 1).append('\n');
      data.append("u").append(i).append(",U,").append(3 + i % 8 / 2).append('\n');
    }
    Files.writeString(folder.resolve("data.csv"), data);
    table("outcome,estimate,std.error,n\nscore,0.00,(0.458),64\n");
  }

  private void table(String text) throws IOException {
    Files.writeString(folder.resolve("printed.csv"), text);
  }

  private Run run(String... more) {
    List<String> words =
        new ArrayList<>(List.of("compare", folder + "/plan.json", folder + "/printed.csv"));
    words.addAll(List.of("--data", folder + "/data.csv"));
    for (String word : more) {
      words.add(word.startsWith("/") ? folder + word : word);
    }
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        Main.run(new PrintWriter(out), new PrintWriter(err), false, words.toArray(String[]::new));
    return new Run(code, plain(out), plain(err));
  }

  private String plain(StringWriter text) {
    return text.toString().replace(folder + "/", "");
  }

  @Test
  void compare_reproducesATableMadeAsPlanned() {
    Run run = run();
    assertEquals("", run.err());
    assertEquals(Main.DONE, run.code(), run.out());
    assertTrue(run.out().startsWith("3 printed numbers in printed.csv"), run.out());
    assertTrue(run.out().contains("As planned: difference in means"), run.out());
    assertTrue(run.out().contains("95% intervals"), run.out());
  }

  @Test
  void compare_namesTheWayOnScreenAndOnThePage() throws IOException {
    table("outcome,estimate,std.error,n\nscore,0.000,(0.451),64\n");
    Run run = run("--out", "/page.txt");
    assertEquals(Main.NO, run.code());
    assertTrue(run.out().contains("in one other way than planned: HC0"), run.out());
    assertTrue(run.out().contains("  0.451 with HC0\n"), run.out());
    assertTrue(run.out().endsWith("wrote page.txt\n"), run.out());
    String page = Files.readString(folder.resolve("page.txt"));
    assertTrue(page.contains("3 of 3 "), page);
    assertTrue(page.contains("\nprinted.csv: "), page);
  }

  @Test
  void compare_speaksSwedishWithCommas() throws IOException {
    table("outcome,estimate,std.error,n\nscore,0.000,(0.451),64\n");
    Run run = run("--lang", "sv");
    assertTrue(run.out().contains("medelfel             (0,451)   0,45791"), run.out());
    assertTrue(run.out().contains("Enligt planen: skillnad i medelvärden"), run.out());
    assertTrue(run.out().contains("95\u00a0% konfidensintervall"), run.out());
  }

  @Test
  void compare_tellsHowFarACountIsOffInWholePeople() throws IOException {
    table("outcome,estimate,std.error,n\nscore,0.00,(0.458),65\n");
    Run run = run();
    assertEquals(Main.NO, run.code());
    assertTrue(run.out().contains("off by 1\n"), run.out());
  }

  @Test
  void compare_printsJsonAndNothingElse() throws IOException {
    Run run = run("--json");
    assertEquals(Main.DONE, run.code());
    Map<String, String> top = new LinkedHashMap<>();
    try (JsonParser json = new JsonFactory().createParser(run.out())) {
      json.nextToken();
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        json.nextToken();
        top.put(name, json.getText());
        json.skipChildren();
      }
      assertEquals(null, json.nextToken());
    }
    assertEquals("equipoise-comparison", top.get("format"));
    assertEquals("true", top.get("agrees"));
    assertEquals("3", top.get("numbers"));
    assertEquals("3", top.get("reproduced"));
  }

  @Test
  void compare_refusesAPageOfNoKnownForm() {
    Run run = run("--out", "/page.doc");
    assertEquals(Main.BAD_INPUT, run.code());
    assertTrue(run.err().contains("page.doc"), run.err());
    assertFalse(Files.exists(folder.resolve("page.doc")));
  }
}
