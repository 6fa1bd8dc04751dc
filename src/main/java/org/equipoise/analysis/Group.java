package org.equipoise.analysis;

import org.equipoise.protocol.Subgroup;

/** For whom arms are compared. */
public sealed interface Group {

  /** Everybody drawn. */
  record Everybody() implements Group {}

  /** A planned subgroup. */
  record Part(Subgroup subgroup) implements Group {}
}
