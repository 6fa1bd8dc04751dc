package org.equipoise.report;

import org.equipoise.document.Language;
import org.equipoise.document.TextLayout;
import org.equipoise.protocol.Arm;
import org.equipoise.protocol.Protocol;
import org.equipoise.trial.Notice;

/**
 * The paper a person gets after the draw: now, or later and not before which day; what that means;
 * that chance decided; whom to ask. It fits half a page and can be read aloud. It names nobody: the
 * trial id is all that tells whose it is.
 */
public final class NoticeText {

  private static final int WIDTH = 72;
  private static final String BLANK_TO_FILL = "_".repeat(26);

  private final TrialWording wording;

  private NoticeText(TrialWording wording) {
    this.wording = wording;
  }

  /** The notices of a trial in one language. */
  public static NoticeText of(Protocol protocol, Language language) {
    return new NoticeText(new TrialWording(protocol, language));
  }

  /**
   * One line: trial id, result, and the day before which a later start is not.
   *
   * @param reserve place in the reserve order of a lottery; empty when there is none
   */
  public String line(Notice notice, String reserve) {
    Arm arm = notice.arm();
    String result = arm == null ? wording.say(TrialWord.FILL_IN) : wording.text(arm.title());
    String line = notice.person() + "  " + result;
    if (notice.start() != null && !notice.now()) {
      line += ", " + wording.say(TrialWord.NOT_BEFORE, notice.start().toString());
    }
    return reserve.isEmpty() ? line : wording.say(TrialWord.RESERVE, line, reserve);
  }

  /** Half a page: lines of at most 72 letters, each ended by a line feed. */
  public String page(Notice notice) {
    StringBuilder page = new StringBuilder(1200);
    String title = wording.text(wording.protocol().title());
    String drawn = wording.day(notice.drawn());
    add(page, title);
    add(page, "\u2500".repeat(Math.min(WIDTH, title.length())));
    add(page, wording.say(TrialWord.NOTICE_HEAD, notice.person().value(), drawn));
    add(page, "");
    add(page, result(notice) + " " + meaning(notice));
    add(page, "");
    add(page, wording.say(TrialWord.NOTICE_CHANCE));
    add(page, "");
    add(page, wording.say(TrialWord.NOTICE_FREE));
    add(page, "");
    add(page, wording.say(TrialWord.NOTICE_ASK, BLANK_TO_FILL));
    add(page, wording.say(TrialWord.NOTICE_PHONE, BLANK_TO_FILL));
    add(page, "");
    add(page, wording.say(TrialWord.NOTICE_KEEP));
    return page.toString();
  }

  private String result(Notice notice) {
    Arm arm = notice.arm();
    return arm == null
        ? wording.say(TrialWord.NOTICE_NO_PLACE)
        : wording.say(TrialWord.NOTICE_RESULT, wording.text(arm.title()));
  }

  private String meaning(Notice notice) {
    if (notice.arm() == null) {
      return wording.say(TrialWord.NOTICE_FILL_IN);
    } else if (notice.start() == null) {
      return wording.say(TrialWord.NOTICE_NEVER);
    }
    return notice.now()
        ? wording.say(TrialWord.NOTICE_NOW)
        : wording.say(TrialWord.NOTICE_LATER, wording.day(notice.start()));
  }

  private static void add(StringBuilder page, String words) {
    for (String line : TextLayout.wrap(words, WIDTH)) {
      page.append(line).append('\n');
    }
  }
}
