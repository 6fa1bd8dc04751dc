package org.equipoise.cli;

import java.time.DateTimeException;
import java.time.LocalDate;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A date on the command line. */
final class Day implements ITypeConverter<LocalDate> {
  @Override
  public LocalDate convert(String written) {
    try {
      return LocalDate.parse(written);
    } catch (DateTimeException e) {
      // What was written is not repeated: it may be a personal number in the wrong place.
      throw new TypeConversionException("there is no such date; write a date as 2026-01-31");
    }
  }
}
