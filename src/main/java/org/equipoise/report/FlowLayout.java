package org.equipoise.report;

import java.util.ArrayList;
import java.util.List;
import org.equipoise.waves.ParticipantFlow;
import org.equipoise.waves.ParticipantFlow.AtWave;
import org.equipoise.waves.ParticipantFlow.Box;
import org.equipoise.waves.ParticipantFlow.Kind;
import org.equipoise.waves.ParticipantFlow.Lane;
import org.equipoise.waves.ParticipantFlow.Part;
import org.equipoise.waves.ParticipantFlow.Step;
import org.jspecify.annotations.Nullable;

/**
 * Where the boxes of a flow picture stand. Above, the way to the draw with those who stand aside at
 * the right; below, a column for each arm, its boxes level with those of the other arms; where arms
 * are masked there is one column, and who did not answer stands aside.
 */
final class FlowLayout {

  static final double MARGIN = 12;
  static final double PAD = 7;
  static final double HEAD = 10.5;
  static final double SIZE = 9.5;
  static final double LEADING = 12.5;

  /** How much wider bold letters are. */
  static final double BOLD = 1.08;

  private static final double PAGE = 720;
  private static final double NARROWEST = 210;
  private static final double GAP = 16;
  private static final double BETWEEN = 20;
  private static final double MAIN = 288;
  private static final double ASIDE = PAGE - 2 * MARGIN - MAIN - 32;
  private static final double INDENT = 10;

  private final ParticipantFlow flow;
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

  /**
   * One line of words in a box.
   *
   * @param words on the left
   * @param count on the right; empty on all but the last line of the same words
   * @param bold whether it is a head
   * @param indent from the left edge of the words
   */
  record Line(String words, String count, boolean bold, double indent) {
    double size() {
      return bold ? HEAD : SIZE;
    }
  }

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

  FlowLayout(ParticipantFlow flow, FlowWording wording, double top) {
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

  private Placed enrolment() {
    Placed before = null;
    Placed last = null;
    for (Step step : flow.enrolment()) {
      Kind kind = step.from().kind();
      if ((kind == Kind.APPROACHED && !flow.approachesCounted())
          || (kind == Kind.ENTERED && step.aside().get(0).count().people() == 0)) {
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
      Placed beside = place(MARGIN + MAIN + 32, ASIDE, Look.ASIDE, lines);
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
      List<Line> main = new ArrayList<>(words(wording.window(wave.wave()), "", true, 0, MAIN));
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
    String count = wording.count(lane.drawn().count().people());
    rows.add(words(wording.lane(lane), count, true, 0, width));
    Box received = lane.received();
    if (received != null) {
      List<Line> lines = new ArrayList<>(words(wording.say(FlowWord.SERVICE), "", true, 0, width));
      lines.addAll(parts(received, width));
      rows.add(lines);
    }
    for (AtWave wave : lane.waves()) {
      List<Line> lines = new ArrayList<>(words(wording.window(wave.wave()), "", true, 0, width));
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
      List<Line> lines = new ArrayList<>(lines(registers.next().get(0), width));
      registers.aside().forEach(box -> lines.addAll(lines(box, width)));
      rows.add(lines);
    }
    return rows;
  }

  /** Who is analysed at each wave, and in one breath why others are not. */
  private List<Line> analysed(Lane lane, double width) {
    List<Line> lines = new ArrayList<>();
    for (AtWave wave : lane.waves()) {
      if (!wave.analysed().isEmpty()) {
        lines.addAll(words(wording.wave(wave.wave()), "", true, 0, width));
      }
      for (Step step : wave.analysed()) {
        Box yes = step.next().get(0);
        lines.addAll(words(wording.box(yes), count(yes), false, 0, width));
        Box no = step.aside().get(0);
        List<String> why = new ArrayList<>();
        for (Part part : no.parts()) {
          String people = wording.count(part.count().people());
          why.add(wording.part(no.kind(), part) + "\u00a0" + people);
        }
        String all = wording.box(no) + " (" + String.join(", ", why) + ")";
        lines.addAll(words(all, count(no), false, INDENT, width));
      }
    }
    return lines;
  }

  private List<Line> head(Box box) {
    return words(wording.box(box), count(box), true, 0, MAIN);
  }

  private List<Line> lines(Box box, double width) {
    List<Line> lines = new ArrayList<>(words(wording.box(box), count(box), true, 0, width));
    lines.addAll(parts(box, width));
    return lines;
  }

  private List<Line> parts(Box box, double width) {
    List<Line> lines = new ArrayList<>();
    for (Part part : box.parts()) {
      String people = wording.count(part.count().people());
      lines.addAll(words(wording.part(box.kind(), part), people, false, INDENT, width));
    }
    return lines;
  }

  private String count(Box box) {
    return wording.count(box.count().people());
  }

  /** Words broken so that they and the count fit between the edges of a box. */
  private static List<Line> words(
      String words, String count, boolean bold, double indent, double width) {
    double size = bold ? HEAD : SIZE;
    double wider = bold ? BOLD : 1;
    double room = width - 2 * PAD - indent - 8 - Svg.width(count, size) * wider;
    List<String> parts = Svg.lines(words, room / wider, size);
    List<Line> lines = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      lines.add(new Line(parts.get(i), i == parts.size() - 1 ? count : "", bold, indent));
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
