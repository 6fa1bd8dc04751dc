package org.equipoise.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DispositionCodeTest {

  /** Classes by hand from the headings of the code tables in the Standard Definitions. */
  @ParameterizedTest
  @CsvSource({
    "1.0, I", "1.1, I", "1.2, P", "2.0, O", "2.10, R", "2.11, R", "2.112, R", "2.12, R",
    "2.20, NC", "2.27, NC", "2.30, O", "2.31, O", "2.36, O", "2.90, O", "3.0, UO", "3.11, UH",
    "3.19, UH", "3.20, UR", "3.21, UR", "3.30, UO", "3.42, UO", "3.90, UO"
  })
  void caseClass_followsTheFamily(String code, String symbol) {
    assertEquals(symbol, DispositionCode.parse(code).orElseThrow().caseClass().symbol());
  }

  /** A table in circulation files the whole 4 family under UO, which lowers every rate. */
  @Test
  void caseClass_ofAllFoursIsNotEligible() {
    for (DispositionCode code : DispositionCode.values()) {
      assertEquals(
          code.code().startsWith("4"), code.caseClass() == CaseClass.NOT_ELIGIBLE, code.code());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "2.1, 2.10", "2.100, 2.10", "'2,11', 2.11", "' 2.110 ', 2.11", "1, 1.0", "1.1, 1.1",
    "1.10, 1.1", "3, 3.0", "2.9, 2.90", "4.1, 4.10", "refusal, 2.11", "Break off, 2.12",
    "RETURNED_MAIL, 3.31", "vägran, 2.11", "Ej nådd, 2.20", "postponed, 2.21"
  })
  void parse_takesWhatPeopleAndSpreadsheetsWrite(String written, String code) {
    assertEquals(
        Optional.of(code), DispositionCode.parse(written).map(DispositionCode::code), written);
  }

  @ParameterizedTest
  @CsvSource({"''", "5.1", "2.13", "2.11.1", "2..11", ".", "0", "211", "-2.11", "maybe", "2.1x"})
  void parse_neverGuesses(String written) {
    assertEquals(Optional.empty(), DispositionCode.parse(written));
  }

  @Test
  void codes_areUniqueAndRoundTrip() {
    for (DispositionCode code : DispositionCode.values()) {
      assertEquals(Optional.of(code), DispositionCode.parse(code.code()), code.code());
      assertFalse(code.title("sv").equals(code.title("en")) && code != DispositionCode.INSTITUTION);
    }
    List<String> inOrder = codes(Arrays.asList(DispositionCode.values()));
    assertEquals(new TreeSet<>(inOrder).stream().toList(), inOrder);
  }

  @Test
  void stopsContact_isExactlyThis() {
    List<String> stopping =
        Arrays.stream(DispositionCode.values())
            .filter(DispositionCode::stopsContact)
            .map(DispositionCode::code)
            .toList();
    assertEquals(
        List.of(
            "2.10", "2.11", "2.111", "2.112", "2.31", "2.32", "4.0", "4.10", "4.70", "4.80", "4.81",
            "4.90"),
        stopping);
  }

  @Test
  void isRefusal_isDecliningAndNotBreakingOff() {
    assertTrue(DispositionCode.REFUSAL_BY_PERSON.isRefusal());
    assertTrue(DispositionCode.OPENED_ONLY.isRefusal());
    assertFalse(DispositionCode.BREAK_OFF.isRefusal());
    assertFalse(DispositionCode.DEAD.isRefusal());
  }

  @Test
  void byHand_leavesAnswersToAnswers() {
    for (DispositionCode code : DispositionCode.values()) {
      if (code.code().startsWith("1")) {
        assertFalse(code.byHand(), code.code());
      }
    }
    assertTrue(DispositionCode.REFUSAL.byHand());
    assertTrue(DispositionCode.DUPLICATE.byHand());
    assertFalse(DispositionCode.NUMBER_DISCONNECTED.byHand());
    for (DispositionCode code : DispositionCode.words().values()) {
      assertTrue(code.byHand(), code.code());
    }
  }

  @Test
  void words_standInTheOrderOfTheCodes() {
    List<DispositionCode> codes = List.copyOf(DispositionCode.words().values());
    assertEquals(codes.stream().sorted().toList(), codes);
    List<String> first = DispositionCode.words().keySet().stream().limit(4).toList();
    assertEquals(List.of("refusal", "vägran", "break-off", "avbrott"), first);
    for (DispositionCode code : DispositionCode.values()) {
      for (String language : List.of("en", "sv")) {
        code.word(language)
            .ifPresent(word -> assertEquals(Optional.of(code), DispositionCode.parse(word)));
      }
    }
    assertEquals(Optional.of("läs-och-skriv"), DispositionCode.LITERACY.word("sv"));
    assertEquals(Optional.empty(), DispositionCode.BUSY.word("en"));
  }

  @Test
  void caseClassWhenEligible_leavesNobodyUnknownAndNobodyOut() {
    assertEquals(CaseClass.NON_CONTACT, DispositionCode.RETURNED_MAIL.caseClassWhenEligible());
    assertEquals(CaseClass.REFUSAL, DispositionCode.REFUSAL.caseClassWhenEligible());
    assertEquals(CaseClass.OTHER, DispositionCode.DUPLICATE.caseClassWhenEligible());
    for (DispositionCode code : DispositionCode.values()) {
      assertFalse(code.caseClassWhenEligible().isUnknown(), code.code());
      assertNotEquals(CaseClass.NOT_ELIGIBLE, code.caseClassWhenEligible(), code.code());
    }
  }

  private static List<String> codes(List<DispositionCode> list) {
    return list.stream().map(DispositionCode::code).collect(Collectors.toList());
  }
}
