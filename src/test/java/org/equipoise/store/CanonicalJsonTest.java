package org.equipoise.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.equipoise.protocol.Digest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalJsonTest {

  /**
   * Python 3.11.7: {@code v = json.loads(…); c = json.dumps(v, sort_keys=True, separators=(',',
   * ':'), ensure_ascii=False); hashlib.sha256(c.encode()).hexdigest()}.
   */
  @Test
  void digest_matchesPython() {
    String text =
        "{\"z\": [1, 0.5, -3, true, null, \"Å\\\"\\\\/\\n\"],"
            + " \"a\": {\"ö\": \"\", \"b\": 0.25, \"A\": 100000}}";
    assertEquals(
        "{\"a\":{\"A\":100000,\"b\":0.25,\"ö\":\"\"},\"z\":[1,0.5,-3,true,null,\"Å\\\"\\\\/\\n\"]}",
        canonical(text));
    assertEquals(
        "e6258b98fb72aa05ce455d80c9d34018e12fc9ce0d5b1b6492704796962b8409",
        Digest.of(canonical(text)).hex());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"b\": [1.0, \"\\u00e5\"], \"a\": 100}",
        "{ \"a\" : 1e2 ,\n\t\"b\" : [ 1 , \"å\" ] }",
        "{\"a\":100.00,\"b\":[10e-1,\"\\u00E5\"]}"
      })
  void canonical_isTheSameForTheSameMeaning(String text) {
    assertEquals("{\"a\":100,\"b\":[1,\"å\"]}", canonical(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\": 101, \"b\": [1, \"å\"]}",
        "{\"a\": 100, \"b\": [\"å\", 1]}",
        "{\"a\": 100, \"b\": [1, \"å\", null]}",
        "{\"a\": \"100\", \"b\": [1, \"å\"]}",
        "{\"a\": 100, \"b\": [true, \"å\"]}",
        "{\"a\": 100, \"b\": [1, \"a\\u030a\"]}",
        "{\"A\": 100, \"b\": [1, \"å\"]}"
      })
  void canonical_differsWithTheMeaning(String text) {
    assertNotEquals("{\"a\":100,\"b\":[1,\"å\"]}", canonical(text));
  }

  /** As {@code String(x)} in ECMA-262, section 6.1.6.1.20. */
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-0.0, 0",
    "1e0, 1",
    "1.50, 1.5",
    "-12.0, -12",
    "1e20, 100000000000000000000",
    "1e21, 1e+21",
    "123e22, 1.23e+24",
    "0.000001, 0.000001",
    "0.0000001, 1e-7",
    "-1.25e-9, -1.25e-9",
    "12345678901234567, 12345678901234567"
  })
  void number_isPrintedAsEcmaScriptDoes(String written, String printed) {
    assertEquals(printed, CanonicalJson.number(new BigDecimal(written)));
  }

  @Test
  void canonical_escapesAsLittleAsPossible() {
    assertEquals("\"\\u0001\\t/é\\u001f\"", canonical("\"\\u0001\\u0009\\/\\u00e9\\u001F\""));
  }

  private static String canonical(String text) {
    JsonText.Parsed parsed = JsonText.parse("t.json", text.getBytes(StandardCharsets.UTF_8));
    return CanonicalJson.of(Objects.requireNonNull(parsed.tree()));
  }
}
