package org.equipoise.report;

import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.equipoise.document.Block;
import org.equipoise.document.Language;
import org.equipoise.document.Section;
import org.equipoise.document.Style;
import org.equipoise.document.TextLayout;
import org.equipoise.finding.Finding;
import org.equipoise.protocol.Protocol;
import org.equipoise.trial.Delivery;
import org.equipoise.trial.Enrolment;
import org.jspecify.annotations.Nullable;

/**
 * How a trial goes, for a terminal: the intake, which tells no arm; and, for those who may see the
 * arms, what became of them.
 */
public final class StatusText {

  private final TrialWording wording;
  private final Protocol protocol;
  private final Enrolment enrolment;
  private final StatusSections sections;
  private final @Nullable Delivery delivery;

  private StatusText(TrialWording wording, Enrolment enrolment, @Nullable Delivery delivery) {
    this.wording = wording;
    this.protocol = wording.protocol();
    this.enrolment = enrolment;
    this.sections = new StatusSections(wording, enrolment);
    this.delivery = delivery;
  }

  /** The words for a status; {@code delivery} is null where arms may not be seen. */
  public static StatusText of(
      Protocol protocol, Enrolment enrolment, @Nullable Delivery delivery, Language language) {
    return new StatusText(new TrialWording(protocol, language), enrolment, delivery);
  }

  /** Writes it; lines end in {@code \n}. */
  public void print(Appendable out, LocalDate today) throws IOException {
    TextLayout layout = new TextLayout(out, Style.PLAIN, wording.words().language(), 0);
    layout.wrapped("", "", wording.text(protocol.title()));
    String version = String.valueOf(protocol.version());
    String day = wording.day(today);
    layout.wrapped("", "  ", wording.say(TrialWord.STATUS_HEAD, protocol.id(), version, day));
    List<Block> intake = new ArrayList<>();
    String pace = sections.pace();
    if (!pace.isEmpty()) {
      intake.add(new Block.Paragraph(pace));
    }
    intake.addAll(sections.intake());
    layout.print(new Section(wording.say(TrialWord.STATUS_INTAKE), intake));
    List<Block> reasons = sections.reasons();
    if (!reasons.isEmpty()) {
      layout.print(new Section(wording.say(TrialWord.STATUS_NOT_DRAWN), reasons));
    }
    Delivery shown = delivery;
    if (shown != null) {
      layout.print(new Section(wording.say(TrialWord.STATUS_BALANCE), sections.balance(shown)));
      layout.print(new Section(wording.say(TrialWord.STATUS_ARMS), sections.arms(shown)));
    }
    List<Block> alarms = alarms();
    if (!alarms.isEmpty()) {
      layout.print(new Section(wording.say(TrialWord.STATUS_ALARMS), alarms));
    }
  }

  private List<Block> alarms() {
    List<Finding> all = new ArrayList<>(enrolment.alarms());
    Delivery shown = delivery;
    if (shown != null) {
      all.addAll(shown.alarms());
    }
    List<Block> points = new ArrayList<>();
    for (Finding alarm : all) {
      points.add(new Block.Point(alarm.toString()));
    }
    return points;
  }
}
