package org.equipoise.claims;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One reading of the arguments of a line: with Welch's error or the pooled one, under one legend of
 * stars or another.
 *
 * @param name what tells it from the others; may be empty
 * @param given the parts of the line
 * @param reference the distribution that goes with it; null when the arguments leave it open
 */
record StatSource(String name, List<StatLine.Given> given, @Nullable StatReference reference) {}
