package org.equipoise.store;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.equipoise.finding.Finding;
import org.equipoise.finding.Place;
import org.equipoise.identity.PersonalNumber;

/**
 * Looks for numbers of persons in what people have typed into protocols and ledgers. Digests, keys
 * and times are left alone: they are long numbers that nobody typed.
 */
public final class PersonTraces {

  /** Members of a line of the ledger that somebody may have typed. */
  private static final Set<String> TYPED =
      Set.of("actor", "reason", "name", "to", "from", "approvedBy", "what", "file", "language");

  private PersonTraces() {}

  /** In every text of a protocol. */
  public static List<Finding> inProtocol(String path, byte[] bytes) {
    List<Finding> findings = new ArrayList<>();
    JsonTree tree = JsonText.parse(path, bytes).tree();
    if (tree != null) {
      look(tree, path, true, 0, findings);
    }
    return findings;
  }

  /** In what was typed on each line of a ledger. */
  public static List<Finding> inLedger(String path, byte[] bytes) {
    List<Finding> findings = new ArrayList<>();
    int number = 0;
    for (String line : new String(bytes, StandardCharsets.UTF_8).split("\n", -1)) {
      number++;
      JsonTree tree = JsonText.parse(path, line.getBytes(StandardCharsets.UTF_8)).tree();
      if (tree != null) {
        look(tree, path, false, number, findings);
      }
    }
    return findings;
  }

  /** Accounts and names of staff and of those handed a checkpoint, each once, in order. */
  public static List<String> names(byte[] ledger) {
    SortedSet<String> names = new TreeSet<>();
    for (String line : new String(ledger, StandardCharsets.UTF_8).split("\n", -1)) {
      if (JsonText.parse("", line.getBytes(StandardCharsets.UTF_8)).tree()
          instanceof JsonTree.JsonObject entry) {
        addName(entry, "actor", names);
        JsonTree.Member facts = entry.members().get("facts");
        if (facts != null && facts.value() instanceof JsonTree.JsonObject told) {
          addName(told, "approvedBy", names);
          addName(told, "to", names);
        }
      }
    }
    return List.copyOf(names);
  }

  private static void addName(JsonTree.JsonObject object, String field, Set<String> names) {
    JsonTree.Member member = object.members().get(field);
    if (member != null
        && member.value() instanceof JsonTree.JsonString text
        && !text.value().isBlank()) {
      names.add(text.value());
    }
  }

  private static void look(
      JsonTree tree, String path, boolean all, int line, List<Finding> findings) {
    if (tree instanceof JsonTree.JsonObject object) {
      for (Map.Entry<String, JsonTree.Member> member : object.members().entrySet()) {
        JsonTree value = member.getValue().value();
        boolean typed = all || TYPED.contains(member.getKey());
        if (!(value instanceof JsonTree.JsonString) || typed) {
          look(value, path, all, line, findings);
        }
        if (all && PersonalNumber.isIn(member.getKey())) {
          findings.add(found(path, tree.line()));
        }
      }
    } else if (tree instanceof JsonTree.JsonArray array && all) {
      array.elements().forEach(each -> look(each, path, true, line, findings));
    } else if (tree instanceof JsonTree.JsonString string && PersonalNumber.isIn(string.value())) {
      findings.add(found(path, line == 0 ? string.line() : line));
    }
  }

  private static Finding found(String path, int line) {
    return Finding.error(
        new Place(path, line, 0, ""),
        "what looks like a personal identity number (hidden)",
        "nobody's number is ever published, and a ledger cannot be changed: it cannot be sealed");
  }
}
