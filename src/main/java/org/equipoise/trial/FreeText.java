package org.equipoise.trial;

import org.equipoise.identity.PersonalNumber;
import org.equipoise.ledger.Event;

/** Words that people write into the ledger, which must not hold personal identity numbers. */
final class FreeText {

  private FreeText() {}

  /** Refuses personal identity numbers without repeating them. */
  static void check(Event event, String reason, Findings out) {
    one("reason", reason, out);
    if (event instanceof Event.PlacedOutside e) {
      one("name of who approved it", e.approvedBy(), out);
    } else if (event instanceof Event.ArmsViewed e) {
      one("name of what was viewed", e.what(), out);
    } else if (event instanceof Event.NumberMixedIn e) {
      one("name of the source", e.name(), out);
    } else if (event instanceof Event.CheckpointIssued e) {
      one("name of who gets it", e.to(), out);
    } else if (event instanceof Event.TextsReleased e) {
      one("name of who decided", e.approvedBy(), out);
    } else if (event instanceof Event.RegisterDelivered e) {
      one("name of who delivered it", e.from(), out);
      plain("name of who delivered it", e.from(), out);
    } else if (event instanceof Event.KitIssued e) {
      one("name of the kit", e.kit(), out);
    }
  }

  /** A spreadsheet that opens an export of the log must not run it. */
  private static void plain(String what, String text, Findings out) {
    if (!text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0) {
      out.error(
          "the " + what + " begins as a formula of a spreadsheet does", "begin with a letter");
    }
  }

  private static void one(String what, String text, Findings out) {
    if (PersonalNumber.isIn(text)) {
      out.error(
          "the " + what + " holds what looks like a personal identity number",
          "leave it out: the ledger is never erased");
    }
  }
}
