package org.equipoise.disclosure;

import java.time.LocalDate;
import java.util.List;
import org.equipoise.disclosure.Released.Part;
import org.jspecify.annotations.Nullable;

/**
 * What one release told: every count of people shown and every value hidden, by keys that stay the
 * same from one release to the next. It holds nothing that the release itself does not show, so it
 * may be published with it. The gate of the next release reads it.
 *
 * @param trial code of the trial
 * @param protocol digest of the protocol's canonical form, in hexadecimal
 * @param program name and version of the program
 * @param day the day whose end was told of; null where the data tell none
 * @param limit counts from 1 to one below this were hidden
 * @param roundTo counts were told as multiples of this number; 0 for exact counts
 * @param shown the counts shown, in the order of the release, each key once
 * @param hidden what was hidden, in the order of the release, each key once
 */
public record Manifest(
    String trial,
    String protocol,
    String program,
    @Nullable LocalDate day,
    int limit,
    int roundTo,
    List<Shown> shown,
    List<Hidden> hidden) {

  /** Keeps its own copies. */
  public Manifest {
    shown = List.copyOf(shown);
    hidden = List.copyOf(hidden);
  }

  /**
   * A count of people that was shown.
   *
   * @param part the part of the results
   * @param key which count, by the codes of the protocol, such as {@code w2/now/of-randomized}
   * @param people how many, as shown
   */
  public record Shown(Part part, String key, int people) {}

  /**
   * A value that was hidden.
   *
   * @param part the part of the results
   * @param key which value, by the codes of the protocol
   * @param why the reason
   */
  public record Hidden(Part part, String key, Gated.Why why) {}
}
