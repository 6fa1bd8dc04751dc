package org.equipoise.claims;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.equipoise.claims.Figure.Unit;
import org.jspecify.annotations.Nullable;

/** What a formula is read with: the figures that other claims print, and how numbers are read. */
final class FormulaContext {

  private final Map<String, Figure> figures;
  private final FigureRules rules;
  private final Unit unit;

  /** The same hedged number is read once. */
  private final Map<String, Optional<Figure>> read;

  private final Map<String, List<Term>> partitions;

  /**
   * @param figures by the id of the claim
   * @param unit the unit of the claim that the formula is about
   * @param read what has been read so far, kept between formulas
   * @param partitions the shares of the partitions that the document declares, by small letters
   */
  FormulaContext(
      Map<String, Figure> figures,
      FigureRules rules,
      Unit unit,
      Map<String, Optional<Figure>> read,
      Map<String, List<Term>> partitions) {
    this.figures = figures;
    this.rules = rules;
    this.unit = unit;
    this.read = read;
    this.partitions = partitions;
  }

  FigureRules rules() {
    return rules;
  }

  Unit unit() {
    return unit;
  }

  /** The shares of a partition; none when they are not printed. */
  List<Term> shares(String partition) {
    return partitions.getOrDefault(partition.toLowerCase(Locale.ROOT), List.of());
  }

  boolean knows(String id) {
    return figures.containsKey(id);
  }

  @Nullable Figure figure(String id) {
    return figures.get(id);
  }

  /** A number with words around it; null when it is none. */
  @Nullable Figure read(String printed, String beside) {
    return read.computeIfAbsent(
            printed + "|" + beside, any -> PrintedFigures.read(printed, beside, rules))
        .orElse(null);
  }

  Unit unitOf(Term term) {
    if (term instanceof Term.Literal literal) {
      return literal.figure().unit();
    }
    Figure figure = term instanceof Term.Reference reference ? figures.get(reference.id()) : null;
    return figure == null ? Unit.NUMBER : figure.unit();
  }
}
