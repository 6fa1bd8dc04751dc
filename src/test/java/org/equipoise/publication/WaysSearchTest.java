package org.equipoise.publication;

import static org.equipoise.publication.PrintedAgain.number;
import static org.equipoise.publication.PrintedAgain.table;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.equipoise.finding.Finding.Severity;
import org.equipoise.publication.ComparedNumber.Match;
import org.equipoise.publication.ComparedNumber.Rounding;
import org.equipoise.publication.ReanalysedRow.Other;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The search for the way in which a printed table came about, on people given by formulas. */
class WaysSearchTest {

  private static final String PLAN =
      """
      {"equipoise": 1, "id": "ways", "version": 1, "title": "Ways", "purpose": "A test.",
       "arms": [{"id": "later", "title": {"en": "Later", "sv": "Senare"}, "control": true},
                {"id": "now", "title": {"en": "Now", "sv": "Nu"}}],
       "draw": {"rule": "recorded", "scheme": "complete", "probability": {"later": 0.5, "now": 0.5}},
       "variables": [
         {"id": "x", "title": "X", "type": "number"},
         {"id": "y", "title": "Y", "type": "number", "baseline": false},
         {"id": "w", "title": "W", "type": "number", "baseline": false}],
       "outcomes": [
         {"id": "y", "title": {"en": "Well-being", "sv": "Välbefinnande"}, "type": "number",
          "direction": "up-good", "source": {"variable": "y"}},
         {"id": "w", "title": "Wage", "type": "number",
          "direction": "up-good", "source": {"variable": "w"}}],
       "analyses": [
         {"id": "raw", "title": {"en": "Unadjusted", "sv": "Ojusterat"}},
         {"id": "adjusted", "title": "Adjusted", "estimator": "least-squares", "adjust": ["x"]},
         {"id": "own", "title": "Own slopes", "estimator": "interacted", "adjust": ["x"]}],
       "data": {}}
      """;

  @TempDir private Path folder;
  private Reanalysis again = new Reanalysis("", List.of(), false);

  @BeforeEach
  void analyse() throws IOException {
    Path plan = folder.resolve("plan.json");
    Path data = folder.resolve("people.csv");
    Files.writeString(plan, PLAN);
    StringBuilder people = new StringBuilder("arm,x,y,w\n");
    for (int i = 1; i <= 40; i++) {
      boolean now = i % 5 < 2;
      double x = i * 7 % 11 / 3.0;
      double u = (5 * i * i % 13 - 6) / (now ? 2.0 : 7.0);
      String wage = i % 9 == 0 ? "" : String.valueOf(20 + x * x + i * 3 % 8);
      people.append(now ? "now" : "later").append(',').append(x).append(',');
      people.append(1 + (now ? 0.5 : 0) + 0.8 * x + u).append(',').append(wage).append('\n');
    }
    Files.writeString(data, people);
    again = PrintedAgain.trial(plan, data);
  }

  /** A table printed with five decimals under any one choice is given back by the way named. */
  @Test
  void of_namesTheWayThatMadeATable() throws IOException {
    Set<String> codes = new LinkedHashSet<>();
    for (ReanalysedRow row : again.rows()) {
      for (Other other : row.ways().get()) {
        if (other.way().choices().size() == 1) {
          codes.add(other.way().code());
        }
      }
    }
    assertTrue(codes.contains("spread=hc1") && codes.contains("people=all-outcomes"), codes + "");
    assertTrue(codes.size() > 15, codes.toString());
    int tried = 0;
    int unique = 0;
    for (String code : codes) {
      String printed = printed(code, 5);
      if (printed != null) {
        WayCount best = best(printed);
        String named = best.way().code();
        // Ways that print the same digits throughout cannot be told apart.
        assertEquals(printed, printed(named, 5), code + " was taken for " + named);
        unique += named.equals(code) ? 1 : 0;
        tried++;
      }
    }
    assertTrue(tried > 10 && unique > tried / 2, unique + " of " + tried + " are named themselves");
  }

  @Test
  void of_tellsHc1FromHc2() throws IOException {
    assertEquals("spread=hc1", best(Objects.requireNonNull(printed("spread=hc1", 4))).way().code());
    assertEquals("planned", best(Objects.requireNonNull(printed("planned", 4))).way().code());
  }

  @Test
  void of_findsOneWrongDigit() throws IOException {
    String right = Objects.requireNonNull(printed("planned", 4));
    String[] lines = right.split("\n", -1);
    String[] cells = lines[2].split(",", -1);
    char last = cells[4].charAt(3);
    cells[4] =
        cells[4].substring(0, 3) + (last == '9' ? '1' : (char) (last + 1)) + cells[4].substring(4);
    lines[2] = String.join(",", cells);
    ComparedTable compared = WaysSearch.of(table(folder, String.join("\n", lines)), again, 0);
    assertEquals(1, compared.numbers() - compared.count(Match.REPRODUCED), compared.toString());
    assertEquals(Match.NOT_REPRODUCED, number(compared, 1, PrintedQuantity.STANDARD_ERROR).match());
    assertFalse(compared.agrees());
    assertTrue(WaysSearch.of(table(folder, right), again, 0).agrees());
  }

  @Test
  void of_understandsTitlesAndNearNames() throws IOException {
    double mean = Objects.requireNonNull(again.rows().get(0).numbers()).meanControl();
    String cell = String.format(Locale.ROOT, "%.2f", mean);
    ComparedTable compared =
        WaysSearch.of(
            table(
                folder,
                "utfall,arm,modell,kontrollmedel\nvälbefinnande,nu,OJUSTERAT,"
                    + cell
                    + "\nWel-being,,,1.00\n"),
            again,
            0);
    assertEquals(Match.REPRODUCED, compared.rows().get(0).numbers().get(0).match());
    assertEquals("no-row", compared.rows().get(1).numbers().get(0).reason());
    assertTrue(compared.findings().toString().contains("did you mean 'Well-being'?"));
    ComparedTable open = WaysSearch.of(table(folder, "mean.control\n1.0\n"), again, 0);
    assertEquals(Severity.ERROR, open.findings().get(0).severity());
    assertTrue(open.findings().get(0).expected().contains("outcome (y, w)"), open.toString());
  }

  /** With thousands of ways half of the single numbers would be met by chance, a line hardly. */
  @Test
  void of_tellsHowMuchChanceExplains() throws IOException {
    ComparedTable compared =
        WaysSearch.of(table(folder, Objects.requireNonNull(printed("planned", 3))), again, 0);
    for (ComparedRow row : compared.rows()) {
      double least = row.numbers().stream().mapToDouble(ComparedNumber::chance).min().orElseThrow();
      assertTrue(row.chance() > 0 && row.chance() < least, row.toString());
    }
    assertTrue(compared.byChance() > 0 && compared.byChance() < compared.numbers());
  }

  @Test
  void of_toleratesWhatIsAskedFor() throws IOException {
    ReanalysedNumbers ours = Objects.requireNonNull(again.rows().get(0).numbers());
    String text = "outcome,mean.control\ny," + ours.meanControl() * 1.015 + "\n";
    assertFalse(WaysSearch.of(table(folder, text), again, 0.01).agrees());
    ComparedTable near = WaysSearch.of(table(folder, text), again, 0.02);
    assertTrue(near.agrees());
    assertEquals(Rounding.TOLERATED, near.rows().get(0).numbers().get(0).rounding());
  }

  /** Control minus arm, the limits changed over: one named way gives the whole table. */
  @Test
  void of_namesATurnedSign() throws IOException {
    StringBuilder text = new StringBuilder("outcome,analysis,estimate,se,low,high,n\n");
    for (ReanalysedRow row : again.rows()) {
      ReanalysedNumbers n = Objects.requireNonNull(row.numbers());
      text.append(row.name().outcome().code()).append(',').append(row.name().analysis().code());
      text.append(
          String.format(
              Locale.ROOT,
              ",%.4f,%.4f,%.4f,%.4f,%.0f\n",
              -n.estimate(),
              n.standardError(),
              -n.high(),
              -n.low(),
              n.treated() + n.control()));
    }
    ComparedTable compared = WaysSearch.of(table(folder, text.toString()), again, 0);
    WayCount best = Objects.requireNonNull(compared.best());
    assertEquals("sign=turned", best.way().code());
    assertEquals(compared.numbers(), best.numbers());
    assertEquals(0, compared.count(Match.NOT_REPRODUCED), compared.toString());
    assertFalse(compared.agrees());
  }

  /** Ways that cannot be told from the plan's at the digits printed are listed with the plan's. */
  @Test
  void of_listsWhatIsAlikeThePlan() throws IOException {
    ReanalysedRow row = again.rows().get(1);
    double error = Objects.requireNonNull(row.numbers()).standardError();
    assertTrue(alikeThePlan(row, String.format(Locale.ROOT, "%.1f", error)).contains("spread=hc1"));
    assertFalse(
        alikeThePlan(row, String.format(Locale.ROOT, "%.9f", error)).contains("spread=hc1"));
  }

  private List<String> alikeThePlan(ReanalysedRow row, String error) throws IOException {
    String name = row.name().outcome().code() + "," + row.name().analysis().code();
    WayCount best = best("outcome,analysis,se\n" + name + "," + error + "\n");
    assertTrue(best.way().planned());
    return best.alike().stream().map(Way::code).toList();
  }

  /** What the plan gives by cutting digits off is the plan's, whatever way rounds to it. */
  @Test
  void of_leavesToThePlanWhatItGivesWithinRounding() throws IOException {
    ReanalysedNumbers n = Objects.requireNonNull(again.rows().get(0).numbers());
    for (int decimals = 2; decimals < 6; decimals++) {
      BigDecimal cut = BigDecimal.valueOf(n.standardError()).setScale(decimals, RoundingMode.DOWN);
      String text = "outcome,analysis,se\ny,raw," + cut + "\n";
      ComparedTable compared = WaysSearch.of(table(folder, text), again, 0);
      assertEquals(0, compared.count(Match.ONLY_UNDER), text);
      assertTrue(compared.agrees(), text);
    }
  }

  @Test
  void of_saysThatPercentagesNeedAUnit() throws IOException {
    ReanalysedNumbers n = Objects.requireNonNull(again.rows().get(0).numbers());
    String cell = String.format(Locale.ROOT, "%.2f", 100 * n.estimate());
    String text = "outcome,analysis,estimate\ny,raw," + cell + "\n";
    ComparedTable bare = WaysSearch.of(table(folder, text), again, 0);
    assertTrue(bare.findings().toString().contains("100 times ours"), bare.toString());
    String unit = "outcome,analysis,estimate,unit\ny,raw," + cell + ",%\n";
    assertTrue(WaysSearch.of(table(folder, unit), again, 0).agrees());
  }

  private WayCount best(String printed) throws IOException {
    WayCount best = WaysSearch.of(table(folder, printed), again, 0).best();
    assertNotNull(best);
    return best;
  }

  /** The whole table under one way, as a paper would print it; null where a row has no such way. */
  private String printed(String code, int decimals) {
    StringBuilder text = new StringBuilder("outcome,analysis,n,estimate,se,p,low,high\n");
    for (ReanalysedRow row : again.rows()) {
      ReanalysedNumbers numbers = numbers(row, code);
      if (numbers == null) {
        return null;
      }
      text.append(row.name().outcome().code()).append(',').append(row.name().analysis().code());
      text.append(',').append((int) (numbers.treated() + numbers.control()));
      for (PrintedQuantity quantity :
          List.of(
              PrintedQuantity.ESTIMATE,
              PrintedQuantity.STANDARD_ERROR,
              PrintedQuantity.P,
              PrintedQuantity.LOW,
              PrintedQuantity.HIGH)) {
        text.append(',');
        text.append(String.format(Locale.ROOT, "%." + decimals + "f", numbers.of(quantity)));
      }
      text.append('\n');
    }
    return text.toString();
  }

  private static ReanalysedNumbers numbers(ReanalysedRow row, String code) {
    if (code.equals("planned")) {
      return row.numbers();
    }
    return row.ways().get().stream()
        .filter(other -> other.way().code().equals(code))
        .map(Other::numbers)
        .findFirst()
        .orElse(null);
  }
}
