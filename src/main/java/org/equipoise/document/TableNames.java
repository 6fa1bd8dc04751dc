package org.equipoise.document;

import java.util.HashSet;
import java.util.Set;

/** Gives every table of a document a name of its own, also where two have the same caption. */
final class TableNames {

  private final Set<String> given = new HashSet<>();

  /** A table by its name; by chapter and name, or with a number, where the name is taken. */
  PageTable unique(PageTable table, String chapter) {
    String name = table.name();
    if (given.add(name)) {
      return table;
    }
    String longer = chapter.isEmpty() || chapter.equals(name) ? name : chapter + ": " + name;
    String own = longer;
    for (int again = 2; !given.add(own); again++) {
      own = longer + " (" + again + ")";
    }
    return table.named(own);
  }
}
