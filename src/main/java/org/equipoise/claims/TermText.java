package org.equipoise.claims;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.commons.math3.fraction.BigFraction;

/** Formulas in print, with the figures of other claims put in. */
final class TermText {

  private static final int SUM = 1;
  private static final int PRODUCT = 2;
  private static final int OPERAND = 3;

  private final Map<String, Figure> figures;

  TermText(Map<String, Figure> figures) {
    this.figures = figures;
  }

  String of(Term term) {
    return text(term, SUM);
  }

  private String text(Term term, int binding) {
    if (term instanceof Term.Literal literal) {
      return literal.figure().printed();
    }
    if (term instanceof Term.Reference reference) {
      Figure figure = figures.get(reference.id());
      return figure == null ? reference.id() : figure.printed();
    }
    if (term instanceof Term.Sum sum) {
      return bracket(joined(sum.terms(), " + ", SUM), binding > SUM);
    }
    if (term instanceof Term.Difference minus) {
      String text = text(minus.from(), SUM) + " \u2212 " + text(minus.less(), PRODUCT);
      return bracket(text, binding > SUM);
    }
    if (term instanceof Term.Product product) {
      return isMinus(product.left())
          ? "\u2212" + text(product.right(), OPERAND)
          : bracket(
              text(product.left(), PRODUCT) + " \u00d7 " + text(product.right(), PRODUCT),
              binding > PRODUCT);
    }
    if (term instanceof Term.Quotient quotient) {
      String text = text(quotient.over(), PRODUCT) + " / " + text(quotient.under(), OPERAND);
      return bracket(text, binding > PRODUCT);
    }
    if (term instanceof Term.Mean mean) {
      return "(" + joined(mean.values(), ", ", SUM) + ")" + shares(mean);
    }
    if (term instanceof Term.Missing missing) {
      return "\u201d" + missing.text() + "\u201d";
    }
    if (term instanceof Term.Call call) {
      return call.name()
          + call.arguments().stream()
              .map(this::argument)
              .collect(Collectors.joining(", ", "(", ")"));
    }
    return term instanceof Term.Word word ? word.text() : "";
  }

  private String argument(Term.Argument argument) {
    String values = joined(argument.values(), ", ", SUM);
    return argument.name().isEmpty() ? values : argument.name() + ": " + values;
  }

  private String shares(Term.Mean mean) {
    if (mean.shares().isEmpty()) {
      return "";
    }
    List<Term> percents =
        mean.shares().stream()
            .map(each -> each instanceof Term.Quotient quotient ? quotient.over() : each)
            .toList();
    return " @ " + joined(percents, "/", OPERAND);
  }

  private String joined(List<Term> terms, String between, int binding) {
    return terms.stream().map(each -> text(each, binding)).collect(Collectors.joining(between));
  }

  private static boolean isMinus(Term term) {
    return term instanceof Term.Literal literal
        && literal.figure().nominal().equals(BigFraction.MINUS_ONE);
  }

  private static String bracket(String text, boolean needed) {
    return needed ? "(" + text + ")" : text;
  }
}
