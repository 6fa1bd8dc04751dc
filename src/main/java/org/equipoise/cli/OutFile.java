package org.equipoise.cli;

import java.io.File;
import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A file to be written; a name that ends as folders do is none. */
final class OutFile implements ITypeConverter<Path> {
  @Override
  public Path convert(String name) {
    if (name.endsWith("/") || name.endsWith(File.separator)) {
      throw new TypeConversionException("'" + name + "' is a folder; name a file in it");
    }
    return Path.of(name);
  }
}
