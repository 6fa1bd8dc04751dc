package org.equipoise.report;

import java.time.LocalDate;
import java.util.List;
import org.equipoise.document.Document;
import org.equipoise.document.Language;
import org.equipoise.protocol.Protocol;
import org.equipoise.trial.Delivery;
import org.equipoise.trial.Enrolment;
import org.equipoise.waves.WaveBoard;
import org.jspecify.annotations.Nullable;

/**
 * The board of a running trial as a page; it holds no arm unless it is given what became of them.
 */
public final class StatusReport {

  private StatusReport() {}

  /**
   * The board.
   *
   * @param enrolment how the intake goes
   * @param waves how each survey wave goes; null when there is none
   * @param delivery what became of the arms; null where nobody may see them
   * @param day the day it is made
   */
  public static Document of(
      Protocol protocol,
      Enrolment enrolment,
      @Nullable WaveBoard waves,
      @Nullable Delivery delivery,
      LocalDate day,
      Language language) {
    return new Document(
        language, protocol.title().in(language.tag()), day.toString(), List.of(), List.of(), 0, "");
  }
}
