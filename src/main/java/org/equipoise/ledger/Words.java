package org.equipoise.ledger;

import java.time.LocalDate;
import java.util.Locale;
import org.equipoise.draw.Chance;
import org.equipoise.protocol.Digest;
import org.jspecify.annotations.Nullable;

/** Typed facts as texts: each value has one text, and no other text is read. */
final class Words {

  private Words() {}

  /** A constant: {@code second-party}. */
  static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static <T extends Enum<T>> T constant(CanonicalReader in, String name, Class<T> type) {
    return constant(in.text(name), name, type);
  }

  static <T extends Enum<T>> T constant(String text, String name, Class<T> type) {
    for (T constant : type.getEnumConstants()) {
      if (of(constant).equals(text)) {
        return constant;
      }
    }
    throw new IllegalArgumentException(
        "'" + name + "' is '" + text + "', which is unknown to this version of the program");
  }

  static Digest digest(CanonicalReader in, String name) {
    String text = in.text(name);
    try {
      return new Digest(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("'" + name + "' is no digest: '" + text + "'", e);
    }
  }

  static PersonId person(CanonicalReader in) {
    return new PersonId(in.text("person"));
  }

  static LocalDate day(CanonicalReader in, String name) {
    return in.day(name);
  }

  static @Nullable LocalDate dayOrNone(CanonicalReader in, String name) {
    return in.dayOrNone(name);
  }

  static void dayOrNone(CanonicalText out, String name, @Nullable LocalDate day) {
    if (day == null) {
      out.plain(name, "");
    } else {
      out.date(name, day);
    }
  }

  /** A fraction in lowest terms: {@code 3/8}. */
  static Chance chance(CanonicalReader in, String name) {
    String text = in.text(name);
    switch (text) {
      case "1/2" -> {
        return HALF;
      }
      case "1/1" -> {
        return Chance.CERTAIN;
      }
      default -> {
        Chance chance;
        try {
          chance = Chance.parse(text);
        } catch (IllegalArgumentException e) {
          throw new IllegalArgumentException("'" + name + "' is no chance: '" + text + "'", e);
        }
        if (!chance.toString().equals(text)) {
          throw new IllegalArgumentException("'" + name + "' is not in lowest terms: " + text);
        }
        return chance;
      }
    }
  }

  private static final Chance HALF = Chance.of(1, 2);
}
