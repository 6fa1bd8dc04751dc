package org.equipoise.claims;

/**
 * One printed figure and what it should follow from: a line of a claims file. Every part is as
 * written there, blanks stripped; all but {@code id} and {@code printed} may be empty.
 *
 * @param id the code by which others refer to it
 * @param document the document it stands in; claims of different documents need not agree
 * @param place where in the document
 * @param kind the kind of claim, in the author's words; for readers only
 * @param printed the figure as printed, hedge and unit kept
 * @param unit its unit and rounding: {@code %, whole percent}; {@code MSEK, one decimal}
 * @param follows what it is recomputed from, in the claim language; empty, or the word none, when
 *     the document does not print it
 * @param base what it is a share of, or whom it counts; figures of different bases are not compared
 * @param note anything to tell the reader
 * @param line the line of the file
 */
public record Claim(
    String id,
    String document,
    String place,
    String kind,
    String printed,
    String unit,
    String follows,
    String base,
    String note,
    int line) {}
