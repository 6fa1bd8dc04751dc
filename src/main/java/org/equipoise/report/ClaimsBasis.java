package org.equipoise.report;

import java.util.List;

/**
 * What a check of printed claims rests on.
 *
 * @param files the files of claims, in the order given
 * @param program name and version of the program
 * @param command how to run it again
 */
public record ClaimsBasis(List<Source> files, String program, String command) {

  /** Keeps its own copy. */
  public ClaimsBasis {
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
