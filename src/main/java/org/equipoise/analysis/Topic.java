package org.equipoise.analysis;

/** What a supplement is about; one section of a report each. */
public enum Topic {
  /** Who met the service, and the effect of meeting it. */
  TAKE_UP,
  /** What chance alone would give: the draw made again. */
  RERANDOMIZATION,
  /** Few clusters, and teams. */
  CLUSTERS,
  /** The effect in other measures: ratios, odds, ranks, rates, times. */
  MEASURES,
  /** How much those without an outcome could change it. */
  LOSS,
  /** For whom the effect may differ. */
  FOR_WHOM,
  /** Register outcomes in every period. */
  BY_PERIOD,
  /** Several waves together. */
  REPEATED,
  /** Arms as start dates that chance put in order. */
  ROLLOUT,
  /** The same contrast under every named convention. */
  CONVENTIONS
}
