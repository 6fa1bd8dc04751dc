package org.equipoise.analysis;

import java.util.List;
import org.equipoise.protocol.Arm;
import org.equipoise.protocol.Text;

/**
 * From referral to draw.
 *
 * @param referred rows of persons referred; equals the number drawn when the data hold only those
 * @param notDrawn why the others were not drawn, in the order of the protocol, zeros included
 * @param drawn how many were drawn
 * @param arms how many to each arm, control first
 */
public record Recruitment(int referred, List<NotDrawn> notDrawn, int drawn, List<Drawn> arms) {

  /**
   * A reason not to be drawn; a person counts under the first that applies.
   *
   * @param reason the criterion or consent that failed, in words
   * @param people how many
   */
  public record NotDrawn(Text reason, int people) {}

  /**
   * Size of an arm.
   *
   * @param arm the arm
   * @param people how many were drawn to it
   */
  public record Drawn(Arm.Id arm, int people) {}

  /** Keeps its own copies. */
  public Recruitment {
    notDrawn = List.copyOf(notDrawn);
    arms = List.copyOf(arms);
  }
}
