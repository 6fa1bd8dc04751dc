package org.equipoise.report;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.equipoise.document.Block;
import org.equipoise.document.Cell;
import org.equipoise.document.Chapter;
import org.equipoise.document.Document;
import org.equipoise.document.Language;
import org.equipoise.document.Picture;
import org.equipoise.document.Section;
import org.equipoise.document.Table;
import org.equipoise.document.Tone;
import org.equipoise.protocol.Intake;
import org.equipoise.protocol.Protocol;
import org.equipoise.protocol.Respondent;
import org.equipoise.protocol.Wave;
import org.equipoise.trial.Delivery;
import org.equipoise.trial.Enrolment;
import org.equipoise.trial.Standing;
import org.equipoise.waves.WaveAhead;
import org.equipoise.waves.WaveBoard;
import org.equipoise.waves.WaveState;
import org.jspecify.annotations.Nullable;

/**
 * The board of a running trial as a page, for those who run it: drawn against the plan, who waits
 * and why, sites and agencies, what to look at, survey waves and the next days. It holds no arm
 * unless it is given what became of them.
 */
public final class StatusReport {

  /** Below this share of an even pace the intake is behind. */
  private static final double BEHIND = 0.8;

  /**
   * What the board rests on.
   *
   * @param day the day it tells of
   * @param line the last line of the ledger that is in it
   * @param head digest of that line, in hexadecimal
   * @param program name and version of the program
   */
  public record Basis(LocalDate day, long line, String head, String program) {}

  /**
   * How the survey waves go.
   *
   * @param respondent who is asked
   * @param board where everybody stands
   * @param ahead what the next days bring
   * @param closed waves closed for all, and when
   */
  public record Surveys(
      Respondent.Id respondent, WaveBoard board, WaveAhead ahead, Map<Wave.Id, LocalDate> closed) {
    /** Keeps its own copy. */
    public Surveys {
      closed = Map.copyOf(closed);
    }
  }

  /**
   * What only those may see who may see the arms.
   *
   * @param delivery what became of them
   * @param losses alarms of unequal response, in words
   */
  public record Arms(Delivery delivery, List<String> losses) {
    /** Keeps its own copy. */
    public Arms {
      losses = List.copyOf(losses);
    }
  }

  private final TrialWording wording;
  private final StatusWording status;
  private final Enrolment enrolment;
  private final StatusSections sections;
  private final StatusPictures pictures;
  private final Basis basis;

  private StatusReport(Protocol protocol, Enrolment enrolment, Basis basis, Language language) {
    this.wording = new TrialWording(protocol, language);
    this.status = new StatusWording(language);
    this.enrolment = enrolment;
    this.sections = new StatusSections(wording, enrolment);
    this.basis = basis;
    String version = String.valueOf(protocol.version());
    String day = wording.day(basis.day());
    String source = status.say(StatusReportWord.SOURCE, protocol.id(), version, day);
    this.pictures = new StatusPictures(wording, status, enrolment, source);
  }

  /**
   * The board.
   *
   * @param enrolment how the intake goes
   * @param surveys how each survey wave goes; null when there is none
   * @param arms what became of the arms; null where nobody may see them
   */
  public static Document of(
      Protocol protocol,
      Enrolment enrolment,
      @Nullable Surveys surveys,
      @Nullable Arms arms,
      Basis basis,
      Language language) {
    StatusReport report = new StatusReport(protocol, enrolment, basis, language);
    StatusWording status = report.status;
    List<Chapter> chapters = new ArrayList<>();
    chapters.add(
        new Chapter(
            "today", status.say(StatusReportWord.CHAPTER_TODAY), report.today(arms, surveys)));
    chapters.add(
        new Chapter("intake", status.say(StatusReportWord.CHAPTER_INTAKE), report.intake()));
    if (surveys != null && !surveys.board().rows().isEmpty()) {
      chapters.add(
          new Chapter("waves", status.say(StatusReportWord.CHAPTER_WAVES), report.waves(surveys)));
    }
    if (arms != null) {
      chapters.add(
          new Chapter("arms", status.say(StatusReportWord.CHAPTER_ARMS), report.arms(arms)));
    }
    chapters.add(
        new Chapter("reading", status.say(StatusReportWord.CHAPTER_READING), report.reading()));
    return new Document(
        language,
        report.wording.text(protocol.title()),
        status.say(StatusReportWord.SUBTITLE, report.wording.day(basis.day())),
        report.about(protocol, arms != null),
        chapters,
        0,
        basis.program());
  }

  private List<Block.Fact> about(Protocol protocol, boolean shown) {
    String version = String.valueOf(protocol.version());
    return List.of(
        new Block.Fact(
            status.say(StatusReportWord.ABOUT_PROTOCOL),
            status.say(StatusReportWord.ABOUT_VERSION, protocol.id(), version)),
        new Block.Fact(status.say(StatusReportWord.ABOUT_DAY), wording.day(basis.day())),
        new Block.Fact(
            status.say(StatusReportWord.ABOUT_LEDGER),
            status.say(
                StatusReportWord.ABOUT_LINE,
                wording.count(basis.line()),
                AdoptionWording.shortened(basis.head()))),
        new Block.Fact(
            status.say(StatusReportWord.ABOUT_ARMS),
            status.say(shown ? StatusReportWord.ARMS_SHOWN : StatusReportWord.ARMS_MASKED)),
        new Block.Fact(status.say(StatusReportWord.ABOUT_BY), basis.program()));
  }

  private List<Section> today(@Nullable Arms arms, @Nullable Surveys surveys) {
    List<Block> blocks = new ArrayList<>();
    if (surveys != null) {
      due(surveys).ifPresent(blocks::add);
    }
    final boolean due = !blocks.isEmpty();
    blocks.add(
        arms == null
            ? notice(Tone.NOTE, StatusReportWord.MASKED_TITLE, status.say(StatusReportWord.MASKED))
            : notice(
                Tone.CAUTION, StatusReportWord.SHOWN_TITLE, status.say(StatusReportWord.SHOWN)));
    blocks.add(
        notice(Tone.NOTE, StatusReportWord.WORKING_TITLE, status.say(StatusReportWord.WORKING)));
    List<Block> alarms = alarms(arms);
    if (alarms.isEmpty() && !due) {
      blocks.add(new Block.Paragraph(status.say(StatusReportWord.NO_ALARM)));
    }
    blocks.addAll(alarms);
    blocks.add(new Block.Facts(facts()));
    pictures.progress().ifPresent(blocks::add);
    return List.of(new Section("", blocks));
  }

  private Block.Notice notice(Tone tone, StatusReportWord title, String words) {
    return new Block.Notice(tone, status.say(title), words);
  }

  private List<Block.Fact> facts() {
    Enrolment.Group all = enrolment.all();
    int drawn = all.count(Standing.Kind.DRAWN);
    int ready = all.count(Standing.Kind.READY);
    int outside = all.count(Standing.Kind.OUTSIDE);
    List<Block.Fact> facts = new ArrayList<>();
    String target = wording.count(enrolment.target());
    facts.add(
        new Block.Fact(
            wording.say(TrialWord.STATUS_DRAWN),
            enrolment.target() == 0
                ? wording.count(drawn)
                : status.say(StatusReportWord.OF_PLANNED, wording.count(drawn), target)));
    if (enrolment.due() > 0) {
      String due = wording.count(enrolment.due());
      facts.add(new Block.Fact(status.say(StatusReportWord.EVEN_PACE), due));
    }
    facts.add(fact(TrialWord.STATUS_REFERRED, all.referred()));
    facts.add(fact(TrialWord.STATUS_READY, ready));
    facts.add(fact(TrialWord.STATUS_OUTSIDE, outside));
    facts.add(fact(TrialWord.STATUS_OTHERS, all.referred() - drawn - ready - outside));
    return facts;
  }

  private Block.Fact fact(TrialWord name, int count) {
    return new Block.Fact(wording.say(name), wording.count(count));
  }

  /** What has to be done today: letters to send, and who is late with an answer. */
  private Optional<Block> due(Surveys surveys) {
    int letters = 0;
    for (WaveAhead.Row row : surveys.ahead().rows()) {
      letters += row.lettersNow();
    }
    int late = 0;
    for (WaveBoard.Row row : surveys.board().rows()) {
      late += row.site().isEmpty() ? row.count(WaveState.LATE) : 0;
    }
    if (letters + late == 0) {
      return Optional.empty();
    }
    String words = status.say(StatusReportWord.TO_DO, wording.count(letters), wording.count(late));
    return Optional.of(notice(Tone.CAUTION, StatusReportWord.TO_DO_TITLE, words));
  }

  /** What somebody should look at, the most pressing first. */
  private List<Block> alarms(@Nullable Arms arms) {
    List<Block> alarms = new ArrayList<>();
    if (arms != null) {
      for (String loss : arms.losses()) {
        alarms.add(notice(Tone.ALARM, StatusReportWord.LOSS_TITLE, loss));
      }
      int early = arms.delivery().alarms().size();
      if (early > 0) {
        String words = status.say(StatusReportWord.DELIVERY, wording.count(early));
        alarms.add(notice(Tone.ALARM, StatusReportWord.DELIVERY_TITLE, words));
      }
    }
    for (Enrolment.Group site : enrolment.sites()) {
      if (site.shareOutside() > Enrolment.MUCH_OUTSIDE) {
        int outside = site.placedWithoutDraw();
        String words =
            status.say(
                StatusReportWord.OUTSIDE,
                sections.title(wording.protocol().sites(), site.code()),
                wording.count(outside),
                wording.count(outside + site.count(Standing.Kind.DRAWN)),
                wording.numerals().share(site.shareOutside()));
        alarms.add(notice(Tone.ALARM, StatusReportWord.OUTSIDE_TITLE, words));
      }
    }
    int drawn = enrolment.all().count(Standing.Kind.DRAWN);
    if (drawn < BEHIND * enrolment.due()) {
      String due = wording.count(enrolment.due());
      String words = status.say(StatusReportWord.BEHIND, wording.count(drawn), due);
      alarms.add(notice(Tone.CAUTION, StatusReportWord.BEHIND_TITLE, words));
    }
    paused().ifPresent(alarms::add);
    return alarms;
  }

  private Optional<Block> paused() {
    Intake intake = wording.protocol().intake();
    if (intake == null) {
      return Optional.empty();
    }
    for (Intake.Pause pause : intake.pauses()) {
      LocalDate end = pause.to();
      boolean over = end != null && basis.day().isAfter(end);
      if (!over && !basis.day().isBefore(pause.from())) {
        String from = wording.day(pause.from());
        String words = status.say(StatusReportWord.PAUSED, from, wording.text(pause.reason()));
        return Optional.of(notice(Tone.NOTE, StatusReportWord.PAUSED_TITLE, words));
      }
    }
    return Optional.empty();
  }

  private List<Section> intake() {
    List<Block> blocks = new ArrayList<>();
    List<Picture> drawn = new ArrayList<>();
    pictures.sites().ifPresent(drawn::add);
    pictures.referrers().ifPresent(drawn::add);
    blocks.addAll(drawn);
    blocks.addAll(sections.intake());
    List<Section> all = new ArrayList<>(List.of(new Section("", blocks)));
    List<Block> reasons = sections.reasons();
    if (!reasons.isEmpty()) {
      all.add(new Section(wording.say(TrialWord.STATUS_NOT_DRAWN), reasons));
    }
    return all;
  }

  private List<Section> waves(Surveys surveys) {
    WaveWording waves = new WaveWording(wording.protocol(), status.language());
    List<Block> blocks = new ArrayList<>();
    String asked = waves.respondent(surveys.respondent());
    blocks.add(new Block.Paragraph(status.say(StatusReportWord.ASKED, asked)));
    pictures.waves(surveys.board(), waves).ifPresent(blocks::add);
    List<Section> all = new ArrayList<>(List.of(new Section("", blocks)));
    String days = String.valueOf(surveys.ahead().days());
    all.add(
        new Section(
            status.say(StatusReportWord.AHEAD_TITLE, days), List.of(ahead(surveys, waves))));
    BoardRows rows = new BoardRows(waves);
    for (WaveAhead.Row each : surveys.ahead().rows()) {
      List<Block> wave = new ArrayList<>(rows.wave(surveys.board(), each.wave()));
      LocalDate closed = surveys.closed().get(each.wave());
      if (closed != null) {
        wave.add(new Block.Point(waves.say(WaveWord.BOARD_CLOSED, waves.day(closed))));
      }
      all.add(new Section(waves.wave(each.wave()), wave));
    }
    return all;
  }

  private Table ahead(Surveys surveys, WaveWording waves) {
    List<Table.Row> rows = new ArrayList<>();
    for (WaveAhead.Row row : surveys.ahead().rows()) {
      rows.add(
          Table.row(
              Cell.words(waves.wave(row.wave())),
              new Cell.Count(row.lettersNow()),
              new Cell.Count(row.letters()),
              new Cell.Count(row.opening()),
              new Cell.Count(row.due()),
              new Cell.Count(row.closing())));
    }
    return new Table(
        List.of(
            Table.left(status.say(StatusReportWord.AHEAD_WAVE)),
            Table.right(status.say(StatusReportWord.AHEAD_NOW)),
            Table.right(status.say(StatusReportWord.AHEAD_LETTERS)),
            Table.right(status.say(StatusReportWord.AHEAD_OPENING)),
            Table.right(status.say(StatusReportWord.AHEAD_DUE)),
            Table.right(status.say(StatusReportWord.AHEAD_CLOSING))),
        rows);
  }

  private List<Section> arms(Arms arms) {
    List<Section> all = new ArrayList<>();
    List<Block> balance = sections.balance(arms.delivery());
    all.add(new Section(wording.say(TrialWord.STATUS_BALANCE), balance));
    List<Block> courses = new ArrayList<>(sections.arms(arms.delivery()));
    if (!arms.delivery().alarms().isEmpty()) {
      List<Block> listed = new ArrayList<>();
      arms.delivery().alarms().forEach(each -> listed.add(new Block.Point(each.toString())));
      courses.add(new Block.Fold(wording.say(TrialWord.STATUS_ALARMS), listed));
    }
    all.add(new Section(wording.say(TrialWord.STATUS_ARMS), courses));
    return all;
  }

  private List<Section> reading() {
    List<Block> points = new ArrayList<>();
    String line = wording.count(basis.line());
    points.add(new Block.Point(status.say(StatusReportWord.READ_LEDGER, line)));
    if (enrolment.due() > 0) {
      points.add(new Block.Point(status.say(StatusReportWord.READ_PACE)));
    }
    String much = wording.numerals().level(Enrolment.MUCH_OUTSIDE);
    String behind = wording.numerals().level(BEHIND);
    points.add(new Block.Point(status.say(StatusReportWord.READ_ALARMS, much, behind)));
    points.add(new Block.Point(status.say(StatusReportWord.READ_MASKED)));
    return List.of(new Section("", points));
  }
}
