package org.equipoise.claims;

import java.util.HashMap;
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

  /**
   * @param figures by the id of the claim
   * @param unit the unit of the claim that the formula is about
   * @param read what has been read so far, kept between formulas
   */
  FormulaContext(
      Map<String, Figure> figures,
      FigureRules rules,
      Unit unit,
      Map<String, Optional<Figure>> read) {
    this.figures = figures;
    this.rules = rules;
    this.unit = unit;
    this.read = read;
  }

  static FormulaContext alone(FigureRules rules, Unit unit) {
    return new FormulaContext(Map.of(), rules, unit, new HashMap<>());
  }

  FigureRules rules() {
    return rules;
  }

  Unit unit() {
    return unit;
  }

  boolean knows(String id) {
    return figures.containsKey(id);
  }

  @Nullable Figure figure(String id) {
    return figures.get(id);
  }

  @Nullable Figure read(String printed) {
    return read
        .computeIfAbsent(printed, text -> PrintedFigures.read(text, "", rules))
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
