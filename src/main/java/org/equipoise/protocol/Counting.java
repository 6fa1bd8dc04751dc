package org.equipoise.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** How the value of a series in a period comes about. */
public sealed interface Counting {

  /** As it stands in a column of the register's file. */
  Counting GIVEN = new Given();

  /** As it stands in a column of the register's file. */
  record Given() implements Counting {}

  /**
   * From spells in one of several states. Overlapping spells are one.
   *
   * @param states the states that count
   * @param when which days decide
   * @param days with {@link When#AT_LEAST}, how many days of the period are needed
   */
  record Spells(List<String> states, When when, int days) implements Counting {
    /** Keeps its own copy. */
    public Spells {
      states = List.copyOf(states);
    }
  }

  /** Which days of a period decide about a state. */
  enum When {
    /** Any day of the period. */
    ANY_DAY,
    /** The last day of the period. */
    LAST_DAY,
    /** So many days of the period or more. */
    AT_LEAST,
    /** None: the days are the value. */
    DAYS
  }

  /**
   * From payments dated in the period.
   *
   * @param paid what becomes of them
   * @param kinds the kinds that count; empty for every payment
   */
  record Payments(Paid paid, List<String> kinds) implements Counting {
    /** Keeps its own copy. */
    public Payments {
      kinds = List.copyOf(kinds);
    }
  }

  /** What becomes of the payments of a period. */
  enum Paid {
    /** Their sum. */
    SUM,
    /** Whether there is any. */
    ANY,
    /** How many there are. */
    NUMBER
  }

  /**
   * Whether some series are above 0 and others are not, in the same period.
   *
   * @param allOf series that are all above 0
   * @param noneOf series none of which is
   */
  record Joint(List<Series.Id> allOf, List<Series.Id> noneOf) implements Counting {
    /** Keeps its own copies. */
    public Joint {
      allOf = List.copyOf(allOf);
      noneOf = List.copyOf(noneOf);
    }
  }

  /**
   * Whether a person went from one state to another: the first series is above 0 in the period
   * before and the second in this one.
   *
   * @param leaving the series that is left
   * @param entering the series that is entered; null for leaving to whatever else, when the first
   *     series is no longer above 0
   * @param first whether only the first such step after the draw counts
   */
  record Transition(Series.Id leaving, Series.@Nullable Id entering, boolean first)
      implements Counting {}

  /** The other series that this one is made of; empty when it is read from data. */
  default List<Series.Id> parts() {
    if (this instanceof Joint joint) {
      return java.util.stream.Stream.concat(joint.allOf().stream(), joint.noneOf().stream())
          .toList();
    }
    if (this instanceof Transition step) {
      return step.entering() == null
          ? List.of(step.leaving())
          : List.of(step.leaving(), step.entering());
    }
    return List.of();
  }
}
