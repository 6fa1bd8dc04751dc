package org.equipoise.estimate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A regression some of whose columns are not as good as drawn by lot, with instruments that are:
 * whether a person met a service, say, with the draw as instrument. Every column of the regression
 * that is not declared endogenous is its own instrument. Arrays are held, not copied.
 */
public final class InstrumentedSample {
  private final RegressionSample structural;
  private final List<String> endogenous;
  private final Map<String, double[]> instruments;

  private InstrumentedSample(
      RegressionSample structural, List<String> endogenous, Map<String, double[]> instruments) {
    this.structural = structural;
    this.endogenous = endogenous;
    this.instruments = instruments;
  }

  /** Starts from the regression of interest: outcome, endogenous and exogenous columns. */
  public static InstrumentedSample of(RegressionSample structural) {
    return new InstrumentedSample(structural, List.of(), Map.of());
  }

  /**
   * The same with one more column declared endogenous.
   *
   * @throws IllegalArgumentException if the regression has no such column, or it is declared twice
   */
  public InstrumentedSample withEndogenous(String column) {
    structural.column(column);
    List<String> more = new ArrayList<>(endogenous);
    if (more.contains(column)) {
      throw new IllegalArgumentException("'" + column + "' is declared endogenous twice");
    }
    more.add(column);
    return new InstrumentedSample(structural, List.copyOf(more), instruments);
  }

  /**
   * The same with one more instrument.
   *
   * @throws IllegalArgumentException if the name is taken or the length is not that of the outcome
   */
  public InstrumentedSample withInstrument(String name, double[] values) {
    if (values.length != structural.size()) {
      throw new IllegalArgumentException(
          name + " has " + values.length + " entries for " + structural.size() + " outcomes");
    }
    Map<String, double[]> more = new LinkedHashMap<>(instruments);
    if (structural.columnNames().contains(name) || more.putIfAbsent(name, values) != null) {
      throw new IllegalArgumentException("two columns are named '" + name + "'");
    }
    return new InstrumentedSample(structural, endogenous, more);
  }

  /** Rows, those of weight zero included. */
  public int size() {
    return structural.size();
  }

  /** Names of the endogenous columns, in the order they were declared. */
  public List<String> endogenous() {
    return endogenous;
  }

  /** Names of the instruments that are not columns of the regression. */
  public List<String> instruments() {
    return List.copyOf(instruments.keySet());
  }

  RegressionSample structural() {
    return structural;
  }

  /** Throws unless something is endogenous and something else is an instrument. */
  void checkComplete() {
    if (endogenous.isEmpty() || instruments.isEmpty()) {
      throw new IllegalArgumentException(
          "endogenous columns " + endogenous + ", instruments " + instruments.keySet());
    }
  }

  /** The regression of some outcome on the exogenous columns and the instruments, those last. */
  RegressionSample reduced(double[] outcome) {
    RegressionSample.Builder builder = exogenous(outcome);
    instruments.forEach(builder::column);
    return builder.build();
  }

  /** A regression of some outcome on the exogenous columns, others to come. */
  RegressionSample.Builder exogenous(double[] outcome) {
    RegressionSample.Builder builder = structural.like(outcome);
    for (String name : structural.columnNames()) {
      if (!endogenous.contains(name)) {
        builder.column(name, structural.column(name));
      }
    }
    return builder;
  }
}
