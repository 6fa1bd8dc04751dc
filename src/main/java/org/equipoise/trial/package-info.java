/**
 * What the ledger means now and what may come next: the state by replay, referrals, who may be
 * drawn, what was received, who withdrew, and the audit that makes every draw again. It knows no
 * estimate, file, database or text for people. Start at {@link org.equipoise.trial.Desk} and {@link
 * org.equipoise.trial.TrialState}.
 */
@NullMarked
package org.equipoise.trial;

import org.jspecify.annotations.NullMarked;
