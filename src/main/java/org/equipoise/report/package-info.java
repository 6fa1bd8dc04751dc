/**
 * Turns released results into typed tables and figures, what a running trial says into notices,
 * status and verdicts, and all of it into text and pictures in English or Swedish. It computes
 * nothing beyond formatting, and of results sees only what has passed the disclosure gate. Start at
 * {@link org.equipoise.report.TextReport} and {@link org.equipoise.report.StatusText}.
 */
@NullMarked
package org.equipoise.report;

import org.jspecify.annotations.NullMarked;
