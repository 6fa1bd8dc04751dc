package org.equipoise.draw;

import java.util.Map;

/**
 * Which stream of numbers a draw is made from. Draws on different streams know nothing of each
 * other.
 *
 * @param scheme counts the draw rules of the trial from 1: an amendment that changes the rule, the
 *     strata, the arms or the unit starts the next
 * @param site code of the site, when sites are strata; else empty, and one stream serves all sites
 * @param stratum values of the other strata by variable code, in the order of the protocol
 */
public record StreamName(int scheme, String site, Map<String, String> stratum) {
  /** Keeps its own copy, in order. */
  public StreamName {
    stratum = Ordered.copyOf(stratum);
  }

  /** For people: {@code scheme 1, site north, sex=woman}. */
  public String text() {
    StringBuilder text = new StringBuilder("scheme ").append(scheme);
    if (!site.isEmpty()) {
      text.append(", site ").append(site);
    }
    stratum.forEach(
        (variable, value) -> text.append(", ").append(variable).append('=').append(value));
    return text.toString();
  }
}
