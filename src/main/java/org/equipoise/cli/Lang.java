package org.equipoise.cli;

import org.equipoise.document.Language;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A language of reports, by its tag. */
final class Lang implements ITypeConverter<Language> {
  @Override
  public Language convert(String tag) {
    return Language.of(tag)
        .orElseThrow(() -> new TypeConversionException("expected en or sv, not '" + tag + "'"));
  }
}
