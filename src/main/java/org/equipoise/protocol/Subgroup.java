package org.equipoise.protocol;

import java.util.List;

/**
 * A planned part of the participants, fixed before the draw.
 *
 * @param id the code
 * @param title what people read
 * @param where conditions that must all hold
 */
public record Subgroup(Id id, Text title, List<Condition> where) {

  /** Code of a subgroup. */
  public record Id(String value) {
    @Override
    public String toString() {
      return value;
    }
  }

  /** Keeps its own copy. */
  public Subgroup {
    where = List.copyOf(where);
  }
}
