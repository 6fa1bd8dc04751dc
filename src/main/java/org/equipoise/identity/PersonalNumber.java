package org.equipoise.identity;

import java.text.Normalizer;
import java.time.LocalDate;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;

/**
 * Swedish personal identity numbers: told from trial ids and other texts, so that they can be
 * refused at the door, and read where they are asked for.
 *
 * <p>A personal identity number is a birth date of six or eight digits, an optional {@code -} or
 * {@code +}, a birth number from 001 to 999 and a check digit by Luhn's rule over the last ten
 * digits (Swedish Tax Agency, SKV 704). A coordination number adds 60 to the day (SKV 707); a day
 * of 60, where the day of birth is not known, and then a month of 00, are taken too.
 */
public final class PersonalNumber {

  private static final int SHORT = 10;
  private static final int LONG = 12;
  private static final int LAST = 4;
  private static final int COORDINATION = 60;

  /** So many characters between two groups of digits still leave them one number. */
  private static final int GAP = 4;

  private PersonalNumber() {}

  /**
   * A number as read: never shown, not even by {@link #toString}.
   *
   * @param digits the twelve digits, century first; null when something is wrong
   * @param wrong what is wrong, in words that do not repeat the number; else empty
   * @param expected what would have been right; may be empty
   */
  public record Reading(@Nullable String digits, String wrong, String expected) {
    @Override
    public String toString() {
      return digits == null ? wrong : "Reading[hidden]";
    }
  }

  /**
   * Reads a number as people write it: ten or twelve digits, with or without a hyphen or plus
   * before the last four, and blanks wherever they please.
   *
   * <p>Two digits of a year mean the latest such year that the person can have been born in: by the
   * day given, and after a plus, which people get in the year they turn 100, in or before the year
   * a hundred years earlier.
   *
   * @param asOf the day on which the number was written, usually that of the referral
   */
  public static Reading read(String written, LocalDate asOf) {
    byte[] digits = new byte[LONG];
    int count = 0;
    char sign = 0;
    int signAt = 0;
    for (int i = 0; i < written.length(); i++) {
      char c = written.charAt(i);
      if (c >= '0' && c <= '9') {
        if (count < LONG) {
          digits[count] = (byte) (c - '0');
        }
        count++;
      } else if (isDash(c) || c == '+') {
        if (sign != 0 || count == 0) {
          return unlike(written);
        }
        sign = c == '+' ? '+' : '-';
        signAt = count;
      } else if (!isBlank(c)) {
        return unlike(written);
      }
    }
    if (count != SHORT && count != LONG) {
      return wrong(
          count == 0 ? "there is no personal number" : "the personal number has " + count(count),
          "write 10 or 12 digits, as YYYYMMDD-NNNN; spreadsheets drop leading zeros");
    }
    if (sign != 0 && signAt != count - 4) {
      return wrong(
          "the " + (sign == '+' ? "plus" : "hyphen") + " stands in the wrong place",
          "it belongs before the last four digits");
    }
    return read(digits, count, sign, asOf);
  }

  private static Reading read(byte[] digits, int count, char sign, LocalDate asOf) {
    int at = count - SHORT;
    int month = two(digits, at + 2);
    int day = two(digits, at + 4);
    int year = two(digits, at);
    if (count == LONG) {
      year += 100 * two(digits, 0);
      if (year < 1800 || year > 2099) {
        return wrong("there is no such century", "the first two digits are 18, 19 or 20");
      }
    } else {
      year = latest(year, month, day, sign, asOf);
    }
    boolean unknown = day == COORDINATION;
    if (month > 12 || (month == 0 && !unknown)) {
      return wrong("there is no such month", "the date is YYMMDD or YYYYMMDD");
    }
    if (!possibleDay(year, month, day)) {
      return wrong(
          "there is no such day",
          "the date is YYMMDD or YYYYMMDD; a coordination number adds 60 to the day");
    }
    if (!luhn(digits, at)) {
      return wrong("the check digit is wrong", "a digit is mistyped, or two have changed places");
    }
    if (two(digits, at + 6) == 0 && digits[at + 8] == 0) {
      return wrong("there is no birth number 000", "it is 001 to 999");
    }
    if (birth(year, month, day).isAfter(asOf)) {
      return wrong("the birth date lies after " + asOf, "check the year");
    }
    if (count == LONG && sign == '+' && year > asOf.getYear() - 100) {
      return wrong(
          "the plus says 100 years or more, the date says less",
          "write a hyphen, or check the year");
    }
    StringBuilder twelve = new StringBuilder(LONG).append(year);
    for (int i = at + 2; i < count; i++) {
      twelve.append((char) ('0' + digits[i]));
    }
    return new Reading(twelve.toString(), "", "");
  }

  private static Reading wrong(String what, String expected) {
    return new Reading(null, what, expected);
  }

  private static String count(int digits) {
    return digits == 1 ? "1 digit" : digits + " digits";
  }

  /** Something else than digits and one sign between them. */
  private static Reading unlike(String written) {
    boolean letters = false;
    boolean digits = false;
    boolean exponent = false;
    for (int i = 0; i < written.length(); i++) {
      char c = written.charAt(i);
      letters |= Character.isLetter(c);
      digits |= c >= '0' && c <= '9';
      exponent |= i > 0 && (c == 'E' || c == 'e') && written.startsWith("+", i + 1);
    }
    if (exponent && digits) {
      return wrong(
          "a spreadsheet has rounded the personal number",
          "give the column the format Text, and enter the numbers again");
    }
    if (letters) {
      return wrong(
          "letters are no part of a personal number",
          "a reserve number or another code goes into the column of the site's own code");
    }
    return wrong("this is not written as a personal number is", "write it as YYYYMMDD-NNNN");
  }

  /** The latest year of these two digits in which the birth can have been. */
  private static int latest(int twoDigits, int month, int day, char sign, LocalDate asOf) {
    int last = sign == '+' ? asOf.getYear() - 100 : asOf.getYear();
    int year = last - Math.floorMod(last - twoDigits, 100);
    boolean possible = month <= 12 && possibleDay(year, month, day);
    return possible && birth(year, month, day).isAfter(asOf) ? year - 100 : year;
  }

  /** The birth date, or the first it can have been. */
  private static LocalDate birth(int year, int month, int day) {
    return LocalDate.of(year, Math.max(1, month), Math.max(1, day % COORDINATION));
  }

  private static boolean possibleDay(int year, int month, int day) {
    if (day == COORDINATION) {
      return true;
    }
    int ofMonth = day > COORDINATION ? day - COORDINATION : day;
    return month >= 1 && ofMonth >= 1 && ofMonth <= YearMonth.of(year, month).lengthOfMonth();
  }

  private static boolean isDash(char c) {
    return c == '-' || (c >= '\u2010' && c <= '\u2015') || c == '\u2212';
  }

  private static boolean isBlank(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\ufeff';
  }

  /**
   * Whether a text has the form, a possible date and the right check digit of a personal identity
   * or coordination number, in the digits of any script and with blanks, dashes and a plus wherever
   * they stand. By chance about one in 150 random texts of ten digits does.
   */
  public static boolean looksLike(String text) {
    String plain = plain(text);
    byte[] digits = new byte[LONG];
    int count = 0;
    for (int i = 0; i < plain.length(); i++) {
      char c = plain.charAt(i);
      int digit = digit(c);
      if (digit >= 0 && count < LONG) {
        digits[count++] = (byte) digit;
      } else if (!isSeparator(c)) {
        return false;
      }
    }
    return isNumber(digits, count);
  }

  /**
   * Whether a text of any length has a personal identity number in it, set apart from other digits:
   * in one piece, or in pieces of two digits or more with little between them.
   */
  public static boolean isIn(String text) {
    String plain = plain(text);
    for (int from = 0; from < plain.length(); from++) {
      if (isDigit(plain, from) && !isDigit(plain, from - 1) && startsWithNumber(plain, from)) {
        return true;
      }
    }
    return looksLike(plain);
  }

  private static boolean startsWithNumber(String text, int from) {
    byte[] digits = new byte[LONG];
    int count = 0;
    int start = from;
    while (isDigit(text, start)) {
      int end = endOfDigits(text, start);
      if (end - start < 2 || count + end - start > LONG) {
        return false;
      }
      for (int i = start; i < end; i++) {
        digits[count++] = (byte) digit(text.charAt(i));
      }
      if (isNumber(digits, count)) {
        return true;
      }
      start = end;
      while (start < text.length() && start - end < GAP && isSeparator(text.charAt(start))) {
        start++;
      }
    }
    return false;
  }

  /** Whether so many digits are those of a number. */
  private static boolean isNumber(byte[] digits, int count) {
    int at = count - SHORT;
    return (count == SHORT || (count == LONG && plausibleCentury(digits)))
        && possibleDate(digits, at, count)
        && luhn(digits, at);
  }

  /** The text with the full-width and other forms of characters in their plain ones. */
  private static String plain(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > '\u007f') {
        return Normalizer.normalize(text, Normalizer.Form.NFKC);
      }
    }
    return text;
  }

  /** The digit that a character of any script stands for; -1 for none. */
  private static int digit(char c) {
    return c <= '\u007f' ? (c >= '0' && c <= '9' ? c - '0' : -1) : Character.digit(c, 10);
  }

  /** What may stand between the digits of a number, seen or unseen. */
  private static boolean isSeparator(char c) {
    return isSign(c) || c == '_' || Character.getType(c) == Character.FORMAT;
  }

  /**
   * Whether a text has the form of a personal identity number, whatever its digits: ten to twelve
   * of them alone, or six to eight and then four, set apart by a dash, a plus or blanks. A number
   * with a digit mistyped still tells who somebody is.
   */
  public static boolean isWrittenLike(String text) {
    String stripped = plain(text).strip();
    int length = stripped.length();
    int from = 0;
    while (from < length) {
      int end = endOfDigits(stripped, from);
      int digits = end - from;
      if (digits >= SHORT && digits <= LONG && digits == length) {
        return true;
      }
      int last = end;
      while (last < length && isSign(stripped.charAt(last))) {
        last++;
      }
      boolean dated = digits >= SHORT - LAST && digits <= LONG - LAST && last > end;
      if (dated && endOfDigits(stripped, last) == last + LAST) {
        return true;
      }
      from = Math.max(end, from + 1);
    }
    return false;
  }

  private static int endOfDigits(String text, int from) {
    int end = from;
    while (isDigit(text, end)) {
      end++;
    }
    return end;
  }

  private static boolean isSign(char c) {
    return isDash(c) || c == '+' || isBlank(c);
  }

  private static boolean isDigit(String text, int i) {
    return i >= 0 && i < text.length() && digit(text.charAt(i)) >= 0;
  }

  private static boolean plausibleCentury(byte[] digits) {
    int century = two(digits, 0);
    return century >= 18 && century <= 20;
  }

  private static boolean possibleDate(byte[] digits, int at, int count) {
    int year = two(digits, at);
    int month = two(digits, at + 2);
    // Two digits of a year do not tell the century: 00 was a leap year in 2000 only.
    int full = count == LONG ? 100 * two(digits, 0) + year : 2000 + year;
    return month <= 12 && possibleDay(full, month, two(digits, at + 4));
  }

  private static int two(byte[] digits, int at) {
    return 10 * digits[at] + digits[at + 1];
  }

  private static boolean luhn(byte[] digits, int at) {
    int sum = 0;
    for (int i = 0; i < SHORT; i++) {
      int product = digits[at + i] * (i % 2 == 0 ? 2 : 1);
      sum += product > 9 ? product - 9 : product;
    }
    return sum % 10 == 0;
  }
}
