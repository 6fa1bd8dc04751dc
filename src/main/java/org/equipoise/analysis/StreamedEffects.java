package org.equipoise.analysis;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import org.equipoise.estimate.NotEstimableException;
import org.equipoise.estimate.VarianceEstimator;
import org.equipoise.estimate.WaldTest;
import org.equipoise.finding.Finding;
import org.equipoise.finding.Place;
import org.equipoise.frame.Frame;
import org.equipoise.frame.TextColumn;
import org.equipoise.frame.TextIndex;
import org.equipoise.panel.PeriodFit;
import org.equipoise.panel.PeriodFold;
import org.equipoise.protocol.Analysis;
import org.equipoise.protocol.Analysis.Estimator;
import org.equipoise.protocol.Arm;
import org.equipoise.protocol.DataLayout.DataFile;
import org.equipoise.protocol.EstimatorChoice;
import org.equipoise.protocol.Outcome;
import org.equipoise.protocol.Outcome.Measure;
import org.equipoise.protocol.Outcome.Source.FromSeries;
import org.equipoise.protocol.Protocol;
import org.equipoise.protocol.Register;
import org.equipoise.protocol.Series;
import org.equipoise.protocol.Unit;
import org.equipoise.protocol.ValueType;
import org.equipoise.register.PersonPanel;
import org.jspecify.annotations.Nullable;

/**
 * Effects of register outcomes in every period, person by person as their rows stream by: the same
 * fold as {@link ByPeriodFits} uses on data in memory, but nothing of a register is held longer
 * than it takes to count one person. Least squares of each period's value on the arm and, where the
 * plan compares within strata, their effects; HC0 to HC3 as planned; with limits that hold for all
 * periods after the draw at once.
 */
public final class StreamedEffects {

  /** Why there is no number where too few have the outcome, or do not have it. */
  public static final String FEW =
      "an arm has too few persons with the outcome, or too few without it";

  /** Why there is no number where too few have a value. */
  public static final String NOBODY = "an arm has too few persons with a value";

  private final Protocol protocol;
  private final TrialData people;
  private final Analysis analysis;
  private final EstimatorChoice choice;
  private final Set<Series.Id> series;
  private final List<Curve> curves;
  private final int @Nullable [] strata;
  private final int @Nullable [] drawn;
  private final int @Nullable [] left;

  /** One outcome of one arm in the periods from {@code first} to {@code last}. */
  private record Curve(
      Outcome outcome, FromSeries from, Arm.Id arm, int code, int first, int last, boolean[] in) {
    int width() {
      return last - first + 1;
    }
  }

  /**
   * One outcome and arm in one period.
   *
   * @param period 1 is the first after the draw
   * @param treated persons of the arm with a value; 0 when too few to be shown
   * @param control persons of the control arm with a value; 0 when too few to be shown
   * @param controlMean their mean; NaN when not shown
   * @param effect the effect; NaN when refused
   * @param error its standard error
   * @param low limits of the period alone
   * @param high limits of the period alone
   * @param bandLow limits for all periods after the draw at once; NaN before it
   * @param bandHigh limits for all periods after the draw at once; NaN before it
   * @param pValue of the period alone, two-sided
   * @param reason why there is no effect; empty when there is
   */
  public record Row(
      Outcome outcome,
      Arm.Id arm,
      int period,
      long treated,
      long control,
      double controlMean,
      double effect,
      double error,
      double low,
      double high,
      double bandLow,
      double bandHigh,
      double pValue,
      String reason) {}

  /**
   * The test that an arm has no effect in any period before the draw.
   *
   * @param test null when it cannot be made
   */
  public record Placebo(Outcome outcome, Arm.Id arm, @Nullable WaldTest test) {}

  /**
   * What was counted.
   *
   * @param rows by outcome, arm and period; empty when there are errors
   * @param placebos by outcome and arm, where periods before the draw have effects
   * @param findings amounts without prices, values cut at the top, chances not heeded
   */
  public record Told(List<Row> rows, List<Placebo> placebos, List<Finding> findings) {
    /** Keeps its own copies. */
    public Told {
      rows = List.copyOf(rows);
      placebos = List.copyOf(placebos);
      findings = List.copyOf(findings);
    }

    /** Nothing but what went wrong. */
    public static Told nothing() {
      return new Told(List.of(), List.of(), List.of());
    }
  }

  /**
   * How effects are estimated.
   *
   * @param variance HC0 to HC3
   * @param withinStrata whether strata have effects of their own
   * @param biased whether the chance of the arm differed and nothing heeds it
   */
  public record Way(VarianceEstimator variance, boolean withinStrata, boolean biased) {}

  private StreamedEffects(
      Protocol protocol,
      TrialData people,
      Analysis analysis,
      Set<Series.Id> series,
      List<Curve> curves) {
    this.protocol = protocol;
    this.people = people;
    this.analysis = analysis;
    this.curves = curves;
    this.series = Set.copyOf(series);
    this.choice = EstimatorChoice.of(protocol, analysis);
    this.strata = choice.strataEffects() ? people.design().stratum() : null;
    this.drawn = people.drawnOn();
    this.left = people.leftOn();
  }

  /** The analysis that is streamed: the first that asks for periods, or the first of all. */
  public static Analysis planned(Protocol protocol) {
    return protocol.analyses().stream()
        .filter(analysis -> analysis.byPeriod() != null)
        .findFirst()
        .orElse(protocol.analyses().get(0));
  }

  /** Why this trial's plan cannot be streamed; empty when it can. */
  public static List<Finding> refusals(Protocol protocol) {
    Analysis analysis = planned(protocol);
    EstimatorChoice choice = EstimatorChoice.of(protocol, analysis);
    List<Finding> findings = new ArrayList<>();
    Place place = Place.file("analysis " + analysis.id());
    if (protocol.unit().kind() != Unit.Kind.PERSON || choice.pairEffects()) {
      findings.add(
          Finding.error(place, "not persons but groups are drawn", "use 'equipoise analyse'"));
    }
    if (!analysis.adjust().isEmpty() || choice.inverseProbability()) {
      findings.add(
          Finding.error(
              place,
              "it adjusts for covariates or weights",
              "plan one with neither, or use 'equipoise analyse'"));
    }
    VarianceEstimator variance = TakeUp.variance(choice);
    boolean ofPersons =
        variance.compareTo(VarianceEstimator.HC0) >= 0
            && variance.compareTo(VarianceEstimator.HC3) <= 0;
    // Without strata the difference in means is least squares, and its variance HC2.
    boolean means = choice.estimator() == Estimator.DIFFERENCE_IN_MEANS && !choice.strataEffects();
    if (!ofPersons || !(means || choice.estimator() == Estimator.LEAST_SQUARES)) {
      findings.add(
          Finding.error(
              place,
              "it plans another estimator or variance than least squares with HC0 to HC3",
              "use 'equipoise analyse'"));
    }
    if (outcomes(protocol, analysis).isEmpty()) {
      findings.add(
          Finding.error(place, "no outcome is read from a register", "see \"source\" there"));
    }
    return findings;
  }

  /**
   * Effects yet to be streamed.
   *
   * @param people the persons drawn, without any register
   * @param told the series that the files given tell of: an outcome of another is left out, for
   *     nobody's rows would count as zeros
   */
  public static StreamedEffects of(Protocol protocol, TrialData people, Set<Series.Id> told) {
    Analysis analysis = planned(protocol);
    List<Curve> curves = new ArrayList<>();
    int before = analysis.byPeriod() == null ? 0 : analysis.byPeriod().before();
    for (Outcome outcome : outcomes(protocol, analysis)) {
      FromSeries from = (FromSeries) outcome.source();
      if (!told.contains(from.series())) {
        continue;
      }
      Register register = protocol.registerOf(from.series()).orElseThrow();
      int last = from.at().stream().mapToInt(Integer::intValue).max().orElse(register.to());
      int first = Math.max(Math.min(register.from(), 1), 1 - before);
      boolean[] in = Membership.of(people, outcome.appliesTo());
      for (int code = 0; code < protocol.arms().size(); code++) {
        Arm arm = protocol.arms().get(code);
        if (!arm.control()) {
          curves.add(new Curve(outcome, from, arm.id(), code, first, last, in));
        }
      }
    }
    return new StreamedEffects(protocol, people, analysis, told, curves);
  }

  /** Outcomes that files telling of these series leave out. */
  public static List<Outcome> leftOut(Protocol protocol, Set<Series.Id> told) {
    return outcomes(protocol, planned(protocol)).stream()
        .filter(outcome -> !told.contains(((FromSeries) outcome.source()).series()))
        .toList();
  }

  private static List<Outcome> outcomes(Protocol protocol, Analysis analysis) {
    return PlannedAnalysis.outcomesOf(protocol, analysis).stream()
        .filter(
            outcome ->
                outcome.source() instanceof FromSeries from && from.measure() != Measure.FIRST)
        .toList();
  }

  /** How effects are estimated. */
  public Way way() {
    return new Way(TakeUp.variance(choice), strata != null, UnequalChances.ignored(people, choice));
  }

  /** Number of persons drawn. */
  public int people() {
    return people.size();
  }

  /** An index of the ids of the persons drawn: the row found is the person. */
  public TextIndex index() {
    return TextIndex.of(ids());
  }

  /** The ids of the persons drawn. */
  public TextColumn ids() {
    return people.ids();
  }

  /** Rows that can be written as numbers and told from them again. */
  public static final class Kept {
    private final RegisterRows rows;

    private Kept(RegisterRows rows) {
      this.rows = rows;
    }

    /** How many numbers tell a row. */
    public int width() {
      return rows.width();
    }

    /** Writes a row as numbers. */
    public void write(int row, double[] into) {
      rows.encode(row, into, 0);
    }
  }

  /** Somebody who counts persons, alone; several work side by side. */
  public Worker worker() {
    return new Worker();
  }

  /** Counts persons one after the other. */
  public final class Worker {

    private final PersonPanel panel = PersonPanel.of(protocol);
    private final BitSet told = new BitSet(people.size());
    private final List<PeriodFold> folds = new ArrayList<>();
    private final List<int[][][]> counts = new ArrayList<>();
    private final int[] series = new int[curves.size()];
    private final int[] offset = new int[curves.size()];
    private final double[] path =
        new double[curves.stream().mapToInt(Curve::width).max().orElse(1)];
    private int person = -1;

    private Worker() {
      int count = strata == null ? 1 : Math.max(1, people.design().strata().size());
      for (int c = 0; c < curves.size(); c++) {
        Curve curve = curves.get(c);
        folds.add(PeriodFold.of(count, curve.width()));
        counts.add(new int[curve.width()][2][2]);
        series[c] = panel.series(curve.from().series());
        offset[c] = protocol.registerOf(curve.from().series()).orElseThrow().from();
      }
    }

    /** Takes the rows of the person begun. */
    public PersonPanel panel() {
      return panel;
    }

    /**
     * Begins a person.
     *
     * @return false when this worker was told of the person before: rows are not grouped
     */
    public boolean begin(int next) {
      if (told.get(next)) {
        return false;
      }
      told.set(next);
      person = next;
      panel.begin(
          drawn == null ? PersonPanel.UNKNOWN : drawn[next],
          left == null ? PersonPanel.UNKNOWN : left[next]);
      return true;
    }

    private void end() {
      panel.finish();
      int arm = people.design().arm()[person];
      boolean control = protocol.arms().get(arm).control();
      for (int c = 0; c < folds.size(); c++) {
        Curve curve = curves.get(c);
        if ((control || curve.code() == arm) && curve.in()[person]) {
          read(curve, panel.values(series[c]), offset[c]);
          folds.get(c).add(strata == null ? 0 : strata[person], !control, path, 0);
          count(counts.get(c), control ? 0 : 1);
        }
      }
    }

    /** Persons by arm, without and with something: a mean alone would tell of a single one. */
    private void count(int[][][] ofPeriods, int side) {
      for (int t = 0; t < ofPeriods.length; t++) {
        if (!Double.isNaN(path[t])) {
          ofPeriods[t][side][path[t] != 0 ? 1 : 0]++;
        }
      }
    }

    private void read(Curve curve, double[] values, int from) {
      double sofar = 0;
      for (int t = 0; t < curve.width(); t++) {
        int period = curve.first() + t;
        int at = period - from;
        double value = at >= 0 && at < values.length ? values[at] : Double.NaN;
        if (period < 1) {
          path[t] = value;
          continue;
        }
        sofar = ByPeriodValues.next(curve.from().measure(), sofar, value);
        path[t] = curve.from().measure() == Measure.MEAN ? sofar / period : sofar;
      }
    }

    /** Counts those of a range of persons whom no worker was told of: no register knows them. */
    public void endOthers(int fromPerson, int toPerson, List<Worker> all) {
      for (int other = fromPerson; other < toPerson; other++) {
        boolean known = false;
        for (Worker worker : all) {
          known |= worker != this && worker.told.get(other);
        }
        if (!known && begin(other)) {
          close();
        }
      }
    }

    /**
     * Tells rows of a delivery in which those of a person stand together, as far as they came.
     *
     * @param personOf the person of each row; negative for somebody not drawn
     * @return false as soon as a person comes back after another: rows are not grouped
     */
    public boolean tell(
        DataFile file, int delivery, Frame frame, int[] personOf, List<Finding> findings) {
      RegisterRows rows = RegisterRows.of(protocol, file, delivery, frame, panel, findings);
      for (int row = 0; row < personOf.length; row++) {
        int next = personOf[row];
        if (next < 0) {
          continue;
        }
        if (next != person) {
          close();
          if (!begin(next)) {
            return false;
          }
        }
        if (!rows.tellRow(row, panel)) {
          findings.add(
              Finding.error(
                  frame.placeOf(row, rows.timeColumn()),
                  "this person and period stand twice in one delivery",
                  "one row a person and period: remove one of the two"));
        }
      }
      return true;
    }

    /** Everybody told of so far; not to be changed. */
    public BitSet told() {
      return told;
    }

    /** Ends the person begun, if any. */
    public void close() {
      if (person >= 0) {
        end();
        person = -1;
      }
    }

    /** Rows of a delivery as numbers, to be kept until all of a person are together. */
    public Kept keep(DataFile file, int delivery, Frame frame, List<Finding> findings) {
      return new Kept(RegisterRows.of(protocol, file, delivery, frame, panel, findings));
    }

    /**
     * Tells rows that were kept.
     *
     * @return false when a person and period stand twice in one delivery
     */
    public boolean tell(Kept kept, double[] rows, int offset) {
      return kept.rows.tellEncoded(rows, offset, panel);
    }
  }

  /**
   * The effects, once every worker has been told everything. Workers are merged in order, so that
   * the result depends on who was told what, not on who was faster.
   */
  public Told finish(List<Worker> workers) {
    List<Finding> findings = new ArrayList<>();
    List<PersonPanel> panels = workers.stream().map(Worker::panel).toList();
    for (int r = 0; r < protocol.registers().size(); r++) {
      findings.addAll(RegisterReader.amounts(protocol, r, series, panels));
    }
    if (way().biased()) {
      findings.add(
          Finding.warning(
              Place.file("analysis " + analysis.id()),
              "the chance of the arm differs between strata, and it neither compares within strata"
                  + " nor weights",
              "its numbers mix the effect with differences between strata: write"
                  + " \"strataEffects\": true"));
    }
    List<Row> rows = new ArrayList<>();
    List<Placebo> placebos = new ArrayList<>();
    if (findings.stream().noneMatch(f -> f.severity() == Finding.Severity.ERROR)) {
      for (int c = 0; c < curves.size(); c++) {
        PeriodFold fold = workers.get(0).folds.get(c);
        int[][][] counts = workers.get(0).counts.get(c);
        for (Worker worker : workers.subList(1, workers.size())) {
          fold.merge(worker.folds.get(c));
          add(counts, worker.counts.get(c));
        }
        PeriodFit fit = fold.finish(analysis.level(), TakeUp.variance(choice));
        tell(curves.get(c), fit, counts, rows, placebos);
      }
    }
    return new Told(rows, placebos, findings);
  }

  private static void add(int[][][] into, int[][][] more) {
    for (int t = 0; t < into.length; t++) {
      for (int side = 0; side < 2; side++) {
        into[t][side][0] += more[t][side][0];
        into[t][side][1] += more[t][side][1];
      }
    }
  }

  private void tell(
      Curve curve, PeriodFit fit, int[][][] counts, List<Row> rows, List<Placebo> placebos) {
    List<Integer> before = new ArrayList<>();
    List<Integer> after = new ArrayList<>();
    List<String> reasons = new ArrayList<>();
    for (int t = 0; t < curve.width(); t++) {
      PeriodFit.Period period = fit.periods().get(t);
      String few = tooFew(curve.outcome(), counts[t]);
      String reason =
          few.isEmpty() && period instanceof PeriodFit.Refused refused ? refused.message() : few;
      reasons.add(reason);
      if (reason.isEmpty()) {
        (curve.first() + t >= 1 ? after : before).add(t);
      }
    }
    int[] among = after.stream().mapToInt(Integer::intValue).toArray();
    Analysis.ByPeriod plan = analysis.byPeriod();
    double critical =
        among.length == 0
            ? Double.NaN
            : fit.critical(
                among, plan == null ? 10_000 : plan.draws(), plan == null ? 1 : plan.seed());
    Set<Integer> banded = Set.copyOf(after);
    for (int t = 0; t < curve.width(); t++) {
      double multiple = banded.contains(t) ? critical : Double.NaN;
      rows.add(row(curve, curve.first() + t, fit.periods().get(t), reasons.get(t), multiple));
    }
    if (!before.isEmpty()) {
      int[] untouched = before.stream().mapToInt(Integer::intValue).toArray();
      placebos.add(new Placebo(curve.outcome(), curve.arm(), joint(fit, untouched)));
    }
  }

  private static @Nullable WaldTest joint(PeriodFit fit, int[] among) {
    try {
      return fit.joint(among);
    } catch (NotEstimableException e) {
      return null; // told as a test that cannot be made
    }
  }

  private Row row(
      Curve curve, int number, PeriodFit.Period period, String reason, double multiple) {
    PeriodFit.Seen seen = period.seen();
    int display = protocol.cells().display();
    boolean shown = seen.treated() >= display && seen.control() >= display;
    double none = Double.NaN;
    if (!reason.isEmpty() || !(period instanceof PeriodFit.Estimated estimated)) {
      return new Row(
          curve.outcome(),
          curve.arm(),
          number,
          shown ? seen.treated() : 0,
          shown ? seen.control() : 0,
          none,
          none,
          none,
          none,
          none,
          none,
          none,
          none,
          reason);
    }
    double effect = estimated.estimate().value();
    double error = estimated.estimate().standardError();
    return new Row(
        curve.outcome(),
        curve.arm(),
        number,
        seen.treated(),
        seen.control(),
        seen.meanControl(),
        effect,
        error,
        estimated.estimate().interval().low(),
        estimated.estimate().interval().high(),
        effect - multiple * error,
        effect + multiple * error,
        estimated.estimate().pValue(),
        "");
  }

  /**
   * The rule of the protocol for rare outcomes, as in every other analysis, and the limit below
   * which nobody's number is shown: what a mean rests on must be many, on either side. Which of the
   * two are too few is not said.
   */
  private String tooFew(Outcome outcome, int[][] counts) {
    boolean few =
        outcome.type() == ValueType.BINARY && EffectTable.tooFew(protocol, counts) != null;
    int display = protocol.cells().display();
    for (int[] arm : counts) {
      if (arm[0] + arm[1] < display) {
        return NOBODY;
      }
      few |= arm[0] > 0 && arm[0] < display;
      few |= arm[1] > 0 && arm[1] < display;
    }
    return few ? FEW : "";
  }
}
