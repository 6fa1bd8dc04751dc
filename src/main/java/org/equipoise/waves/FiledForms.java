package org.equipoise.waves;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.equipoise.protocol.Respondent;
import org.equipoise.protocol.Wave;
import org.equipoise.trial.Filed;
import org.equipoise.trial.Filed.Flag;
import org.equipoise.trial.Filed.How;

/**
 * What became of the answered forms of one wave and respondent.
 *
 * @param wave the wave
 * @param respondent who answered
 * @param how how many were new, unchanged and so on
 * @param flags how many of those written to the ledger are late, partial and so on
 */
public record FiledForms(
    Wave.Id wave, Respondent.Id respondent, Map<How, Integer> how, Map<Flag, Integer> flags) {

  /** Which forms are counted together. */
  private record Kind(Wave.Id wave, Respondent.Id respondent) {}

  /** Keeps its own copies. */
  public FiledForms {
    how = Collections.unmodifiableMap(new TreeMap<>(how));
    flags = Collections.unmodifiableMap(new TreeMap<>(flags));
  }

  /** How many forms were read. */
  public int read() {
    return how.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** Whether this form was written to the ledger now. */
  public static boolean isWritten(Filed filed) {
    return switch (filed.how()) {
      case NEW, CONTINUED, REPLACED -> true;
      case UNCHANGED, DUPLICATE, SET_ASIDE -> false;
    };
  }

  /** Counts forms by wave and respondent, in the order of the waves met. */
  public static List<FiledForms> of(List<Filed> filed) {
    Map<Kind, Map<How, Integer>> how = new LinkedHashMap<>();
    Map<Kind, Map<Flag, Integer>> flags = new LinkedHashMap<>();
    for (Filed one : filed) {
      Kind kind = new Kind(one.sheet().wave(), one.sheet().respondent());
      how.computeIfAbsent(kind, k -> new EnumMap<>(How.class)).merge(one.how(), 1, Integer::sum);
      Map<Flag, Integer> ofKind = flags.computeIfAbsent(kind, k -> new EnumMap<>(Flag.class));
      if (isWritten(one)) {
        one.flags().forEach(flag -> ofKind.merge(flag, 1, Integer::sum));
      }
    }
    List<FiledForms> forms = new ArrayList<>();
    how.forEach(
        (kind, counts) ->
            forms.add(
                new FiledForms(
                    kind.wave(), kind.respondent(), counts, flags.getOrDefault(kind, Map.of()))));
    return forms;
  }
}
