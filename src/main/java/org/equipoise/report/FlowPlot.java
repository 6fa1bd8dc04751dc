package org.equipoise.report;

import java.util.ArrayList;
import java.util.List;
import org.equipoise.disclosure.ReleasedFlow;
import org.equipoise.disclosure.ReleasedFlow.AtWave;
import org.equipoise.disclosure.ReleasedFlow.Lane;
import org.equipoise.document.Language;
import org.equipoise.document.Palette;
import org.equipoise.document.Picture;
import org.equipoise.document.Svg;
import org.equipoise.document.Svg.Anchor;
import org.equipoise.protocol.Protocol;
import org.equipoise.report.FlowLayout.Arrow;
import org.equipoise.report.FlowLayout.Entry;
import org.equipoise.report.FlowLayout.Line;
import org.equipoise.report.FlowLayout.Look;
import org.equipoise.report.FlowLayout.Placed;
import org.equipoise.report.FlowLayout.Weight;
import org.equipoise.waves.ParticipantFlow;
import org.equipoise.waves.ParticipantFlow.Kind;

/**
 * A participant flow as one SVG picture that fits a page of A4: dark on light on paper, light on
 * dark where the screen is. What it shows is also told in words, for those who do not see it.
 */
public final class FlowPlot {

  private static final double TITLE = 14;
  private static final double TITLE_LINE = 18;
  private static final double FOOT = 9;
  private static final double TOP = 26;

  /** Height of A4 in millimetres, less margins of 10 mm. */
  private static final double PAGE = 277;

  private final ReleasedFlow flow;
  private final FlowWording wording;
  private final Language language;

  private FlowPlot(ReleasedFlow flow, FlowWording wording, Language language) {
    this.flow = flow;
    this.wording = wording;
    this.language = language;
  }

  /**
   * The working picture of a flow for the trial's own staff, with every count: never for
   * publication.
   */
  public static FlowPlot of(Protocol protocol, ParticipantFlow flow, Language language) {
    return of(protocol, ReleasedFlow.working(flow), language);
  }

  /**
   * The picture of a flow as far as it may be shown: {@code <5} for a small count, two dots for one
   * that would give others away.
   */
  public static FlowPlot of(Protocol protocol, ReleasedFlow flow, Language language) {
    return new FlowPlot(flow, new FlowWording(protocol, language), language);
  }

  /** The picture with its caption and its words for those who do not see it. */
  Picture picture() {
    return new Picture("flow", title(), description(), svg(), null);
  }

  private String title() {
    String name = wording.trial().text(wording.protocol().title());
    return wording.say(FlowWord.PICTURE_TITLE, name);
  }

  /** One self-contained SVG document. */
  public String svg() {
    String title = title();
    List<String> heads = Svg.lines(title, (720 - 2 * FlowLayout.MARGIN) / FlowLayout.BOLD, TITLE);
    FlowLayout layout = layout(heads.size());
    String legend = legend(layout);
    double height = layout.bottom() + (legend.isEmpty() ? 26 : 26 + FlowLayout.LEADING);
    Svg svg = Svg.onPage(layout.width(), height, PAGE, language.tag(), title, description());
    svg.style(Palette.darkRules());
    svg.box(0, 0, layout.width(), height, Palette.PAPER);
    for (int i = 0; i < heads.size(); i++) {
      double y = TOP + i * TITLE_LINE;
      svg.text(FlowLayout.MARGIN, y, TITLE, Anchor.START, Palette.INK, true, heads.get(i));
    }
    svg.begin();
    layout.arrows().forEach(arrow -> draw(svg, arrow));
    svg.end();
    layout.boxes().forEach(box -> draw(svg, box));
    if (!legend.isEmpty()) {
      double y = height - 8 - FlowLayout.LEADING;
      svg.text(FlowLayout.MARGIN, y, FOOT, Anchor.START, Palette.GREY, false, legend);
    }
    svg.text(FlowLayout.MARGIN, height - 8, FOOT, Anchor.START, Palette.GREY, false, foot());
    return svg.document();
  }

  /** Where the boxes stand under a title of some lines. */
  FlowLayout layout(int titleLines) {
    return new FlowLayout(flow, wording, TOP + (titleLines - 1) * TITLE_LINE + 14);
  }

  private static void draw(Svg svg, Arrow arrow) {
    double x = arrow.x2();
    double y = arrow.y2();
    boolean down = arrow.x1() == arrow.x2();
    double head = arrow.headed() ? 6 : 0;
    double endX = down ? x : x - head;
    double endY = down ? y - head : y;
    svg.line(arrow.x1(), arrow.y1(), endX, endY, Palette.GREY, 1.1, "");
    if (arrow.headed() && down) {
      svg.arrowDown(x, y, 7, Palette.GREY);
    } else if (arrow.headed()) {
      svg.arrowHead(x, y, 7, Palette.GREY);
    }
  }

  private static void draw(Svg svg, Placed box) {
    String fill =
        box.look() == Look.MAIN
            ? Palette.WAY
            : box.look() == Look.LANE ? Palette.LANE : Palette.PAPER;
    svg.begin();
    svg.frame(box.x(), box.y(), box.width(), box.height(), fill, Palette.RULE);
    double y = box.y() + FlowLayout.PAD + FlowLayout.LEADING - 4;
    for (Line line : box.lines()) {
      Weight weight = line.weight();
      boolean bold = weight != Weight.ROW;
      String colour =
          weight == Weight.TITLE
              ? Palette.ACCENT
              : weight == Weight.HEAD ? Palette.INK : Palette.GREY;
      for (Entry entry : line.entries()) {
        double left = box.x() + entry.left();
        svg.text(left, y, weight.size(), Anchor.START, colour, bold, entry.words());
        if (!entry.count().isEmpty()) {
          double right = box.x() + entry.right();
          svg.text(right, y, weight.size(), Anchor.END, Palette.INK, bold, entry.count());
        }
      }
      y += FlowLayout.LEADING;
    }
    svg.end();
  }

  private String description() {
    List<String> sentences = new ArrayList<>();
    for (Lane lane : flow.lanes()) {
      String drawn = wording.count(lane.drawn().count());
      sentences.add(wording.say(FlowWord.PICTURE_LANE, wording.lane(lane), drawn));
      for (AtWave wave : lane.waves()) {
        String answered = wording.count(wave.answers().next().get(0).count());
        sentences.add(wording.say(FlowWord.PICTURE_WAVE, wording.wave(wave.wave()), answered));
      }
    }
    return wording.say(
        FlowWord.PICTURE_TEXT,
        wording.count(flow.box(Kind.REFERRED).count()),
        wording.count(flow.box(Kind.DRAWN).count()),
        wording.trial().day(flow.day()),
        String.join(" ", sentences));
  }

  private String foot() {
    String version = String.valueOf(flow.version());
    String lines = wording.trial().count(flow.upTo());
    String day = wording.trial().day(flow.day());
    return wording.say(FlowWord.PICTURE_FOOT, flow.trial(), version, day, lines);
  }

  /** What the marks mean; empty where nothing is hidden. */
  private String legend(FlowLayout layout) {
    String limit = String.valueOf(wording.protocol().cells().display());
    return hides(layout) ? wording.say(FlowWord.PICTURE_HIDDEN, limit) : "";
  }

  private boolean hides(FlowLayout layout) {
    return layout.boxes().stream()
        .flatMap(box -> box.lines().stream())
        .flatMap(line -> line.entries().stream())
        .anyMatch(entry -> wording.marks(entry.count()));
  }
}
