package org.equipoise.analysis;

import java.math.BigDecimal;
import org.equipoise.protocol.Item;
import org.equipoise.protocol.ValueType;
import org.equipoise.trial.AnswerRecord;
import org.jspecify.annotations.Nullable;

/** Values as they are kept, as cells of a table. */
final class Cells {

  private Cells() {}

  /** The answer to an item; null when there is none. */
  static @Nullable Object of(Item item, @Nullable AnswerRecord record) {
    return record == null ? null : of(item.type(), record.value(item.id()));
  }

  /** A kept value; null when it is missing. */
  static @Nullable Object of(ValueType type, String value) {
    if (value.isEmpty()) {
      return null;
    }
    boolean number =
        switch (type) {
          case NUMBER, AMOUNT, COUNT, DURATION -> true;
          // A level may be a number below zero, which as a text would be taken for a formula.
          case ORDINAL, CATEGORY -> value.charAt(0) == '-';
          case BINARY, DATE, TEXT -> false;
        };
    return number ? number(value) : value;
  }

  /** Numbers are written as numbers where that does not change a digit. */
  private static Object number(String value) {
    try {
      BigDecimal number = new BigDecimal(value);
      return number.toString().equals(value) ? number : value;
    } catch (NumberFormatException e) {
      return value;
    }
  }

  static String word(boolean yes) {
    return yes ? "yes" : "no";
  }
}
