package org.equipoise.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.equipoise.trial.Filed;
import org.equipoise.waves.FiledForms;

/** What became of answers that came in, for programs: never an answer itself. */
public final class AnswersFields {

  private AnswersFields() {}

  /**
   * Counts by wave and respondent, and every form about which there is something to know.
   *
   * @param dry whether it was only thought through
   */
  public static Map<String, Object> of(List<Filed> filed, boolean dry) {
    List<Map<String, Object>> counts = new ArrayList<>();
    for (FiledForms one : FiledForms.of(filed)) {
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("wave", one.wave());
      row.put("respondent", one.respondent());
      row.put("read", one.read());
      for (Filed.How how : Filed.How.values()) {
        row.put(word(how), one.how().getOrDefault(how, 0));
      }
      for (Filed.Flag flag : Filed.Flag.values()) {
        row.put(word(flag), one.flags().getOrDefault(flag, 0));
      }
      counts.add(row);
    }
    List<Map<String, Object>> listed = new ArrayList<>();
    for (Filed one : filed) {
      boolean plain = one.how() == Filed.How.NEW || one.how() == Filed.How.UNCHANGED;
      if (!plain || !one.flags().isEmpty()) {
        listed.add(form(one));
      }
    }
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("dry", dry);
    all.put("counts", counts);
    all.put("forms", listed);
    return all;
  }

  private static Map<String, Object> form(Filed one) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("place", one.sheet().place());
    row.put("person", one.sheet().person());
    row.put("wave", one.sheet().wave());
    row.put("respondent", one.sheet().respondent());
    row.put("on", one.sheet().on());
    row.put("how", word(one.how()));
    row.put("flags", one.flags().stream().sorted().map(AnswersFields::word).toList());
    row.put("why", one.why());
    row.put("line", one.line());
    return row;
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
