package org.equipoise.frame;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The texts that stand for a missing value in one column; the empty text always does. */
final class MissingCodes {

  private final Set<String> codes = new HashSet<>();
  private final List<byte[]> ascii = new ArrayList<>();
  private final double[] numbers;

  private MissingCodes(ColumnSpec spec, TableFormat format) {
    for (String code : format.missing()) {
      add(code);
    }
    if (spec.kind() instanceof ColumnSpec.Categories categories) {
      codes.removeAll(categories.levels()); // a declared level means itself
    }
    for (String code : spec.missing()) {
      add(code);
    }
    for (String code : codes) {
      byte[] bytes = code.getBytes(StandardCharsets.UTF_8);
      if (bytes.length == code.length()) {
        ascii.add(bytes);
      }
    }
    numbers =
        spec.kind() instanceof ColumnSpec.Numbers ? numbers(NumberText.Sign.of(format)) : NO_NUMBER;
  }

  private static final double[] NO_NUMBER = {};

  static MissingCodes of(ColumnSpec spec, TableFormat format) {
    return new MissingCodes(spec, format);
  }

  private void add(String code) {
    String text = Blanks.strip(code);
    if (!text.isEmpty()) {
      codes.add(text);
    }
  }

  private double[] numbers(NumberText.Sign sign) {
    double[] found = new double[codes.size()];
    int count = 0;
    for (String code : codes) {
      double value = NumberText.parseOrNaN(code, sign);
      if (!Double.isNaN(value)) {
        found[count++] = value;
      }
    }
    return Arrays.copyOf(found, count);
  }

  boolean has(String text) {
    return text.isEmpty() || codes.contains(text);
  }

  /** Whether a number is a code spelled in another way: 99.0 for 99. */
  boolean has(double value) {
    for (double number : numbers) {
      if (number == value) {
        return true;
      }
    }
    return false;
  }

  /** Whether no number is a code. */
  boolean hasNoNumber() {
    return numbers.length == 0;
  }

  /** Whether the bytes are a code; false may also mean that the code is not plain ASCII. */
  boolean has(byte[] bytes, int from, int to) {
    if (from == to) {
      return true;
    }
    for (byte[] code : ascii) {
      if (Arrays.equals(code, 0, code.length, bytes, from, to)) {
        return true;
      }
    }
    return false;
  }
}
