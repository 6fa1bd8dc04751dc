package org.equipoise.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.equipoise.adoption.AdoptionPlan;
import org.equipoise.adoption.AdoptionPlan.Assumptions;
import org.equipoise.adoption.AdoptionPlan.Group;
import org.equipoise.adoption.AdoptionPlan.Measured;
import org.equipoise.protocol.Text;

/**
 * The plan of a study of adoption in plain words: who is compared with whom and what has to be
 * believed for that, what is looked at in whom, what will be estimated and what will not be shown.
 */
public final class AdoptionExplanation {

  static final String CATALOGUE = "adoption-plan";

  private final AdoptionPlan plan;
  private final ProtocolExplanationWords words;
  private final ProtocolExplanationPage page = new ProtocolExplanationPage();

  private AdoptionExplanation(AdoptionPlan plan, ProtocolExplanationWords words) {
    this.plan = plan;
    this.words = words;
  }

  /**
   * The explanation as lines of plain text, at most 80 columns wide where words allow.
   *
   * @param plan a plan without errors
   * @param language {@code en} or {@code sv}; texts that the plan lacks in it appear in English
   * @throws IllegalArgumentException for another language
   */
  public static String explain(AdoptionPlan plan, String language) {
    AdoptionExplanation explanation =
        new AdoptionExplanation(plan, ProtocolExplanationWords.in(language, CATALOGUE));
    explanation.write();
    return explanation.page.toString();
  }

  private void write() {
    page.title(words.of(plan.title()));
    page.title(words.say("version", plan.id(), plan.version()));
    page.head(words.say("question"));
    page.paragraph(words.of(plan.purpose()));
    comparison();
    units();
    outcomes();
    page.head(words.say("analyses"));
    page.paragraph(words.say("analyses.effects"));
    new AdoptionExplanationAnalyses(plan, words, time()).write(page);
    hidden();
    assumed();
    caveats();
  }

  private void comparison() {
    page.head(words.say("comparison"));
    page.paragraph(
        words.say(
            "comparison.nobody", words.of(plan.unit().title()), words.of(plan.adoption().title())));
    page.paragraph(words.say("comparison.how", time()));
    page.paragraph(words.say("comparison.assumption", words.say("the." + timeKind())));
    int anticipation = plan.adoption().anticipation();
    String from = Integer.toString(plan.periods().from());
    if (anticipation > 0) {
      page.paragraph(words.say("comparison.anticipation", anticipation, time()));
      page.paragraph(words.say("comparison.first.anticipation", from));
    } else {
      page.paragraph(words.say("comparison.first", from));
    }
    if (!plan.covariates().isEmpty()) {
      List<String> titles = plan.covariates().stream().map(c -> words.quoted(c.title())).toList();
      page.paragraph(words.say("comparison.covariates", words.list(titles)));
    }
  }

  /** What the period's column says it is. */
  private String time() {
    return words.say("time." + timeKind());
  }

  private String timeKind() {
    return switch (plan.periods().column().toLowerCase(Locale.ROOT)) {
      case "year", "år", "ar" -> "year";
      case "month", "månad", "manad" -> "month";
      case "quarter", "kvartal" -> "quarter";
      default -> "period";
    };
  }

  private void units() {
    page.head(words.say("units"));
    String title = words.of(plan.unit().title());
    page.paragraph(
        words.say(
            "units.periods",
            title.substring(0, 1).toUpperCase(Locale.ROOT) + title.substring(1),
            Integer.toString(plan.periods().from()),
            Integer.toString(plan.periods().to())));
    page.paragraph(words.say("units.groups"));
    plan.groups().forEach(group -> page.point(words.of(group.title())));
    String cluster = plan.cluster();
    if (cluster != null) {
      page.paragraph(words.say("units.cluster", cluster));
    }
    String weight = plan.weight();
    if (weight != null) {
      page.paragraph(words.say("units.weight", weight));
    }
    String data =
        words.say(
            "units.data", plan.unit().column(), plan.periods().column(), plan.adoption().column());
    String group = plan.groupColumn();
    page.paragraph(group == null ? data : data + " " + words.say("units.group-column", group));
  }

  private void outcomes() {
    page.head(words.say("outcomes"));
    Set<String> families = new LinkedHashSet<>();
    plan.outcomes().forEach(outcome -> families.add(outcome.family()));
    for (String family : families) {
      page.paragraph(family.isEmpty() ? words.say("family.none") : words.say("family", family));
      plan.outcomes().stream()
          .filter(outcome -> outcome.family().equals(family))
          .forEach(this::outcome);
    }
    Map<String, List<String>> caveats = new LinkedHashMap<>();
    for (Measured outcome : plan.outcomes()) {
      Text caveat = outcome.caveat();
      if (caveat != null) {
        caveats
            .computeIfAbsent(words.of(caveat), key -> new ArrayList<>())
            .add(words.quoted(outcome.title()));
      }
    }
    if (!caveats.isEmpty()) {
      page.paragraph(words.say("outcome.caveats"));
    }
    caveats.forEach(
        (caveat, titles) -> page.point(words.say("outcome.caveat", words.list(titles), caveat)));
  }

  private void outcome(Measured outcome) {
    String title = words.of(outcome.title());
    String named = outcome.primary() ? words.say("primary", title) : title;
    String scale = words.word("scale", outcome.unit());
    page.point(words.say("outcome", named, scale, words.word("direction", outcome.direction())));
    if (plan.groups().stream().anyMatch(group -> !outcome.appliesTo(group))) {
      List<String> groups =
          plan.groups().stream()
              .filter(outcome::appliesTo)
              .map(Group::title)
              .map(words::quoted)
              .toList();
      page.below(words.say("outcome.groups", words.list(groups)));
    }
  }

  private void hidden() {
    page.head(words.say("hidden"));
    page.point(words.say("hidden.units", plan.cells().units()));
    if (plan.cells().population() > 0) {
      page.point(words.say("hidden.population", plan.cells().population()));
    }
    page.point(words.say("hidden.two-way"));
    page.point(words.say("hidden.unplanned"));
  }

  private void assumed() {
    Assumptions assumed = plan.assumptions();
    if (assumed == null) {
      return;
    }
    page.head(words.say("assumed"));
    List<String> joined = new ArrayList<>();
    int adopting = 0;
    for (Map.Entry<Integer, Integer> each : new TreeMap<>(assumed.joined()).entrySet()) {
      joined.add(words.say("assumed.joined", each.getValue(), each.getKey().toString()));
      adopting += each.getValue();
    }
    page.paragraph(words.say("assumed.units", assumed.units(), adopting, words.list(joined)));
    page.paragraph(words.say("assumed.only"));
  }

  private void caveats() {
    if (!plan.caveats().isEmpty()) {
      page.head(words.say("caveats"));
      plan.caveats().forEach(caveat -> page.point(words.of(caveat)));
    }
  }
}
