package org.equipoise.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A share from 0 to 1, with a decimal point or comma. */
final class Share implements ITypeConverter<Double> {
  @Override
  public Double convert(String written) {
    try {
      double share = Double.parseDouble(written.replace(',', '.'));
      if (share >= 0 && share <= 1) {
        return share;
      }
    } catch (NumberFormatException notANumber) {
      // Said below, as for a number outside the range.
    }
    throw new TypeConversionException("expected a share from 0 to 1, not '" + written + "'");
  }
}
