package org.equipoise.report;

import java.util.Locale;
import org.equipoise.document.Language;
import org.equipoise.document.Numerals;
import org.equipoise.document.Words;
import org.equipoise.protocol.Register;

/** The words about effects by period. */
record PeriodWords(Words words) {

  static PeriodWords in(Language language) {
    return new PeriodWords(Words.in(language, "by-period"));
  }

  /** The words under a key; {@code {0}}, {@code {1}} … are replaced. */
  String say(String key, String... parts) {
    String said = words.said(key);
    for (int i = 0; i < parts.length; i++) {
      said = said.replace("{" + i + "}", parts[i]);
    }
    return said;
  }

  /** One period, such as "month 12". */
  String period(Register.Period unit, int number) {
    String shown = number < 0 ? Numerals.MINUS + String.valueOf(-number) : "" + number;
    return say("text." + code(unit), shown);
  }

  /** Several periods, such as "months 3, 7–12". */
  String periods(Register.Period unit, String runs) {
    boolean one = runs.chars().allMatch(Character::isDigit);
    return say("text." + code(unit) + (one ? "" : "s"), runs);
  }

  static String code(Register.Period unit) {
    return unit.name().toLowerCase(Locale.ROOT);
  }
}
