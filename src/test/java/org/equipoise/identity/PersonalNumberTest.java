package org.equipoise.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Numbers: 811228-9874 and 701063-2391 are the worked examples of the Swedish Tax Agency's SKV 704
 * and SKV 707, 20170112-2382 and 18900101-9802 are numbers it publishes for testing. All others are
 * born in the 1890s; their check digits were worked out by Luhn's rule with a few lines of Python.
 */
class PersonalNumberTest {

  private static final LocalDate DAY = LocalDate.of(2026, 11, 22);

  @ParameterizedTest
  @CsvSource({
    "8112289874, 198112289874",
    "811228-9874, 198112289874",
    "811228+9874, 188112289874",
    "19811228-9874, 198112289874",
    "198112289874, 198112289874",
    "'  19 81 12 28 - 98 74 ', 198112289874",
    "811228\u20139874, 198112289874",
    "811228\u22129874, 198112289874",
    "'811228\u00a09874', 198112289874",
    "701063-2391, 197010632391",
    "170112-2382, 201701122382",
    "170112+2382, 191701122382",
    "20170112-2382, 201701122382",
    "900101+9802, 189001019802",
    "18900101+9802, 189001019802",
    "18900101-9802, 189001019802",
    "900060+9801, 189000609801",
    "900160+9800, 189001609800"
  })
  void read_givesTwelveDigits(String written, String twelve) {
    assertEquals(twelve, PersonalNumber.read(written, DAY).digits());
  }

  @ParameterizedTest
  @CsvSource({
    // Born 12 January: before that day of 2017 the only birth can be that of 1917.
    "170112-2382, 2017-01-11, 191701122382",
    "170112-2382, 2017-01-12, 201701122382",
    "170112-2382, 2116-12-31, 201701122382",
    // The plus comes with the year in which one turns 100.
    "170112+2382, 2116-12-31, 191701122382",
    "170112+2382, 2117-01-01, 201701122382",
    "170112+2382, 2117-01-12, 201701122382",
    "170112-2382, 2117-01-12, 211701122382",
    "811228-9874, 1981-12-27, 188112289874",
    "811228+9874, 2080-12-31, 188112289874",
    "811228+9874, 2081-12-28, 198112289874"
  })
  void read_resolvesTheCenturyAsOfTheReferral(String written, LocalDate day, String twelve) {
    assertEquals(twelve, PersonalNumber.read(written, day).digits());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "811228-987 | the personal number has 9 digits",
        "101239802 | the personal number has 9 digits",
        "1811228-9874 | the personal number has 11 digits",
        "0019811228-9874 | the personal number has 14 digits",
        "'' | there is no personal number",
        "8112-289874 | the hyphen stands in the wrong place",
        "81122+89874 | the plus stands in the wrong place",
        "81-12-28-9874 | this is not written as a personal number is",
        "811228/9874 | this is not written as a personal number is",
        "811228-987A | letters are no part of a personal number",
        "18900101-T802 | letters are no part of a personal number",
        "1.98112E+11 | a spreadsheet has rounded the personal number",
        "1,98112e+11 | a spreadsheet has rounded the personal number",
        "31811228-9874 | there is no such century",
        "811328-9874 | there is no such month",
        "810028-9874 | there is no such month",
        "811200-9874 | there is no such day",
        "811292-9874 | there is no such day",
        "18960230-9800 | there is no such day",
        "18900229-9809 | there is no such day",
        "811228-9875 | the check digit is wrong",
        "811228-8974 | the check digit is wrong",
        "18900101-0009 | there is no birth number 000",
        "20811228-9874 | the birth date lies after 2026-11-22",
        "19811228+9874 | the plus says 100 years or more, the date says less"
      })
  void read_saysWhatIsWrong(String written, String wrong) {
    PersonalNumber.Reading reading = PersonalNumber.read(written, DAY);
    assertNull(reading.digits());
    assertEquals(wrong, reading.wrong());
    assertFalse(reading.wrong().contains("9874") || reading.expected().contains("9874"));
  }

  @Test
  void read_neverShowsTheNumber() {
    assertFalse(PersonalNumber.read("811228-9874", DAY).toString().contains("9874"));
  }

  @Test
  void read_refusesEveryMistypedDigitAndEverySwapThatLuhnCanSee() {
    String right = "8112289874";
    for (int at = 0; at < right.length(); at++) {
      for (char digit = '0'; digit <= '9'; digit++) {
        if (digit != right.charAt(at)) {
          String typo = right.substring(0, at) + digit + right.substring(at + 1);
          assertNull(PersonalNumber.read(typo, DAY).digits(), "digit " + at);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ring 811228-9874 i dag",
        "811228-9874",
        "(19811228-9874)",
        "pnr:8112289874.",
        "was 198112289874, now moved",
        "8112 28-98 74",
        "she is 8112 28 - 98 74 I think",
        "8 1 1 2 2 8 9 8 7 4",
        "1981-12-28 9874",
        "\uff18\uff11\uff11\uff12\uff12\uff18\uff0d\uff19\uff18\uff17\uff14",
        "nr \uff18\uff11\uff11\uff12\uff12\uff18\u3000\uff19\uff18\uff17\uff14.",
        "\u0668\u0661\u0661\u0662\u0662\u0668-\u0669\u0668\u0667\u0664",
        "811228\u200b9874",
        "answers_811228_9874.csv"
      })
  void isIn_findsNumbersInText(String text) {
    assertTrue(PersonalNumber.isIn(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "phone 070-123 45 67",
        "8112289875",
        "1981122898741",
        "on 1981-12-28",
        "8112 28-98 75",
        "between 81122 and 89874",
        "811228.....9874",
        "S0001"
      })
  void isIn_letsOtherTexts(String text) {
    assertFalse(PersonalNumber.isIn(text));
  }
}
