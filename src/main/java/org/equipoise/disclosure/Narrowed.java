package org.equipoise.disclosure;

/**
 * A small count that hiding could not fully protect, since readers know sums that cannot be hidden.
 *
 * @param what which count, as in the log; of counts that nothing prints, that it is one
 * @param values how many values a reader cannot exclude; 1 when the count is as good as told
 */
public record Narrowed(String what, int values) {}
