package org.equipoise.trial;

import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.equipoise.finding.Place;
import org.equipoise.ledger.PersonId;
import org.equipoise.protocol.Item;
import org.equipoise.protocol.Respondent;
import org.equipoise.protocol.Wave;
import org.jspecify.annotations.Nullable;

/**
 * One answered form as it comes in, read and checked by the instrument.
 *
 * @param person about whom
 * @param wave the wave
 * @param respondent who answered
 * @param on the day of the answer
 * @param mode how it was answered; null when that is not told
 * @param language language of the form, two letters; empty when that is not told
 * @param values by item, as in {@link AnswerRecord#values}; items without an answer left out
 * @param place where it came from
 */
public record AnswerSheet(
    PersonId person,
    Wave.Id wave,
    Respondent.Id respondent,
    LocalDate on,
    Wave.@Nullable Mode mode,
    String language,
    Map<Item.Id, String> values,
    Place place) {
  /** Keeps its own copy. */
  public AnswerSheet {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }
}
