package org.equipoise.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.equipoise.document.Language;
import org.equipoise.document.Words;
import org.equipoise.protocol.Arm;
import org.equipoise.protocol.Outcome;
import org.equipoise.protocol.Protocol;
import org.equipoise.rehearse.Share;
import org.equipoise.rehearse.Tally;
import org.equipoise.rehearse.TrialRehearsal.Line;
import org.equipoise.rehearse.World;
import org.equipoise.store.ProtocolFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The words of a rehearsal of a trial, from lines made up by hand. */
class TrialRehearsalTextTest {

  private static TrialRehearsalText text(Language language) {
    ProtocolFile.Loaded loaded = ProtocolFile.read(Path.of("protocols", "malmokraften.json"));
    assertNotNull(loaded.protocol(), () -> loaded.findings().toString());
    Protocol protocol = Objects.requireNonNull(loaded.protocol());
    List<Line> lines =
        List.of(
            line(World.ASSUMED, "subsidised_job", 0.03, 0.0366, new Tally(95, 100), 0),
            line(World.PLACEBO, "subsidised_job", 0, 0, new Tally(95, 100), 0),
            line(World.ASSUMED, "wage_income_sum", 9100, 21600, Tally.NONE, 2),
            line(World.PLACEBO, "wage_income_sum", 0, 0, Tally.NONE, 1));
    return TrialRehearsalText.of(protocol, protocol.analyses().get(0), lines, language);
  }

  private static Line line(
      World world, String outcome, double mean, double last, Tally meanHeld, int refused) {
    return new Line(
        world,
        new Outcome.Id(outcome),
        new Arm.Id("team"),
        36,
        mean,
        last,
        outcome.equals("subsidised_job") ? 0.0087 : 3210,
        new Share(100, 95.1, 91.5),
        new Tally(94, 100),
        meanHeld,
        meanHeld.of() == 0 ? Tally.NONE : new Tally(6, 100),
        new Tally(100, 100),
        new Tally(0, 100),
        new Tally(5, 100),
        refused);
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void print_matchesGolden(Language language) throws IOException {
    StringBuilder out = new StringBuilder();
    text(language).print(out, 100, 1);
    Golden.assertMatches("rehearsal/trial." + language.tag() + ".txt", out.toString());
  }

  @Test
  void fields_haveStableNames() {
    Map<String, Object> fields = text(Language.ENGLISH).fields(100, 1);
    assertEquals("[trial, analysis, trials, seed, level, lines]", fields.keySet().toString());
    Map<?, ?> first = (Map<?, ?>) ((List<?>) fields.get("lines")).get(0);
    assertEquals(
        "[world, outcome, arm, periods, trueMean, trueLast, standardErrorLast, points, band, mean,"
            + " bandExcludesZero, meanExcludesZero, lastExcludesZero, beforeRejects, refused]",
        first.keySet().toString());
    assertEquals("assumed", first.get("world"));
    // By hand: (94 + 2) / (100 + 4) = 0.923, and sqrt(0.923 x 0.077 / 100) = 0.02665.
    Map<?, ?> band = (Map<?, ?>) first.get("band");
    assertEquals(0.94, band.get("share"));
    assertEquals(0.02665, (Double) band.get("error"), 1e-5);
  }

  @Test
  void everyWordHasItsConstant() {
    Set<String> keys = new TreeSet<>();
    for (RehearsalWord word : RehearsalWord.values()) {
      keys.add(Words.key(word));
    }
    for (World world : World.values()) {
      keys.add(Words.key(world));
    }
    assertEquals(keys, new TreeSet<>(RehearsalWord.in(Language.ENGLISH).keys()));
  }
}
