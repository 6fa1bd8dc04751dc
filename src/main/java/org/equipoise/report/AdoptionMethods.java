package org.equipoise.report;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.equipoise.adoption.AdoptionPlan;
import org.equipoise.adoption.AdoptionPlan.Analysis;
import org.equipoise.adoption.AdoptionPlan.Base;
import org.equipoise.adoption.AdoptionPlan.Control;
import org.equipoise.adoption.AdoptionPlan.Covariate;
import org.equipoise.adoption.AdoptionPlan.Incomplete;
import org.equipoise.adoption.AdoptionResults.Cohort;
import org.equipoise.adoption.AdoptionResults.Input;
import org.equipoise.adoption.AdoptionResults.Part;
import org.equipoise.adoption.AdoptionResults.Reading;
import org.equipoise.adoption.AdoptionResults.Row;
import org.equipoise.disclosure.ReleasedAdoption;
import org.equipoise.document.Block;
import org.equipoise.document.Section;
import org.equipoise.panel.StaggeredPanel;

/**
 * How a study of adoption was done, as a journal prints it, each clause only if it happened: a
 * method stands here when there is a number of it.
 */
final class AdoptionMethods {

  private static final List<String> OTHERS =
      List.of("two-way-fixed-effects", "sun-abraham", "imputation", "stacked");

  private final ReleasedAdoption released;
  private final AdoptionPlan plan;
  private final AdoptionWording wording;
  private final Set<AdoptionReference> used = EnumSet.noneOf(AdoptionReference.class);

  AdoptionMethods(ReleasedAdoption released, AdoptionWording wording) {
    this.released = released;
    this.plan = released.plan();
    this.wording = wording;
  }

  /** The paragraphs, and what they refer to. */
  List<Section> sections() {
    List<Block> blocks = new ArrayList<>();
    blocks.add(new Block.Paragraph(design()));
    for (Analysis analysis : plan.analyses()) {
      List<AdoptionAnswers> all = AdoptionAnswers.of(released, analysis);
      if (all.stream().anyMatch(answers -> answers.nothing() == null)) {
        blocks.add(new Block.Paragraph(estimates(analysis) + doubts(all)));
      }
    }
    blocks.add(new Block.Paragraph(cells()));
    List<Section> sections = new ArrayList<>();
    sections.add(new Section("", blocks));
    if (!used.isEmpty()) {
      List<Block> entries = new ArrayList<>();
      used.forEach(reference -> entries.add(new Block.Point(reference.entry())));
      sections.add(new Section(say(AdoptionReportWord.REFERENCES), entries));
    }
    return sections;
  }

  /** How somebody else gets the same numbers. */
  List<Section> again(List<String> command) {
    List<Block.Fact> facts = new ArrayList<>();
    facts.add(new Block.Fact(say(AdoptionReportWord.AGAIN_PROGRAM), released.program()));
    String version = String.valueOf(plan.version());
    String named = say(AdoptionReportWord.AGAIN_PLAN, plan.id(), version);
    facts.add(new Block.Fact(named, released.digest()));
    for (Input input : released.inputs()) {
      String rows = wording.numerals().count(input.rows());
      String file = say(AdoptionReportWord.AGAIN_INPUT, input.file(), rows);
      facts.add(new Block.Fact(file, input.digest()));
    }
    for (Analysis analysis : plan.analyses()) {
      String seed = say(AdoptionReportWord.AGAIN_SEED, wording.text(analysis.title()));
      facts.add(new Block.Fact(seed, String.valueOf(analysis.seed())));
    }
    List<Block> blocks = new ArrayList<>();
    blocks.add(new Block.Paragraph(say(AdoptionReportWord.AGAIN_LEAD)));
    if (!command.isEmpty()) {
      blocks.add(new Block.Code(line(command)));
    }
    blocks.add(new Block.Facts(facts));
    return List.of(new Section("", blocks));
  }

  private static String line(List<String> command) {
    List<String> words = new ArrayList<>();
    for (String word : command) {
      words.add(word.isEmpty() || word.contains(" ") ? "'" + word + "'" : word);
    }
    return String.join(" ", words);
  }

  private String say(AdoptionReportWord word, String... parts) {
    return wording.report(word, parts);
  }

  private String design() {
    int adopted = 0;
    int never = 0;
    TreeSet<Integer> firsts = new TreeSet<>();
    for (Cohort cohort : released.cohorts()) {
      if (cohort.first() == StaggeredPanel.NEVER) {
        never += cohort.units();
      } else {
        adopted += cohort.units();
        firsts.add(cohort.first());
      }
    }
    String units = AdoptionWording.lower(wording.text(plan.unit().title()));
    String to = String.valueOf(plan.periods().to());
    String first = firsts.isEmpty() ? "" : String.valueOf(firsts.first());
    String last = firsts.isEmpty() ? "" : String.valueOf(firsts.last());
    return say(
        AdoptionReportWord.DESIGN,
        wording.numerals().count(adopted + never),
        units,
        String.valueOf(plan.periods().from()),
        to,
        wording.numerals().count(adopted),
        AdoptionWording.lower(wording.text(plan.adoption().title())),
        first,
        last,
        wording.numerals().count(never));
  }

  private String estimates(Analysis analysis) {
    used.add(AdoptionReference.CALLAWAY_SANTANNA);
    StringBuilder words = new StringBuilder();
    String control =
        wording.say(
            analysis.control() == Control.NEVER_TREATED
                ? AdoptionWord.NEVER_TREATED
                : AdoptionWord.NOT_YET_TREATED);
    words.append(
        say(
            AdoptionReportWord.ESTIMATED,
            wording.text(analysis.title()),
            control,
            covariates(analysis),
            wording.numerals().fixed(analysis.from(), 0),
            wording.numerals().fixed(analysis.to(), 0)));
    boolean universal = analysis.base() == Base.UNIVERSAL;
    add(words, universal ? AdoptionReportWord.BASE_UNIVERSAL : AdoptionReportWord.BASE_VARYING);
    if (plan.adoption().anticipation() > 0) {
      String periods = String.valueOf(plan.adoption().anticipation());
      add(words, AdoptionReportWord.ANTICIPATION, periods);
    }
    String weight = plan.weight();
    if (analysis.weighted() && weight != null) {
      add(words, AdoptionReportWord.WEIGHTED, weight);
    }
    add(
        words,
        analysis.incomplete() == Incomplete.LEAVE_OUT
            ? AdoptionReportWord.INCOMPLETE_LEFT_OUT
            : AdoptionReportWord.INCOMPLETE_SECTIONS);
    String level = wording.numerals().level(analysis.level());
    String cluster = plan.cluster();
    if (cluster == null) {
      add(words, AdoptionReportWord.ERRORS_UNITS, level);
    } else {
      add(words, AdoptionReportWord.ERRORS_CLUSTERS, level, cluster);
    }
    String draws = wording.numerals().count(analysis.draws());
    add(words, AdoptionReportWord.BANDS, draws, String.valueOf(analysis.seed()));
    if (analysis.multiplicity()) {
      used.add(AdoptionReference.HOLM);
      add(words, AdoptionReportWord.CORRECTED);
    }
    return words.toString();
  }

  private void add(StringBuilder words, AdoptionReportWord word, String... parts) {
    words.append(' ').append(say(word, parts));
  }

  private String covariates(Analysis analysis) {
    List<String> held = new ArrayList<>();
    for (Covariate covariate : plan.covariates()) {
      if (analysis.covariates().contains(covariate.id())) {
        held.add(AdoptionWording.lower(wording.text(covariate.title())));
      }
    }
    if (held.isEmpty()) {
      return say(AdoptionReportWord.WITHOUT_COVARIATES);
    }
    String listed = wording.list(held);
    return switch (analysis.method()) {
      case UNCONDITIONAL -> say(AdoptionReportWord.WITHOUT_COVARIATES);
      case REGRESSION -> say(AdoptionReportWord.BY_REGRESSION, listed);
      case WEIGHTING -> {
        used.add(AdoptionReference.ABADIE);
        yield say(AdoptionReportWord.BY_WEIGHTING, listed);
      }
      case DOUBLY_ROBUST -> {
        used.add(AdoptionReference.SANTANNA_ZHAO);
        yield say(AdoptionReportWord.DOUBLY_ROBUST, listed);
      }
    };
  }

  /** Other estimators, the decomposition, the test and the bounds, where there are numbers. */
  private String doubts(List<AdoptionAnswers> all) {
    StringBuilder words = new StringBuilder();
    List<String> others = new ArrayList<>();
    for (String estimator : OTHERS) {
      if (there(all, Part.OVERALL, estimator)) {
        others.add(wording.report("Other", estimator).orElse(estimator));
        refer(estimator);
      }
    }
    if (!others.isEmpty()) {
      add(words, AdoptionReportWord.COMPARED, wording.list(others));
    }
    if (there(all, Part.DECOMPOSITION, "two-way-fixed-effects")) {
      used.add(AdoptionReference.GOODMAN_BACON);
      add(words, AdoptionReportWord.DECOMPOSED);
    }
    if (there(all, Part.PRE_TREND, AdoptionDoubts.TEST)) {
      used.add(AdoptionReference.ROTH);
      add(words, AdoptionReportWord.TESTED);
    }
    boolean magnitudes = there(all, Part.SENSITIVITY, AdoptionDoubts.MAGNITUDES);
    boolean smooth = there(all, Part.SENSITIVITY, AdoptionDoubts.SMOOTHNESS);
    if (magnitudes || smooth) {
      used.add(AdoptionReference.RAMBACHAN_ROTH);
      add(
          words,
          magnitudes && smooth
              ? AdoptionReportWord.STRETCHED_BOTH
              : magnitudes
                  ? AdoptionReportWord.STRETCHED_MAGNITUDES
                  : AdoptionReportWord.STRETCHED_SMOOTHNESS);
    }
    return words.toString();
  }

  private void refer(String estimator) {
    switch (estimator) {
      case "sun-abraham" -> used.add(AdoptionReference.SUN_ABRAHAM);
      case "imputation" -> used.add(AdoptionReference.BORUSYAK);
      case "stacked" -> used.add(AdoptionReference.CENGIZ);
      default -> {
        // Two-way fixed effects need no reference: what they compare is told beside.
      }
    }
  }

  private static boolean there(List<AdoptionAnswers> all, Part part, String estimator) {
    for (AdoptionAnswers answers : all) {
      for (Row row : answers.part(part)) {
        if (row.estimator().equals(estimator) && row.reading() instanceof Reading.Figure) {
          return true;
        }
      }
    }
    return false;
  }

  private String cells() {
    String units = wording.numerals().count(plan.cells().units());
    String population = wording.numerals().count(plan.cells().population());
    String people =
        plan.cells().population() > 0
            ? " " + say(AdoptionReportWord.CELLS_POPULATION, population)
            : "";
    return say(AdoptionReportWord.CELLS_RULE, units)
        + people
        + " "
        + say(AdoptionReportWord.SOFTWARE, released.program());
  }
}
