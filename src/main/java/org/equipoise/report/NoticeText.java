package org.equipoise.report;

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
  private final StringBuilder page = new StringBuilder(1200);

  private NoticeText(TrialWording wording) {
    this.wording = wording;
  }

  /**
   * The notice of one draw.
   *
   * @param protocol the protocol of the trial
   * @param notice what the person is told
   * @return lines of at most 72 letters, each ended by a line feed
   */
  public static String of(Protocol protocol, Notice notice, Language language) {
    return new NoticeText(new TrialWording(protocol, language)).write(notice);
  }

  /** The same on one line: trial id, result, and the day before which a later start is not. */
  public static String line(Protocol protocol, Notice notice, Language language) {
    TrialWording wording = new TrialWording(protocol, language);
    Arm arm = notice.arm();
    String result =
        arm == null ? wording.say(TrialWord.FILL_IN) : wording.text(arm.title());
    String line = notice.person() + "  " + result;
    return notice.start() == null || notice.now()
        ? line
        : line + ", " + wording.say(TrialWord.NOT_BEFORE, notice.start().toString());
  }

  private String write(Notice notice) {
    String title = wording.text(wording.protocol().title());
    line(title);
    line("\u2500".repeat(Math.min(WIDTH, title.length())));
    String drawn = wording.day(notice.drawn());
    line(wording.say(TrialWord.NOTICE_HEAD, notice.person().value(), drawn));
    line("");
    paragraph(result(notice) + " " + meaning(notice));
    paragraph(wording.say(TrialWord.NOTICE_CHANCE));
    paragraph(wording.say(TrialWord.NOTICE_FREE));
    line(wording.say(TrialWord.NOTICE_ASK, BLANK_TO_FILL));
    line(wording.say(TrialWord.NOTICE_PHONE, BLANK_TO_FILL));
    line("");
    wrapped(wording.say(TrialWord.NOTICE_KEEP));
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

  private void paragraph(String words) {
    wrapped(words);
    line("");
  }

  private void wrapped(String words) {
    TextLayout.wrap(words, WIDTH).forEach(this::line);
  }

  private void line(String words) {
    page.append(words).append('\n');
  }
}
