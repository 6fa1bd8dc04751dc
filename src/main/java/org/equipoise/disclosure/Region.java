package org.equipoise.disclosure;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.equipoise.protocol.Condition;
import org.equipoise.protocol.Range;

/**
 * Who a set of conditions holds for, told from the conditions alone: by variable the levels, or the
 * numbers, that satisfy them. So readers of the protocol know which planned groups hold which, and
 * which share nobody, before they see a number.
 */
record Region(Map<String, Region.Values> by) {

  /** Everybody. */
  static final Region ALL = new Region(Map.of());

  /** What satisfies the conditions on one variable: some levels, or the numbers of a range. */
  private sealed interface Values {

    /** Some levels. */
    record Levels(Set<String> is) implements Values {}

    /** Numbers from one to another, both included. */
    record Between(double from, double to) implements Values {}

    default boolean within(Values o) {
      if (this instanceof Levels own && o instanceof Levels other) {
        return other.is.containsAll(own.is);
      }
      return this instanceof Between own
          && o instanceof Between other
          && own.from >= other.from
          && own.to <= other.to;
    }

    /** Whether nothing satisfies both. */
    default boolean apart(Values o) {
      if (this instanceof Levels own && o instanceof Levels other) {
        return own.is.stream().noneMatch(other.is::contains);
      }
      return this instanceof Between own
          && o instanceof Between other
          && (own.to < other.from || other.to < own.from);
    }

    /** What satisfies both; the first alone where levels meet numbers. */
    default Values and(Values o) {
      if (this instanceof Levels own && o instanceof Levels other) {
        Set<String> both = new LinkedHashSet<>(own.is);
        both.retainAll(other.is);
        return new Levels(both);
      }
      return this instanceof Between own && o instanceof Between other
          ? new Between(Math.max(own.from, other.from), Math.min(own.to, other.to))
          : this;
    }
  }

  static Region of(List<Condition> where) {
    Region region = ALL;
    for (Condition condition : where) {
      region = region.and(of(condition));
    }
    return region;
  }

  /** Those of some levels of one variable. */
  static Region of(String variable, Iterable<String> levels) {
    Set<String> is = new LinkedHashSet<>();
    levels.forEach(is::add);
    return new Region(Map.of(variable, new Values.Levels(is)));
  }

  private static Region of(Condition condition) {
    String variable = condition.variable().value();
    Range range = condition.range();
    return condition.is().isEmpty()
        ? new Region(
            Map.of(
                variable,
                new Values.Between(
                    range.min().orElse(Double.NEGATIVE_INFINITY),
                    range.max().orElse(Double.POSITIVE_INFINITY))))
        : of(variable, condition.is());
  }

  /** Those in both. */
  Region and(Region o) {
    Map<String, Values> both = new LinkedHashMap<>(by);
    o.by.forEach((variable, values) -> both.merge(variable, values, Values::and));
    return new Region(both);
  }

  /** Whether everybody in this one is in the other. */
  boolean within(Region o) {
    return o.by.entrySet().stream()
        .allMatch(
            wide -> {
              Values own = by.get(wide.getKey());
              return own != null && own.within(wide.getValue());
            });
  }

  /** Whether they hold the same people. */
  boolean same(Region o) {
    return within(o) && o.within(this);
  }

  /** Whether nobody is in both. */
  boolean apart(Region o) {
    return by.entrySet().stream()
        .anyMatch(
            own -> {
              Values other = o.by.get(own.getKey());
              return other != null && own.getValue().apart(other);
            });
  }

  /**
   * The others of {@code levels}, where levels of one variable alone decide and some are left;
   * persons whose level is not known are in neither.
   */
  Optional<Region> others(List<String> levels) {
    if (by.size() != 1
        || !(by.values().iterator().next() instanceof Values.Levels own)
        || !levels.containsAll(own.is)) {
      return Optional.empty();
    }
    Set<String> left = new LinkedHashSet<>(levels);
    left.removeAll(own.is);
    return left.isEmpty() ? Optional.empty() : Optional.of(of(by.keySet().iterator().next(), left));
  }

  /** The only variable asked about; empty when there are several or none. */
  Optional<String> variable() {
    return by.size() == 1 ? Optional.of(by.keySet().iterator().next()) : Optional.empty();
  }
}
