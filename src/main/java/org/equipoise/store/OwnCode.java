package org.equipoise.store;

import java.util.Locale;
import java.util.Set;
import org.equipoise.frame.Blanks;
import org.equipoise.identity.PersonalNumber;
import org.jspecify.annotations.Nullable;

/**
 * Tells a site's own code for a person from what must not stand in its place, for a code is kept as
 * it stands: personal numbers, mistyped ones too, names, addresses of mail, and the word in front
 * of a row of totals.
 */
final class OwnCode {

  /** What a text is instead of a code, in words that follow the text. */
  enum Fault {
    NUMBER("looks like a personal identity number"),
    NAME("looks like a name"),
    ADDRESS("looks like an address"),
    TOTAL("is the head of a row of totals");

    private final String words;

    Fault(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }
  }

  private static final Set<String> TOTALS =
      Set.of("summa", "summa:", "totalt", "totalt:", "total", "total:", "totals", "antal", "sum");

  private OwnCode() {}

  /** What is wrong with a text as a code, or null. */
  static @Nullable Fault fault(String text) {
    if (PersonalNumber.isWrittenLike(text) || PersonalNumber.isIn(text)) {
      return Fault.NUMBER;
    }
    if (text.indexOf('@') >= 0) {
      return Fault.ADDRESS;
    }
    if (isTotal(text)) {
      return Fault.TOTAL;
    }
    return isName(text) ? Fault.NAME : null;
  }

  static boolean isTotal(String text) {
    return TOTALS.contains(text.toLowerCase(Locale.ROOT));
  }

  /** Two words of two letters or more, or words without any digit: Anna Berg, Berg, A. */
  private static boolean isName(String text) {
    int words = 0;
    int letters = 0;
    boolean gap = false;
    boolean digit = false;
    boolean any = false;
    for (int i = 0; i <= text.length(); i++) {
      char c = i < text.length() ? text.charAt(i) : ' ';
      boolean blank = Blanks.isBlank(c);
      gap |= i < text.length() && blank;
      digit |= c >= '0' && c <= '9';
      any |= Character.isLetter(c);
      if (Character.isLetter(c)) {
        letters++;
      } else if (blank || c == ',' || c == '.') {
        words += letters >= 2 ? 1 : 0;
        letters = 0;
      } else {
        letters = 0;
      }
    }
    return any && gap && (!digit || words >= 2);
  }
}
