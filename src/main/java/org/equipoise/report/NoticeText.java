package org.equipoise.report;

import java.util.List;
import java.util.OptionalInt;
import org.equipoise.ledger.Event.ArmDrawn;
import org.equipoise.protocol.Arm;
import org.equipoise.protocol.Protocol;
import org.jspecify.annotations.Nullable;

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
   * @param protocol the protocol in force when the person was drawn
   * @param drawn the draw
   * @return lines of at most 72 letters, each ended by a line feed
   */
  public static String of(Protocol protocol, ArmDrawn drawn, Language language) {
    return new NoticeText(new TrialWording(protocol, language)).write(drawn);
  }

  private String write(ArmDrawn drawn) {
    String title = wording.text(wording.protocol().title());
    line(title);
    line("\u2500".repeat(Math.min(WIDTH, title.length())));
    line(wording.say(TrialWord.NOTICE_HEAD, drawn.person().value(), wording.day(drawn.on())));
    line("");
    Arm arm = arm(drawn);
    paragraph(arm == null ? wording.say(TrialWord.NOTICE_NO_PLACE) : result(arm));
    paragraph(meaning(arm, drawn));
    paragraph(wording.say(TrialWord.NOTICE_CHANCE));
    paragraph(wording.say(TrialWord.NOTICE_FREE));
    line(wording.say(TrialWord.NOTICE_ASK, BLANK_TO_FILL));
    line(wording.say(TrialWord.NOTICE_PHONE, BLANK_TO_FILL));
    line("");
    paragraph(wording.say(TrialWord.NOTICE_KEEP));
    page.setLength(page.length() - 1);
    return page.toString();
  }

  private @Nullable Arm arm(ArmDrawn drawn) {
    Arm.Id id = drawn.drawn().arm();
    return id == null ? null : wording.arm(id);
  }

  private String result(Arm arm) {
    return wording.say(TrialWord.NOTICE_RESULT, wording.text(arm.title()));
  }

  private String meaning(@Nullable Arm arm, ArmDrawn drawn) {
    if (arm == null) {
      return wording.say(TrialWord.NOTICE_FILL_IN);
    }
    OptionalInt wait = arm.startsAfterDays();
    if (wait.isEmpty() || drawn.start() == null) {
      return wording.say(TrialWord.NOTICE_NEVER);
    }
    return wait.getAsInt() == 0
        ? wording.say(TrialWord.NOTICE_NOW)
        : wording.say(TrialWord.NOTICE_LATER, wording.day(drawn.start()));
  }

  private void paragraph(String words) {
    List<String> lines = TextLayout.wrap(words, WIDTH);
    lines.forEach(this::line);
    line("");
  }

  private void line(String words) {
    page.append(words).append('\n');
  }
}
