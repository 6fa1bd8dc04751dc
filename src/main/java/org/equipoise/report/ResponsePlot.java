package org.equipoise.report;

import java.util.ArrayList;
import java.util.List;
import org.equipoise.analysis.Comparison.Estimated;
import org.equipoise.analysis.Comparison.Refused;
import org.equipoise.disclosure.Gated;
import org.equipoise.disclosure.Released.Response;
import org.equipoise.disclosure.Released.ResponseTest;
import org.equipoise.document.Picture;
import org.equipoise.document.Scale;
import org.equipoise.protocol.Arm;
import org.equipoise.protocol.Wave;
import org.equipoise.report.Easel.Label;
import org.equipoise.report.ShareChart.Point;
import org.equipoise.report.ShareChart.Series;
import org.jspecify.annotations.Nullable;

/** Who answered each wave, of everybody drawn to an arm, and whether the arms answered alike. */
final class ResponsePlot {

  private final Easel easel;
  private final List<Wave.Id> waves = new ArrayList<>();

  private ResponsePlot(Easel easel) {
    this.easel = easel;
    for (Response response : easel.released().response()) {
      if (response.arm() != null && !waves.contains(response.wave())) {
        waves.add(response.wave());
      }
    }
  }

  /** The picture; none where nobody was asked. */
  static List<Picture> of(Easel easel) {
    ResponsePlot plot = new ResponsePlot(easel);
    if (plot.waves.isEmpty()) {
      return List.of();
    }
    Label label =
        new Label(
            "response",
            easel.say("response.heading"),
            easel.say("response.caption"),
            plot.description());
    return List.of(easel.picture(label, null, plot::draw));
  }

  private void draw(Sheet sheet) {
    sheet.remark(easel.say("response.lead", easel.level()));
    List<Series> series = new ArrayList<>();
    for (Arm arm : easel.arms()) {
      List<Point> points = waves.stream().map(wave -> point(wave, arm.id())).toList();
      series.add(new Series(easel.place(arm.id()), easel.wording().text(arm.title()), points));
    }
    List<String> moments = waves.stream().map(easel.wording()::wave).toList();
    new ShareChart(moments, series, List.of(), easel.say("hidden")).on(sheet, easel.numerals());
    for (String line : tests()) {
      sheet.remark(line);
    }
  }

  private @Nullable Response response(Wave.Id wave, Arm.Id arm) {
    for (Response each : easel.released().response()) {
      boolean whole = each.stratum() == null && arm.equals(each.arm());
      if (whole && each.wave().equals(wave)) {
        return each;
      }
    }
    return null;
  }

  private Point point(Wave.Id wave, Arm.Id arm) {
    Response response = response(wave, arm);
    if (response == null) {
      return Point.none();
    }
    return response
        .ofRandomized()
        .answered()
        .either(
            rate ->
                rate.base() == 0 ? Point.none() : Point.of(rate.share(), rate.low(), rate.high()),
            why -> Point.hidden());
  }

  /** How far the arms differ, a sentence a wave. */
  private List<String> tests() {
    List<String> tests = new ArrayList<>();
    for (ResponseTest test : easel.released().responseTests()) {
      String wave = easel.wording().wave(test.wave());
      String where = easel.twoArms() ? wave : wave + ", " + easel.wording().arm(test.arm());
      if (test.comparison() instanceof Estimated number) {
        var estimate = number.estimate();
        tests.add(
            easel.say(
                "response.test",
                where,
                easel.wording().arm(test.arm()),
                easel.controlTitle(),
                easel.numerals().scaled(estimate.value(), Scale.PERCENT),
                easel.interval(estimate.interval(), Scale.PERCENT),
                easel.numerals().equalsP(estimate.pValue())));
      } else if (test.comparison() instanceof Refused refused) {
        tests.add(easel.say("response.no-test", where, easel.wording().refusal(refused)));
      }
    }
    return tests;
  }

  private String description() {
    List<String> sentences = new ArrayList<>();
    sentences.add(easel.say("response.lead", easel.level()));
    for (Wave.Id wave : waves) {
      List<String> arms = new ArrayList<>();
      for (Arm arm : easel.arms()) {
        Response response = response(wave, arm.id());
        if (response != null) {
          Gated<org.equipoise.analysis.Response.Rate> rate = response.ofRandomized().answered();
          String share =
              rate.either(
                  r -> r.base() == 0 ? "\u2013" : easel.numerals().share(r.share()),
                  why -> easel.say("hidden"));
          arms.add(easel.wording().text(arm.title()) + " " + share);
        }
      }
      sentences.add(easel.wording().wave(wave) + ": " + String.join(", ", arms) + ".");
    }
    sentences.addAll(tests());
    return String.join(" ", sentences);
  }
}
