package org.equipoise.protocol;

import java.util.List;

/**
 * How surveys are carried out and counted.
 *
 * @param complete smallest share of the questions asked that makes an answer complete
 * @param partial smallest share that makes it partial; with less it is a break-off
 * @param late what becomes of answers that come after the window has closed
 * @param alarm p-value of the test of equal response in both arms below which those who may see the
 *     arms are alarmed
 * @param formats how files of answers lie, by name
 */
public record Fieldwork(
    double complete, double partial, Late late, double alarm, List<AnswerFormat> formats) {

  /**
   * What holds when nothing is declared: an answer to 80 % of the questions is complete, to half of
   * them partial, the example of AAPOR's Standard Definitions; late answers count and are flagged.
   */
  public static final Fieldwork DEFAULT = new Fieldwork(0.8, 0.5, Late.COUNTED, 0.05, List.of());

  /** What becomes of answers that come after the window has closed; they are always flagged. */
  public enum Late {
    /** They count like others. */
    COUNTED,
    /** They are kept, and neither counted as response (code 2.27) nor analysed. */
    SET_ASIDE
  }

  /** How much of a survey was answered. */
  public enum Completeness {
    COMPLETE,
    PARTIAL,
    /** Too little to count as an answer; what there is is kept. */
    BREAK_OFF
  }

  /** Keeps its own copy. */
  public Fieldwork {
    formats = List.copyOf(formats);
  }

  /**
   * How complete an answer is.
   *
   * @param asked number of questions asked, at least 1
   * @param answered how many of them have a valid answer
   */
  public Completeness completeness(int asked, int answered) {
    // Compared as counts, so that 8 of 10 is 80 % whatever the double nearest to 0.8.
    if (answered >= Math.ceil(complete * asked - 1e-9)) {
      return Completeness.COMPLETE;
    }
    return answered > 0 && answered >= Math.ceil(partial * asked - 1e-9)
        ? Completeness.PARTIAL
        : Completeness.BREAK_OFF;
  }
}
