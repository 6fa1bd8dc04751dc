package org.equipoise.protocol;

import java.util.List;

/**
 * Something that holds for some persons.
 *
 * @param variable the baseline variable asked about
 * @param is the codes that satisfy it ({@code yes} or {@code no} for a binary variable); empty when
 *     the range decides
 * @param range the values that satisfy it when the variable is a number
 */
public record Condition(Variable.Id variable, List<String> is, Range range) {

  /** Keeps its own copy. */
  public Condition {
    is = List.copyOf(is);
  }
}
