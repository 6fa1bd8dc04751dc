package org.equipoise.cli;

import java.util.ArrayList;
import java.util.List;
import org.equipoise.claims.FigureRules;
import org.equipoise.claims.FigureRules.Rounding;
import org.equipoise.trial.Refused;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** How words such as cirka are taken, and how the authors are thought to round. */
final class HedgeOptions {

  @Option(
      names = "--about-share",
      paramLabel = "X",
      converter = Percentage.class,
      description = "What cirka and about allow on either side: 5%% or 0.05 (default: 5%%).")
  private double aboutShare = FigureRules.DEFAULT.aboutShare().doubleValue();

  @Option(
      names = "--about-most",
      paramLabel = "X",
      converter = Percentage.class,
      description =
          "The most that a unit of the last stated place may add where zeros follow it, as a share"
              + " of the figure (default: 10%%).")
  private double aboutMost = FigureRules.DEFAULT.aboutMost().doubleValue();

  @Option(
      names = "--units-beyond",
      paramLabel = "X",
      converter = Amount.class,
      description =
          "How many units of the last stated place drygt (just over) and knappt (just under) reach"
              + " (default: 1; no further than --about-most of the figure).")
  private double unitsBeyond = FigureRules.DEFAULT.unitsBeyond().doubleValue();

  @Option(
      names = "--word-points",
      paramLabel = "X",
      converter = Amount.class,
      description =
          "How many percentage points a share in words, such as a half, may be off (default: 5).")
  private double wordPoints = FigureRules.DEFAULT.wordPoints().doubleValue();

  @Option(
      names = "--rounding",
      paramLabel = "half-up|either|down",
      description = "How the authors rounded (default: half-up).")
  private String rounding = "half-up";

  /**
   * The rules asked for.
   *
   * @throws Refused if one is outside its domain
   */
  FigureRules rules() throws Refused {
    Rounding halves = Choice.of(Rounding.class, "--rounding", rounding);
    try {
      return FigureRules.of(aboutShare, aboutMost, unitsBeyond, wordPoints, halves);
    } catch (IllegalArgumentException outside) {
      throw TrialArgument.bad(
          "--word-points", String.valueOf(outside.getMessage()), "expected less than 50");
    }
  }

  /** The options that differ from the usual, as typed. */
  List<String> changed() {
    List<String> options = new ArrayList<>();
    FigureRules usual = FigureRules.DEFAULT;
    add(options, "--about-share", aboutShare, usual.aboutShare().doubleValue());
    add(options, "--about-most", aboutMost, usual.aboutMost().doubleValue());
    add(options, "--units-beyond", unitsBeyond, usual.unitsBeyond().doubleValue());
    add(options, "--word-points", wordPoints, usual.wordPoints().doubleValue());
    if (!rounding.equals("half-up")) {
      options.add("--rounding");
      options.add(rounding);
    }
    return options;
  }

  private static void add(List<String> options, String name, double value, double usual) {
    if (value != usual) {
      options.add(name);
      options.add(String.valueOf(value));
    }
  }

  /** A share: {@code 5%}, {@code 5 %} or {@code 0.05}. */
  static final class Percentage implements ITypeConverter<Double> {
    @Override
    public Double convert(String written) {
      String digits = written.strip().replace(',', '.');
      boolean percent = digits.endsWith("%");
      double share =
          number(percent ? digits.substring(0, digits.length() - 1) : digits)
              / (percent ? 100.0 : 1.0);
      if (share >= 0 && share < 1) {
        return share;
      }
      throw new TypeConversionException(
          "expected a share from 0 to below 1, such as 5% or 0.05, not '" + written + "'");
    }
  }

  /** A number from 0, with a decimal point or comma. */
  static final class Amount implements ITypeConverter<Double> {
    @Override
    public Double convert(String written) {
      double amount = number(written.replace(',', '.'));
      if (amount >= 0 && amount < Integer.MAX_VALUE) {
        return amount;
      }
      throw new TypeConversionException("expected a number from 0, not '" + written + "'");
    }
  }

  /** NaN for what is no number, which fits no domain. */
  private static double number(String digits) {
    try {
      return Double.parseDouble(digits.strip());
    } catch (NumberFormatException notANumber) {
      return Double.NaN;
    }
  }
}
