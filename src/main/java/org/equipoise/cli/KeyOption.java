package org.equipoise.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the keyholder's file is. */
final class KeyOption {

  @Option(
      names = "--key",
      paramLabel = "FILE",
      description = "The keyholder's file (default: EQUIPOISE_KEY, else draw.key in the folder).")
  private @Nullable Path file;

  /** The file named, or where it usually is. */
  Path in(OpenTrial trial, Surroundings here) {
    Path named = named(here);
    return named == null ? trial.folder().drawKey() : named;
  }

  /** The file named; null when none is. */
  @Nullable Path named(Surroundings here) {
    String usual = here.environment().getOrDefault("EQUIPOISE_KEY", "");
    return file != null ? file : usual.isBlank() ? null : Path.of(usual);
  }
}
