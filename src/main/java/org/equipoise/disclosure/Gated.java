package org.equipoise.disclosure;

import java.util.function.Function;

/**
 * A value that may be published, or the reason why it may not.
 *
 * @param <T> the kind of value
 */
public sealed interface Gated<T> {

  /** Why a value is hidden. */
  enum Why {
    /** It is a count of at least 1 and below the limit. */
    SMALL,
    /** It is a share, mean or estimate that rests on such a count. */
    RESTS_ON_SMALL,
    /** Together with what is shown it would give such a count away. */
    WOULD_REVEAL,
    /** One person holds more than four fifths of an amount, so that it tells of that person. */
    DOMINATED,
    /** It was told in an earlier release, and from that it differs by a small count of people. */
    TOLD_BEFORE,
    /** It was hidden in an earlier release, whose sums it would solve. */
    HIDDEN_BEFORE;

    /** Whether it is hidden for what it would tell of other values. */
    boolean protectsOthers() {
      return this == WOULD_REVEAL || this == TOLD_BEFORE || this == HIDDEN_BEFORE;
    }
  }

  /**
   * A value that may be published.
   *
   * @param value the value
   */
  record Shown<T>(T value) implements Gated<T> {}

  /**
   * A value that stays behind the gate.
   *
   * @param why the reason
   */
  record Hidden<T>(Why why) implements Gated<T> {}

  /** What {@code shown} makes of the value, or {@code hidden} of the reason. */
  default <R> R either(
      Function<? super T, ? extends R> shown, Function<? super Why, ? extends R> hidden) {
    if (this instanceof Shown<T> open) {
      return shown.apply(open.value());
    }
    return hidden.apply(((Hidden<T>) this).why());
  }

  /** Whether the value stays behind the gate. */
  default boolean hidden() {
    return this instanceof Hidden;
  }
}
