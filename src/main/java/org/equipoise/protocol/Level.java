package org.equipoise.protocol;

import java.util.List;

/**
 * One value that a category or an ordinal answer can take.
 *
 * @param code the code used in data
 * @param title what people read
 * @param spelled other spellings of the same value in data files
 */
public record Level(String code, Text title, List<String> spelled) {

  /** Keeps its own copy of the spellings. */
  public Level {
    spelled = List.copyOf(spelled);
  }
}
