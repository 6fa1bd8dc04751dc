package org.equipoise.claims;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Splits what stands between the brackets of a call, as {@code estimate: 0,30, p: B012}. */
final class CallArguments {

  /** A comma between two digits is a decimal comma. */
  private static final Pattern BETWEEN = Pattern.compile(";|,(?!\\d)|(?<!\\d),");

  private static final Pattern NAMED =
      Pattern.compile("([\\p{L}][\\p{L}\\p{N} _-]*?)\\s*:\\s*(.*)", Pattern.DOTALL);

  private CallArguments() {}

  /**
   * The arguments in the order written; a value without a name belongs to the name before it.
   *
   * @param codes the ids of all claims
   */
  static List<Term.Argument> of(String text, Set<String> codes) {
    List<String> names = new ArrayList<>();
    List<List<Term>> values = new ArrayList<>();
    for (String piece : BETWEEN.split(text.strip(), -1)) {
      Matcher named = NAMED.matcher(piece.strip());
      boolean name = named.matches();
      if (name || values.isEmpty() || names.get(names.size() - 1).isEmpty()) {
        names.add(name ? named.group(1).strip() : "");
        values.add(new ArrayList<>());
      }
      String value = name ? named.group(2).strip() : piece.strip();
      if (!value.isEmpty()) {
        values.get(values.size() - 1).add(value(value, codes));
      }
    }
    List<Term.Argument> arguments = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      if (!values.get(i).isEmpty()) {
        arguments.add(new Term.Argument(names.get(i), values.get(i)));
      }
    }
    return arguments;
  }

  private static Term value(String text, Set<String> codes) {
    boolean bracketed = text.startsWith("[") && text.endsWith("]");
    String inside = bracketed ? text.substring(1, text.length() - 1).strip() : text;
    if (codes.contains(inside)) {
      return new Term.Reference(inside);
    }
    boolean quoted = text.length() > 1 && text.startsWith("\"") && text.endsWith("\"");
    return new Term.Word(quoted ? text.substring(1, text.length() - 1) : text);
  }
}
