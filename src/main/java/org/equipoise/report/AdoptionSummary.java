package org.equipoise.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.equipoise.adoption.AdoptionPlan;
import org.equipoise.adoption.AdoptionPlan.Analysis;
import org.equipoise.adoption.AdoptionResults;
import org.equipoise.adoption.AdoptionResults.Cohort;
import org.equipoise.adoption.AdoptionResults.Reading;
import org.equipoise.adoption.AdoptionResults.Reading.Refused;
import org.equipoise.adoption.AdoptionResults.Row;
import org.equipoise.disclosure.ReleasedAdoption;
import org.equipoise.document.Block;
import org.equipoise.document.Cell;
import org.equipoise.document.Numerals;
import org.equipoise.document.Scale;
import org.equipoise.document.Section;
import org.equipoise.document.Table;

/**
 * What opens the report: the assumption before any number, the answers of the main analysis in
 * plain words, and who adopted when. An interval that holds 0 is told as what agrees with the data,
 * never as the absence of an effect; no direction is called good.
 */
final class AdoptionSummary {

  private static final double USUAL = 0.05;

  private final ReleasedAdoption released;
  private final AdoptionWording wording;

  AdoptionSummary(ReleasedAdoption released, AdoptionWording wording) {
    this.released = released;
    this.wording = wording;
  }

  List<Section> sections() {
    AdoptionPlan plan = released.plan();
    String units = AdoptionWording.lower(wording.text(plan.unit().title()));
    String adopted = AdoptionWording.lower(wording.text(plan.adoption().title()));
    List<Section> sections = new ArrayList<>();
    sections.add(
        new Section(
            wording.say(AdoptionWord.NO_TRIAL),
            List.of(
                new Block.Paragraph(wording.say(AdoptionWord.NO_TRIAL_LEAD, units)),
                new Block.Paragraph(wording.say(AdoptionWord.ADOPTED, adopted)))));
    sections.add(new Section(wording.say(AdoptionWord.SHORT), inShort()));
    sections.add(new Section(wording.say(AdoptionWord.COHORTS), cohortBlocks()));
    return sections;
  }

  private List<Block> inShort() {
    Analysis analysis = released.plan().analyses().get(0);
    List<AdoptionAnswers> all = AdoptionAnswers.of(released, analysis);
    boolean anyPrimary = all.stream().anyMatch(answers -> answers.outcome().primary());
    List<Block> points = new ArrayList<>();
    AdoptionAnswers last = null;
    for (AdoptionAnswers answers : all) {
      boolean told = !anyPrimary || answers.outcome().primary();
      boolean applies = answers.outcome().appliesTo(answers.group());
      // Each outcome is told of the first group that it applies to, usually everybody.
      if (told && applies && !answers.sameOutcome(last)) {
        points.add(new Block.Point(told(answers, wording.scale(answers.outcome(), all))));
        last = answers;
      }
    }
    points.add(new Block.Point(counted(analysis, all)));
    if (AdoptionResults.leftOutMany(released.cohorts())) {
      points.add(new Block.Point(leftOut()));
    }
    return points;
  }

  String leftOut() {
    int units = 0;
    int left = 0;
    for (Cohort cohort : released.cohorts()) {
      if (cohort.role() != AdoptionResults.Role.ALWAYS_TREATED) {
        units += cohort.units();
        left += cohort.units() - cohort.used();
      }
    }
    Numerals numerals = wording.numerals();
    String share = numerals.share(left / (double) units);
    return wording.say(
        AdoptionWord.SHORT_LEFT_OUT, numerals.count(left), numerals.count(units), share);
  }

  private String told(AdoptionAnswers answers, Scale scale) {
    String about = wording.about(answers);
    Reading.Figure number = answers.mainNumber();
    if (number == null) {
      Refused refused = (Refused) answers.main().reading();
      return wording.say(AdoptionWord.SHORT_REFUSED, about, wording.refusal(refused));
    }
    Numerals numerals = wording.numerals();
    String level = numerals.level(answers.analysis().level());
    String unit = wording.unit(answers.outcome());
    SortedMap<Integer, Row> after = after(answers);
    String from = after.isEmpty() ? "0" : String.valueOf(after.firstKey());
    String to = after.isEmpty() ? "0" : String.valueOf(after.lastKey());
    if (!AdoptionAnswers.excludesZero(number.low(), number.high())) {
      return wording.say(
              AdoptionWord.SHORT_NOTHING,
              about,
              from,
              to,
              numerals.limit(number.low(), scale),
              numerals.limit(number.high(), scale),
              unit,
              level)
          + periods(after);
    }
    String size = numerals.scaled(Math.abs(number.estimate()), scale);
    return wording.say(
            number.estimate() > 0 ? AdoptionWord.SHORT_HIGHER : AdoptionWord.SHORT_LOWER,
            about,
            from,
            to,
            size,
            unit,
            level,
            wording.interval(number.low(), number.high(), scale))
        + periods(after);
  }

  /** The effects with a number from adoption on. */
  static SortedMap<Integer, Row> after(AdoptionAnswers answers) {
    SortedMap<Integer, Row> after = new TreeMap<>();
    for (Map.Entry<Integer, Row> each : answers.byEventTime(AdoptionAnswers.MAIN).entrySet()) {
      if (each.getKey() >= 0 && each.getValue().reading() instanceof Reading.Figure) {
        after.put(each.getKey(), each.getValue());
      }
    }
    return after;
  }

  /** In which single periods the band excludes 0. */
  String periods(SortedMap<Integer, Row> after) {
    List<String> standing = new ArrayList<>();
    for (Map.Entry<Integer, Row> each : after.entrySet()) {
      Reading.Figure number = (Reading.Figure) each.getValue().reading();
      if (AdoptionAnswers.excludesZero(number.bandLow(), number.bandHigh())) {
        standing.add(String.valueOf(each.getKey()));
      }
    }
    return standing.isEmpty()
        ? wording.say(AdoptionWord.SHORT_NO_PERIODS)
        : wording.say(AdoptionWord.SHORT_PERIODS, wording.list(standing));
  }

  String counted(Analysis analysis, List<AdoptionAnswers> all) {
    int estimated = 0;
    int excluding = 0;
    Map<String, List<String>> standing = new LinkedHashMap<>();
    for (AdoptionAnswers answers : all) {
      Reading.Figure number = answers.mainNumber();
      if (number != null) {
        estimated++;
        excluding += AdoptionAnswers.excludesZero(number.low(), number.high()) ? 1 : 0;
        if (number.adjusted() < USUAL) {
          standing
              .computeIfAbsent(wording.text(answers.outcome().title()), title -> new ArrayList<>())
              .add(AdoptionWording.lower(wording.text(answers.group().title())));
        }
      }
    }
    Numerals numerals = wording.numerals();
    double chance = (1 - analysis.level()) * estimated;
    String count =
        wording.say(
            AdoptionWord.SHORT_COUNT,
            numerals.count(estimated),
            numerals.count(excluding),
            numerals.level(analysis.level()),
            numerals.fixed(chance, 1));
    if (!analysis.multiplicity()) {
      return count + wording.say(AdoptionWord.SHORT_NOT_CORRECTED);
    }
    String usual = numerals.fixed(USUAL, 2);
    return standing.isEmpty()
        ? count + wording.say(AdoptionWord.SHORT_NONE_STANDING, usual)
        : count
            + wording.say(AdoptionWord.SHORT_STANDING, usual, String.join("; ", listed(standing)));
  }

  /** Outcomes with the groups they stand in; without these where the study has only one. */
  private List<String> listed(Map<String, List<String>> standing) {
    boolean groups = released.plan().groups().size() > 1;
    List<String> listed = new ArrayList<>();
    standing.forEach(
        (outcome, names) ->
            listed.add(groups ? outcome + " (" + String.join(", ", names) + ")" : outcome));
    return listed;
  }

  /** The table, and of which answer its counts are where there are several. */
  List<Block> cohortBlocks() {
    List<Block> blocks = new ArrayList<>();
    blocks.add(cohorts());
    List<AdoptionAnswers> all = AdoptionAnswers.of(released, released.plan().analyses().get(0));
    List<AdoptionAnswers> fitting =
        all.stream().filter(a -> a.outcome().appliesTo(a.group())).toList();
    if (fitting.size() > 1) {
      AdoptionAnswers opening =
          fitting.stream().filter(a -> a.outcome().primary()).findFirst().orElse(fitting.get(0));
      blocks.add(new Block.Paragraph(wording.say(AdoptionWord.COHORTS_OF, wording.about(opening))));
    }
    return blocks;
  }

  private String role(Cohort cohort) {
    boolean never =
        released.plan().analyses().get(0).control() == AdoptionPlan.Control.NEVER_TREATED;
    return cohort.role() == AdoptionResults.Role.TREATED && never
        ? wording.say(AdoptionWord.TREATED_NEVER)
        : wording.say(cohort.role(), String.valueOf(released.plan().cells().units()));
  }

  private Table cohorts() {
    List<Table.Row> rows = new ArrayList<>();
    for (Cohort cohort : released.cohorts()) {
      rows.add(
          Table.row(
              Cell.words(wording.cohort(cohort.first())),
              new Cell.Count(cohort.units()),
              new Cell.Count(cohort.used()),
              new Cell.Count(cohort.units() - cohort.used()),
              Cell.words(role(cohort))));
    }
    return new Table(
        List.of(
            Table.left(wording.period(AdoptionWord.COHORT)),
            Table.right(wording.say(AdoptionWord.UNITS)),
            Table.right(wording.say(AdoptionWord.USED)),
            Table.right(wording.say(AdoptionWord.LEFT_OUT)),
            Table.left(wording.say(AdoptionWord.BECOMES))),
        rows);
  }
}
