package org.equipoise.trial;

import java.io.IOException;
import java.util.List;
import org.equipoise.draw.DrawKey;
import org.equipoise.ledger.Ledger;
import org.equipoise.ledger.PersonId;

/** Offline kits: a site that draws on its own stream and comes back. */
public final class Kits {

  /** Where lines come from that were copied into a kit. */
  static final String MAIN = "main";

  private Kits() {}

  /**
   * Sends a site away with a new ledger of its own.
   *
   * @param kit name of the kit
   * @param site code of the site
   * @param key the key of the trial
   * @param ledger an empty ledger, which becomes the kit's
   * @param records empty records, which become the kit's
   * @return the key of the kit, which reaches this site only
   */
  public static DrawKey issue(
      Desk desk, String kit, String site, DrawKey key, Ledger ledger, Records records)
      throws IOException, Refused {
    throw new UnsupportedOperationException();
  }

  /**
   * What came back.
   *
   * @param line the line that closes the merge
   * @param lines how many lines of the kit were added
   * @param clashes people whom both had drawn: the draw made here stands
   * @param before whether the kit had been merged earlier
   */
  public record Merged(long line, long lines, List<PersonId> clashes, boolean before) {
    /** Keeps its own copy. */
    public Merged {
      clashes = List.copyOf(clashes);
    }
  }

  /** Takes the lines and records of a kit back. */
  public static Merged merge(Desk desk, Ledger kit, Records records) throws IOException, Refused {
    throw new UnsupportedOperationException();
  }
}
