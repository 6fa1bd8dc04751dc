package org.equipoise.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.equipoise.analysis.ForWhomRows.Label;
import org.equipoise.analysis.Reading.Unit;
import org.equipoise.estimate.Estimate;
import org.equipoise.estimate.LinearFit;
import org.equipoise.frame.CategoryColumn;
import org.equipoise.frame.Column;
import org.equipoise.protocol.Analysis;
import org.equipoise.protocol.ValueType;
import org.equipoise.protocol.Variable;

/**
 * Moderators: how much the effect changes per unit of a baseline variable, the variable itself held
 * in the regression; for a variable of categories the joint test that all have the same effect.
 * Covariates enter without products with the arm. Persons without the moderator's value are left
 * out.
 */
final class ForWhomModerators {

  private static final String MODERATOR = "moderator";

  private static final Comparison.Refused CONSTANT =
      new Comparison.Refused(
          "NO_VARIATION", "it is the same for everybody analysed", "name another variable");

  private final TrialData data;
  private final Analysis analysis;
  private final Compared compared;
  private final ForWhomRows rows;
  private final String variance;

  ForWhomModerators(TrialData data, Analysis analysis, Compared compared, ForWhomRows rows) {
    this.data = data;
    this.analysis = analysis;
    this.compared = compared;
    this.rows = rows;
    variance = ForWhomRegression.code(ForWhomRegression.variance(compared));
  }

  void add() {
    for (Variable.Id id : analysis.moderators()) {
      Variable variable = data.protocol().variable(id).orElseThrow();
      boolean categories = variable.type() == ValueType.CATEGORY || variable.bands() != null;
      Label label =
          categories
              ? new Label("moderator-levels", "joint-" + variance, id.value(), true)
              : new Label(MODERATOR, "interacted-" + variance, id.value(), true);
      ArmComparison.Sample sample = compared.sample();
      if (compared.effect().comparison() instanceof Comparison.Refused refused) {
        rows.refuse(label, refused);
      } else if (variable.type() == ValueType.TEXT || variable.type() == ValueType.DATE) {
        rows.refuse(
            label,
            new Comparison.Refused(
                "NOT_A_MODERATOR",
                "'" + id + "' is a text or a date, along which no effect changes",
                "name a number, an ordered scale, or categories"));
      } else if (sample != null && categories) {
        levels(label, sample, data.variable(id));
      } else if (sample != null) {
        slope(label, sample, data.numbers(id), variable.type() != ValueType.BINARY);
      }
    }
  }

  private void slope(Label label, ArmComparison.Sample all, double[] numbers, boolean scaled) {
    double[] values = Rows.pick(numbers, all.rows());
    boolean[] known = new boolean[values.length];
    Arrays.fill(known, true);
    Rows.keepKnown(known, values);
    double[] used = Rows.pick(values, Rows.where(known));
    double mean = Arrays.stream(used).average().orElse(0);
    double[] centred = Arrays.stream(used).map(v -> v - mean).toArray();
    ForWhomRegression regression = new ForWhomRegression(data, compared, all, known);
    if (Arrays.stream(used).distinct().count() < 2) {
      rows.refuse(label, regression.sample(), rows.left(regression.sample()), CONSTANT);
      return;
    }
    if (!scaled) {
      // Yes and no are two groups, with the same needs.
      int[] group = Arrays.stream(used).mapToInt(v -> v > 0 ? 1 : 0).toArray();
      Comparison.Refused thin = rows.tooThin(regression.sample(), group, 2, -1);
      if (thin != null) {
        rows.refuse(label, regression.sample(), rows.rests(regression.sample(), group), thin);
        return;
      }
    }
    List<Integer> rests =
        scaled
            ? rows.left(regression.sample())
            : rows.rests(
                regression.sample(), Arrays.stream(used).mapToInt(v -> v > 0 ? 1 : 0).toArray());
    regression.arm().main(MODERATOR, centred).byArm(MODERATOR, centred);
    String term = ForWhomRegression.product(MODERATOR);
    rows.add(
        label,
        regression.sample(),
        rests,
        () -> ForWhomRows.number(regression.fit(null, analysis.level()), term));
    if (scaled) {
      double squares = Arrays.stream(centred).map(v -> v * v).sum();
      double spread = Math.sqrt(squares / Math.max(1, centred.length - 1));
      Label perSpread = new Label("moderator-spread", label.method(), label.of(), false);
      rows.add(
          perSpread,
          regression.sample(),
          rests,
          () -> {
            Estimate one = regression.fit(null, analysis.level()).coefficient(term);
            double error = one.standardError() * spread;
            double df = one.df();
            return Reading.Figure.of(
                Estimate.of(term, one.value() * spread, error, df, analysis.level()), Unit.EFFECT);
          });
    }
  }

  private void levels(Label label, ArmComparison.Sample all, Column column) {
    if (!(column instanceof CategoryColumn categories)) {
      throw new IllegalStateException(label.of() + " has categories but no codes");
    }
    boolean[] known = new boolean[all.rows().length];
    boolean[] seen = new boolean[categories.levels().size()];
    for (int i = 0; i < known.length; i++) {
      int code = categories.codeAt(all.rows()[i]);
      known[i] = code != CategoryColumn.MISSING;
      if (known[i]) {
        seen[code] = true;
      }
    }
    int[] place = new int[seen.length];
    int count = 0;
    for (int code = 0; code < seen.length; code++) {
      place[code] = seen[code] ? count++ : -1;
    }
    ForWhomRegression regression = new ForWhomRegression(data, compared, all, known);
    int[] group =
        Arrays.stream(regression.sample().rows())
            .map(row -> place[categories.codeAt(row)])
            .toArray();
    int levels = count;
    Comparison.Refused thin =
        levels < 2 ? CONSTANT : rows.tooThin(regression.sample(), group, levels, -1);
    if (thin != null) {
      rows.refuse(label, regression.sample(), rows.rests(regression.sample(), group), thin);
      return;
    }
    rows.add(
        label,
        regression.sample(),
        rows.rests(regression.sample(), group),
        () -> {
          LinearFit fit =
              ForWhomGroups.interacted(regression, group, levels).fit(group, analysis.level());
          List<String> terms = new ArrayList<>();
          for (int g = 1; g < levels; g++) {
            terms.add(ForWhomRegression.product("group" + g));
          }
          return ForWhomRows.joint(fit, terms);
        });
  }
}
