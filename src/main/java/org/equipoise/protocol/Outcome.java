package org.equipoise.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something the arms are compared on.
 *
 * @param id the code
 * @param title what people read
 * @param type kind of value
 * @param direction which way is good
 * @param family outcomes whose tests are corrected together; empty for none
 * @param primary whether the trial's main question rests on it
 * @param source where its values come from
 * @param appliesTo for whom it makes sense; empty for everybody
 * @param ifTooFew what is tried, in this order, when too few people are in the cells; empty for
 *     nothing but a refusal
 * @param caveat words that follow it into every report; null for none
 */
public record Outcome(
    Id id,
    Text title,
    ValueType type,
    Direction direction,
    String family,
    boolean primary,
    Source source,
    List<Condition> appliesTo,
    List<Fallback> ifTooFew,
    @Nullable Text caveat) {

  /** Code of an outcome. */
  public record Id(String value) {
    @Override
    public String toString() {
      return value;
    }
  }

  /** Which way is good. */
  public enum Direction {
    UP_GOOD,
    DOWN_GOOD,
    /** Neither way is declared good: reports say "higher" and "lower" only. */
    AMBIGUOUS
  }

  /** Where values come from. */
  public sealed interface Source {
    /**
     * Answers to one item, at each of some waves.
     *
     * @param item the item
     * @param at the waves compared, after the draw
     * @param yesWhen codes that count as yes when the outcome is binary and the item is not; else
     *     empty
     */
    record FromItem(Item.Id item, List<Wave.Id> at, List<String> yesWhen) implements Source {
      /** Keeps its own copies. */
      public FromItem {
        at = List.copyOf(at);
        yesWhen = List.copyOf(yesWhen);
      }
    }

    /**
     * Scores of one scale, at each of some waves.
     *
     * @param scale the scale
     * @param at the waves compared, after the draw
     */
    record FromScale(Scale.Id scale, List<Wave.Id> at) implements Source {
      /** Keeps its own copy. */
      public FromScale {
        at = List.copyOf(at);
      }
    }

    /**
     * A register series, at each of some periods.
     *
     * @param series the series
     * @param measure how periods are read
     * @param at the periods compared, 1 being the first after the draw
     */
    record FromSeries(Series.Id series, Measure measure, List<Integer> at) implements Source {
      /** Keeps its own copy. */
      public FromSeries {
        at = List.copyOf(at);
      }
    }

    /**
     * One variable, once.
     *
     * @param variable the variable, which is not a baseline one
     * @param yesWhen levels that count as yes when the outcome is binary and the variable is not;
     *     else empty
     */
    record FromVariable(Variable.Id variable, List<String> yesWhen) implements Source {
      /** Keeps its own copy. */
      public FromVariable {
        yesWhen = List.copyOf(yesWhen);
      }
    }

    /**
     * One number made of several outcomes, each turned so that up is good and expressed in standard
     * deviations of the control arm.
     *
     * @param of the outcomes
     * @param weights how they weigh
     * @param at the waves compared; every outcome is asked at each
     */
    record Index(List<Outcome.Id> of, IndexWeights weights, List<Wave.Id> at) implements Source {
      /** Keeps its own copies. */
      public Index {
        of = List.copyOf(of);
        at = List.copyOf(at);
      }
    }
  }

  /** How the parts of an index weigh. */
  public enum IndexWeights {
    /** Alike (Kling, Liebman and Katz 2007). */
    EQUAL,
    /** By the row sums of the inverse of their covariance (Anderson 2008). */
    INVERSE_COVARIANCE
  }

  /** How a register series is read at period k. */
  public enum Measure {
    /** The value in period k. */
    VALUE,
    /** Whether it was above 0 in any period from 1 to k. */
    EVER,
    /** The sum over periods 1 to k. */
    SUM,
    /** The mean over periods 1 to k. */
    MEAN,
    /** The first period with a value above 0, counted to k at most. */
    FIRST
  }

  /** One step of the ladder that is climbed when an outcome has too few events for an estimate. */
  public sealed interface Fallback {
    /** Parts of the participants give way to everybody: no subgroups, no parts of the intake. */
    record MergedCells() implements Fallback {}

    /**
     * Any of this outcome and others, binary and read at the same periods or waves.
     *
     * @param with the others
     */
    record Composite(List<Outcome.Id> with) implements Fallback {
      /** Keeps its own copy. */
      public Composite {
        with = List.copyOf(with);
      }
    }

    /**
     * The same register outcome read up to a later period.
     *
     * @param period the period
     */
    record LongerWindow(int period) implements Fallback {}

    /** The difference in shares with an exact interval and Fisher's exact test. */
    record Exact() implements Fallback {}
  }

  /** Keeps its own copies. */
  public Outcome {
    appliesTo = List.copyOf(appliesTo);
    ifTooFew = List.copyOf(ifTooFew);
  }
}
