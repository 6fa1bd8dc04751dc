package org.equipoise.publication;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where in a results file a value stands, said so that a person finds it: which list, which row of
 * it, told by what the row is about and not by its number, and which quantity.
 *
 * @param part the list or object of the file, such as {@code effects}; empty for the file itself
 * @param row what the row is about, name by name: outcome, wave, group, arm
 * @param quantity the name of the value in the row, such as {@code standardError}; steps into what
 *     lies deeper are joined by {@code .}
 * @param pointer the same place as a JSON pointer (RFC 6901) into the sealed file, or into the one
 *     made again where the sealed file has nothing
 */
public record ResultPlace(String part, Map<String, String> row, String quantity, String pointer) {

  /** The file itself. */
  static final ResultPlace FILE = new ResultPlace("", Map.of(), "", "");

  /** Keeps its own copy, in order. */
  public ResultPlace {
    row = Collections.unmodifiableMap(new LinkedHashMap<>(row));
  }

  /** The place of a member of this one. */
  ResultPlace member(String name) {
    String deeper = pointer + "/" + name.replace("~", "~0").replace("/", "~1");
    return part.isEmpty()
        ? new ResultPlace(name, row, "", deeper)
        : new ResultPlace(part, row, quantity.isEmpty() ? name : quantity + "." + name, deeper);
  }

  /** The place of a row of this list. */
  ResultPlace row(int index, Map<String, String> about) {
    Map<String, String> all = new LinkedHashMap<>(row);
    all.putAll(about);
    return new ResultPlace(part, all, quantity, pointer + "/" + index);
  }

  /** For a log or a program: {@code effects, outcome=work, arm=team: standardError}. */
  @Override
  public String toString() {
    List<String> words = new ArrayList<>();
    words.add(part);
    row.forEach((name, value) -> words.add(name + "=" + value));
    String where = String.join(", ", words);
    return quantity.isEmpty() ? where : where + ": " + quantity;
  }
}
