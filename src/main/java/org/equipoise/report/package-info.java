/**
 * Turns released results into typed tables and figures, and those into text and pictures in English
 * or Swedish. It computes nothing beyond formatting, and sees only what has passed the disclosure
 * gate. Start at {@link org.equipoise.report.TextReport}.
 */
@NullMarked
package org.equipoise.report;

import org.jspecify.annotations.NullMarked;
