package org.equipoise.analysis;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import org.equipoise.finding.Finding;
import org.equipoise.finding.Place;
import org.equipoise.frame.Frame;
import org.equipoise.frame.TextColumn;
import org.equipoise.frame.TextIndex;
import org.equipoise.panel.PeriodFit;
import org.equipoise.panel.PeriodFold;
import org.equipoise.protocol.Analysis;
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
 * than it takes to count one person. Least squares of each period's value on the arm and effects of
 * strata, HC2, with limits that hold for all periods after the draw at once.
 */
public final class StreamedEffects {

  private final Protocol protocol;
  private final TrialData people;
  private final Analysis analysis;
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

  private StreamedEffects(
      Protocol protocol, TrialData people, Analysis analysis, List<Curve> curves) {
    this.protocol = protocol;
    this.people = people;
    this.analysis = analysis;
    this.curves = curves;
    boolean blocks = EstimatorChoice.of(protocol, analysis).strataEffects();
    this.strata = blocks ? people.design().stratum() : null;
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
    return new StreamedEffects(protocol, people, analysis, curves);
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
  public List<Row> finish(List<Worker> workers) {
    List<Row> rows = new ArrayList<>();
    for (int c = 0; c < curves.size(); c++) {
      PeriodFold fold = workers.get(0).folds.get(c);
      for (Worker worker : workers.subList(1, workers.size())) {
        fold.merge(worker.folds.get(c));
      }
      rows.addAll(rows(curves.get(c), fold.finish(analysis.level())));
    }
    return rows;
  }

  private List<Row> rows(Curve curve, PeriodFit fit) {
    List<Integer> after = new ArrayList<>();
    List<String> reasons = new ArrayList<>();
    for (int t = 0; t < curve.width(); t++) {
      PeriodFit.Period period = fit.periods().get(t);
      String reason =
          period instanceof PeriodFit.Refused refused
              ? refused.message()
              : tooFew(curve.outcome(), period.seen());
      reasons.add(reason);
      if (reason.isEmpty() && curve.first() + t >= 1) {
        after.add(t);
      }
    }
    int[] among = after.stream().mapToInt(Integer::intValue).toArray();
    Analysis.ByPeriod plan = analysis.byPeriod();
    double critical =
        among.length == 0
            ? Double.NaN
            : fit.critical(
                among, plan == null ? 10_000 : plan.draws(), plan == null ? 1 : plan.seed());
    List<Row> rows = new ArrayList<>();
    Set<Integer> banded = Set.copyOf(after);
    for (int t = 0; t < curve.width(); t++) {
      double multiple = banded.contains(t) ? critical : Double.NaN;
      rows.add(row(curve, curve.first() + t, fit.periods().get(t), reasons.get(t), multiple));
    }
    return rows;
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

  /** The rule of the protocol for rare outcomes, as in every other analysis. */
  private String tooFew(Outcome outcome, PeriodFit.Seen seen) {
    if (outcome.type() != ValueType.BINARY) {
      return seen.treated() < protocol.cells().events()
              || seen.control() < protocol.cells().events()
          ? "an arm has fewer than " + protocol.cells().events() + " persons with a value"
          : "";
    }
    long treated = Math.round(seen.meanTreated() * seen.treated());
    long control = Math.round(seen.meanControl() * seen.control());
    if (Math.min(treated, control) < protocol.cells().events()) {
      return "an arm has fewer than " + protocol.cells().events() + " persons with the outcome";
    }
    long without = Math.min(seen.treated() - treated, seen.control() - control);
    return without < protocol.cells().nonEvents()
        ? "an arm has fewer than " + protocol.cells().nonEvents() + " persons without the outcome"
        : "";
  }
}
