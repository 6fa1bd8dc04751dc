package org.equipoise.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.equipoise.disclosure.Gated;
import org.equipoise.disclosure.Released.Balance;
import org.equipoise.disclosure.Released.BalanceRow;
import org.equipoise.disclosure.Released.Means;
import org.equipoise.document.Palette;
import org.equipoise.document.Picture;
import org.equipoise.protocol.Arm;
import org.equipoise.protocol.Wave;
import org.equipoise.report.Easel.Label;
import org.equipoise.report.RowChart.Line;
import org.equipoise.report.RowChart.Mark;
import org.equipoise.report.RowChart.Reference;

/**
 * Normalized differences of an arm and the control arm in what was known before the draw: filled
 * among everybody drawn, open among those who answered each wave. Lines at 0.1 and 0.25 help the
 * eye; they are no tests.
 */
final class BalancePlot {

  private static final double SMALL = 0.1;
  private static final double LARGE = 0.25;
  private static final Marks.Shape[] SHAPES = {
    Marks.Shape.RING, Marks.Shape.OPEN_SQUARE, Marks.Shape.TRIANGLE, Marks.Shape.DIAMOND
  };

  private final Easel easel;
  private final Arm.Id arm;
  private final List<Balance> all;

  private BalancePlot(Easel easel, Arm.Id arm, List<Balance> all) {
    this.easel = easel;
    this.arm = arm;
    this.all = all;
  }

  /** One picture an arm that is compared with the control. */
  static List<Picture> of(Easel easel) {
    Map<Arm.Id, List<Balance>> arms = new LinkedHashMap<>();
    for (Balance balance : easel.released().balance()) {
      arms.computeIfAbsent(balance.arm(), a -> new ArrayList<>()).add(balance);
    }
    List<Picture> pictures = new ArrayList<>();
    arms.forEach(
        (arm, all) -> {
          if (!all.get(0).rows().isEmpty()) {
            pictures.add(new BalancePlot(easel, arm, all).picture());
          }
        });
    return pictures;
  }

  private Picture picture() {
    String name = easel.twoArms() ? "balance" : "balance-" + Pictures.slug(arm.value());
    String heading = easel.say("balance.heading", easel.wording().arm(arm), easel.controlTitle());
    Label label = new Label(name, heading, easel.say("balance.caption"), description());
    return easel.picture(label, null, this::draw);
  }

  private String among(Balance balance) {
    Wave.Id wave = balance.among();
    return wave == null
        ? easel.wording().say(Word.AMONG_DRAWN)
        : easel.wording().say(Word.AMONG_ANSWERED, easel.wording().wave(wave));
  }

  private static Marks.Shape shape(int place) {
    return place == 0 ? Marks.Shape.DOT : SHAPES[(place - 1) % SHAPES.length];
  }

  private static String colour(int place) {
    return place == 0 ? Palette.ACCENT : place == 1 ? Marks.member(0).colour() : Palette.GREY;
  }

  private void draw(Sheet sheet) {
    List<Key.Entry> key = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      key.add(Key.point(shape(i), 7, colour(i), among(all.get(i))));
    }
    new Key(key).on(sheet);
    List<Line> lines = new ArrayList<>();
    String before = "";
    for (BalanceRow row : all.get(0).rows()) {
      String code = row.code();
      boolean level = !row.level().isEmpty();
      if (level && !code.equals(before)) {
        lines.add(new Line.Head(easel.wording().code(code, ""), ""));
      }
      before = code;
      lines.add(line(row, level));
    }
    List<Reference> references = new ArrayList<>();
    for (double limit : new double[] {SMALL, LARGE}) {
      String label = easel.numerals().fixed(limit, limit == SMALL ? 1 : 2);
      String dash = limit == SMALL ? "1.5 2.5" : "6 3";
      references.add(new Reference(-limit, dash, "\u2212" + label));
      references.add(new Reference(limit, dash, label));
    }
    List<String> heads = List.of(easel.say("balance.column"));
    String unit = easel.say("balance.unit");
    String left = easel.wording().say(Word.HIGHER_IN, easel.controlTitle());
    String right = easel.wording().say(Word.HIGHER_IN, easel.wording().arm(arm));
    new RowChart(heads, 0, lines, references, unit, left, right, LARGE * 1.08, true)
        .on(sheet, easel.numerals());
    sheet.remark(
        easel.say(
            "balance.note", easel.numerals().fixed(SMALL, 1), easel.numerals().fixed(LARGE, 2)));
    joints().forEach(sheet::remark);
  }

  /** Each joint test once: everybody drawn may be those who answered before the draw. */
  private List<String> joints() {
    Map<Object, List<Balance>> tests = new LinkedHashMap<>();
    for (Balance balance : all) {
      Object test = balance.joint() == null ? List.of() : balance.joint();
      tests.computeIfAbsent(test, t -> new ArrayList<>()).add(balance);
    }
    return tests.values().stream().map(this::joint).toList();
  }

  private Line line(BalanceRow row, boolean level) {
    List<Mark> marks = new ArrayList<>();
    String drawn = "";
    // The filled one last, so that it lies on top.
    for (int i = all.size() - 1; i >= 0; i--) {
      for (BalanceRow other : all.get(i).rows()) {
        boolean same = other.code().equals(row.code()) && other.level().equals(row.level());
        if (same && other.means() instanceof Gated.Shown<Means> shown) {
          double d = shown.value().normalized();
          if (Double.isFinite(d)) {
            marks.add(new Mark.Interval(shape(i), 7, colour(i), Double.NaN, d, Double.NaN));
            drawn = i == 0 ? easel.numerals().fixed(d, 2) : drawn;
          }
        }
      }
    }
    String full = easel.wording().code(row.code(), row.level());
    String variable = easel.wording().code(row.code(), "") + ": ";
    String name = level && full.startsWith(variable) ? full.substring(variable.length()) : full;
    boolean hidden = row.means().hidden();
    String instead = marks.isEmpty() && hidden ? easel.say("hidden") : "";
    return new Line.Row(name, level ? 0 : -1, false, marks, List.of(drawn), drawn, instead);
  }

  private String joint(List<Balance> alike) {
    String among = String.join("; ", alike.stream().map(this::among).toList());
    var joint = alike.get(0).joint();
    if (joint == null) {
      return among + ": " + easel.say("balance.no-joint");
    }
    return among + ": " + easel.say("balance.joint", easel.numerals().equalsP(joint.p()));
  }

  private String description() {
    List<String> sentences = new ArrayList<>();
    sentences.add(easel.say("balance.text", String.valueOf(all.get(0).rows().size())));
    for (Balance balance : all) {
      int counted = 0;
      int beyond = 0;
      double largest = 0;
      String which = "";
      for (BalanceRow row : balance.rows()) {
        if (row.means() instanceof Gated.Shown<Means> shown) {
          double d = Math.abs(shown.value().normalized());
          if (Double.isFinite(d)) {
            counted++;
            beyond += d > SMALL ? 1 : 0;
            if (d >= largest) {
              largest = d;
              which = easel.wording().code(row.code(), row.level());
            }
          }
        }
      }
      if (counted > 0) {
        sentences.add(
            easel.say(
                "balance.largest",
                among(balance),
                easel.numerals().fixed(largest, 2),
                which,
                String.valueOf(beyond)));
      }
    }
    sentences.addAll(joints());
    return String.join(" ", sentences);
  }
}
