/**
 * Estimators and their variances: arrays of numbers in, immutable estimates out. Nothing here knows
 * of people, protocols, files, clocks or logging. Start at {@link
 * org.equipoise.estimate.DifferenceInMeans} for a two-arm contrast and at {@link
 * org.equipoise.estimate.LeastSquares} for regression.
 */
@NullMarked
package org.equipoise.estimate;

import org.jspecify.annotations.NullMarked;
