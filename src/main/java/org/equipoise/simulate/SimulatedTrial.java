package org.equipoise.simulate;

import java.util.List;
import org.equipoise.frame.Frame;
import org.equipoise.protocol.Protocol;
import org.jspecify.annotations.Nullable;

/**
 * A trial that never happened: its data as the protocol's files would hold them, and what is true
 * of it.
 *
 * @param protocol the protocol
 * @param seed the seed that made it
 * @param tables one table for each data file of the protocol, in the protocol's order; the source
 *     of a table is the file's name
 * @param referrals everybody as referred, before chance decided and without anything that came
 *     after; null when people are not drawn here
 * @param surveys the same answers as tools for surveys export them, with what else happened while
 *     they were asked for; empty when nobody is asked
 * @param truth what is true of it
 */
public record SimulatedTrial(
    Protocol protocol,
    long seed,
    List<Frame> tables,
    @Nullable Frame referrals,
    List<Frame> surveys,
    Truth truth) {

  /** Source of the table of referrals. */
  public static final String REFERRALS = "referrals";

  /** Keeps its own copies. */
  public SimulatedTrial {
    tables = List.copyOf(tables);
    surveys = List.copyOf(surveys);
  }

  /**
   * The table of a data file.
   *
   * @param file name of the file in the protocol's data layout
   * @throws IllegalArgumentException if no table has this name
   */
  public Frame table(String file) {
    return tables.stream()
        .filter(table -> table.source().equals(file))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no simulated table " + file));
  }
}
