package org.equipoise.report;

import java.util.List;

/**
 * What a comparison with a printed table rests on.
 *
 * @param files the printed table first, then what was analysed
 * @param program name and version of the program
 * @param command how to run it again
 */
public record ComparedBasis(List<Source> files, String program, String command) {

  /** Keeps its own copy. */
  public ComparedBasis {
    files = List.copyOf(files);
  }

  /**
   * One file.
   *
   * @param name as the user gave it
   * @param digest SHA-256 of its bytes, in hexadecimal
   */
  public record Source(String name, String digest) {}
}
