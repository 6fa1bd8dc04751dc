package org.equipoise.protocol;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How chance decides the arm, within each stratum when strata are declared. */
public sealed interface DrawRule {

  /** One independent draw a person: group sizes are random. */
  record Simple(Ratio ratio) implements DrawRule {}

  /**
   * A fixed number to each arm in every batch.
   *
   * @param ratio shares of the batch
   * @param balance rerandomize until baseline is balanced; null to accept the first draw
   */
  record Complete(Ratio ratio, @Nullable Balance balance) implements DrawRule {}

  /**
   * Blocks of random size, each holding the arms in exact ratio, in random order.
   *
   * @param sizes block sizes to choose among, multiples of the ratio's total
   */
  record PermutedBlocks(Ratio ratio, List<Integer> sizes) implements DrawRule {
    /** Keeps its own copy. */
    public PermutedBlocks {
      sizes = List.copyOf(sizes);
    }
  }

  /**
   * A fair coin unless one of two arms leads by the limit; then the other arm (Soares and Wu 1983).
   *
   * @param limit largest difference in size allowed
   */
  record BigStick(Ratio ratio, int limit) implements DrawRule {}

  /**
   * Pocock and Simon (1975): the arm that leaves the factors best balanced, with high probability.
   *
   * @param factors what is balanced, and how much it weighs
   * @param probability chance of the best arm, above its share by ratio and at most 1
   * @param spread how imbalance in one factor is measured
   */
  record Minimisation(Ratio ratio, List<Factor> factors, double probability, Spread spread)
      implements DrawRule {
    /** Keeps its own copy. */
    public Minimisation {
      factors = List.copyOf(factors);
    }
  }

  /**
   * A lottery for a limited number of places in every batch; the others are drawn to the control
   * arm, in reserve order.
   *
   * @param arm the arm that has few places
   * @param places places a batch
   * @param fillIn how many of each batch, drawn after the places, leave the trial and may fill
   *     places that fall vacant; 0 or more
   */
  record Lottery(Arm.Id arm, int places, int fillIn) implements DrawRule {}

  /**
   * One unit of each pair to each arm.
   *
   * @param pair the variable that names the pair
   */
  record MatchedPairs(Variable.Id pair) implements DrawRule {}

  /**
   * Randomized elsewhere; the assignment is in the data.
   *
   * @param scheme how it was done, since the analysis follows the design
   * @param probability chance of each arm
   * @param pair the variable that names the pair under {@link Scheme#MATCHED_PAIRS}; else null
   */
  record Recorded(Scheme scheme, Probability probability, Variable.@Nullable Id pair)
      implements DrawRule {}

  /** How a trial randomized elsewhere was drawn. */
  enum Scheme {
    SIMPLE,
    COMPLETE,
    BLOCKS,
    MATCHED_PAIRS
  }

  /** How imbalance over arms is measured in minimisation. */
  enum Spread {
    RANGE,
    VARIANCE,
    STANDARD_DEVIATION
  }

  /**
   * One factor of minimisation.
   *
   * @param variable the variable
   * @param weight its weight, above 0
   */
  record Factor(Variable.Id variable, double weight) {}

  /**
   * When a batch is balanced enough.
   *
   * @param on the variables compared
   * @param acceptance share of all draws that is acceptable, in (0, 1]
   */
  record Balance(List<Variable.Id> on, double acceptance) {
    /** Keeps its own copy. */
    public Balance {
      on = List.copyOf(on);
    }
  }

  /** Chance of each arm in a trial randomized elsewhere. */
  sealed interface Probability {
    /** The same for everybody; the chances sum to 1. */
    record Fixed(Map<Arm.Id, Double> byArm) implements Probability {
      /** Keeps its own copy, in order. */
      public Fixed {
        byArm = Collections.unmodifiableMap(new LinkedHashMap<>(byArm));
      }
    }

    /**
     * Stored person by person.
     *
     * @param variable holds each person's chance of the first arm that is not the control, in (0,
     *     1)
     */
    record Stored(Variable.Id variable) implements Probability {}

    /** Constant within each stratum and unknown to us: taken from the shares in the stratum. */
    record ByStratum() implements Probability {}
  }
}
