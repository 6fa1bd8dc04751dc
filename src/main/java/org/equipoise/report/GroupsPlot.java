package org.equipoise.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.equipoise.analysis.Comparison.Estimated;
import org.equipoise.analysis.Comparison.Refused;
import org.equipoise.analysis.Group;
import org.equipoise.analysis.Reading;
import org.equipoise.analysis.Topic;
import org.equipoise.disclosure.Released.Effect;
import org.equipoise.disclosure.Released.Supplement;
import org.equipoise.document.Palette;
import org.equipoise.document.Picture;
import org.equipoise.document.Scale;
import org.equipoise.document.Words;
import org.equipoise.protocol.Outcome;
import org.equipoise.protocol.Subgroup;
import org.equipoise.report.Easel.Label;
import org.equipoise.report.RowChart.Line;
import org.equipoise.report.RowChart.Mark;
import org.equipoise.report.RowChart.Reference;

/**
 * One primary outcome's effect in planned subgroups and in parts of the intake, each with the test
 * that matters: whether the group differs from the others, not whether it differs from nothing. The
 * effect for everybody is a line through them all.
 */
final class GroupsPlot {

  private static final List<String> SENTENCES =
      List.of(
          "subgroups-equal",
          "cohorts-equal",
          "cohort-last-first",
          "cohort-trend",
          "cohort-trend-held",
          "cohort-contrast");

  private final Easel easel;
  private final Words words;
  private final List<Moments> moments;

  /** Everybody and the parts at one moment, with what stands beside. */
  private record Moments(Effect everybody, List<Effect> parts, SupplementRows beside) {}

  private GroupsPlot(Easel easel, List<Moments> moments) {
    this.easel = easel;
    this.words = Words.in(easel.language(), "for-whom");
    this.moments = moments;
  }

  /** One picture a primary outcome. */
  static List<Picture> of(Easel easel) {
    Map<List<Object>, List<Moments>> outcomes = new LinkedHashMap<>();
    for (Effect effect : easel.released().effects()) {
      boolean main = effect.analysis().equals(easel.main());
      boolean everybody = effect.group() instanceof Group.Everybody;
      boolean planned = effect.ladder().taken() == null;
      if (main && everybody && planned && effect.outcome().primary()) {
        Moments found = moments(easel, effect);
        if (!found.parts().isEmpty() || cohorts(found)) {
          outcomes
              .computeIfAbsent(
                  List.of(effect.outcome().id(), effect.arm()), key -> new ArrayList<>())
              .add(found);
        }
      }
    }
    List<Picture> pictures = new ArrayList<>();
    outcomes.values().forEach(each -> pictures.add(new GroupsPlot(easel, each).picture()));
    return pictures;
  }

  private static boolean cohorts(Moments found) {
    return found.beside().all().stream().anyMatch(s -> s.measure().equals("cohort-effect"));
  }

  private static Moments moments(Easel easel, Effect everybody) {
    List<Effect> parts = new ArrayList<>();
    for (Effect effect : easel.released().effects()) {
      boolean same =
          effect.analysis().id().equals(everybody.analysis().id())
              && effect.outcome().id().equals(everybody.outcome().id())
              && effect.moment().equals(everybody.moment())
              && effect.arm().equals(everybody.arm());
      if (same && effect.group() instanceof Group.Part && effect.ladder().taken() == null) {
        parts.add(effect);
      }
    }
    List<Supplement> beside =
        easel.released().supplements().stream()
            .filter(s -> s.topic() == Topic.FOR_WHOM && s.effect().equals(everybody))
            .toList();
    return new Moments(everybody, parts, new SupplementRows(everybody, beside));
  }

  private Picture picture() {
    Effect effect = moments.get(0).everybody();
    String title = easel.wording().text(effect.outcome().title());
    Label label =
        new Label(
            "groups-" + Pictures.name(effect, easel),
            easel.say("groups.heading", title),
            easel.say("groups.caption", title),
            description(title));
    return easel.picture(label, effect.analysis(), this::draw);
  }

  private Scale scale(Moments moment) {
    return Scales.of(moment.everybody().outcome().type(), List.of(moment.everybody()));
  }

  private void draw(Sheet sheet) {
    Effect first = moments.get(0).everybody();
    String level = easel.numerals().level(first.analysis().level());
    List<Key.Entry> key = new ArrayList<>();
    key.add(Key.mark(Marks.Shape.SQUARE, 9, Palette.ACCENT, easel.wording().say(Word.EVERYBODY)));
    key.add(Key.mark(Marks.Shape.DOT, 7, Palette.SECOND, easel.say("groups.key-group")));
    if (moments.stream().anyMatch(GroupsPlot::cohorts)) {
      key.add(Key.mark(Marks.Shape.DIAMOND, 7, Palette.SECOND, easel.say("groups.key-cohort")));
    }
    new Key(key).on(sheet);
    List<String> heads =
        List.of(
            easel.wording().say(Word.EFFECT),
            easel.wording().say(Word.INTERVAL, level),
            easel.say("groups.column"));
    List<RowChart> charts = new ArrayList<>();
    List<String> sentences = new ArrayList<>();
    for (Moments moment : moments) {
      charts.add(chart(moment, heads));
      sentences.addAll(sentences(moment));
    }
    RowChart.put(sheet, easel.numerals(), charts, true);
    sheet.remark(easel.say("groups.p"));
    sheet.remark(easel.say("groups.note"));
    sentences.forEach(sheet::remark);
  }

  private RowChart chart(Moments moment, List<String> heads) {
    Effect everybody = moment.everybody();
    Scale scale = scale(moment);
    List<Line> lines = new ArrayList<>();
    List<Reference> references = new ArrayList<>();
    lines.add(new Line.Head(easel.wording().moment(everybody.moment()), ""));
    lines.add(line(everybody, scale, easel.wording().say(Word.EVERYBODY), true, ""));
    if (everybody.comparison() instanceof Estimated number) {
      double at = number.estimate().value() * scale.factor();
      references.add(new Reference(at, "1.5 2.5", ""));
    }
    for (Effect part : moment.parts()) {
      Subgroup subgroup = ((Group.Part) part.group()).subgroup();
      String p = p(moment.beside(), subgroup.id().value());
      lines.add(line(part, scale, easel.wording().text(subgroup.title()), false, p));
    }
    for (Supplement s : moment.beside().all()) {
      if (s.measure().equals("cohort-effect")) {
        lines.add(cohort(s, scale));
      }
    }
    Outcome outcome = everybody.outcome();
    String[] sides =
        easel.sides(
            outcome.direction(), easel.wording().arm(everybody.arm()), easel.controlTitle());
    String unit = easel.wording().unit(outcome);
    return new RowChart(heads, 0, lines, references, unit, sides[0], sides[1], 0, false);
  }

  /** Whether a group differs from everybody else, and the same corrected for several tests. */
  private String p(SupplementRows beside, String group) {
    Optional<Reading.Figure> test =
        beside.figure("interaction", group).filter(f -> !Double.isNaN(f.pValue()));
    Optional<Reading.Figure> corrected =
        beside.figure("interaction-corrected", group).filter(f -> !Double.isNaN(f.pValue()));
    String own = test.map(f -> easel.numerals().p(f.pValue())).orElse("");
    return own + corrected.map(f -> " (" + easel.numerals().p(f.pValue()) + ")").orElse("");
  }

  private Line line(Effect effect, Scale scale, String name, boolean everybody, String p) {
    int indent = everybody ? 0 : 1;
    if (!(effect.comparison() instanceof Estimated number)) {
      Refused refused = (Refused) effect.comparison();
      String why = easel.wording().say(Word.NOT_ESTIMATED, easel.wording().refusal(refused));
      return new Line.Row(name, indent, false, List.of(), List.of(), "", why);
    }
    double[] ends = ForestPanels.ends(number, scale);
    Mark mark =
        everybody
            ? new Mark.Interval(Marks.Shape.SQUARE, 9, Palette.ACCENT, ends[0], ends[1], ends[2])
            : new Mark.Interval(Marks.Shape.DOT, 7, Palette.SECOND, ends[0], ends[1], ends[2]);
    String value = easel.numerals().scaled(number.estimate().value(), scale);
    String interval = easel.interval(number.estimate().interval(), scale);
    String brief = value + " " + interval + (p.isEmpty() ? "" : ", p " + p);
    return new Line.Row(
        name, indent, everybody, List.of(mark), List.of(value, interval, p), brief, "");
  }

  private Line cohort(Supplement s, Scale scale) {
    String name = easel.say("groups.cohort", s.of());
    if (s.reading() instanceof Reading.Figure f && Double.isFinite(f.value())) {
      double factor = scale.factor();
      boolean limits = f.shape() == Reading.Shape.INTERVAL;
      Mark mark =
          new Mark.Interval(
              Marks.Shape.DIAMOND,
              7,
              Palette.SECOND,
              limits ? f.low() * factor : Double.NaN,
              f.value() * factor,
              limits ? f.high() * factor : Double.NaN);
      String value = easel.numerals().scaled(f.value(), scale);
      String interval = limits ? easel.interval(f.low(), f.high(), scale) : "";
      String brief = (value + " " + interval).strip();
      return new Line.Row(name, 1, false, List.of(mark), List.of(value, interval, ""), brief, "");
    }
    String why =
        s.reading() instanceof Reading.Refused refused
            ? SupplementSections.refusal(easel.wording(), refused, words)
            : "";
    String said = easel.wording().say(Word.NOT_ESTIMATED, why);
    return new Line.Row(name, 1, false, List.of(), List.of(), "", said);
  }

  /** The tests of all groups together and of the intake, in words. */
  private List<String> sentences(Moments moment) {
    List<String> sentences = new ArrayList<>();
    Scale scale = scale(moment);
    for (Supplement s : moment.beside().all()) {
      if (!SENTENCES.contains(s.measure())
          || !(s.reading() instanceof Reading.Figure f)
          || Double.isNaN(f.pValue())) {
        continue;
      }
      List<String> parts = new ArrayList<>();
      String name = words.find("measure", s.measure()).orElse(s.measure());
      String of = s.of().isEmpty() ? "" : " (" + easel.wording().code(s.of(), "") + ")";
      if (f.unit() == Reading.Unit.EFFECT && Double.isFinite(f.value())) {
        parts.add(
            easel.numerals().scaled(f.value(), scale)
                + (f.shape() == Reading.Shape.INTERVAL
                    ? " " + easel.interval(f.low(), f.high(), scale)
                    : ""));
      }
      parts.add(easel.numerals().equalsP(f.pValue()) + corrected(moment, s));
      String when = easel.wording().moment(moment.everybody().moment());
      sentences.add(name + of + " \u00b7 " + when + ": " + String.join(", ", parts) + ".");
    }
    return sentences;
  }

  private String corrected(Moments moment, Supplement s) {
    Optional<Reading.Figure> corrected =
        moment
            .beside()
            .figure(s.measure() + "-corrected", s.of())
            .filter(f -> !Double.isNaN(f.pValue()));
    return corrected
        .map(f -> " " + easel.say("groups.corrected", easel.numerals().p(f.pValue())))
        .orElse("");
  }

  private String description(String title) {
    List<String> sentences = new ArrayList<>();
    sentences.add(easel.say("groups.text", title));
    sentences.add(easel.say("groups.p"));
    for (Moments moment : moments) {
      List<String> parts = new ArrayList<>();
      for (Line line : chart(moment, List.of()).lines()) {
        if (line instanceof Line.Row row && !row.brief().isEmpty()) {
          parts.add(row.label() + " " + row.brief());
        }
      }
      sentences.add(
          easel.wording().moment(moment.everybody().moment())
              + ": "
              + String.join("; ", parts)
              + ".");
      sentences.addAll(sentences(moment));
    }
    return String.join(" ", sentences);
  }
}
