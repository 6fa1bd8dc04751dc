package org.equipoise.analysis;

import java.util.ArrayList;
import java.util.List;
import org.equipoise.estimate.CovariateBalance;
import org.equipoise.estimate.Moments;
import org.equipoise.estimate.NotEstimableException;
import org.equipoise.estimate.StandardizedDifference;
import org.equipoise.estimate.WaldTest;
import org.equipoise.frame.CategoryColumn;
import org.equipoise.frame.Column;
import org.equipoise.protocol.Arm;
import org.equipoise.protocol.EstimatorChoice;
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

  /** One baseline value as one number a person. */
  private record Trait(String code, String level, double[] values, boolean reference) {}

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
        traits.add(new Trait(variable.id().value(), "", data.numbers(variable.id()), false));
      } else if (column instanceof CategoryColumn categories) {
        addLevels(traits, variable.id().value(), categories);
      }
    }
    OutcomeValues values = new OutcomeValues(protocol, data);
    for (Wave wave : protocol.waves()) {
      for (Item item : protocol.items()) {
        if (wave.baseline() && item.type().numeric() && data.has(item.id(), wave.id())) {
          double[] numbers = values.numbers(item.id(), wave.id());
          traits.add(new Trait(item.id().value(), "", numbers, false));
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
        double[] byCode = new double[counts.length];
        byCode[level] = 1;
        String name = column.levels().get(level);
        traits.add(new Trait(code, name, Coding.recoded(column, byCode), first));
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
    List<Balance.Row> rows = new ArrayList<>();
    for (Trait trait : traits) {
      rows.add(row(trait, in, treatedArm));
    }
    try {
      return new Balance(arm.id(), among, rows, joint(in, treatedArm), "");
    } catch (NotEstimableException refusal) {
      return new Balance(arm.id(), among, rows, null, String.valueOf(refusal.getMessage()));
    }
  }

  private Balance.Row row(Trait trait, boolean[] in, int treatedArm) {
    double[] arm = new double[in.length];
    double[] control = new double[in.length];
    int n = 0;
    int m = 0;
    int missing = 0;
    for (int i = 0; i < in.length; i++) {
      if (!in[i]) {
        continue;
      }
      double value = trait.values()[i];
      if (Double.isNaN(value)) {
        missing++;
      } else if (data.design().arm()[i] == treatedArm) {
        arm[n++] = value;
      } else {
        control[m++] = value;
      }
    }
    Moments treated = n == 0 ? null : Moments.of(java.util.Arrays.copyOf(arm, n));
    Moments untreated = m == 0 ? null : Moments.of(java.util.Arrays.copyOf(control, m));
    return new Balance.Row(
        trait.code(),
        trait.level(),
        treated == null ? Double.NaN : treated.mean(),
        untreated == null ? Double.NaN : untreated.mean(),
        normalized(treated, untreated),
        n,
        m,
        missing);
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
    List<Trait> tested = new ArrayList<>();
    for (Trait trait : traits) {
      if (!trait.reference() && !restrictsTheDraw(trait.code())) {
        tested.add(trait);
      }
    }
    boolean[] complete = in.clone();
    for (int i = 0; i < complete.length; i++) {
      for (Trait trait : tested) {
        complete[i] &= !Double.isNaN(trait.values()[i]);
      }
    }
    int[] rows = Rows.where(complete);
    if (tested.isEmpty() || rows.length == 0) {
      return null;
    }
    boolean[] treated = new boolean[rows.length];
    for (int i = 0; i < rows.length; i++) {
      treated[i] = data.design().arm()[rows[i]] == treatedArm;
    }
    double[][] columns = new double[tested.size()][];
    for (int j = 0; j < columns.length; j++) {
      columns[j] = Rows.pick(tested.get(j).values(), rows);
    }
    int[] blocks = data.design().pair() != null ? data.design().pair() : data.design().stratum();
    boolean restricted = EstimatorChoice.paired(protocol) || !protocol.strata().isEmpty();
    int[] codes = restricted && blocks != null ? Rows.pick(blocks, rows) : null;
    WaldTest test = CovariateBalance.withDefaults().test(treated, columns, codes).regression();
    return new Balance.Joint(
        test.f(), test.numeratorDf(), test.denominatorDf(), test.pValue(), rows.length);
  }

  private boolean restrictsTheDraw(String code) {
    return protocol.strata().contains(new Variable.Id(code));
  }
}
