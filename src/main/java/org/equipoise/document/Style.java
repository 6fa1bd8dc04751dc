package org.equipoise.document;

/** How text looks on a terminal. */
public enum Style {
  /** Letters only. */
  PLAIN,
  /** Headings in bold, by the terminal's escape codes. */
  BOLD_HEADS
}
