package org.equipoise.trial;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.equipoise.draw.DrawKey;
import org.equipoise.finding.Finding;
import org.equipoise.finding.Place;
import org.equipoise.ledger.Entry;
import org.equipoise.ledger.Event;
import org.equipoise.ledger.Ledger;
import org.equipoise.ledger.PersonId;

/**
 * Offline kits: a site that draws without contact, on its own stream, with a key that reaches no
 * other site, and whose lines come back. A kit is a ledger of its own, with a copy of what this
 * ledger knows of the site.
 */
public final class Kits {

  /** Where lines come from that were copied into a kit. */
  static final String MAIN = "main";

  private Kits() {}

  /**
   * Sends a site away with a new ledger of its own. Until the kit is merged nobody of the site is
   * drawn here.
   *
   * @param kit name of the kit
   * @param site code of the site
   * @param key the key of the trial
   * @param ledger an empty ledger, which becomes the kit's
   * @param records empty records, which become the kit's
   * @return the key of the kit, which reaches this site only
   * @throws Refused if the site has no stream of its own, or is away already
   */
  public static DrawKey issue(
      Desk desk, String kit, String site, DrawKey key, Ledger ledger, Records records)
      throws IOException, Refused {
    return desk.run(
        session -> {
          TrialState trial = session.trial();
          Setup.ours(trial, key);
          if (!trial.kit().isEmpty()) {
            throw Session.refused(kit, "a kit cannot issue kits", "issue it from the trial");
          }
          Event.KitIssued issued = new Event.KitIssued(kit, site);
          session.addOrRefuse(issued, "", "kit/" + kit, Place.file(kit));
          DrawKey own = Setup.streams(trial, key).siteKey(trial.scheme(), site);
          KitContents contents = new KitContents(trial, kit, site, own);
          desk.ledger().read(0, contents::take);
          contents.take(session.lines().get(0));
          records.keep(contents.records(session.records().all()));
          contents.write(ledger);
          return own;
        });
  }

  /**
   * What came back.
   *
   * @param line the line that closes the merge
   * @param lines how many lines of the kit were added
   * @param clashes people whom both had drawn: the draw made here stands
   * @param before whether the kit had been merged earlier
   * @param warnings what somebody should look at
   */
  public record Merged(
      long line, long lines, List<PersonId> clashes, boolean before, List<Finding> warnings) {
    /** Keeps its own copies. */
    public Merged {
      clashes = List.copyOf(clashes);
      warnings = List.copyOf(warnings);
    }
  }

  /**
   * Takes the lines and records of a kit back. Nothing is mended: when both drew a person, both
   * draws stay on record, and the one made here stands.
   *
   * @param kit the kit's ledger
   * @param records the kit's records
   * @throws Refused if the kit is damaged, of another trial, or not the one that was issued
   */
  public static Merged merge(Desk desk, Ledger kit, Records records) throws IOException, Refused {
    Audit.Report report = Audit.of(kit, desk.protocols(), List.of(), null);
    if (report.intact() != Audit.Verdict.YES) {
      Session.refuseErrors(report.findings());
    }
    List<Entry> lines = new ArrayList<>();
    TrialState away = new TrialState(desk.protocols());
    kit.read(
        0,
        entry -> {
          away.apply(entry);
          lines.add(entry);
        });
    KitReturn back = new KitReturn(away, lines);
    Merged merged = desk.run(session -> back.merge(session, desk.ledger(), records.all()));
    desk.settle();
    return merged;
  }
}
