package org.equipoise.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.equipoise.estimate.LeastSquares;
import org.equipoise.estimate.LinearFit;
import org.equipoise.estimate.Moments;
import org.equipoise.estimate.NotEstimableException;
import org.equipoise.estimate.RegressionSample;
import org.equipoise.estimate.StandardizedDifference;
import org.equipoise.estimate.VarianceEstimator;
import org.equipoise.estimate.WaldTest;
import org.equipoise.frame.CategoryColumn;
import org.equipoise.frame.Column;
import org.equipoise.protocol.Arm;
import org.equipoise.protocol.Item;
import org.equipoise.protocol.Protocol;
import org.equipoise.protocol.Variable;
import org.equipoise.protocol.Wave;
import org.jspecify.annotations.Nullable;

/** What arms looked like before the draw, among everybody drawn and among those who answered. */
final class BalanceTable {

  private final Protocol protocol;
  private final TrialData data;
  private final List<Trait> traits;

  /** One baseline value: a number, or whether a category has one of its levels. */
  private sealed interface Trait {
    String code();

    /** The value of everybody as numbers; NaN is missing. */
    double[] numbers();

    /** Whether the joint test can do without it, because it follows from the other levels. */
    boolean implied();

    record Measured(String code, double[] numbers) implements Trait {
      @Override
      public boolean implied() {
        return false;
      }
    }

    record Share(String code, CategoryColumn column, int level, boolean implied) implements Trait {
      @Override
      public double[] numbers() {
        double[] byCode = new double[column.levels().size()];
        byCode[level] = 1;
        return Coding.recoded(column, byCode);
      }
    }
  }

  BalanceTable(Protocol protocol, TrialData data) {
    this.protocol = protocol;
    this.data = data;
    this.traits = traits();
  }

  List<Balance> tables() {
    List<Balance> tables = new ArrayList<>();
    if (traits.isEmpty()) {
      return tables;
    }
    for (Arm arm : protocol.arms()) {
      if (!arm.control()) {
        tables.add(table(arm, null));
        for (Wave wave : protocol.waves()) {
          boolean[] answered = data.answered(wave.id());
          if (answered != null) {
            tables.add(table(arm, wave.id()));
          }
        }
      }
    }
    return tables;
  }

  private List<Trait> traits() {
    List<Trait> traits = new ArrayList<>();
    for (Variable variable : variables()) {
      if (!variable.baseline() || variable.personal() || !data.has(variable.id())) {
        continue;
      }
      Column column = data.variable(variable.id());
      if (variable.type().numeric() && variable.bands() == null) {
        traits.add(new Trait.Measured(variable.id().value(), data.numbers(variable.id())));
      } else if (column instanceof CategoryColumn categories) {
        addLevels(traits, variable.id().value(), categories);
      }
    }
    OutcomeValues values = new OutcomeValues(protocol, data);
    for (Wave wave : protocol.waves()) {
      for (Item item : protocol.items()) {
        if (wave.baseline() && item.type().numeric() && data.has(item.id(), wave.id())) {
          traits.add(new Trait.Measured(item.id().value(), values.numbers(item.id(), wave.id())));
        }
      }
    }
    return traits;
  }

  private List<Variable> variables() {
    List<Variable> variables = new ArrayList<>();
    protocol.variable(Protocol.SITE).ifPresent(variables::add);
    protocol.variable(Protocol.REFERRER).ifPresent(variables::add);
    variables.addAll(protocol.variables());
    return variables;
  }

  private static void addLevels(List<Trait> traits, String code, CategoryColumn column) {
    int[] counts = column.counts();
    boolean first = true;
    for (int level = 0; level < counts.length; level++) {
      if (counts[level] > 0) {
        traits.add(new Trait.Share(code, column, level, first));
        first = false;
      }
    }
  }

  private Balance table(Arm arm, Wave.@Nullable Id among) {
    int treatedArm = protocol.arms().indexOf(arm);
    int controlArm = protocol.arms().indexOf(protocol.control());
    int[] arms = data.design().arm();
    boolean[] answered = among == null ? null : data.answered(among);
    boolean[] in = new boolean[arms.length];
    for (int i = 0; i < in.length; i++) {
      in[i] = (arms[i] == treatedArm || arms[i] == controlArm) && (answered == null || answered[i]);
    }
    Map<String, Tally> tallies = new HashMap<>();
    for (Trait trait : traits) {
      if (trait instanceof Trait.Share level) {
        tallies.computeIfAbsent(level.code(), code -> tally(level.column(), in, treatedArm));
      }
    }
    List<Balance.Row> rows =
        traits.parallelStream().map(trait -> row(trait, tallies, in, treatedArm)).toList();
    try {
      return new Balance(arm.id(), among, rows, joint(in, treatedArm), "");
    } catch (NotEstimableException refusal) {
      return new Balance(arm.id(), among, rows, null, String.valueOf(refusal.getMessage()));
    }
  }

  private Balance.Row row(Trait trait, Map<String, Tally> tallies, boolean[] in, int treatedArm) {
    return trait instanceof Trait.Share level
        ? shares(level, Objects.requireNonNull(tallies.get(level.code())))
        : means((Trait.Measured) trait, in, treatedArm);
  }

  /**
   * How often each level of a category occurs: one pass serves every level.
   *
   * @param counts by side, control before the arm, then by level
   * @param missing persons of either side without a level
   */
  private record Tally(int[][] counts, int missing) {
    int[] people() {
      return new int[] {Arrays.stream(counts[0]).sum(), Arrays.stream(counts[1]).sum()};
    }

    int[] with(int level) {
      return new int[] {counts[0][level], counts[1][level]};
    }
  }

  private Tally tally(CategoryColumn column, boolean[] in, int treatedArm) {
    int[][] counts = new int[2][column.levels().size()];
    int missing = 0;
    int[] codes = column.codes();
    int[] arms = data.design().arm();
    for (int i = 0; i < in.length; i++) {
      if (in[i] && codes[i] == CategoryColumn.MISSING) {
        missing++;
      } else if (in[i]) {
        counts[arms[i] == treatedArm ? 1 : 0][codes[i]]++;
      }
    }
    return new Tally(counts, missing);
  }

  private static Balance.Row shares(Trait.Share trait, Tally tally) {
    int[] people = tally.people();
    int[] with = tally.with(trait.level());
    double arm = with[1] / (double) people[1];
    double control = with[0] / (double) people[0];
    // Variances with denominator n - 1, as of any other number.
    double variances =
        arm * (1 - arm) * people[1] / (people[1] - 1.0)
            + control * (1 - control) * people[0] / (people[0] - 1.0);
    double normalized = variances > 0 ? (arm - control) / Math.sqrt(variances / 2) : Double.NaN;
    String level = trait.column().levels().get(trait.level());
    return new Balance.Row(
        trait.code(), level, arm, control, normalized, people[1], people[0], tally.missing());
  }

  private Balance.Row means(Trait.Measured trait, boolean[] in, int treatedArm) {
    boolean[] known = in.clone();
    Rows.keepKnown(known, trait.numbers());
    double[] arm = values(trait, known, treatedArm, true);
    double[] control = values(trait, known, treatedArm, false);
    int n = arm.length;
    int m = control.length;
    int missing = ArmComparison.count(in) - n - m;
    Moments treated = n == 0 ? null : Moments.of(arm);
    Moments untreated = m == 0 ? null : Moments.of(control);
    return new Balance.Row(
        trait.code(),
        "",
        treated == null ? Double.NaN : treated.mean(),
        untreated == null ? Double.NaN : untreated.mean(),
        normalized(treated, untreated),
        n,
        m,
        missing);
  }

  /** The values of one side, those drawn to the arm or the others. */
  private double[] values(Trait.Measured trait, boolean[] among, int treatedArm, boolean treated) {
    int[] arms = data.design().arm();
    double[] numbers = trait.numbers();
    double[] values = new double[among.length];
    int n = 0;
    for (int i = 0; i < among.length; i++) {
      if (among[i] && (arms[i] == treatedArm) == treated) {
        values[n++] = numbers[i];
      }
    }
    return Arrays.copyOf(values, n);
  }

  private static double normalized(@Nullable Moments treated, @Nullable Moments control) {
    if (treated == null || control == null || treated.n() < 2 || control.n() < 2) {
      return Double.NaN;
    }
    return treated.variance() + control.variance() > 0
        ? StandardizedDifference.AVERAGE_VARIANCE.of(treated, control)
        : Double.NaN;
  }

  /** All traits together, the first level of each category left out as the reference. */
  private Balance.@Nullable Joint joint(boolean[] in, int treatedArm) {
    Map<String, double[]> tested = new LinkedHashMap<>();
    for (Trait trait : traits) {
      if (!trait.implied() && !restrictsTheDraw(trait.code())) {
        tested.put("x" + tested.size(), trait.numbers());
      }
    }
    boolean[] complete = in.clone();
    for (double[] values : tested.values()) {
      Rows.keepKnown(complete, values);
    }
    int[] rows = Rows.where(complete);
    if (tested.isEmpty() || rows.length == 0) {
      return null;
    }
    double[] treated = new double[rows.length];
    int[] arms = data.design().arm();
    for (int i = 0; i < rows.length; i++) {
      treated[i] = arms[rows[i]] == treatedArm ? 1 : 0;
    }
    RegressionSample.Builder sample = RegressionSample.of(treated);
    tested.forEach((name, values) -> sample.column(name, Rows.pick(values, rows)));
    int[] blocks = data.design().pair() != null ? data.design().pair() : data.design().stratum();
    if (blocks == null) {
      sample.intercept(true);
    } else {
      sample.intercept(false).absorb(Rows.pick(blocks, rows));
    }
    int[] cluster = data.design().cluster();
    if (cluster != null) {
      sample.clusters(Rows.pick(cluster, rows));
    }
    VarianceEstimator variance = cluster == null ? VarianceEstimator.HC2 : VarianceEstimator.CR2;
    LinearFit fit = LeastSquares.with(variance).fit(sample.build());
    List<String> terms =
        tested.keySet().stream().filter(name -> !fit.dropped().contains(name)).toList();
    if (terms.isEmpty()) {
      return null;
    }
    WaldTest test = fit.joint(terms);
    return new Balance.Joint(
        test.f(), test.numeratorDf(), test.denominatorDf(), test.pValue(), rows.length);
  }

  private boolean restrictsTheDraw(String code) {
    return protocol.strata().contains(new Variable.Id(code));
  }
}
