package org.equipoise.report;

import java.util.ArrayList;
import java.util.List;
import org.equipoise.disclosure.Gated;
import org.equipoise.disclosure.ReleasedFlow;
import org.equipoise.disclosure.ReleasedFlow.AtWave;
import org.equipoise.disclosure.ReleasedFlow.Box;
import org.equipoise.disclosure.ReleasedFlow.Lane;
import org.equipoise.disclosure.ReleasedFlow.Part;
import org.equipoise.disclosure.ReleasedFlow.Step;
import org.equipoise.document.Svg;
import org.equipoise.waves.ParticipantFlow.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Where the boxes of a flow picture stand. Above, the way to the draw with those who stand aside at
 * the right; below, a column for each arm, its boxes level with those of the other arms; where arms
 * are masked there is one column, and who did not answer stands aside.
 */
final class FlowLayout {

  static final double MARGIN = 12;
  static final double PAD = 7;
  static final double HEAD = 10;
  static final double SIZE = 9.2;
  static final double LEADING = 11.8;

  /** How much wider bold letters are. */
  static final double BOLD = 1.08;

  private static final double PAGE = 720;
  private static final double NARROWEST = 210;
  private static final double GAP = 16;
  private static final double BETWEEN = 15;

  /** As wide as one of two lanes, so that the way goes straight down. */
  private static final double MAIN = (PAGE - 2 * MARGIN - GAP) / 2;

  private static final double REACH = 30;
  private static final double ASIDE = PAGE - 2 * MARGIN - MAIN - REACH;
  private static final double INDENT = 9;

  /** Between the count of one column of reasons and the words of the next. */
  private static final double GUTTER = 16;

  private final ReleasedFlow flow;
  private final FlowWording wording;
  private final double width;
  private final List<Placed> placed = new ArrayList<>();
  private final List<Arrow> arrows = new ArrayList<>();
  private double y;

  /** How a box looks. */
  enum Look {
    MAIN,
    ASIDE,
    LANE
  }

  /** How much a line weighs. */
  enum Weight {
    /** Names a wave, a lane or what a box is about. */
    TITLE,
    /** A number that boxes add up to. */
    HEAD,
    /** A reason. */
    ROW;

    double size() {
      return this == ROW ? FlowLayout.SIZE : FlowLayout.HEAD;
    }

    /** How wide words are in it. */
    double width(String words) {
      return Svg.width(words, size()) * (this == ROW ? 1 : BOLD);
    }
  }

  /**
   * Words and a count on one line of a box.
   *
   * @param words at the left
   * @param count at the right; empty on all but the last line of the same words
   * @param left where the words begin, from the left edge of the box
   * @param right where the count ends, from the left edge of the box
   */
  record Entry(String words, String count, double left, double right) {}

  /** One line in a box: one entry, or two beside each other. */
  record Line(Weight weight, List<Entry> entries) {}

  /** A box on the page. */
  record Placed(double x, double y, double width, double height, Look look, List<Line> lines) {
    double right() {
      return x + width;
    }

    double bottom() {
      return y + height;
    }

    double middle() {
      return x + width / 2;
    }
  }

  /** A line from point to point, with a head where it ends in a box. */
  record Arrow(double x1, double y1, double x2, double y2, boolean headed) {}

  FlowLayout(ReleasedFlow flow, FlowWording wording, double top) {
    this.flow = flow;
    this.wording = wording;
    int lanes = flow.lanes().size();
    this.width = Math.max(PAGE, 2 * MARGIN + lanes * (NARROWEST + GAP) - GAP);
    this.y = top;
    Placed drawn = enrolment();
    if (flow.lanes().get(0).arm() == null) {
      masked(drawn);
    } else {
      lanes(drawn);
    }
  }

  double width() {
    return width;
  }

  /** Where the last box ends. */
  double bottom() {
    return placed.stream().mapToDouble(Placed::bottom).max().orElse(y);
  }

  List<Placed> boxes() {
    return placed;
  }

  List<Arrow> arrows() {
    return arrows;
  }

  /** Whether a box is known to be empty. */
  static boolean nobody(Box box) {
    return box.count().equals(new Gated.Shown<>(0));
  }

  private Placed enrolment() {
    Placed before = null;
    Placed last = null;
    for (Step step : flow.enrolment()) {
      Kind kind = step.from().kind();
      if ((kind == Kind.APPROACHED && !flow.approachesCounted())
          || (kind == Kind.ENTERED && nobody(step.aside().get(0)))) {
        continue;
      }
      last = row(before, head(step.from()), step.aside());
      before = last;
    }
    if (last == null) {
      throw new IllegalStateException("a flow without an enrolment");
    }
    return last;
  }

  /** A box on the way with what stands aside, under the box before. */
  private Placed row(@Nullable Placed before, List<Line> main, List<Box> aside) {
    Placed box = place(MARGIN, MAIN, Look.MAIN, main);
    double low = box.bottom();
    if (!aside.isEmpty()) {
      List<Line> lines = new ArrayList<>();
      aside.forEach(one -> lines.addAll(lines(one, ASIDE)));
      Placed beside = place(MARGIN + MAIN + REACH, ASIDE, Look.ASIDE, lines);
      double at = y + Math.min(box.height(), beside.height()) / 2;
      arrows.add(new Arrow(box.right(), at, beside.x(), at, true));
      low = Math.max(low, beside.bottom());
    }
    if (before != null) {
      arrows.add(new Arrow(box.middle(), before.bottom(), box.middle(), box.y(), true));
    }
    y = low + (aside.size() > 1 || low > box.bottom() ? BETWEEN / 2 : BETWEEN);
    return box;
  }

  private void masked(Placed drawn) {
    Lane lane = flow.lanes().get(0);
    Placed before = drawn;
    for (AtWave wave : lane.waves()) {
      List<Line> main = title(wording.window(wave.wave()), MAIN);
      main.addAll(lines(wave.answers().next().get(0), MAIN));
      before = row(before, main, wave.answers().aside());
    }
    List<Line> analysed = analysed(lane, MAIN);
    if (!analysed.isEmpty()) {
      before = row(before, analysed, List.of());
    }
    Step registers = lane.registers();
    if (registers != null) {
      row(before, head(registers.next().get(0)), registers.aside());
    }
  }

  private void lanes(Placed drawn) {
    List<Lane> lanes = flow.lanes();
    double column = (width - 2 * MARGIN - GAP * (lanes.size() - 1)) / lanes.size();
    List<List<List<Line>>> rows = new ArrayList<>();
    for (Lane lane : lanes) {
      rows.add(column(lane, column));
    }
    double bar = y - 2;
    y += 12;
    List<Placed> before = new ArrayList<>();
    for (int r = 0; r < rows.get(0).size(); r++) {
      double tallest = 0;
      for (List<List<Line>> each : rows) {
        tallest = Math.max(tallest, height(each.get(r)));
      }
      for (int l = 0; l < lanes.size(); l++) {
        double x = MARGIN + l * (column + GAP);
        Look look = r == 0 ? Look.LANE : Look.ASIDE;
        Placed box = new Placed(x, y, column, tallest, look, rows.get(l).get(r));
        placed.add(box);
        double from = r == 0 ? bar : before.get(l).bottom();
        arrows.add(new Arrow(box.middle(), from, box.middle(), box.y(), true));
        if (r == 0) {
          before.add(box);
        } else {
          before.set(l, box);
        }
      }
      y += tallest + BETWEEN;
    }
    arrows.add(new Arrow(drawn.middle(), drawn.bottom(), drawn.middle(), bar, false));
    double left = Math.min(drawn.middle(), before.get(0).middle());
    double right = Math.max(drawn.middle(), before.get(before.size() - 1).middle());
    arrows.add(new Arrow(left, bar, right, bar, false));
  }

  /** The boxes of a lane from top to bottom; as many in every lane. */
  private List<List<Line>> column(Lane lane, double width) {
    List<List<Line>> rows = new ArrayList<>();
    String count = wording.count(lane.drawn().count());
    rows.add(words(wording.lane(lane), count, Weight.TITLE, 0, width));
    Box received = lane.received();
    if (received != null) {
      List<Line> lines = title(wording.say(FlowWord.SERVICE), width);
      lines.addAll(parts(received, width));
      rows.add(lines);
    }
    for (AtWave wave : lane.waves()) {
      List<Line> lines = title(wording.window(wave.wave()), width);
      lines.addAll(lines(wave.answers().next().get(0), width));
      wave.answers().aside().forEach(box -> lines.addAll(lines(box, width)));
      rows.add(lines);
    }
    List<Line> analysed = analysed(lane, width);
    if (!analysed.isEmpty()) {
      rows.add(analysed);
    }
    Step registers = lane.registers();
    if (registers != null) {
      List<Line> lines = lines(registers.next().get(0), width);
      registers.aside().forEach(box -> lines.addAll(lines(box, width)));
      rows.add(lines);
    }
    return rows;
  }

  /** How many of those drawn are analysed, by wave and outcome; empty where that is not told. */
  private List<Line> analysed(Lane lane, double width) {
    List<Line> lines = new ArrayList<>();
    for (AtWave wave : lane.waves()) {
      for (Step step : wave.analysed()) {
        if (lines.isEmpty()) {
          lines.addAll(title(wording.say(FlowWord.ANALYSED), width));
        }
        Box yes = step.next().get(0);
        String all = wording.count(step.from().count());
        String share = wording.say(FlowWord.OF, count(yes), all);
        String what = wording.wave(wave.wave()) + ": " + wording.outcome(yes.code());
        lines.addAll(words(what, share, Weight.ROW, INDENT, width));
      }
    }
    return lines;
  }

  private List<Line> head(Box box) {
    return words(wording.box(box), count(box), Weight.HEAD, 0, MAIN);
  }

  private List<Line> title(String words, double width) {
    return words(words, "", Weight.TITLE, 0, width);
  }

  private List<Line> lines(Box box, double width) {
    List<Line> lines = words(wording.box(box), count(box), Weight.HEAD, 0, width);
    lines.addAll(parts(box, width));
    return lines;
  }

  /** Reasons in two columns where all of them are short, else one below the other. */
  private List<Line> parts(Box box, double width) {
    List<String> names = new ArrayList<>();
    List<String> counts = new ArrayList<>();
    double longest = 0;
    for (Part part : box.parts()) {
      String name = wording.part(box.kind(), part);
      String people = wording.count(part.count());
      names.add(name);
      counts.add(people);
      longest = Math.max(longest, Weight.ROW.width(name) + 8 + Weight.ROW.width(people));
    }
    List<Line> lines = new ArrayList<>();
    double half = (width - 2 * PAD - INDENT - GUTTER) / 2;
    if (longest > half || names.size() < 2) {
      for (int i = 0; i < names.size(); i++) {
        lines.addAll(words(names.get(i), counts.get(i), Weight.ROW, INDENT, width));
      }
      return lines;
    }
    int deep = (names.size() + 1) / 2;
    double left = PAD + INDENT;
    double second = left + half + GUTTER;
    for (int i = 0; i < deep; i++) {
      List<Entry> pair = new ArrayList<>();
      pair.add(new Entry(names.get(i), counts.get(i), left, left + half));
      if (i + deep < names.size()) {
        pair.add(new Entry(names.get(i + deep), counts.get(i + deep), second, second + half));
      }
      lines.add(new Line(Weight.ROW, List.copyOf(pair)));
    }
    return lines;
  }

  private String count(Box box) {
    return wording.count(box.count());
  }

  /** Words broken so that they and the count fit between the edges of a box. */
  private static List<Line> words(
      String words, String count, Weight weight, double indent, double width) {
    double left = PAD + indent;
    double right = width - PAD;
    double room = right - left - 8 - weight.width(count);
    double wider = weight == Weight.ROW ? 1 : BOLD;
    List<String> parts = Svg.lines(words, room / wider, weight.size());
    List<Line> lines = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      String at = i == parts.size() - 1 ? count : "";
      lines.add(new Line(weight, List.of(new Entry(parts.get(i), at, left, right))));
    }
    return lines;
  }

  private Placed place(double x, double boxWidth, Look look, List<Line> lines) {
    Placed box = new Placed(x, y, boxWidth, height(lines), look, List.copyOf(lines));
    placed.add(box);
    return box;
  }

  private static double height(List<Line> lines) {
    return 2 * PAD + LEADING * lines.size() - 2;
  }
}
