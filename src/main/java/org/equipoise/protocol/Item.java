package org.equipoise.protocol;

import java.util.List;

/**
 * One question of the survey instrument.
 *
 * @param id the code
 * @param question what is asked
 * @param type kind of answer
 * @param levels the answers of a category or ordinal item, in order from lowest to highest
 * @param range the values that make sense for a number
 * @param waves the waves that ask it; empty for every wave
 * @param respondents who is asked; empty for participants only
 * @param themes what answers in free text are coded to by hand
 */
public record Item(
    Id id,
    Text question,
    ValueType type,
    List<Level> levels,
    Range range,
    List<Wave.Id> waves,
    List<Respondent.Id> respondents,
    List<Level> themes) {

  /** Code of an item. */
  public record Id(String value) {
    @Override
    public String toString() {
      return value;
    }
  }

  /** Keeps its own copies. */
  public Item {
    levels = List.copyOf(levels);
    waves = List.copyOf(waves);
    respondents = List.copyOf(respondents);
    themes = List.copyOf(themes);
  }

  /** Whether {@code wave} asks this item. */
  public boolean askedAt(Wave.Id wave) {
    return waves.isEmpty() || waves.contains(wave);
  }
}
