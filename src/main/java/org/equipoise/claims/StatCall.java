package org.equipoise.claims;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A statistical relation as a claim names it: {@code se(estimate: 0.30, p: 0.04, df: 120)} in the
 * row that prints the standard error. The printed figure of the row is what the call is about; its
 * name says what that figure is.
 *
 * @param name the name of the relation as written, English or Swedish, any case: {@code se}, {@code
 *     medelfel}
 * @param arguments what it rests on, in the order written; none twice
 */
public record StatCall(String name, List<Argument> arguments) {

  /** Keeps its own list. */
  public StatCall {
    arguments = List.copyOf(arguments);
  }

  /**
   * One argument.
   *
   * @param name its name as written, English or Swedish, any case; empty when it has none
   * @param values what is given: mostly one figure or word, several for a list {@code parts: 51, 6,
   *     42}
   */
  public record Argument(String name, List<Value> values) {

    /** Keeps its own list. */
    public Argument {
      values = List.copyOf(values);
    }

    /** One figure under a name. */
    public static Argument of(String name, Figure figure) {
      return new Argument(name, List.of(new Printed(figure)));
    }

    /** One word under a name. */
    public static Argument of(String name, String word) {
      return new Argument(name, List.of(new Word(word)));
    }
  }

  /** What an argument gives. */
  public sealed interface Value {}

  /**
   * A printed figure, from another row or written out in the call.
   *
   * @param figure the figure with its rounding and hedge
   */
  public record Printed(Figure figure) implements Value {}

  /**
   * A word, as in {@code tails: one} or {@code stars: **}; quotes taken off.
   *
   * @param text the word
   */
  public record Word(String text) implements Value {}

  /**
   * What the row of the call prints.
   *
   * @param text the words and digits as printed; {@code **} and {@code not significant} are no
   *     figures
   * @param figure the figure among them; null when there is none
   */
  public record Target(String text, @Nullable Figure figure) {

    /** A target that prints a figure. */
    public static Target of(Figure figure) {
      return new Target(figure.printed(), figure);
    }

    /** A target that prints words or signs alone. */
    public static Target of(String text) {
      return new Target(text, null);
    }
  }
}
