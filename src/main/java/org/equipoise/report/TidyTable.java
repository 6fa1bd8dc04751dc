package org.equipoise.report;

import java.util.List;
import org.equipoise.disclosure.Released;

/**
 * Results as a table of typed values for programs: one row a fact, one column a kind of value, the
 * same columns in every trial, codes of the protocol instead of titles. Statistics have the names
 * that R's broom gives them. Files of this shape hold each value at full precision; a value that is
 * not available or hidden is empty, and the column {@code hidden} names those hidden.
 *
 * <ul>
 *   <li>{@code results}: one row an effect. {@code term} is the arm compared with the {@code
 *       control}; {@code wave}, or {@code period} with {@code period.unit} and {@code measure},
 *       says when; {@code subgroup} is empty for everybody. {@code estimate} and its interval are
 *       in the unit of the outcome: a difference in shares for a binary outcome, not percentage
 *       points. {@code df} is empty for the normal distribution. {@code n.…} are the persons
 *       analysed, {@code drawn.…} those drawn; {@code dropped} lists causes as {@code
 *       cause=treated/control}. {@code status} is {@code estimated}, {@code refused} or {@code
 *       withheld} (by the disclosure gate), with {@code rule} and {@code reason}. {@code type},
 *       {@code direction}, {@code family} and {@code primary} describe the outcome. {@code planned}
 *       is {@code planned}, {@code changed}, {@code added}, {@code added-after-viewing}, {@code
 *       not-planned} or {@code no-frozen-plan}, as {@link PlanStatus} says. {@code ladder} is, for
 *       a row that came about because another had too few events, the planned step, such as {@code
 *       2:composite(student_aid)}; for the row refused, each step tried with the rule that refused
 *       it, or {@code shown}. Rows of a ladder are in no family.
 *   <li>{@code supplements}: what was planned beside the effects. {@code topic}, {@code quantity},
 *       {@code of} and {@code method} are codes; {@code unit} says in what the {@code estimate} is.
 *       {@code conf.shape} is {@code interval}, {@code two-rays} (up to {@code conf.high} and from
 *       {@code conf.low}), {@code line} or {@code empty}; limits that are infinite are empty.
 *       {@code df.denominator} belongs to F tests; {@code draws} and {@code mc.error} to methods
 *       that draw at random. {@code planned} is as for results.
 *   <li>{@code periods}: register outcomes in every period, which are not among the supplements.
 *       {@code kind} is {@code itt} (being drawn), {@code late} (having met the service by the end
 *       of the period), {@code placebo} (before the draw, never an effect), {@code met-arm} or
 *       {@code met-control} (the share that had met it; no outcome), or for all periods together
 *       {@code placebo-joint}, {@code pooled} and {@code late-pooled} (no period). Period 1 is the
 *       first after the draw. {@code conf.…} hold for the row's own period, {@code band.…} for all
 *       periods after the draw at once. {@code cohort} is a part of the intake, empty for
 *       everybody; {@code planned} is as for results.
 *   <li>{@code recruitment}: {@code step} is {@code referred}, {@code not-drawn} (with its reason),
 *       {@code drawn}, or {@code arm}.
 *   <li>{@code response}: {@code basis} is {@code randomized}, {@code eligible} or {@code
 *       previous}; {@code arm} and {@code stratum} are empty for all. Intervals are Wilson's.
 *   <li>{@code response-tests}: difference in the share that answered, of everybody drawn.
 *   <li>{@code exposure}: who had met the service when a wave was due.
 *   <li>{@code balance} and {@code balance-tests}: {@code among} is the wave answered, empty for
 *       everybody drawn; {@code kind} is {@code mean} or {@code share}.
 * </ul>
 *
 * @param name what the table holds; the stem of its file name
 * @param columns the headers
 * @param rows the rows, each as long as the headers
 */
public record TidyTable(String name, List<String> columns, List<List<Value>> rows) {

  /** A value. */
  public sealed interface Value {
    /** Words or a code. */
    record Words(String text) implements Value {}

    /** A whole number. */
    record Whole(long number) implements Value {}

    /** A finite number at full precision. */
    record Real(double number) implements Value {}

    /** Not available or hidden. */
    record Empty() implements Value {}
  }

  /** Keeps its own copies. */
  public TidyTable {
    columns = List.copyOf(columns);
    rows = rows.stream().map(List::copyOf).toList();
  }

  /** One row an effect, of which no frozen plan is known. */
  public static TidyTable effects(Released released) {
    return new TidyTables(released, PlanRecord.NONE).effects();
  }

  /** Every table of results of which no frozen plan is known. */
  public static List<TidyTable> all(Released released) {
    return all(released, PlanRecord.NONE);
  }

  /**
   * Every table of the results, effects first; those without rows included.
   *
   * @param released what may be published
   * @param plan what was planned when
   */
  public static List<TidyTable> all(Released released, PlanRecord plan) {
    TidyTables tables = new TidyTables(released, plan);
    return List.of(
        tables.effects(),
        tables.supplements(),
        tables.periods(),
        tables.recruitment(),
        tables.response(),
        tables.responseTests(),
        tables.exposure(),
        tables.balance(),
        tables.balanceTests());
  }
}
