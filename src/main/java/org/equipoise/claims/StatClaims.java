package org.equipoise.claims;

import java.util.Locale;
import java.util.Set;

/**
 * The statistical relations that a claim can name, and what they say of its printed figure. Start
 * at {@link #call}; {@code docs/claims-statistics.md} tells every relation with its arguments.
 */
public final class StatClaims {

  private StatClaims() {}

  /** The names of all relations, English and Swedish, in small letters. */
  public static Set<String> names() {
    return Set.of();
  }

  /** Whether a name is that of a relation; any case. */
  public static boolean knows(String name) {
    return names().contains(name.strip().toLowerCase(Locale.ROOT));
  }

  /**
   * What a relation says of the figure that a row prints. Never throws on what a file may hold: a
   * relation or an argument it does not know makes the claim uncheckable, with a note.
   *
   * @param target what the row prints
   * @param call the relation it states
   * @param rules how figures are rounded
   */
  public static StatAnswer call(StatCall.Target target, StatCall call, FigureRules rules) {
    return StatAnswer.uncheckable(
        call.name(),
        target.text(),
        StatNote.of(StatNote.Says.UNKNOWN_RELATION, call.name(), rules.rounding()));
  }
}
