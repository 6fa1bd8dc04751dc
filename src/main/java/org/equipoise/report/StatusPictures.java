package org.equipoise.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.equipoise.document.Palette;
import org.equipoise.document.Picture;
import org.equipoise.protocol.Level;
import org.equipoise.report.StackedBars.Bar;
import org.equipoise.report.StackedBars.Part;
import org.equipoise.trial.Enrolment;
import org.equipoise.trial.Enrolment.Group;
import org.equipoise.trial.Standing;
import org.equipoise.waves.WaveBoard;
import org.equipoise.waves.WaveState;

/** The pictures of the board of a running trial; none of them tells an arm. */
final class StatusPictures {

  private static final String DARK = PanelGrid.EFFECT;
  private static final String MIDDLE = Palette.SOFT;
  private static final String LIGHT = Palette.LANE;

  private final TrialWording wording;
  private final StatusWording status;
  private final Enrolment enrolment;
  private final String source;

  /**
   * Pictures of a day.
   *
   * @param source where the numbers come from
   */
  StatusPictures(TrialWording wording, StatusWording status, Enrolment enrolment, String source) {
    this.wording = wording;
    this.status = status;
    this.enrolment = enrolment;
    this.source = source;
  }

  /** Drawn against the plan; nothing where nothing is planned. */
  Optional<Picture> progress() {
    if (enrolment.target() == 0) {
      return Optional.empty();
    }
    int drawn = enrolment.all().count(Standing.Kind.DRAWN);
    int left = Math.max(0, enrolment.target() - drawn);
    String share = wording.numerals().share(drawn / (double) enrolment.target());
    Bar bar =
        new Bar(
            wording.say(TrialWord.STATUS_EVERYBODY),
            List.of(drawn, left),
            share,
            enrolment.due() == 0 ? null : enrolment.due());
    List<Part> parts =
        List.of(
            new Part(wording.say(TrialWord.STATUS_DRAWN), DARK, false),
            new Part(status.say(StatusReportWord.PART_LEFT), LIGHT, false));
    String marked = enrolment.due() == 0 ? "" : status.say(StatusReportWord.PART_PACE);
    return Optional.of(
        new StackedBars(parts, List.of(bar), marked, status.language())
            .picture("progress", status.say(StatusReportWord.PROGRESS_TITLE), "", source));
  }

  /** By site. */
  Optional<Picture> sites() {
    return groups(
        "sites", StatusReportWord.SITES_TITLE, enrolment.sites(), wording.protocol().sites());
  }

  /** By who referred. */
  Optional<Picture> referrers() {
    return groups(
        "referrers",
        StatusReportWord.REFERRERS_TITLE,
        enrolment.referrers(),
        wording.protocol().referrers());
  }

  private Optional<Picture> groups(
      String name, StatusReportWord title, List<Group> groups, List<Level> levels) {
    if (groups.isEmpty() || enrolment.all().referred() == 0) {
      return Optional.empty();
    }
    List<Part> parts =
        List.of(
            new Part(wording.say(TrialWord.STATUS_DRAWN), DARK, false),
            new Part(wording.say(TrialWord.STATUS_READY), MIDDLE, false),
            new Part(wording.say(TrialWord.STATUS_OUTSIDE), Palette.PAPER, true),
            new Part(wording.say(TrialWord.STATUS_OTHERS), LIGHT, false));
    StatusSections sections = new StatusSections(wording, enrolment);
    List<Bar> bars = new ArrayList<>();
    for (Group group : groups) {
      int drawn = group.count(Standing.Kind.DRAWN);
      int ready = group.count(Standing.Kind.READY);
      int outside = group.count(Standing.Kind.OUTSIDE);
      List<Integer> counts =
          List.of(drawn, ready, outside, group.referred() - drawn - ready - outside);
      String all = wording.numerals().count(group.referred());
      bars.add(new Bar(sections.title(levels, group.code()), counts, all, null));
    }
    String under = status.say(StatusReportWord.GROUPS_UNDER);
    return Optional.of(
        new StackedBars(parts, bars, "", status.language())
            .picture(name, status.say(title), under, source));
  }

  /** Where everybody stands at each wave. */
  Optional<Picture> waves(WaveBoard board, WaveWording waves) {
    List<Part> parts =
        List.of(
            new Part(status.say(StatusReportWord.PART_ANSWERED), DARK, false),
            new Part(status.say(StatusReportWord.PART_OPEN), MIDDLE, false),
            new Part(waves.say(WaveState.CLOSED), Palette.PAPER, true),
            new Part(waves.say(WaveState.STOPPED), Palette.RULE, false),
            new Part(waves.say(WaveState.NOT_OPEN), Palette.WAY, false));
    List<Bar> bars = new ArrayList<>();
    for (WaveBoard.Row row : board.rows()) {
      if (row.site().isEmpty()) {
        int open = row.count(WaveState.OPEN) + row.count(WaveState.DUE) + row.count(WaveState.LATE);
        List<Integer> counts =
            List.of(
                row.count(WaveState.ANSWERED),
                open,
                row.count(WaveState.CLOSED),
                row.count(WaveState.STOPPED),
                row.count(WaveState.NOT_OPEN));
        String rate = row.rate().of() == 0 ? "" : waves.numerals().share(row.rate().share());
        bars.add(new Bar(waves.wave(row.wave()), counts, rate, null));
      }
    }
    if (bars.stream().allMatch(bar -> bar.total() == 0)) {
      return Optional.empty();
    }
    String under = status.say(StatusReportWord.WAVES_UNDER);
    return Optional.of(
        new StackedBars(parts, bars, "", status.language())
            .picture("waves", status.say(StatusReportWord.WAVES_TITLE), under, source));
  }
}
