package org.equipoise.analysis;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.equipoise.finding.Finding;
import org.equipoise.frame.CategoryColumn;
import org.equipoise.frame.Column;
import org.equipoise.frame.Frame;
import org.equipoise.frame.NumberColumn;
import org.equipoise.frame.TextColumn;
import org.equipoise.protocol.DrawRule;
import org.equipoise.protocol.Protocol;
import org.equipoise.protocol.Variable;
import org.jspecify.annotations.Nullable;

/** Reads what the draw decided and what it was restricted to. */
final class DesignReader {

  private final Protocol protocol;
  private final Frame people;
  private final List<Finding> findings;

  private DesignReader(Protocol protocol, Frame people, List<Finding> findings) {
    this.protocol = protocol;
    this.people = people;
    this.findings = findings;
  }

  /** The design of the persons drawn; null when nobody was. */
  static TrialData.@Nullable Design read(Protocol protocol, Frame people, List<Finding> findings) {
    if (people.rows() == 0) {
      findings.add(
          Finding.error(
              org.equipoise.finding.Place.file(people.source()),
              "nobody was drawn to an arm",
              "fill in the column \"" + protocol.data().arm() + "\""));
      return null;
    }
    return new DesignReader(protocol, people, findings).read();
  }

  /**
   * Whether the variable names units or pairs of the draw or holds chances: no trait of a person.
   */
  static boolean decides(Protocol protocol, Variable.Id id) {
    boolean stored =
        protocol.draw() instanceof DrawRule.Recorded recorded
            && recorded.probability() instanceof DrawRule.Probability.Stored chance
            && chance.variable().equals(id);
    return stored || id.equals(protocol.unit().variable()) || id.equals(pairVariable(protocol));
  }

  private TrialData.Design read() {
    int[] arm = people.categories(protocol.data().arm()).codes();
    Variable.Id unit = protocol.unit().variable();
    int[] cluster = unit == null ? null : codes(unit).codes();
    if (cluster != null) {
      oneArmEach(cluster, arm, java.util.Objects.requireNonNull(unit));
    }
    Variable.Id pairVariable = pairVariable(protocol);
    CategoryColumn pairs = pairVariable == null ? null : codes(pairVariable);
    CategoryColumn strata = strata();
    return new TrialData.Design(
        arm,
        strata == null ? null : strata.codes(),
        strata == null ? List.of() : strata.levels(),
        cluster,
        pairs == null ? null : pairs.codes(),
        pairs == null ? List.of() : pairs.levels(),
        probability());
  }

  private static Variable.@Nullable Id pairVariable(Protocol protocol) {
    if (protocol.draw() instanceof DrawRule.MatchedPairs pairs) {
      return pairs.pair();
    }
    return protocol.draw() instanceof DrawRule.Recorded recorded ? recorded.pair() : null;
  }

  /** The combinations of the strata variables that occur, in the order of their levels. */
  private @Nullable CategoryColumn strata() {
    CategoryColumn combined = null;
    for (Variable.Id id : protocol.strata()) {
      CategoryColumn next = codes(id);
      combined = combined == null ? next : crossed(combined, next);
    }
    return combined;
  }

  private static CategoryColumn crossed(CategoryColumn a, CategoryColumn b) {
    int width = b.levels().size();
    int[] counts = new int[a.levels().size() * width];
    for (int i = 0; i < a.size(); i++) {
      if (!a.isMissing(i) && !b.isMissing(i)) {
        counts[a.codeAt(i) * width + b.codeAt(i)]++;
      }
    }
    int[] codeOf = new int[counts.length];
    List<String> levels = new ArrayList<>();
    for (int c = 0; c < counts.length; c++) {
      if (counts[c] > 0) {
        codeOf[c] = levels.size();
        levels.add(a.levels().get(c / width) + " × " + b.levels().get(c % width));
      }
    }
    int[] codes = new int[a.size()];
    for (int i = 0; i < codes.length; i++) {
      codes[i] =
          a.isMissing(i) || b.isMissing(i)
              ? CategoryColumn.MISSING
              : codeOf[a.codeAt(i) * width + b.codeAt(i)];
    }
    return CategoryColumn.of(a.name() + " × " + b.name(), levels, codes);
  }

  /** A variable that must be known for everybody drawn, as codes. */
  private CategoryColumn codes(Variable.Id id) {
    String name = protocol.data().columnOf(id.value());
    Variable variable = protocol.variable(id).orElseThrow();
    Variable.Bands bands = variable.bands();
    if (bands != null) {
      return banded(id, bands);
    }
    Column column = people.column(name);
    known(column);
    if (column instanceof CategoryColumn categories) {
      return categories;
    }
    if (column instanceof TextColumn texts) {
      return texts.toCategories();
    }
    List<@Nullable String> spelled = new ArrayList<>(column.size());
    for (int row = 0; row < column.size(); row++) {
      spelled.add(column.isMissing(row) ? null : value(column, row));
    }
    return TextColumn.of(name, spelled).toCategories();
  }

  private CategoryColumn banded(Variable.Id id, Variable.Bands bands) {
    String name = protocol.data().columnOf(bands.of().value());
    NumberColumn numbers = people.numbers(name);
    known(numbers);
    CategoryColumn codes = Coding.banded(id, bands, numbers.values());
    for (int row = 0; row < codes.size(); row++) {
      if (codes.isMissing(row) && !numbers.isMissing(row)) {
        findings.add(
            Finding.error(
                people.placeOf(row, name),
                "the value lies in no band of \"" + id + "\"",
                "correct it here, or the bands in the protocol"));
      }
    }
    return codes;
  }

  private void known(Column column) {
    for (int row = 0; row < column.size(); row++) {
      if (column.isMissing(row)) {
        findings.add(
            Finding.error(
                people.placeOf(row, column.name()),
                "no value for a person who was drawn",
                "fill it in: the draw depends on it"));
      }
    }
  }

  private static String value(Column column, int row) {
    if (column instanceof NumberColumn numbers) {
      double value = numbers.at(row);
      return value == Math.rint(value) && Math.abs(value) < 1e15
          ? Long.toString((long) value)
          : Double.toString(value);
    }
    return String.valueOf(((org.equipoise.frame.DateColumn) column).at(row));
  }

  private void oneArmEach(int[] cluster, int[] arm, Variable.Id unit) {
    Map<Integer, Integer> firstRow = new HashMap<>();
    for (int row = 0; row < cluster.length; row++) {
      Integer first = firstRow.putIfAbsent(cluster[row], row);
      if (first != null && arm[first] != arm[row]) {
        findings.add(
            Finding.error(
                people.placeOf(row, protocol.data().arm()),
                "another arm than line " + people.lineOf(first) + " of the same " + unit,
                "one arm for all of a unit that is drawn together"));
      }
    }
  }

  private double @Nullable [] probability() {
    if (!(protocol.draw() instanceof DrawRule.Recorded recorded)
        || !(recorded.probability() instanceof DrawRule.Probability.Stored stored)) {
      return null;
    }
    NumberColumn column = people.numbers(protocol.data().columnOf(stored.variable().value()));
    known(column);
    for (int row = 0; row < column.size(); row++) {
      double p = column.at(row);
      if (!column.isMissing(row) && !(p > 0 && p < 1)) {
        findings.add(
            Finding.error(
                people.placeOf(row, column.name()),
                "\"" + value(column, row) + "\" is no chance of being drawn to an arm",
                "write a number above 0 and below 1"));
      }
    }
    return column.values();
  }
}
