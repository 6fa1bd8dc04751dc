package org.equipoise.trial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.equipoise.finding.Place;
import org.equipoise.ledger.PersonId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The expected ids were made with Python 3 (hmac, hashlib) from the rule alone, for the key of the
 * bytes 0 to 31. The personal number is one that the Swedish Tax Agency publishes for testing.
 */
class PersonKeyTest {

  private static final Place HERE = Place.file("ID");
  private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

  private static PersonKey key() {
    byte[] bytes = new byte[PersonKey.LENGTH];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) i;
    }
    return PersonKey.of(bytes);
  }

  @Test
  void ids_followTheWrittenRule() {
    PersonKey key = key();
    assertEquals("CSHB-GXQN-9920", key.ofPersonalNumber("201701122382").value());
    assertEquals("6GVF-A98T-DY9D", key.ofReference("S0001").value());
    assertEquals("P6YD-5DWH-0PPZ", key.ofHousehold("H1"));
    assertEquals("CSHB-GXQN-9920", key.ofPersonalNumber("201701122382").value(), "again the same");
  }

  @Test
  void ids_ofOtherKindsAndKeysDiffer() {
    PersonKey other = PersonKey.of(new byte[PersonKey.LENGTH]);
    assertNotEquals(key().ofPersonalNumber("201701122382"), other.ofPersonalNumber("201701122382"));
    assertNotEquals(key().ofReference("201701122382"), key().ofPersonalNumber("201701122382"));
    assertEquals("WFE6-HNMB-KW31", key().ofHousehold("201701122382"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CSHB-GXQN-9920",
        "cshb-gxqn-992o",
        " CSHB GXQN 9920 ",
        "CSHBGXQN9920",
        "cshb-gxqn 9920"
      })
  void parse_toleratesHowPeopleWrite(String written) throws Refused {
    assertEquals(new PersonId("CSHB-GXQN-9920"), PersonKey.parse(written, HERE));
  }

  @Test
  void parse_takesLettersThatLookLikeDigits() throws Refused {
    assertEquals(new PersonId("WFE6-HNMB-KW31"), PersonKey.parse("wfe6-hnmb-kw3l", HERE));
    assertEquals(new PersonId("WFE6-HNMB-KW31"), PersonKey.parse("WFE6-HNMB-KW3I", HERE));
  }

  @Test
  void parse_findsEveryMistypedCharacterAndEverySwapButOne() throws Refused {
    String right = "CSHBGXQN9920";
    for (int at = 0; at < right.length(); at++) {
      for (char c : ALPHABET.toCharArray()) {
        if (c != right.charAt(at)) {
          String typo = right.substring(0, at) + c + right.substring(at + 1);
          assertThrows(Refused.class, () -> PersonKey.parse(typo, HERE), typo);
        }
      }
      if (at > 0 && right.charAt(at) != right.charAt(at - 1)) {
        String swapped =
            right.substring(0, at - 1)
                + right.charAt(at)
                + right.charAt(at - 1)
                + right.substring(at + 1);
        assertThrows(Refused.class, () -> PersonKey.parse(swapped, HERE), swapped);
      }
    }
  }

  @Test
  void parse_saysWhatIsWrong() {
    assertEquals(
        "ID: error: the trial id CSHB-GXQN-9921 does not exist: a character is mistyped;"
            + " copy the id from the notice or from: equipoise people FOLDER",
        refusal("CSHB-GXQN-9921"));
    assertTrue(refusal("CSHB-GXQN").contains("no trial id, which looks like"), refusal("x"));
    assertTrue(refusal("CSHB-GXQU-9920").contains("no trial id, which looks like"));
    assertTrue(refusal("").contains("no trial id"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"201701122382", "20170112-2382", "170112-2382"})
  void parse_neverRepeatsAPersonalNumber(String number) {
    String refusal = refusal(number);
    assertTrue(refusal.contains("a personal number is no trial id (hidden)"), refusal);
    assertFalse(refusal.contains("2382"), refusal);
  }

  @Test
  void key_isNeverShown() {
    assertEquals("PersonKey[secret]", key().toString());
    assertThrows(IllegalArgumentException.class, () -> PersonKey.of(new byte[31]));
  }

  private static String refusal(String written) {
    return String.valueOf(
        assertThrows(Refused.class, () -> PersonKey.parse(written, HERE)).getMessage());
  }
}
