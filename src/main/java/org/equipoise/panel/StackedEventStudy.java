package org.equipoise.panel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.equipoise.estimate.ConfidenceInterval;
import org.equipoise.estimate.NotEstimableException;
import org.equipoise.estimate.NotEstimableException.Reason;

/**
 * Stacked event study: for each cohort a data set of its own, the cohort and units that stay
 * untreated through the whole window round the cohort's first treated period (clean controls);
 * these stacks are put on top of each other and regressed on event-time dummies of the treated with
 * effects of unit by stack and period by stack. Cengiz, Dube, Lindner and Zipperer (2019),
 * Quarterly Journal of Economics 134(3), 1405-1454, appendix D.
 *
 * <p>Estimand: without further weights a mean of the cohorts' effects weighted by the precision of
 * each stack. With {@link #withCorrectiveWeights} controls get the weight {@code (N_a^D / N^D) /
 * (N_a^C / N^C)} in stack a, N the (weighted) treated and control observations at the event time,
 * and the estimand is the mean effect on the treated of the stacks (Wing, Freedman and
 * Hollingsworth 2024, NBER working paper 32054). The overall effect is the plain mean of the
 * effects at event times 0 and later, relative to the reference.
 *
 * <p>Only cohorts whose whole window lies in the panel have a stack, so that every event time is
 * seen for the same cohorts; the others are noted, as are those without clean controls. Variance:
 * clustered at the unit (or above), which joins a unit's copies in several stacks; factor as in
 * {@link ClusterFactor}, unit by stack effects being nested and period by stack effects not; t with
 * G - 1 degrees of freedom.
 */
public final class StackedEventStudy {
  private final int before;
  private final int after;
  private final boolean corrective;
  private final ClusterFactor factor;
  private final int reference;
  private final double level;

  private StackedEventStudy(
      int before,
      int after,
      boolean corrective,
      ClusterFactor factor,
      int reference,
      double level) {
    this.before = before;
    this.after = after;
    this.corrective = corrective;
    this.factor = factor;
    this.reference = reference;
    this.level = level;
  }

  /**
   * Stacks from {@code before} periods before treatment to {@code after} periods after its first
   * period; reference -1, no corrective weights, unit effects not counted in the variance's factor,
   * level 0.95.
   */
  public static StackedEventStudy window(int before, int after) {
    if (before < 1 || after < 0) {
      throw new IllegalArgumentException("window of " + before + " before, " + after + " after");
    }
    return new StackedEventStudy(
        before, after, false, ClusterFactor.NESTED_LEFT_OUT, -1, ConfidenceInterval.DEFAULT_LEVEL);
  }

  /** The same with the weights that make the estimand the mean effect on the treated. */
  public StackedEventStudy withCorrectiveWeights() {
    return new StackedEventStudy(before, after, true, factor, reference, level);
  }

  /** The same with another small-sample factor. */
  public StackedEventStudy with(ClusterFactor other) {
    return new StackedEventStudy(before, after, corrective, other, reference, level);
  }

  /** The same with another event time of the window as reference, a negative one. */
  public StackedEventStudy withReference(int eventTime) {
    if (eventTime >= 0 || eventTime < -before) {
      throw new IllegalArgumentException("reference " + eventTime);
    }
    return new StackedEventStudy(before, after, corrective, factor, eventTime, level);
  }

  /** The same with intervals of another level. */
  public StackedEventStudy withLevel(double other) {
    return new StackedEventStudy(before, after, corrective, factor, reference, other);
  }

  /**
   * The path and the overall effect.
   *
   * @throws NotEstimableException if no cohort has a stack or fewer than two clusters are left
   */
  public EventStudy estimate(StaggeredPanel panel) {
    Adoption adoption = Adoption.of(panel);
    List<PanelNote> notes = new ArrayList<>();
    List<Stack> stacks = stacks(adoption, notes);
    if (stacks.isEmpty()) {
      throw new NotEstimableException(
          Reason.EMPTY_ARM,
          "no cohort has clean controls and "
              + before
              + " periods before and "
              + after
              + " after its first treated period",
          "take a shorter window");
    }
    int[] times =
        stacks.stream()
            .flatMapToInt(stack -> Arrays.stream(stack.eventTimes(panel)))
            .filter(e -> e != reference)
            .sorted()
            .distinct()
            .toArray();
    double[][] masses = corrective ? masses(adoption, stacks) : new double[0][];
    PanelRows.Builder builder = new PanelRows.Builder(panel);
    int effects = 0;
    for (int s = 0; s < stacks.size(); s++) {
      Stack stack = stacks.get(s);
      for (int i = 0; i < panel.units(); i++) {
        boolean treated = adoption.first()[i] == stack.cohort;
        if (!treated && !stack.clean(adoption.first()[i])) {
          continue;
        }
        builder.unit(i);
        for (int t = stack.from; t <= stack.to; t++) {
          int e = panel.periods()[t] - stack.cohort;
          double q = corrective && !treated ? correction(masses, s, e) : 1;
          int code = treated ? Math.max(-1, Arrays.binarySearch(times, e)) : -1;
          if (q > 0) { // 0 where the stack has no treated observation to compare with
            builder.row(t, effects + t - stack.from, code, q);
          }
        }
      }
      effects += stack.to - stack.from + 1;
    }
    WithinFit fit = WithinFit.of(builder.build(effects, times.length, false));
    PathPieces.check(fit);
    PathPieces.notes(notes, adoption, builder, fit);
    int[] anyCohort = new int[times.length];
    Arrays.fill(anyCohort, PanelNote.ANY);
    notes.addAll(PathPieces.collinear(fit, anyCohort, times));
    return result(fit, times, notes);
  }

  private EventStudy result(WithinFit fit, int[] times, List<PanelNote> notes) {
    List<Integer> estimable = new ArrayList<>();
    List<double[]> chosen = new ArrayList<>();
    double[] mean = new double[times.length];
    int post = 0;
    for (int k = 0; k < times.length; k++) {
      if (fit.estimable(k)) {
        estimable.add(times[k]);
        double[] one = new double[times.length];
        one[k] = 1;
        chosen.add(one);
        mean[k] = times[k] >= 0 ? 1 : 0;
        post += times[k] >= 0 ? 1 : 0;
      }
    }
    if (post == 0) {
      throw PathPieces.noTreatedCells();
    }
    for (int k = 0; k < mean.length; k++) {
      mean[k] /= post;
    }
    chosen.add(mean);
    double[][] combinations = chosen.toArray(double[][]::new);
    double[] values = PathPieces.combine(fit, combinations);
    double[][] v = WithinFit.covariance(fit.influence(combinations), factor.of(fit));
    int clusters = fit.rows().clustersUsed();
    return new EventStudy(
        PathPieces.path(estimable, values, v, clusters - 1),
        PathPieces.overall(estimable.size(), values, v, clusters - 1, level),
        List.of(reference),
        fit.rows().units(),
        fit.rows().count(),
        clusters,
        notes);
  }

  /** A cohort's periods, by place, and what makes a control clean. */
  private record Stack(int cohort, int from, int to, int end) {
    boolean clean(int first) {
      return first > end;
    }

    int[] eventTimes(StaggeredPanel panel) {
      return Arrays.stream(panel.periods(), from, to + 1).map(t -> t - cohort).toArray();
    }
  }

  private List<Stack> stacks(Adoption adoption, List<PanelNote> notes) {
    int[] periods = adoption.panel().periods();
    List<Stack> stacks = new ArrayList<>();
    for (int g : adoption.cohorts()) {
      int start = Math.subtractExact(g, before);
      int end = Math.addExact(g, after);
      int size = (int) Arrays.stream(adoption.first()).filter(f -> f == g).count();
      if (start < periods[0] || end > periods[periods.length - 1]) {
        notes.add(new PanelNote(PanelNote.Kind.WINDOW_OUTSIDE_PANEL, g, PanelNote.ANY, size, 0));
        continue;
      }
      if (Arrays.stream(adoption.first()).noneMatch(f -> f > end)) {
        notes.add(new PanelNote(PanelNote.Kind.NO_CLEAN_CONTROL, g, PanelNote.ANY, size, 0));
        continue;
      }
      int from = 0;
      while (periods[from] < start) {
        from++;
      }
      int to = periods.length - 1;
      while (periods[to] > end) {
        to--;
      }
      stacks.add(new Stack(g, from, to, end));
    }
    return stacks;
  }

  /** By event time, stack after stack: weighted treated and control observations. */
  private double[][] masses(Adoption adoption, List<Stack> stacks) {
    StaggeredPanel panel = adoption.panel();
    double[][] mass = new double[before + after + 1][2 * stacks.size()];
    for (int s = 0; s < stacks.size(); s++) {
      Stack stack = stacks.get(s);
      for (int i = 0; i < panel.units(); i++) {
        boolean treated = adoption.first()[i] == stack.cohort;
        if (!treated && !stack.clean(adoption.first()[i])) {
          continue;
        }
        for (int t = stack.from; t <= stack.to; t++) {
          int cell = i * panel.periods().length + t;
          if (PanelRows.observed(panel, cell)) {
            double w = panel.weights() == null ? 1 : panel.weights()[cell];
            mass[panel.periods()[t] - stack.cohort + before][2 * s + (treated ? 0 : 1)] += w;
          }
        }
      }
    }
    return mass;
  }

  private double correction(double[][] masses, int stack, int eventTime) {
    double[] at = masses[eventTime + before];
    double treated = 0;
    double control = 0;
    for (int s = 0; s < at.length; s += 2) {
      treated += at[s];
      control += at[s + 1];
    }
    return at[2 * stack] / treated / (at[2 * stack + 1] / control);
  }
}
