package org.equipoise.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.equipoise.analysis.Reading.Unit;
import org.equipoise.estimate.Estimate;
import org.equipoise.estimate.HotellingTest;
import org.equipoise.estimate.LinearFit;
import org.equipoise.estimate.NotEstimableException;
import org.equipoise.estimate.VarianceEstimator;
import org.equipoise.estimate.WaldTest;
import org.equipoise.protocol.Protocol;
import org.equipoise.protocol.ValueType;
import org.jspecify.annotations.Nullable;

/** The rows about one comparison of everybody, as they are found. */
final class ForWhomRows {

  /** Fewer degrees of freedom than this make an interval of clusters a rough guide. */
  private static final double FEW = 5;

  /**
   * A row.
   *
   * @param tested whether its test is one of those whose number is corrected for
   */
  record Row(Supplement supplement, boolean tested) {}

  private final Protocol protocol;
  private final Compared compared;
  private final List<Row> rows = new ArrayList<>();

  ForWhomRows(Protocol protocol, Compared compared) {
    this.protocol = protocol;
    this.compared = compared;
  }

  List<Row> rows() {
    return rows;
  }

  /**
   * What a row is about.
   *
   * @param of the group, variable or part of the intake
   * @param tested whether it is one of the tests corrected for
   */
  record Label(String measure, String method, String of, boolean tested) {}

  /** Adds a row of what the persons of the sample show, or the reason it cannot be shown. */
  void add(Label label, ArmComparison.Sample sample, List<Integer> rests, Supplier<Reading> found) {
    Reading reading;
    try {
      reading = found.get();
    } catch (NotEstimableException refusal) {
      reading = refused(refusal);
    }
    int treated = ArmComparison.count(sample.treated());
    put(label, treated, sample.treated().length - treated, rests, reading);
  }

  /** Adds a row that the persons of the sample cannot give. */
  void refuse(
      Label label, ArmComparison.Sample sample, List<Integer> rests, Comparison.Refused refused) {
    Reading reading = new Reading.Refused(refused.rule(), refused.reason(), refused.advice());
    add(label, sample, rests, () -> reading);
  }

  /** Adds a row that the comparison itself, or its data, refuse. */
  void refuse(Label label, Comparison.Refused refused) {
    Effect effect = compared.effect();
    Reading reading = new Reading.Refused(refused.rule(), refused.reason(), refused.advice());
    put(label, effect.analysed(), effect.analysedControl(), List.of(), reading);
  }

  /** A term left out is one that the rest of the regression says already. */
  private static Reading refused(NotEstimableException refusal) {
    if (refusal.reason() == NotEstimableException.Reason.TERM_DROPPED) {
      return new Reading.Refused(
          refusal.reason().name(),
          "the people of an arm do not vary in it, or only as something held alike does",
          "fewer or wider groups, or less to hold alike");
    }
    return new Reading.Refused(
        refusal.reason().name(), String.valueOf(refusal.getMessage()), refusal.advice());
  }

  private void put(Label label, int treated, int control, List<Integer> rests, Reading reading) {
    rows.add(
        new Row(
            new Supplement(
                compared.effect(),
                Topic.FOR_WHOM,
                label.measure(),
                label.method(),
                label.of(),
                treated,
                control,
                rests,
                reading),
            label.tested()));
  }

  /** An estimate in the outcome's unit. */
  static Reading number(LinearFit fit, String term) {
    return number(fit.coefficient(term), fit.variance());
  }

  static Reading.Figure number(Estimate estimate, VarianceEstimator variance) {
    Reading.Figure number = Reading.Figure.of(estimate, Unit.EFFECT);
    return variance.clustered() && estimate.df() < FEW ? number.noted("few-df") : number;
  }

  /** A joint test: of few clusters under CR2. */
  static Reading joint(LinearFit fit, List<String> terms) {
    if (fit.variance() == VarianceEstimator.CR2) {
      HotellingTest test = fit.jointOfFewClusters(terms);
      return Reading.Figure.test(test.f(), test.numeratorDf(), test.denominatorDf(), test.pValue());
    }
    WaldTest test = fit.joint(terms);
    return Reading.Figure.test(test.f(), test.numeratorDf(), test.denominatorDf(), test.pValue());
  }

  /**
   * Counts that the numbers of groups would give away: persons of each arm, and with a binary
   * outcome those with it and those without; and how many of the comparison are in no group.
   */
  List<Integer> rests(ArmComparison.Sample sample, int[] group) {
    List<Integer> rests = new ArrayList<>(counts(sample, group));
    rests.addAll(left(sample));
    return rests;
  }

  /** How many persons of each arm are in the comparison but not in the sample, where any are. */
  List<Integer> left(ArmComparison.Sample sample) {
    int treated = ArmComparison.count(sample.treated());
    int control = sample.treated().length - treated;
    Effect effect = compared.effect();
    return Stream.of(effect.analysed() - treated, effect.analysedControl() - control)
        .filter(count -> count > 0)
        .toList();
  }

  /** Persons of each arm in each group, and with a binary outcome those with and without it. */
  List<Integer> counts(ArmComparison.Sample sample, int[] group) {
    int groups = Arrays.stream(group).max().orElse(0) + 1;
    int[][] people = new int[groups][2];
    int[][] events = new int[groups][2];
    for (int i = 0; i < group.length; i++) {
      int side = sample.treated()[i] ? 1 : 0;
      people[group[i]][side]++;
      events[group[i]][side] += sample.values()[i] > 0 ? 1 : 0;
    }
    boolean binary = compared.effect().outcome().type() == ValueType.BINARY;
    List<Integer> counts = new ArrayList<>();
    for (int g = 0; g < groups; g++) {
      for (int side = 1; side >= 0; side--) {
        counts.add(people[g][side]);
        if (binary) {
          counts.add(events[g][side]);
          counts.add(people[g][side] - events[g][side]);
        }
      }
    }
    return counts;
  }

  /**
   * Refuses groups that are too thin: the protocol's rule on how many must have a binary outcome
   * and not have it, two persons in each arm, and two clusters.
   *
   * @param group code of each person's group
   * @param only the group asked about; below zero for all
   */
  Comparison.@Nullable Refused tooThin(
      ArmComparison.Sample sample, int[] group, int groups, int only) {
    int[] clusters = compared.clusters(sample.rows());
    for (int g = Math.max(0, only); g < (only < 0 ? groups : only + 1); g++) {
      int code = g;
      boolean[] in = new boolean[group.length];
      int[] people = new int[2];
      List<Set<Integer>> seen = List.of(new HashSet<>(), new HashSet<>());
      for (int i = 0; i < in.length; i++) {
        in[i] = group[i] == code;
        if (in[i]) {
          int side = sample.treated()[i] ? 1 : 0;
          people[side]++;
          seen.get(side).add(clusters == null ? i : clusters[i]);
        }
      }
      for (int side = 1; side >= 0; side--) {
        if (people[side] < 2) {
          return new Comparison.Refused(
              people[side] == 0 ? "EMPTY_ARM" : "ONE_UNIT_IN_ARM",
              "an arm of a group has " + people[side] + " of the persons analysed",
              "wider groups, planned beforehand");
        }
        if (seen.get(side).size() < 2) {
          return new Comparison.Refused(
              "TOO_FEW_CLUSTERS", "an arm of a group has one cluster", "wider groups");
        }
      }
      int[] rows = Rows.where(in);
      boolean[] treated = new boolean[rows.length];
      for (int i = 0; i < rows.length; i++) {
        treated[i] = sample.treated()[rows[i]];
      }
      Comparison tooFew =
          EffectTable.tooFew(
              protocol, compared.effect().outcome(), Rows.pick(sample.values(), rows), treated);
      if (tooFew instanceof Comparison.Refused refused) {
        return refused;
      }
    }
    return null;
  }
}
