package org.equipoise.report;

import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.equipoise.disclosure.Gated;
import org.equipoise.disclosure.ReleasedIntake;
import org.equipoise.disclosure.ReleasedIntake.Month;
import org.equipoise.disclosure.ReleasedIntake.Part;
import org.equipoise.document.Axis;
import org.equipoise.document.Palette;
import org.equipoise.document.Picture;
import org.equipoise.document.Svg;
import org.equipoise.document.Svg.Anchor;
import org.equipoise.report.Easel.Label;
import org.jspecify.annotations.Nullable;

/**
 * How the intake went: everybody drawn so far, month by month, against the plan; each month by
 * itself; and where people came from. A hidden month leaves a hatched gap, and between hidden
 * months the sum so far is unknown too.
 */
final class IntakePlot {

  private static final double TALL = 150;
  private static final double MONTHS = 54;

  private final Easel easel;
  private final ReleasedIntake intake;

  private IntakePlot(Easel easel, ReleasedIntake intake) {
    this.easel = easel;
    this.intake = intake;
  }

  /** The pictures of an intake; none where nobody's day or place is known. */
  static List<Picture> of(Easel easel, @Nullable ReleasedIntake intake) {
    List<Picture> pictures = new ArrayList<>();
    if (intake == null) {
      return pictures;
    }
    IntakePlot plot = new IntakePlot(easel, intake);
    if (!intake.months().isEmpty()) {
      Label label =
          new Label(
              "intake",
              easel.say("intake.heading"),
              easel.say(intake.planned().isEmpty() ? "intake.caption-no-plan" : "intake.caption"),
              plot.description());
      pictures.add(easel.picture(label, null, plot::draw));
    }
    if (!intake.sites().isEmpty() || !intake.referrers().isEmpty()) {
      Label label =
          new Label(
              "intake-places",
              easel.say("places.heading"),
              easel.say("places.caption"),
              plot.placesDescription());
      pictures.add(easel.picture(label, null, plot::places));
    }
    return pictures;
  }

  /** Everybody drawn by the end of each month; NaN where that is not to be known. */
  private double[] soFar() {
    List<Month> months = intake.months();
    double[] sum = new double[months.size()];
    Arrays.fill(sum, Double.NaN);
    double before = 0;
    int first = 0;
    while (first < sum.length && !months.get(first).drawn().hidden()) {
      before += number(months.get(first).drawn());
      sum[first] = before;
      first++;
    }
    // From the end back: the sum of all is printed elsewhere when it is shown.
    int all = number(easel.released().recruitment().drawn());
    double after = all;
    for (int m = sum.length - 1; all >= 0 && m >= first; m--) {
      sum[m] = after;
      if (months.get(m).drawn().hidden()) {
        break;
      }
      after -= number(months.get(m).drawn());
    }
    return sum;
  }

  private static int number(Gated<Integer> count) {
    return count.either(n -> n, why -> -1);
  }

  /** The time axis: months to positions. */
  private record Time(double left, double right, int months) {
    double step() {
      return (right - left) / months;
    }

    double at(int month) {
      return left + month * step();
    }
  }

  private void draw(Sheet sheet) {
    Sheet.Format format = sheet.format();
    double[] drawn = soFar();
    boolean planned = !intake.planned().isEmpty();
    List<Key.Entry> key = new ArrayList<>();
    key.add(line(Palette.ACCENT, "", 2, easel.say("intake.drawn")));
    if (planned) {
      key.add(line(Palette.GREY, "5 3", 1.4, easel.say("intake.planned")));
    }
    if (intake.months().stream().anyMatch(month -> month.drawn().hidden())) {
      key.add(
          new Key.Entry(
              (svg, left, right, y) -> Marks.hatch(svg, left, y - 5, right, y + 5),
              easel.say("hidden")));
    }
    new Key(key).on(sheet);
    double most = 1;
    for (int m = 0; m < drawn.length; m++) {
      most = Double.isNaN(drawn[m]) ? most : Math.max(most, drawn[m]);
      most = m < intake.planned().size() ? Math.max(most, intake.planned().get(m)) : most;
    }
    double top = most;
    double widest = Svg.width(easel.numerals().count((int) top), format.small());
    double right = format.right() - widest * Sheet.BOLD - 8;
    Time time = new Time(format.left() + widest + 12, right, drawn.length);
    sheet.add(TALL + 14, (svg, y) -> sums(svg, drawn, top, time, y + 8, format));
    sheet.add(MONTHS + 30 + format.small() + 4, (svg, y) -> months(svg, time, y + 16, format));
  }

  private static Key.Entry line(String colour, String dash, double width, String words) {
    return new Key.Entry(
        (svg, left, right, y) -> svg.line(left, y, right, y, colour, width, dash), words);
  }

  private void sums(
      Svg svg, double[] drawn, double most, Time time, double top, Sheet.Format format) {
    Axis axis = new Axis(0, most * 1.06, top + TALL, top);
    grid(svg, axis, time, format);
    for (int m = 0; m < drawn.length; m++) {
      if (Double.isNaN(drawn[m]) || (m > 0 && Double.isNaN(drawn[m - 1]))) {
        Marks.hatch(svg, time.at(m), top, time.at(m + 1), top + TALL);
      }
    }
    if (!intake.planned().isEmpty()) {
      List<Double> plan = new ArrayList<>(List.of(0.0));
      intake.planned().forEach(n -> plan.add((double) n));
      path(svg, plan, 0, time, axis, Palette.GREY, 1.4, "5 3");
    }
    List<Double> run = new ArrayList<>(List.of(0.0));
    int start = 0;
    for (int m = 0; m < drawn.length; m++) {
      if (Double.isNaN(drawn[m])) {
        path(svg, run, start, time, axis, Palette.ACCENT, 2, "");
        run = new ArrayList<>();
        start = m + 2;
      } else {
        start = run.isEmpty() ? m + 1 : start;
        run.add(drawn[m]);
      }
    }
    path(svg, run, start, time, axis, Palette.ACCENT, 2, "");
    ends(svg, drawn, time, axis, format);
  }

  private static void path(
      Svg svg,
      List<Double> values,
      int start,
      Time time,
      Axis axis,
      String colour,
      double width,
      String dash) {
    double[] x = new double[values.size()];
    double[] y = new double[values.size()];
    for (int i = 0; i < x.length; i++) {
      x[i] = time.at(Math.min(time.months(), start + i));
      y[i] = axis.at(values.get(i));
    }
    if (x.length > 1) {
      svg.path(x, y, colour, width, dash);
    } else if (x.length == 1 && start > 0) {
      svg.ring(x[0], y[0], 2, colour, colour);
    }
  }

  /** The last numbers beside their lines, moved apart where they would overlap. */
  private void ends(Svg svg, double[] drawn, Time time, Axis axis, Sheet.Format format) {
    List<String> labels = new ArrayList<>();
    List<Double> wanted = new ArrayList<>();
    List<String> colours = new ArrayList<>();
    double last = drawn[drawn.length - 1];
    if (!Double.isNaN(last)) {
      labels.add(easel.numerals().count((int) last));
      wanted.add(axis.at(last) + 4);
      colours.add(Palette.ACCENT);
    }
    if (!intake.planned().isEmpty()) {
      int plan = intake.planned().get(intake.planned().size() - 1);
      labels.add(easel.numerals().count(plan));
      wanted.add(axis.at(plan) + 4);
      colours.add(Palette.GREY);
    }
    double[] y =
        Marks.apart(
            wanted.stream().mapToDouble(Double::doubleValue).toArray(),
            format.small() + 2,
            axis.right() - 4,
            axis.left());
    for (int i = 0; i < y.length; i++) {
      boolean own = colours.get(i).equals(Palette.ACCENT);
      svg.text(
          time.right() + 4, y[i], format.small(), Anchor.START, colours.get(i), own, labels.get(i));
    }
  }

  private void grid(Svg svg, Axis axis, Time time, Sheet.Format format) {
    for (BigDecimal tick : axis.ticks()) {
      double y = axis.at(tick.doubleValue());
      if (tick.stripTrailingZeros().scale() <= 0) {
        svg.line(time.left(), y, time.right(), y, Palette.GRID, 0.8, "");
        String label = easel.numerals().count(tick.intValue());
        svg.text(time.left() - 5, y + 3.5, format.small(), Anchor.END, Palette.INK, false, label);
      }
    }
    svg.line(time.left(), axis.at(0), time.right(), axis.at(0), Palette.INK, 0.8, "");
  }

  private void months(Svg svg, Time time, double top, Sheet.Format format) {
    double size = format.small();
    svg.text(
        time.left(),
        top - 2,
        size,
        Anchor.START,
        Palette.GREY,
        false,
        easel.say("intake.by-month"));
    double plot = top + 8;
    int most = 1;
    for (Month month : intake.months()) {
      most = Math.max(most, number(month.drawn()));
    }
    Axis axis = new Axis(0, most * 1.05, plot + MONTHS, plot);
    svg.line(time.left(), axis.at(0), time.right(), axis.at(0), Palette.INK, 0.8, "");
    svg.text(
        time.left() - 5,
        axis.at(most) + 3.5,
        size,
        Anchor.END,
        Palette.INK,
        false,
        easel.numerals().count(most));
    svg.text(time.left() - 5, axis.at(0) + 3.5, size, Anchor.END, Palette.INK, false, "0");
    double edge = time.left() - 1;
    String widest = "0000-00";
    for (int m = 0; m < intake.months().size(); m++) {
      Month month = intake.months().get(m);
      double left = time.at(m) + Math.min(1.5, time.step() * 0.1);
      double right = time.at(m + 1) - Math.min(1.5, time.step() * 0.1);
      if (month.drawn().hidden()) {
        Marks.hatch(svg, left, plot, right, axis.at(0));
      } else {
        double y = axis.at(number(month.drawn()));
        svg.box(left, y, right - left, axis.at(0) - y, Palette.SECOND);
      }
      YearMonth when = month.month();
      boolean named = when.getMonthValue() % 6 == 1 || m == 0;
      double x = time.at(m);
      if (named && x >= edge && x + Svg.width(widest, size) < format.right()) {
        svg.line(x, axis.at(0), x, axis.at(0) + 4, Palette.INK, 0.8, "");
        svg.text(x, axis.at(0) + 5 + size, size, Anchor.START, Palette.INK, false, when.toString());
        edge = x + Svg.width(widest, size) + 8;
      }
    }
  }

  private void places(Sheet sheet) {
    bars(sheet, easel.say("places.sites"), intake.sites());
    bars(sheet, easel.say("places.referrers"), intake.referrers());
  }

  private void bars(Sheet sheet, String title, List<Part> parts) {
    if (parts.isEmpty()) {
      return;
    }
    Sheet.Format format = sheet.format();
    sheet.skip(4);
    sheet.words(title, format.size(), Palette.INK, true);
    int most = parts.stream().mapToInt(part -> number(part.drawn())).max().orElse(1);
    double label = format.narrow() ? 0 : 200;
    double room = format.room() - label - 60;
    for (Part part : parts) {
      double over = format.narrow() ? format.line() : 0;
      sheet.add(over + 18, (svg, top) -> bar(svg, part, most, label, room, over, top, format));
    }
  }

  private void bar(
      Svg svg,
      Part part,
      int most,
      double label,
      double room,
      double over,
      double top,
      Sheet.Format format) {
    String name = easel.wording().text(part.level().title());
    String fitted = Svg.lines(name, label > 0 ? label - 12 : format.room(), format.size()).get(0);
    double indent = label > 0 ? 8 : 0;
    double base = top + (over > 0 ? format.size() : 12);
    svg.text(format.left() + indent, base, format.size(), Anchor.START, Palette.INK, false, fitted);
    double left = format.left() + label;
    double y = top + over + 2;
    if (part.drawn().hidden()) {
      Marks.hatch(svg, left, y, left + 40, y + 12);
      String said = easel.count(part.drawn()) + "  " + easel.say("hidden");
      svg.text(left + 46, y + 10, format.small(), Anchor.START, Palette.GREY, false, said);
      return;
    }
    int drawn = number(part.drawn());
    double width = most == 0 ? 0 : room * drawn / most;
    svg.box(left, y, width, 12, Palette.SECOND);
    String count = easel.numerals().count(drawn);
    svg.text(left + width + 5, y + 10, format.size(), Anchor.START, Palette.INK, false, count);
  }

  private String description() {
    List<Month> months = intake.months();
    double[] drawn = soFar();
    List<String> sentences = new ArrayList<>();
    String from = months.get(0).month().toString();
    String to = months.get(months.size() - 1).month().toString();
    double last = drawn[drawn.length - 1];
    sentences.add(
        Double.isNaN(last)
            ? easel.say("intake.text-hidden", from, to)
            : easel.say("intake.text", from, to, easel.numerals().count((int) last)));
    if (!intake.planned().isEmpty()) {
      int plan = intake.planned().get(intake.planned().size() - 1);
      sentences.add(easel.say("intake.text-plan", easel.numerals().count(plan)));
    }
    long hidden = months.stream().filter(month -> month.drawn().hidden()).count();
    if (hidden > 0) {
      sentences.add(easel.say("intake.text-months", String.valueOf(hidden)));
    }
    return String.join(" ", sentences);
  }

  private String placesDescription() {
    List<String> sentences = new ArrayList<>();
    sentences.add(listed(easel.say("places.sites"), intake.sites()));
    sentences.add(listed(easel.say("places.referrers"), intake.referrers()));
    sentences.removeIf(String::isEmpty);
    return String.join(" ", sentences);
  }

  private String listed(String title, List<Part> parts) {
    List<String> all = new ArrayList<>();
    for (Part part : parts) {
      String said = part.drawn().either(n -> easel.numerals().count(n), why -> easel.say("hidden"));
      all.add(easel.wording().text(part.level().title()) + " " + said);
    }
    return all.isEmpty() ? "" : title + ": " + String.join(", ", all) + ".";
  }
}
