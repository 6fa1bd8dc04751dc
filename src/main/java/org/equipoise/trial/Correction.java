package org.equipoise.trial;

import java.time.LocalDate;
import java.util.Map;
import org.equipoise.draw.Ordered;
import org.equipoise.protocol.Variable;
import org.jspecify.annotations.Nullable;

/**
 * What is to be put right about a person. What is null stays.
 *
 * @param values right values by variable; an empty one is missing from now on
 * @param protectedIdentity whether the person's whereabouts are protected
 * @param site code of the site that referred
 * @param referrer code of the agency that referred
 * @param referred date of the referral
 */
public record Correction(
    Map<Variable.Id, String> values,
    @Nullable Boolean protectedIdentity,
    @Nullable String site,
    @Nullable String referrer,
    @Nullable LocalDate referred) {

  /** Keeps its own copy. */
  public Correction {
    values = Ordered.copyOf(values);
  }

  /** Only values. */
  public static Correction of(Map<Variable.Id, String> values) {
    return new Correction(values, null, null, null, null);
  }

  /** Whether it is about the referral itself, which is in the ledger. */
  boolean ofReferral() {
    return site != null || referrer != null || referred != null;
  }

  /** Whether it is about what is known of the person. */
  boolean ofRecord() {
    return !values.isEmpty() || protectedIdentity != null;
  }
}
