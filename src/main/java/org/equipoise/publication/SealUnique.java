package org.equipoise.publication;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.equipoise.finding.Finding;
import org.equipoise.finding.Place;
import org.equipoise.protocol.DataLayout;
import org.equipoise.protocol.Protocol;
import org.equipoise.protocol.Variable;

/**
 * How many people stand alone when everything packed that was known of them before the draw is put
 * together: what the divisions of the protocol do not tell apart, all columns at once may.
 *
 * @param columns the columns of background that are packed
 * @param people how many people have anything in them
 * @param alone the rows of those whom nobody else is like
 */
public record SealUnique(List<String> columns, int people, List<Finding> alone) {

  /** Keeps its own copies. */
  public SealUnique {
    columns = List.copyOf(columns);
    alone = List.copyOf(alone);
  }

  /** Who stands alone in the file with the persons. */
  public static SealUnique of(Protocol protocol, SealTable main) {
    List<String> columns = background(protocol).stream().filter(main::has).toList();
    List<List<String>> cells = columns.stream().map(main::column).toList();
    List<String> ids = main.column(protocol.data().idColumn());
    Map<List<String>, List<Integer>> alike = new LinkedHashMap<>();
    Set<String> seen = new LinkedHashSet<>();
    int people = 0;
    for (int row = 0; row < ids.size(); row++) {
      List<String> known = new ArrayList<>(columns.size());
      for (List<String> column : cells) {
        known.add(column.get(row).strip().toLowerCase(Locale.ROOT));
      }
      boolean again = !ids.get(row).isEmpty() && !seen.add(ids.get(row));
      if (!again && !known.stream().allMatch(String::isEmpty)) {
        people++;
        alike.computeIfAbsent(known, key -> new ArrayList<>()).add(row);
      }
    }
    List<Finding> alone = new ArrayList<>();
    for (List<Integer> rows : alike.values()) {
      if (rows.size() == 1) {
        int row = rows.get(0);
        Place place = new Place(main.path(), main.lines().get(row), 0, "");
        String found = " alone in the combination of " + String.join(", ", columns);
        String who = ids.get(row).isEmpty() ? "a person is" : ids.get(row) + " is";
        alone.add(Finding.error(place, who + found, "pack fewer columns, or coarser ones"));
      }
    }
    return new SealUnique(columns, people, alone);
  }

  /** What was known of people before the draw, in the words of the data layout. */
  static Set<String> background(Protocol protocol) {
    DataLayout layout = protocol.data();
    Set<String> columns = new LinkedHashSet<>();
    columns.add(layout.columnOf(Protocol.SITE.value()));
    columns.add(layout.columnOf(Protocol.REFERRER.value()));
    for (Variable variable : protocol.variables()) {
      columns.add(layout.columnOf(variable.id().value()));
    }
    return columns;
  }

  /** Why not, where nobody may stand alone. */
  public List<Finding> refusals() {
    return SealRules.capped(alone);
  }
}
