package org.equipoise.claims;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Walks through formulas. */
final class Terms {

  private Terms() {}

  /** The formulas that a formula is made of, one level down. */
  static List<Term> parts(Term term) {
    if (term instanceof Term.Sum sum) {
      return sum.terms();
    }
    if (term instanceof Term.Difference minus) {
      return List.of(minus.from(), minus.less());
    }
    if (term instanceof Term.Product product) {
      return List.of(product.left(), product.right());
    }
    if (term instanceof Term.Quotient quotient) {
      return List.of(quotient.over(), quotient.under());
    }
    if (term instanceof Term.Mean mean) {
      return Stream.concat(mean.values().stream(), mean.shares().stream()).toList();
    }
    if (term instanceof Term.Call call) {
      return call.arguments().stream().flatMap(each -> each.values().stream()).toList();
    }
    return List.of();
  }

  /** The same formula with each of its parts, one level down, put through a change. */
  static Term map(Term term, UnaryOperator<Term> change) {
    if (term instanceof Term.Sum sum) {
      return new Term.Sum(all(sum.terms(), change));
    }
    if (term instanceof Term.Difference minus) {
      return new Term.Difference(change.apply(minus.from()), change.apply(minus.less()));
    }
    if (term instanceof Term.Product product) {
      return new Term.Product(change.apply(product.left()), change.apply(product.right()));
    }
    if (term instanceof Term.Quotient quotient) {
      return new Term.Quotient(change.apply(quotient.over()), change.apply(quotient.under()));
    }
    if (term instanceof Term.Mean mean) {
      return new Term.Mean(
          mean.partition(), all(mean.values(), change), all(mean.shares(), change));
    }
    return term;
  }

  private static List<Term> all(List<Term> terms, UnaryOperator<Term> change) {
    return terms.stream().map(change).toList();
  }

  /** The codes of the claims that it names, in the order written. */
  static Set<String> references(Term term) {
    Set<String> ids = new LinkedHashSet<>();
    addReferences(term, ids);
    return ids;
  }

  private static void addReferences(Term term, Set<String> ids) {
    if (term instanceof Term.Reference reference) {
      ids.add(reference.id());
    }
    parts(term).forEach(part -> addReferences(part, ids));
  }

  /** The first amount that is not printed; empty when there is none. */
  static String missing(Term term) {
    if (term instanceof Term.Missing missing) {
      return missing.text();
    }
    for (Term part : parts(term)) {
      String found = missing(part);
      if (!found.isEmpty()) {
        return found;
      }
    }
    return "";
  }
}
