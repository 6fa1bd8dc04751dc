package org.equipoise.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.equipoise.protocol.Analysis.Compliance;
import org.equipoise.protocol.Variable;

/**
 * Who met the service, as far as the data tell.
 *
 * @param met whether each person of the data did; false where nobody knows
 * @param known whether the data tell of each person
 */
record TakeUpStatus(boolean[] met, boolean[] known) {

  /** As the plan defines it. */
  static TakeUpStatus of(TrialData data, Compliance compliance) {
    return compliance instanceof Compliance.Within within
        ? within(data, within.days())
        : named(data, ((Compliance.Named) compliance).variable());
  }

  /** A person without a date of meeting has not met the service: everybody is known. */
  static TakeUpStatus within(TrialData data, int days) {
    boolean[] known = new boolean[data.size()];
    Arrays.fill(known, true);
    return new TakeUpStatus(data.metWithin(days), known);
  }

  private static TakeUpStatus named(TrialData data, Variable.Id id) {
    double[] values = data.numbers(id);
    boolean[] met = new boolean[values.length];
    boolean[] known = new boolean[values.length];
    for (int i = 0; i < values.length; i++) {
      known[i] = !Double.isNaN(values[i]);
      met[i] = values[i] > 0;
    }
    return new TakeUpStatus(met, known);
  }

  /** 1 for those who met the service, by persons picked. */
  double[] of(int[] rows) {
    double[] values = new double[rows.length];
    for (int i = 0; i < rows.length; i++) {
      values[i] = met[rows[i]] ? 1 : 0;
    }
    return values;
  }

  /** Those of whom the data tell. */
  int[] knownOf(int[] rows) {
    return Arrays.stream(rows).filter(row -> known[row]).toArray();
  }

  /** Those of whom the data do not tell. */
  int[] unknownOf(int[] rows) {
    return Arrays.stream(rows).filter(row -> !known[row]).toArray();
  }

  /** The part of a sample of whom the data tell. */
  ArmComparison.Sample knownOf(ArmComparison.Sample sample) {
    int[] rows = knownOf(sample.rows());
    if (rows.length == sample.rows().length) {
      return sample;
    }
    int[] kept = new int[rows.length];
    boolean[] treated = new boolean[rows.length];
    int count = 0;
    for (int i = 0; i < sample.rows().length; i++) {
      if (known[sample.rows()[i]]) {
        treated[count] = sample.treated()[i];
        kept[count++] = i;
      }
    }
    List<Covariates.Term> terms = new ArrayList<>();
    for (Covariates.Term term : sample.terms()) {
      terms.add(new Covariates.Term(term.name(), Rows.pick(term.values(), kept)));
    }
    return new ArmComparison.Sample(
        rows,
        treated,
        Rows.pick(sample.values(), kept),
        terms,
        sample.filled(),
        sample.baseline(),
        sample.covariates());
  }
}
