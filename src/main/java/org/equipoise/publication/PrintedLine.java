package org.equipoise.publication;

import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.equipoise.estimate.Estimate;
import org.equipoise.publication.ComparedNumber.Rounding;
import org.equipoise.publication.PrintedNumber.Bound;
import org.jspecify.annotations.Nullable;

/**
 * A printed line against one set of numbers: which of its numbers they give, taken together.
 *
 * <p>Besides what {@link PrintedFit} forgives a number alone, one that is off by one unit of its
 * last place is within rounding when it follows from other numbers of its line as they are printed,
 * which are themselves given: a statistic from estimate over standard error, a p-value from the
 * statistic, a limit from estimate and standard error, a standard error from the limits, an
 * estimate from two means, stars from the p-value.
 */
final class PrintedLine {

  private final PrintedRow row;
  private final List<Double> stars;
  private final Map<PrintedQuantity, Integer> places = new EnumMap<>(PrintedQuantity.class);

  PrintedLine(PrintedRow row, List<Double> stars) {
    this.row = row;
    this.stars = stars;
    for (int i = 0; i < row.numbers().size(); i++) {
      places.put(row.numbers().get(i).quantity(), i);
    }
  }

  /** The number that stands where the printed one stands, in its unit; NaN when there is none. */
  double value(PrintedQuantity quantity, ReanalysedNumbers numbers) {
    return switch (quantity) {
      case ESTIMATE, STANDARD_ERROR, LOW, HIGH, MEAN_TREATED, MEAN_CONTROL ->
          row.scale() * numbers.of(quantity);
      case STARS -> Double.isNaN(numbers.p()) ? Double.NaN : PrintedStars.of(numbers.p(), stars);
      default -> numbers.of(quantity);
    };
  }

  /** How each printed number fits; null where it does not. */
  @Nullable Rounding[] fits(ReanalysedNumbers numbers) {
    List<PrintedNumber> printed = row.numbers();
    @Nullable Rounding[] fits = new @Nullable Rounding[printed.size()];
    boolean open = false;
    for (int i = 0; i < fits.length; i++) {
      PrintedNumber number = printed.get(i);
      fits[i] = PrintedFit.of(number, value(number.quantity(), numbers));
      open |= fits[i] == null;
    }
    if (open) {
      @Nullable Rounding[] plain = fits.clone();
      for (int i = 0; i < fits.length; i++) {
        if (plain[i] == null && follows(printed.get(i), numbers, plain)) {
          fits[i] = Rounding.FROM_PRINTED;
        }
      }
    }
    return fits;
  }

  private boolean follows(PrintedNumber number, ReanalysedNumbers numbers, Object[] fits) {
    double ours = value(number.quantity(), numbers);
    double value = number.value().doubleValue();
    double step = number.step();
    boolean near = Math.abs(ours - value) < 1.5 * step;
    if (!near || number.bound() != Bound.EQUAL) {
      return false;
    }
    double derived = derived(number.quantity(), numbers, fits);
    return Math.abs(derived - value) <= step / 2 * (1 + 1e-9);
  }

  /** What follows from the other numbers as printed; NaN when nothing does. */
  private double derived(PrintedQuantity quantity, ReanalysedNumbers numbers, Object[] fits) {
    double estimate = printed(PrintedQuantity.ESTIMATE, fits);
    double error = printed(PrintedQuantity.STANDARD_ERROR, fits);
    double reach = (numbers.high() - numbers.low()) / 2 / numbers.standardError();
    double low = printed(PrintedQuantity.LOW, fits);
    double high = printed(PrintedQuantity.HIGH, fits);
    return switch (quantity) {
      case STATISTIC -> estimate / error;
      case LOW -> estimate - reach * error;
      case HIGH -> estimate + reach * error;
      case STANDARD_ERROR -> (high - low) / 2 / reach;
      case ESTIMATE ->
          printed(PrintedQuantity.MEAN_TREATED, fits) - printed(PrintedQuantity.MEAN_CONTROL, fits);
      case P -> p(estimate, error, numbers, fits);
      case STARS -> {
        double p = printed(PrintedQuantity.P, fits);
        yield Double.isNaN(p) ? Double.NaN : PrintedStars.of(p, stars);
      }
      default -> Double.NaN;
    };
  }

  private double p(double estimate, double error, ReanalysedNumbers numbers, Object[] fits) {
    double statistic = printed(PrintedQuantity.STATISTIC, fits);
    double t = Double.isNaN(statistic) ? estimate / error : statistic;
    boolean sided = Math.abs(twoSided(numbers.statistic(), numbers.df()) - numbers.p()) > 1e-9;
    return sided ? Double.NaN : twoSided(t, numbers.df());
  }

  private static double twoSided(double t, double df) {
    return Double.isFinite(t) && df > 0 ? Estimate.of("", t, 1, df, 0.95).pValue() : Double.NaN;
  }

  /** A number as printed, if it is there and is given. */
  private double printed(PrintedQuantity quantity, Object[] fits) {
    Integer place = places.get(quantity);
    if (place == null || fits[place] == null) {
      return Double.NaN;
    }
    PrintedNumber number = row.numbers().get(place);
    BigDecimal value = number.value();
    return number.bound() == Bound.EQUAL ? value.doubleValue() : Double.NaN;
  }
}
