package org.equipoise.report;

import java.util.List;

/**
 * What a comparison with a printed table rests on.
 *
 * @param files the printed table first, then what was analysed
 * @param program name and version of the program
 * @param command how to run it again
 * @param plans what the plan does, analysis by analysis; empty where only results are at hand
 */
public record ComparedBasis(
    List<Source> files, String program, String command, List<ComparedPlan> plans) {

  /** A comparison with results whose plan is not at hand. */
  public ComparedBasis(List<Source> files, String program, String command) {
    this(files, program, command, List.of());
  }

  /** Keeps its own copies. */
  public ComparedBasis {
    files = List.copyOf(files);
    plans = List.copyOf(plans);
  }

  /**
   * One file.
   *
   * @param name as the user gave it
   * @param digest SHA-256 of its bytes, in hexadecimal
   */
  public record Source(String name, String digest) {}
}
