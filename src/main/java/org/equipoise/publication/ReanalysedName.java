package org.equipoise.publication;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which row of a re-analysis it is.
 *
 * @param outcome the outcome
 * @param moment the wave or the number of the period; empty code where there is one time only
 * @param group the subgroup; empty code for everybody
 * @param term the arm, or what else is estimated
 * @param analysis the planned analysis
 */
public record ReanalysedName(Part outcome, Part moment, Part group, Part term, Part analysis) {

  /**
   * One part of a name.
   *
   * @param code its code in the plan; empty where the part says nothing
   * @param titles what people call it, by language tag; may be empty
   */
  public record Part(String code, Map<String, String> titles) {

    /** A part that says nothing. */
    public static final Part NONE = new Part("", Map.of());

    /** A code that is all there is. */
    public static Part of(String code) {
      return new Part(code, Map.of());
    }

    /** What people call it in a language; its code where the plan has no words. */
    public String in(String languageTag) {
      String title = titles.get(languageTag);
      String english = title != null ? title : titles.get("en");
      return english != null
          ? english
          : new TreeMap<>(titles).values().stream().findFirst().orElse(code);
    }

    /** Keeps its own copy. */
    public Part {
      titles = Map.copyOf(titles);
    }
  }

  /** The parts in the order of a printed name. */
  List<Part> parts() {
    return List.of(outcome, moment, group, term, analysis);
  }
}
