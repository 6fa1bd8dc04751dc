package org.equipoise.report;

/** A part of a section. */
sealed interface Block permits Table, Block.Paragraph, Block.Point {

  /** Running words. */
  record Paragraph(String words) implements Block {}

  /** One of several points. */
  record Point(String words) implements Block {}
}
