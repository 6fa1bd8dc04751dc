package org.equipoise.trial;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.equipoise.finding.Finding;
import org.equipoise.finding.Place;
import org.equipoise.identity.PersonalNumber;
import org.equipoise.ledger.PersonId;

/**
 * The secret key by which trial ids are made, so that the same person gets the same id wherever he
 * or she is referred, and nobody without the key can tell whose an id is: not even by trying every
 * personal number. {@link #toString} never shows it. Not for several threads at once.
 *
 * <p>An id is HMAC-SHA-256 under the key of {@code "equipoise person 1\n" + kind + "\n" + number or
 * code}, of which the first 55 bits are written as eleven digits of Crockford's base 32 and a check
 * digit by Luhn's rule modulo 32, in three groups of four. The check digit finds every mistyped
 * digit and every swap of two neighbours but one. Two of a million persons share an id with
 * probability 1.4e-5 (n²/2 / 2^55), two of a hundred thousand with 1.4e-7.
 */
public final class PersonKey {

  /** Length in bytes. */
  public static final int LENGTH = 32;

  private static final String DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  private static final int RADIX = 32;
  private static final int CODED = 11;
  private static final int GROUP = 4;
  private static final String ALGORITHM = "HmacSHA256";

  private final Mac mac;

  private PersonKey(byte[] secret) {
    try {
      this.mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret, ALGORITHM));
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("every Java platform has HMAC-SHA-256", e);
    }
  }

  /**
   * A key of these bytes.
   *
   * @throws IllegalArgumentException unless there are 32
   */
  public static PersonKey of(byte[] secret) {
    if (secret.length != LENGTH) {
      throw new IllegalArgumentException("an identity key has 32 bytes, not " + secret.length);
    }
    return new PersonKey(secret);
  }

  /**
   * The id of the person with a personal identity or coordination number.
   *
   * @param twelveDigits as {@link PersonalNumber#read} gives them
   */
  public PersonId ofPersonalNumber(String twelveDigits) {
    return id("personal-number", twelveDigits);
  }

  /** The id of the person whom the sites know by a code of their own, unique in the trial. */
  public PersonId ofReference(String code) {
    return id("reference", code);
  }

  /** The id of a household with a code or number. */
  public String ofHousehold(String code) {
    return id("household", code).value();
  }

  private PersonId id(String kind, String value) {
    mac.update(("equipoise person 1\n" + kind + "\n" + value).getBytes(StandardCharsets.UTF_8));
    long bits = ByteBuffer.wrap(mac.doFinal()).getLong() >>> (Long.SIZE - 5 * CODED);
    int[] digits = new int[CODED];
    for (int i = CODED - 1; i >= 0; i--) {
      digits[i] = (int) (bits % RADIX);
      bits /= RADIX;
    }
    StringBuilder id = new StringBuilder(CODED + 3);
    for (int i = 0; i < CODED; i++) {
      id.append(i > 0 && i % GROUP == 0 ? "-" : "").append(DIGITS.charAt(digits[i]));
    }
    return new PersonId(id.append(DIGITS.charAt(check(digits))).toString());
  }

  /** Luhn's rule modulo 32: from the right, every second digit counts double, digits summed. */
  private static int check(int[] digits) {
    int sum = 0;
    for (int i = 0; i < CODED; i++) {
      int product = digits[i] * ((CODED - i) % 2 == 1 ? 2 : 1);
      sum += product / RADIX + product % RADIX;
    }
    return (RADIX - sum % RADIX) % RADIX;
  }

  /**
   * Reads an id as people write it: in any case, with or without hyphens and blanks, O for 0, I or
   * L for 1.
   *
   * @param place where it was given, for the finding
   * @throws Refused if it is none, or a digit is mistyped
   */
  public static PersonId parse(String written, Place place) throws Refused {
    int[] digits = new int[CODED];
    StringBuilder id = new StringBuilder(CODED + 3);
    int count = 0;
    int last = 0;
    for (int i = 0; i < written.length(); i++) {
      char c = written.charAt(i);
      if (Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '-') {
        continue;
      }
      last = digit(c);
      if (last < 0 || count > CODED) {
        throw refused(place, noId(written));
      }
      if (count < CODED) {
        digits[count] = last;
      }
      id.append(count > 0 && count % GROUP == 0 ? "-" : "").append(DIGITS.charAt(last));
      count++;
    }
    if (count != CODED + 1) {
      throw refused(place, noId(written));
    }
    if (check(digits) != last) {
      // Twelve digits may be a personal number in disguise, which nobody should see again.
      throw refused(
          place,
          PersonalNumber.looksLike(written)
              ? noId(written)
              : "the trial id " + id + " does not exist: a character is mistyped");
    }
    return new PersonId(id.toString());
  }

  private static String noId(String written) {
    return PersonalNumber.isIn(written)
        ? "a personal number is no trial id (hidden)"
        : "this is no trial id, which looks like K7QF-2M9X-HP4C";
  }

  private static Refused refused(Place place, String found) {
    return Refused.badInput(
        List.of(
            Finding.error(
                place, found, "copy the id from the notice or from: equipoise people FOLDER")));
  }

  private static int digit(char written) {
    char c = written >= 'a' && written <= 'z' ? (char) (written - 32) : written;
    return switch (c) {
      case 'O' -> 0;
      case 'I', 'L' -> 1;
      default -> DIGITS.indexOf(c);
    };
  }

  @Override
  public String toString() {
    return "PersonKey[secret]";
  }
}
