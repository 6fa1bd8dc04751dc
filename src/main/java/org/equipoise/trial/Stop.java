package org.equipoise.trial;

/**
 * Why somebody may not be contacted about surveys. One reason is enough, in every wave and mode;
 * {@link ContactRule} is the only place that decides.
 */
public enum Stop {
  /** Not drawn, or placed outside the trial: there is nothing to follow. */
  NOT_IN_TRIAL,
  /** The consent to be asked is not given. */
  NO_CONSENT,
  /** Withdrew from being contacted, or from the use of data. */
  WITHDRAWN,
  /** Said no to a survey and has not agreed to one since. */
  REFUSED,
  DIED,
  MOVED_ABROAD,
  /** Cannot be reached at any address. */
  LOST,
  /** For good unable to answer, or found not to belong to the trial. */
  UNABLE,
  /** The identity is protected: whoever knows the person asks, no list does. */
  PROTECTED,
  /** What was known of the person is erased. */
  ERASED,
  /** The record is not at hand, so that nobody knows whether the identity is protected. */
  RECORD_MISSING
}
