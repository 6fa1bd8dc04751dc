package org.equipoise.report;

import java.util.List;
import org.equipoise.disclosure.Released;
import org.equipoise.document.Language;
import org.equipoise.document.Picture;

/**
 * The pictures of a trial's report, by what they are about; none where there is nothing to draw.
 */
final class Pictures {

  Pictures(Released released, Language language) {}

  /** How the intake went, against the plan. */
  List<Picture> intake() {
    return List.of();
  }

  /** Who answered, by wave and arm. */
  List<Picture> response() {
    return List.of();
  }

  /** How alike the arms were, among everybody drawn and among those who answered. */
  List<Picture> balance() {
    return List.of();
  }

  /** Who had met the service, by arm: what contrast is left. */
  List<Picture> contrast() {
    return List.of();
  }

  /** The main effects, by wave. */
  List<Picture> effects() {
    return List.of();
  }

  /** Effects in every period. */
  List<Picture> periods() {
    return List.of();
  }

  /** For whom: subgroups and cohorts with their tests. */
  List<Picture> groups() {
    return List.of();
  }

  /** What those without an answer could change. */
  List<Picture> loss() {
    return List.of();
  }

  /** The same contrast under every named convention. */
  List<Picture> conventions() {
    return List.of();
  }
}
