package org.equipoise.waves;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import org.equipoise.waves.SurveyRates.Grouping;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReturnsTest {

  private static final Asked.Unknown UNKNOWN = new Asked.Unknown();

  @Test
  void parse_understandsThreeKinds() {
    assertEquals(Optional.of(new Asked.Known(28)), Asked.parse(" 28 "));
    assertEquals(Optional.of(new Asked.Estimated(64, 80)), Asked.parse("64..80"));
    assertEquals(Optional.of(new Asked.Estimated(64, 80)), Asked.parse("64 - 80"));
    assertEquals(Optional.of(new Asked.Estimated(64, 80)), Asked.parse("64\u201380"));
    assertEquals(Optional.of(new Asked.Estimated(64, 80)), Asked.parse("~64..80"));
    assertEquals(Optional.of(new Asked.Estimated(80, 80)), Asked.parse("~80"));
    assertEquals(Optional.of(UNKNOWN), Asked.parse("?"));
    assertEquals(Optional.of(UNKNOWN), Asked.parse(" "));
  }

  @ParameterizedTest
  @CsvSource({"80..64", "-5", "28.5", "many", "1..2..3", "..5", "5..", "9999999999", "80 %"})
  void parse_refusesWhatIsNoNumberOfPeople(String written) {
    assertEquals(Optional.empty(), Asked.parse(written));
  }

  /** 23 of 28 coordinators are 82 %. R 4.2.2: prop.test(23, 28, correct = FALSE). */
  @Test
  void share_ofCountedIsOneNumber() {
    Returns returns = new Returns(23, new Asked.Known(28));
    assertEquals(new Returns.Share(23 / 28.0, 23 / 28.0), returns.share().orElseThrow());
    assertEquals(0.6440857521065706, returns.interval(0.95).orElseThrow().low(), 1e-12);
  }

  /** 64 answers thought to be at least 80 %: of 64 to 80. */
  @Test
  void share_ofAGuessIsARangeWithoutAnInterval() {
    Returns returns = new Returns(64, new Asked.Estimated(64, 80));
    assertEquals(new Returns.Share(0.8, 1), returns.share().orElseThrow());
    assertEquals(Optional.empty(), returns.interval(0.95));
  }

  @Test
  void share_ofUnknownIsNone() {
    assertEquals(Optional.empty(), new Returns(64, UNKNOWN).share());
    assertEquals(Optional.empty(), new Returns(64, UNKNOWN).interval(0.95));
    assertEquals(Optional.empty(), Returns.NONE.share());
    assertEquals(Optional.empty(), Returns.NONE.interval(0.95));
  }

  @Test
  void plus_keepsTheWeakestKnowledge() {
    Returns known = new Returns(23, new Asked.Known(28));
    Returns guess = new Returns(64, new Asked.Estimated(64, 80));
    assertEquals(new Returns(46, new Asked.Known(56)), known.plus(known));
    assertEquals(new Returns(87, new Asked.Estimated(92, 108)), known.plus(guess));
    assertEquals(new Returns(24, UNKNOWN), known.plus(new Returns(1, UNKNOWN)));
  }

  @Test
  void impossibleNumbers_areRefused() {
    assertThrows(IllegalArgumentException.class, () -> new Returns(29, new Asked.Known(28)));
    assertThrows(
        IllegalArgumentException.class, () -> new Returns(70, new Asked.Estimated(64, 80)));
    assertThrows(IllegalArgumentException.class, () -> new Returns(-1, UNKNOWN));
    assertThrows(IllegalArgumentException.class, () -> new Asked.Estimated(5, 4));
    assertThrows(IllegalArgumentException.class, () -> new Asked.Known(-1));
  }

  /** e of everybody, here 6 of 8, holds in every group; a group's own would be 1 and 0.5. */
  @Test
  void ofCases_takesOneShareEligibleForAllGroups() {
    CaseCounts north = new CaseCounts(4, 0, 0, 0, 0, 2, 0, 0, 0);
    CaseCounts south = new CaseCounts(2, 0, 0, 0, 0, 0, 4, 0, 2);
    Grouping county = new Grouping("county", List.of("south", "north"));
    SurveyRates<ResponseRates> rates =
        SurveyRates.ofCases(List.of(south, north), List.of(county), Double.NaN);
    assertEquals(0.75, rates.all().shareEligible());
    SurveyRates.Breakdown<ResponseRates> groups = rates.breakdowns().get(0);
    assertEquals("north", groups.groups().get(0).name());
    assertEquals(4 / 5.5, groups.groups().get(0).outcome().rate(OutcomeRate.RR3), 1e-15);
    assertEquals(2 / 5.0, groups.groups().get(1).outcome().rate(OutcomeRate.RR3), 1e-15);
    assertEquals(0.5, SurveyRates.ofCases(List.of(south), List.of(), 0.5).all().shareEligible());
  }
}
