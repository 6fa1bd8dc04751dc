package org.equipoise.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.equipoise.finding.Finding;
import org.equipoise.frame.CategoryColumn;
import org.equipoise.frame.Frame;
import org.equipoise.frame.NumberColumn;
import org.equipoise.frame.TextColumn;
import org.junit.jupiter.api.Test;

/** What contradicts the protocol is a finding, never a guess. */
class TrialDataReaderTest {

  private static final String GATES =
      "\"consents\": [{\"id\": \"lot\", \"title\": \"Agrees to the draw\", \"purpose\": \"draw\","
          + " \"required\": true}]";

  private static String onlyError(TrialDataReader.Read read) {
    List<Finding> errors = SmallTrial.errors(read.findings());
    assertEquals(1, errors.size(), errors::toString);
    assertNull(read.data());
    return errors.get(0).toString();
  }

  private static Frame withArms(Frame frame, int person, int code) {
    int[] arms = frame.categories("arm").codes().clone();
    arms[person] = code;
    return SmallTrial.replaced(frame, CategoryColumn.of("arm", List.of("control", "team"), arms));
  }

  private static Frame withConsent(Frame frame, int refusing) {
    int[] yes = new int[SmallTrial.PEOPLE];
    Arrays.fill(yes, 1);
    yes[refusing] = 0;
    return frame.with(CategoryColumn.of("lot", List.of("no", "yes"), yes));
  }

  @Test
  void read_refusesAPersonTwice() {
    SmallTrial trial = new SmallTrial();
    List<String> ids = new ArrayList<>();
    for (int i = 1; i <= SmallTrial.PEOPLE; i++) {
      ids.add(i == 9 ? "P4" : "P" + i);
    }
    Frame frame = SmallTrial.replaced(trial.frame(), TextColumn.of("id", ids));
    assertTrue(onlyError(trial.read(frame)).contains("this id already stands on line"));
  }

  @Test
  void read_refusesARowWithoutArmAndWithoutReason() {
    SmallTrial trial = new SmallTrial();
    assertEquals(
        "small.csv: error: arm: no arm, and nothing says why the person was not drawn;"
            + " write one of control, team",
        onlyError(trial.read(withArms(trial.frame(), 3, CategoryColumn.MISSING))));
  }

  @Test
  void read_countsWhoWasNotDrawnByReason() {
    SmallTrial trial = new SmallTrial().more(GATES);
    Frame frame = withConsent(withArms(trial.frame(), 3, CategoryColumn.MISSING), 3);
    TrialData data = Objects.requireNonNull(trial.read(frame).data());
    assertEquals(24, data.recruitment().referred());
    assertEquals(23, data.recruitment().drawn());
    assertEquals(1, data.recruitment().notDrawn().get(0).people());
    assertEquals(12, data.recruitment().arms().get(0).people());
    assertEquals(11, data.recruitment().arms().get(1).people());
  }

  @Test
  void read_keepsSomebodyDrawnAgainstTheRulesAndSaysSo() {
    SmallTrial trial = new SmallTrial().more(GATES);
    TrialDataReader.Read read = trial.read(withConsent(trial.frame(), 3));
    assertNotNull(read.data());
    assertEquals(
        List.of(
            "small.csv: warning: arm: drawn although this was not met: Agrees to the draw;"
                + " kept as drawn; record the deviation"),
        read.findings().stream().map(Finding::toString).toList());
  }

  @Test
  void read_refusesAClusterInTwoArms() {
    SmallTrial trial =
        new SmallTrial().more("\"unit\": {\"kind\": \"cluster\", \"variable\": \"cl\"}");
    List<Finding> errors = SmallTrial.errors(trial.read(trial.frame()).findings());
    // Arms alternate person by person, so that each of the eight clusters of three disagrees.
    assertEquals(8, errors.stream().map(f -> f.toString()).filter(f -> f.contains("cl")).count());
  }

  @Test
  void read_refusesAnUnknownStratum() {
    SmallTrial trial = new SmallTrial().scheme("blocks").more("\"strata\": [\"site_\"]");
    int[] sites = trial.frame().categories("site_").codes().clone();
    sites[7] = CategoryColumn.MISSING;
    Frame frame =
        SmallTrial.replaced(
            trial.frame(), CategoryColumn.of("site_", List.of("north", "south", "west"), sites));
    assertEquals(
        "small.csv: error: site_: no value for a person who was drawn;"
            + " fill it in: the draw depends on it",
        onlyError(trial.read(frame)));
  }

  @Test
  void read_refusesAChanceThatIsNone() {
    SmallTrial trial = new SmallTrial().scheme("simple").probability("{\"variable\": \"p\"}");
    double[] p = trial.frame().numbers("p").values().clone();
    p[0] = 1;
    Frame frame = SmallTrial.replaced(trial.frame(), NumberColumn.of("p", p));
    assertTrue(onlyError(trial.read(frame)).contains("\"1\" is no chance"));
  }

  @Test
  void read_refusesWhenNobodyWasDrawn() {
    SmallTrial trial = new SmallTrial();
    Frame nobody = trial.frame().select(new int[0]);
    assertEquals(
        "small.csv: error: nobody was drawn to an arm; fill in the column \"arm\"",
        onlyError(trial.read(nobody)));
  }
}
