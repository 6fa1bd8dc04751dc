package org.equipoise.cli;

import java.io.IOException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import org.equipoise.trial.Office.Entropy;
import org.jspecify.annotations.Nullable;

/**
 * All that a run takes from the machine it runs on, so that tests can fix it.
 *
 * @param clock what tells the time
 * @param zone where the days of the trial begin and end
 * @param entropy where secrets come from
 * @param user the account that runs the program
 * @param environment variables by name
 * @param input where one line is asked for
 * @param watched whether a person is watching, so that long work shows its progress
 */
record Surroundings(
    InstantSource clock,
    ZoneId zone,
    Entropy entropy,
    String user,
    Map<String, String> environment,
    Input input,
    boolean watched) {

  /** The day at the place of the trial. */
  LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), zone);
  }

  /** Where a line comes from that must not stand on the command line, such as a personal number. */
  interface Input {
    /**
     * The next line, not shown while it is typed at a terminal; null at the end.
     *
     * @param prompt what a person at a terminal is asked
     */
    @Nullable String line(String prompt) throws IOException;
  }
}
