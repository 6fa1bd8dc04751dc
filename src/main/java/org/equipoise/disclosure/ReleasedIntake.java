package org.equipoise.disclosure;

import java.time.YearMonth;
import java.util.List;
import org.equipoise.protocol.Level;

/**
 * How the intake went, without arms: everybody drawn, by month of the draw, by site and by agency.
 *
 * @param months how many were drawn in each month from the first to the last, none left out
 * @param sites how many were drawn at each site, in the order of the protocol
 * @param referrers how many each agency referred of those drawn; empty when none is declared
 * @param planned how many the plan would have drawn by the end of each month; empty when the
 *     protocol plans no intake
 */
public record ReleasedIntake(
    List<Month> months, List<Part> sites, List<Part> referrers, List<Integer> planned) {

  /** Keeps its own copies. */
  public ReleasedIntake {
    months = List.copyOf(months);
    sites = List.copyOf(sites);
    referrers = List.copyOf(referrers);
    planned = List.copyOf(planned);
  }

  /** Everybody drawn in one calendar month. */
  public record Month(YearMonth month, Gated<Integer> drawn) {}

  /** Everybody drawn of one site or agency. */
  public record Part(Level level, Gated<Integer> drawn) {}
}
