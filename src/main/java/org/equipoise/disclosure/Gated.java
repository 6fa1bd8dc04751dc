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
    WOULD_REVEAL
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
