package org.equipoise.claims;

import java.util.List;

/**
 * What was read from a printed text.
 *
 * @param figures the figures it prints, the one that fits the stated unit best first; several when
 *     the text prints alternatives ({@code 13 / 17 procent}) or repeats itself ({@code drygt
 *     hälften (51 procent)}); none when it prints words without a size
 * @param remarks where reading had to choose, in words for the reader; empty when it had not
 */
public record FigureReading(List<Figure> figures, List<String> remarks) {

  /** Copies the lists. */
  public FigureReading {
    figures = List.copyOf(figures);
    remarks = List.copyOf(remarks);
  }
}
