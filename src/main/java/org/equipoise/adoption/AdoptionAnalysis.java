package org.equipoise.adoption;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.equipoise.adoption.AdoptionPlan.Analysis;
import org.equipoise.adoption.AdoptionPlan.Group;
import org.equipoise.adoption.AdoptionPlan.Measured;
import org.equipoise.adoption.AdoptionResults.Input;
import org.equipoise.adoption.AdoptionResults.Part;
import org.equipoise.adoption.AdoptionResults.Reading;
import org.equipoise.adoption.AdoptionResults.Row;
import org.equipoise.adoption.RowWriter.Behind;
import org.equipoise.estimate.NotEstimableException;
import org.equipoise.finding.Finding;
import org.equipoise.finding.Place;
import org.equipoise.inference.Multiplicity;
import org.equipoise.panel.StaggeredPanel;

/**
 * Runs what a study of adoption has planned. Every analysis is made for every outcome in every
 * group: one that the plan rules out, or that the data do not carry, is a row with its reason.
 *
 * <p>All estimators of an outcome in a group see the same units, {@link AdoptionSample}. P-values
 * are corrected by Holm's rule over the outcomes and groups of a family, for the mean of the
 * effects over event times, the one number each contributes; a refused one counts as not rejected.
 * The result does not depend on the number of cores.
 */
public final class AdoptionAnalysis {

  /** Leaving out a larger share of the units is worth a warning. */
  static final double MANY = 0.1;

  private static final String OTHERWISE =
      "those that are left may differ; \"incomplete\": \"sections\" in the analysis uses units in the"
          + " periods in which they are known";

  private final AdoptionPlan plan;
  private final AdoptionData data;

  private AdoptionAnalysis(AdoptionPlan plan, AdoptionData data) {
    this.plan = plan;
    this.data = data;
  }

  /** The planned analyses of these data. */
  public static AdoptionAnalysis of(AdoptionPlan plan, AdoptionData data) {
    return new AdoptionAnalysis(plan, data);
  }

  /** One outcome in one group under one analysis. */
  private record Case(Analysis analysis, Measured outcome, Group group) {
    boolean planned() {
      return (analysis.outcomes().isEmpty() || analysis.outcomes().contains(outcome.id()))
          && (analysis.groups().isEmpty() || analysis.groups().contains(group.id()));
    }
  }

  /** What came of a case. */
  private record Answer(Case about, List<Row> rows, AdoptionSample sample, List<String> notes) {}

  /**
   * Runs everything.
   *
   * @param digest digest of the plan, in hexadecimal
   * @param inputs the data files read
   * @param program name and version of the program
   * @param findings what reading the plan and the data found
   */
  public AdoptionResults run(
      String digest, List<Input> inputs, String program, List<Finding> findings) {
    return run(digest, inputs, program, findings, done -> {});
  }

  /**
   * The same, telling how many outcomes and groups are done.
   *
   * @param progress told from any thread
   */
  public AdoptionResults run(
      String digest,
      List<Input> inputs,
      String program,
      List<Finding> findings,
      IntConsumer progress) {
    List<Case> cases = cases();
    AtomicInteger done = new AtomicInteger();
    List<Answer> answers =
        IntStream.range(0, cases.size())
            .parallel()
            .mapToObj(
                i -> {
                  Answer answer = answer(cases.get(i));
                  progress.accept(done.incrementAndGet());
                  return answer;
                })
            .toList();
    List<Row> rows = new ArrayList<>();
    answers.forEach(answer -> rows.addAll(answer.rows()));
    List<Finding> all = new ArrayList<>(findings);
    String source = inputs.isEmpty() ? plan.id() : inputs.get(0).file();
    all.addAll(notes(answers, source));
    return new AdoptionResults(
        plan, digest, inputs, program, opening(answers).cohorts(plan, data), corrected(rows), all);
  }

  /** The sample of the answer that reports open with. */
  private static AdoptionSample opening(List<Answer> answers) {
    String main = answers.isEmpty() ? "" : answers.get(0).about().analysis().id();
    List<Answer> fitting =
        answers.stream()
            .filter(a -> a.about().analysis().id().equals(main))
            .filter(a -> a.about().outcome().appliesTo(a.about().group()))
            .toList();
    return fitting.stream()
        .filter(a -> a.about().outcome().primary())
        .findFirst()
        .or(() -> fitting.stream().findFirst())
        .map(Answer::sample)
        .orElse(AdoptionSample.NOBODY);
  }

  /** How many outcomes and groups there are, over all analyses. */
  public int count() {
    return cases().size();
  }

  private List<Case> cases() {
    List<Case> cases = new ArrayList<>();
    for (Analysis analysis : plan.analyses()) {
      for (Measured outcome : plan.outcomes()) {
        for (Group group : plan.groups()) {
          Case each = new Case(analysis, outcome, group);
          if (each.planned()) {
            cases.add(each);
          }
        }
      }
    }
    return cases;
  }

  private Answer answer(Case about) {
    Analysis analysis = about.analysis();
    RowWriter rows = new RowWriter(analysis.id(), about.outcome().id(), about.group().id());
    AdoptionSample none = AdoptionSample.NOBODY;
    if (!about.outcome().appliesTo(about.group())) {
      return refused(
          about, rows, none, "not-applicable", "the plan rules this group out for the outcome", "");
    }
    AdoptionSample sample = AdoptionSample.of(plan, data, analysis, about.outcome(), about.group());
    StaggeredPanel panel = sample.panel();
    if (panel == null || panel.periods().length < 2) {
      return refused(
          about,
          rows,
          sample,
          "no-data",
          "no unit has the outcome in the periods needed",
          "check that the data file holds the outcome for this group");
    }
    ComparisonRows comparisons = write(analysis, sample, panel, rows);
    return new Answer(about, rows.rows(), sample, comparisons.notes());
  }

  private static Answer refused(
      Case about, RowWriter rows, AdoptionSample sample, String rule, String why, String advice) {
    rows.add(
        Part.OVERALL,
        GroupTimeRows.ESTIMATOR,
        RowKey.EVENT_TIME,
        new Behind(0, 0),
        new Reading.Refused(rule, why, advice));
    return new Answer(about, rows.rows(), sample, List.of());
  }

  private ComparisonRows write(
      Analysis analysis, AdoptionSample sample, StaggeredPanel panel, RowWriter rows) {
    Behind everybody = new Behind(sample.adopters(), sample.never());
    GroupTimeRows main = new GroupTimeRows(plan, analysis, panel);
    main.write(rows);
    NavigableMap<Integer, Integer> treated = treated(rows.rows());
    ComparisonRows comparisons =
        new ComparisonRows(plan, analysis, panel, everybody, treated.tailMap(0).size());
    comparisons.write(rows);
    if (analysis.decomposition()) {
      DecompositionRows.write(rows, panel, everybody);
    }
    if (analysis.preTrend()) {
      main.writeTest(rows, everybody);
    }
    AdoptionPlan.Sensitivity sensitivity = analysis.sensitivity();
    if (analysis.preTrend() || sensitivity != null) {
      try {
        TrendRows trends =
            new TrendRows(
                plan,
                analysis,
                main.fromOneBase().path(),
                time -> treated.getOrDefault(time, 0) >= plan.cells().units(),
                everybody);
        if (analysis.preTrend()) {
          trends.writeTest(rows);
        }
        if (sensitivity != null) {
          trends.writeSensitivity(rows, sensitivity);
        }
      } catch (NotEstimableException refusal) {
        rows.add(
            Part.PRE_TREND, TrendRows.TEST, RowKey.JOINT, everybody, RowWriter.refused(refusal));
      }
    }
    return comparisons;
  }

  /** Units that adopted behind the effect at each event time that has a number. */
  private static NavigableMap<Integer, Integer> treated(List<Row> rows) {
    TreeMap<Integer, Integer> treated = new TreeMap<>();
    for (Row row : rows) {
      if (row.part() == Part.EVENT_TIME && row.reading() instanceof Reading.Figure) {
        treated.put((int) RowKey.number(row.key(), "e").orElseThrow(), row.treated());
      }
    }
    return treated;
  }

  /** The rows with corrected p-values where the plan asks for them. */
  private List<Row> corrected(List<Row> rows) {
    Map<List<String>, List<Integer>> families = new LinkedHashMap<>();
    Map<String, Analysis> analyses = new HashMap<>();
    plan.analyses().forEach(analysis -> analyses.put(analysis.id(), analysis));
    for (int i = 0; i < rows.size(); i++) {
      Row row = rows.get(i);
      String family = plan.outcome(row.outcome()).map(Measured::family).orElse("");
      Analysis analysis = analyses.get(row.analysis());
      if (analysis != null && analysis.multiplicity() && !family.isEmpty() && counts(row)) {
        families.computeIfAbsent(List.of(row.analysis(), family), key -> new ArrayList<>()).add(i);
      }
    }
    List<Row> corrected = new ArrayList<>(rows);
    for (List<Integer> family : families.values()) {
      double[] p = family.stream().mapToDouble(i -> pValue(rows.get(i))).toArray();
      double[] adjusted = Multiplicity.HOLM.adjust(p);
      for (int k = 0; k < p.length; k++) {
        int i = family.get(k);
        corrected.set(i, withAdjusted(rows.get(i), adjusted[k]));
      }
    }
    return corrected;
  }

  /** Whether a row is a test of its family: what does not apply was never one. */
  private static boolean counts(Row row) {
    boolean applies =
        !(row.reading() instanceof Reading.Refused refused)
            || !refused.rule().equals("not-applicable");
    return applies
        && row.part() == Part.OVERALL
        && row.estimator().equals(GroupTimeRows.ESTIMATOR)
        && row.key().equals(RowKey.EVENT_TIME);
  }

  private static double pValue(Row row) {
    return row.reading() instanceof Reading.Figure number ? number.pValue() : Double.NaN;
  }

  private static Row withAdjusted(Row row, double adjusted) {
    if (!(row.reading() instanceof Reading.Figure n)) {
      return row;
    }
    return new Row(
        row.analysis(),
        row.outcome(),
        row.group(),
        row.part(),
        row.estimator(),
        row.key(),
        row.treated(),
        row.controls(),
        new Reading.Figure(
            n.estimate(),
            n.standardError(),
            n.df(),
            n.statistic(),
            n.pValue(),
            adjusted,
            n.low(),
            n.high(),
            n.bandLow(),
            n.bandHigh(),
            n.weight()));
  }

  /** Who was left out of what, and what is special about an estimator, each once. */
  private List<Finding> notes(List<Answer> answers, String source) {
    Map<String, List<String>> about = new LinkedHashMap<>();
    Set<String> grave = new HashSet<>();
    for (Answer answer : answers) {
      AdoptionSample sample = answer.sample();
      String name = answer.about().outcome().id() + " of " + answer.about().group().id();
      left(about, sample.alreadyAdopted(), " had adopted before the first period known", name);
      boolean sections = answer.about().analysis().incomplete() == AdoptionPlan.Incomplete.SECTIONS;
      String some = sections ? "any" : "some";
      String without =
          left(about, sample.incomplete(), " without a value in " + some + " period", name);
      String limit = String.valueOf(plan.cells().population());
      String few = " with a population below " + limit + " in " + (sections ? "each" : "some");
      String small = left(about, sample.small(), few + " period", name);
      if (sample.partial() > 0) {
        String used = counted(sample.partial()) + " without a value in some period: used in others";
        add(about, used, name);
      }
      double candidates = data.units().size() - sample.alreadyAdopted();
      if (sample.incomplete() + sample.small() > MANY * candidates) {
        grave.add(without);
        grave.add(small);
      }
      answer.notes().forEach(note -> add(about, note, name));
    }
    int all = (int) answers.stream().filter(answer -> answer.sample().panel() != null).count();
    List<Finding> findings = new ArrayList<>();
    about.forEach(
        (note, names) -> {
          List<String> distinct = names.stream().distinct().toList();
          String where = names.size() >= all ? "" : " (" + String.join(", ", distinct) + ")";
          Place place = Place.file(source);
          findings.add(
              grave.contains(note)
                  ? Finding.warning(place, note + where, OTHERWISE)
                  : Finding.note(place, note + where, ""));
        });
    return findings;
  }

  /** Notes units that are left out, and gives the note; empty when there are none. */
  private static String left(Map<String, List<String>> about, int units, String why, String name) {
    String note = units == 0 ? "" : counted(units) + why + ": left out";
    if (units > 0) {
      add(about, note, name);
    }
    return note;
  }

  private static String counted(int units) {
    return units + (units == 1 ? " unit" : " units");
  }

  private static void add(Map<String, List<String>> about, String note, String name) {
    about.computeIfAbsent(note, key -> new ArrayList<>()).add(name);
  }
}
