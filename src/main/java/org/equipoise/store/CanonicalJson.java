package org.equipoise.store;

import java.math.BigDecimal;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;
import org.equipoise.ledger.CanonicalText;

/**
 * The one text of a JSON value, whatever its white space, key order, escapes and ways of writing a
 * number, so that its digest is the digest of its meaning.
 *
 * <p>After RFC 8785: names sorted by UTF-16 code units, no white space, the shortest escapes,
 * numbers as ECMAScript prints them. One difference: a number keeps every digit written instead of
 * being rounded to binary64, so that two long seeds never share a digest.
 */
final class CanonicalJson {

  private CanonicalJson() {}

  /** The canonical text of {@code tree}. */
  static String of(JsonTree tree) {
    StringBuilder out = new StringBuilder();
    write(tree, out);
    return out.toString();
  }

  private static void write(JsonTree tree, StringBuilder out) {
    if (tree instanceof JsonTree.JsonObject object) {
      writeObject(object, out);
    } else if (tree instanceof JsonTree.JsonArray array) {
      out.append('[');
      String between = "";
      for (JsonTree element : array.elements()) {
        out.append(between);
        write(element, out);
        between = ",";
      }
      out.append(']');
    } else if (tree instanceof JsonTree.JsonString string) {
      CanonicalText.string(string.value(), out);
    } else if (tree instanceof JsonTree.JsonNumber number) {
      out.append(number(number.value()));
    } else if (tree instanceof JsonTree.JsonBoolean bool) {
      out.append(bool.value());
    } else {
      out.append("null");
    }
  }

  private static void writeObject(JsonTree.JsonObject object, StringBuilder out) {
    out.append('{');
    Iterator<Map.Entry<String, JsonTree.Member>> members =
        new TreeMap<>(object.members()).entrySet().iterator();
    while (members.hasNext()) {
      Map.Entry<String, JsonTree.Member> member = members.next();
      CanonicalText.string(member.getKey(), out);
      out.append(':');
      write(member.getValue().value(), out);
      if (members.hasNext()) {
        out.append(',');
      }
    }
    out.append('}');
  }

  /**
   * A number as ECMAScript prints it (ECMA-262, Number::toString): plain from 1e-6 to below 1e21,
   * otherwise {@code d.ddde±n}; 1, 1.0 and 1e0 are all {@code 1}.
   */
  static String number(BigDecimal value) {
    if (value.signum() == 0) {
      return "0";
    }
    BigDecimal shortest = value.stripTrailingZeros();
    int exponent = shortest.precision() - shortest.scale() - 1;
    if (exponent >= -6 && exponent < 21) {
      return shortest.toPlainString();
    }
    String digits = shortest.unscaledValue().abs().toString();
    String fraction = digits.length() == 1 ? "" : "." + digits.substring(1);
    String sign = shortest.signum() < 0 ? "-" : "";
    return sign
        + digits.charAt(0)
        + fraction
        + "e"
        + (exponent < 0 ? "-" : "+")
        + Math.abs(exponent);
  }
}
