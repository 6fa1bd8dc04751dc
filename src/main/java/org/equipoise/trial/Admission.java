package org.equipoise.trial;

import java.util.List;
import org.equipoise.finding.Finding;
import org.equipoise.finding.Place;
import org.equipoise.ledger.PersonId;

/**
 * What became of one referral.
 *
 * @param person whom
 * @param how whether the person was known
 * @param standing whether the person may be drawn now
 * @param line number of the line that tells the referral
 * @param place where the referral was read
 * @param warnings what the one who referred should know, such as values that differ from those kept
 */
public record Admission(
    PersonId person, How how, Standing standing, long line, Place place, List<Finding> warnings) {

  /** Whether a referred person was known. */
  public enum How {
    /** Referred for the first time. */
    NEW,
    /** Known already, and referred again. */
    AGAIN,
    /** This very referral was known already. */
    UNCHANGED
  }

  /** Keeps its own copy. */
  public Admission {
    warnings = List.copyOf(warnings);
  }
}
