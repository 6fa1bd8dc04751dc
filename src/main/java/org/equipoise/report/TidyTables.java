package org.equipoise.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.equipoise.analysis.Comparison;
import org.equipoise.analysis.Comparison.Estimated;
import org.equipoise.analysis.Comparison.Refused;
import org.equipoise.analysis.Group;
import org.equipoise.analysis.Ladder;
import org.equipoise.analysis.Moment;
import org.equipoise.analysis.Reading;
import org.equipoise.analysis.Topic;
import org.equipoise.disclosure.Gated;
import org.equipoise.disclosure.Released;
import org.equipoise.disclosure.Released.Balance;
import org.equipoise.disclosure.Released.Dropped;
import org.equipoise.disclosure.Released.Effect;
import org.equipoise.disclosure.Released.Rate;
import org.equipoise.disclosure.Released.Supplement;
import org.equipoise.document.Language;
import org.equipoise.estimate.Estimate;
import org.equipoise.protocol.Outcome;
import org.jspecify.annotations.Nullable;

/** Makes the tidy tables. They speak English, whatever the language of the report. */
final class TidyTables {

  private static final Reading.Figure NOTHING =
      Reading.Figure.value(Double.NaN, Reading.Unit.STATISTIC);

  private final Released released;
  private final Wording wording;
  private final PlanLabels labels;

  TidyTables(Released released, PlanRecord plan) {
    this.released = released;
    this.labels = PlanLabels.of(plan, released.protocol());
    this.wording = new Wording(released, Language.ENGLISH);
  }

  TidyTable effects() {
    Tidy tidy = new Tidy("results");
    for (Effect effect : released.effects()) {
      tidy.row()
          .words("analysis", effect.analysis().id())
          .words("outcome", effect.outcome().id())
          .words("term", effect.arm())
          .words("control", released.protocol().control().id());
      moment(tidy, effect.moment());
      tidy.words(
          "subgroup", effect.group() instanceof Group.Part part ? part.subgroup().id() : null);
      Estimated number = effect.comparison() instanceof Estimated n ? n : null;
      boolean withheld = withheld(effect.comparison());
      estimate(tidy, number == null ? null : number.estimate(), withheld);
      tidy.real("p.adjusted", number == null ? Double.NaN : number.adjustedP())
          .count("n.treated", effect.analysed())
          .count("n.control", effect.analysedControl())
          .real("mean.treated", number == null ? Double.NaN : number.meanArm(), withheld)
          .real("mean.control", number == null ? Double.NaN : number.meanControl(), withheld)
          .count("drawn.treated", effect.drawn())
          .count("drawn.control", effect.drawnControl())
          .words("dropped", dropped(effect.dropped()))
          .words("method", number == null ? null : wording.methodOfOne(number.method()))
          .words("variance", number == null ? null : variance(number));
      status(tidy, effect.comparison());
      Outcome outcome = effect.outcome();
      tidy.words("type", lower(outcome.type()))
          .words("direction", lower(outcome.direction()))
          .words("family", outcome.family().isEmpty() ? null : outcome.family())
          .words("primary", outcome.primary() ? "TRUE" : "FALSE")
          .words("planned", labels.status(effect).code())
          .words("ladder", ladder(effect.ladder()))
          .hidden();
    }
    return tidy.table();
  }

  TidyTable supplements() {
    Tidy tidy = new Tidy("supplements");
    for (Supplement s : released.supplements()) {
      if (s.topic() == Topic.BY_PERIOD) {
        continue;
      }
      Effect effect = s.effect();
      tidy.row()
          .words("analysis", effect.analysis().id())
          .words("outcome", effect.outcome().id())
          .words("term", effect.arm())
          .words("control", released.protocol().control().id());
      moment(tidy, effect.moment());
      tidy.words(
              "subgroup", effect.group() instanceof Group.Part part ? part.subgroup().id() : null)
          .words("topic", lower(s.topic()))
          .words("quantity", s.measure())
          .words("of", s.of().isEmpty() ? null : s.of())
          .words("method", s.method().isEmpty() ? null : s.method());
      Reading.Figure n = s.reading() instanceof Reading.Figure number ? number : NOTHING;
      Reading.Refused refused = s.reading() instanceof Reading.Refused r ? r : null;
      boolean withheld = refused != null && refused.rule().equals(Released.RULE);
      tidy.real("estimate", n.value(), withheld)
          .words("unit", refused == null ? lower(n.unit()) : null)
          .real("std.error", n.standardError(), withheld)
          .real("statistic", n.statistic(), withheld)
          .real("df", n.df(), withheld)
          .real("df.denominator", n.dfDenominator(), withheld)
          .real("p.value", n.pValue(), withheld)
          .real("conf.low", n.low(), withheld)
          .real("conf.high", n.high(), withheld)
          .real("conf.level", n.level())
          .words("conf.shape", n.shape() == Reading.Shape.NONE ? null : lower(n.shape()))
          .real("draws", n.draws() == 0 ? Double.NaN : (double) n.draws())
          .real("mc.error", n.monteCarloError())
          .count("n.treated", s.analysed())
          .count("n.control", s.analysedControl())
          .words("note", n.note().isEmpty() ? null : n.note())
          .words("status", refused == null ? "estimated" : withheld ? "withheld" : "refused")
          .words("rule", refused == null ? null : refused.rule())
          .words("reason", refused == null || refused.reason().isEmpty() ? null : refused.reason())
          .words("planned", labels.status(s).code())
          .hidden();
    }
    return tidy.table();
  }

  TidyTable periods() {
    Tidy tidy = new Tidy("periods");
    for (PeriodCurve curve : PeriodCurve.all(released)) {
      curve.points().forEach((period, point) -> period(tidy, curve, point));
    }
    return tidy.table();
  }

  private void period(Tidy tidy, PeriodCurve curve, PeriodCurve.Point point) {
    Supplement s = point.row();
    Effect effect = s.effect();
    boolean ofAll = curve.kind().startsWith("met-");
    tidy.row()
        .words("analysis", effect.analysis().id())
        .words("outcome", ofAll ? null : effect.outcome().id())
        .words("term", effect.arm())
        .words("control", released.protocol().control().id())
        .words("cohort", curve.cohort().isEmpty() ? null : curve.cohort());
    boolean several = curve.kind().endsWith("pooled") || curve.kind().endsWith("joint");
    Moment.AtPeriod at = (Moment.AtPeriod) s.moment();
    if (several) {
      tidy.empty("period");
    } else {
      tidy.whole("period", at.number());
    }
    tidy.words("period.unit", lower(at.unit()))
        .words("measure", ofAll ? null : lower(at.measure()))
        .words("kind", curve.kind());
    Reading.Figure n = point.figure() == null ? NOTHING : point.figure();
    Reading.Figure band = point.band() == null ? NOTHING : point.band();
    Reading.Refused refused = s.reading() instanceof Reading.Refused r ? r : null;
    boolean withheld = refused != null && refused.rule().equals(Released.RULE);
    tidy.real("estimate", n.value(), withheld)
        .words("unit", refused == null ? lower(n.unit()) : null)
        .real("std.error", n.standardError(), withheld)
        .real("statistic", n.statistic(), withheld)
        .real("df", n.df(), withheld)
        .real("df.denominator", n.dfDenominator(), withheld)
        .real("p.value", n.pValue(), withheld)
        .real("conf.low", n.low(), withheld)
        .real("conf.high", n.high(), withheld)
        .real("band.low", band.low(), withheld)
        .real("band.high", band.high(), withheld)
        .real("conf.level", n.level())
        .count("n.treated", s.analysed())
        .count("n.control", s.analysedControl())
        .words("method", s.method().isEmpty() ? null : s.method())
        .words("note", n.note().isEmpty() ? null : n.note())
        .words("status", refused == null ? "estimated" : withheld ? "withheld" : "refused")
        .words("rule", refused == null ? null : refused.rule())
        .words("reason", refused == null || refused.reason().isEmpty() ? null : refused.reason())
        .words("planned", labels.status(s).code())
        .hidden();
  }

  private static void moment(Tidy tidy, Moment moment) {
    Moment.AtPeriod period = moment instanceof Moment.AtPeriod at ? at : null;
    tidy.words("wave", moment instanceof Moment.AtWave at ? at.wave() : null);
    if (period == null) {
      tidy.empty("period");
    } else {
      tidy.whole("period", period.number());
    }
    tidy.words("period.unit", period == null ? null : lower(period.unit()))
        .words("measure", period == null ? null : lower(period.measure()));
  }

  private static void estimate(Tidy tidy, @Nullable Estimate e, boolean withheld) {
    double none = Double.NaN;
    tidy.real("estimate", e == null ? none : e.value(), withheld)
        .real("std.error", e == null ? none : e.standardError(), withheld)
        .real("statistic", e == null ? none : e.statistic(), withheld)
        .real("df", e == null ? none : e.df(), withheld)
        .real("p.value", e == null ? none : e.pValue(), withheld)
        .real("conf.low", e == null ? none : e.interval().low(), withheld)
        .real("conf.high", e == null ? none : e.interval().high(), withheld)
        .real("conf.level", e == null ? none : e.interval().level());
  }

  private static boolean withheld(Comparison comparison) {
    return comparison instanceof Refused refused && refused.rule().equals(Released.RULE);
  }

  private static String variance(Estimated number) {
    var variance = number.method().variance();
    return variance == null ? "of the design" : variance.label();
  }

  private void status(Tidy tidy, Comparison comparison) {
    if (comparison instanceof Refused refused) {
      tidy.words("status", withheld(comparison) ? "withheld" : "refused")
          .words("rule", refused.rule())
          .words("reason", wording.refusal(refused));
    } else {
      tidy.words("status", "estimated").empty("rule").empty("reason");
    }
  }

  private static @Nullable String dropped(List<Dropped> causes) {
    List<String> words = new ArrayList<>();
    for (Dropped dropped : causes) {
      String cause = dropped.cause() == null ? "other" : lower(dropped.cause());
      words.add(cause + "=" + shown(dropped.arm()) + "/" + shown(dropped.control()));
    }
    return words.isEmpty() ? null : String.join("; ", words);
  }

  /** The step by which a row came about, or the steps tried in its place. */
  private @Nullable String ladder(Ladder ladder) {
    if (ladder.taken() != null) {
      return LadderText.code(ladder.taken());
    }
    List<String> tried = new ArrayList<>();
    for (Ladder.Attempt attempt : ladder.attempts()) {
      tried.add(
          LadderText.code(attempt.step()) + "=" + (attempt.shown() ? "shown" : attempt.rule()));
    }
    return tried.isEmpty() ? null : String.join("; ", tried);
  }

  private static String shown(Gated<Integer> count) {
    return count.either(String::valueOf, why -> "hidden");
  }

  TidyTable recruitment() {
    Tidy tidy = new Tidy("recruitment");
    Released.Recruitment flow = released.recruitment();
    step(tidy, "referred", null, null, flow.referred());
    for (Released.NotDrawn row : flow.notDrawn()) {
      step(tidy, "not-drawn", row.reason().in("en"), null, row.people());
    }
    step(tidy, "drawn", null, null, flow.drawn());
    for (Released.Drawn row : flow.arms()) {
      step(tidy, "arm", null, row.arm(), row.people());
    }
    return tidy.table();
  }

  private static void step(
      Tidy tidy,
      String step,
      @Nullable String reason,
      @Nullable Object arm,
      Gated<Integer> people) {
    tidy.row()
        .words("step", step)
        .words("reason", reason)
        .words("arm", arm)
        .count("n", people)
        .hidden();
  }

  TidyTable response() {
    Tidy tidy = new Tidy("response");
    for (Released.Response r : released.response()) {
      rate(tidy, r, "randomized", r.ofRandomized());
      rate(tidy, r, "eligible", r.ofEligible());
      Rate previous = r.ofPrevious();
      if (previous != null) {
        rate(tidy, r, "previous", previous);
      }
    }
    return tidy.table();
  }

  private static void rate(Tidy tidy, Released.Response r, String basis, Rate rate) {
    tidy.row()
        .words("wave", r.wave())
        .words("arm", r.arm())
        .words("stratum", r.stratum())
        .words("basis", basis)
        .count("n", rate.answered().either(a -> new Gated.Shown<>(a.count()), Gated.Hidden::new))
        .count("base", rate.base());
    rate.answered()
        .either(
            a ->
                tidy.real("share", a.share())
                    .real("conf.low", a.base() == 0 ? Double.NaN : a.low())
                    .real("conf.high", a.base() == 0 ? Double.NaN : a.high()),
            why -> tidy.hidden("share").hidden("conf.low").hidden("conf.high"));
    tidy.hidden();
  }

  TidyTable responseTests() {
    Tidy tidy = new Tidy("response-tests");
    for (Released.ResponseTest test : released.responseTests()) {
      tidy.row()
          .words("wave", test.wave())
          .words("term", test.arm())
          .words("control", released.protocol().control().id());
      Estimate estimate = test.comparison() instanceof Estimated n ? n.estimate() : null;
      estimate(tidy, estimate, withheld(test.comparison()));
      status(tidy, test.comparison());
      tidy.hidden();
    }
    return tidy.table();
  }

  TidyTable exposure() {
    Tidy tidy = new Tidy("exposure");
    for (Released.Exposure e : released.exposure()) {
      tidy.row()
          .words("wave", e.wave())
          .words("arm", e.arm())
          .count("met", e.met())
          .count("base", e.people())
          .hidden();
    }
    return tidy.table();
  }

  TidyTable balance() {
    Tidy tidy = new Tidy("balance");
    for (Balance balance : released.balance()) {
      for (Released.BalanceRow row : balance.rows()) {
        tidy.row()
            .words("among", balance.among())
            .words("term", balance.arm())
            .words("control", released.protocol().control().id())
            .words("variable", row.code())
            .words("level", row.level().isEmpty() ? null : row.level())
            .words("kind", row.share() ? "share" : "mean");
        row.means()
            .either(
                m ->
                    tidy.real("mean.treated", m.arm())
                        .real("mean.control", m.control())
                        .real("difference.normalized", m.normalized()),
                why ->
                    tidy.hidden("mean.treated")
                        .hidden("mean.control")
                        .hidden("difference.normalized"));
        tidy.count("missing", row.missing()).hidden();
      }
    }
    return tidy.table();
  }

  TidyTable balanceTests() {
    Tidy tidy = new Tidy("balance-tests");
    for (Balance balance : released.balance()) {
      var joint = balance.joint();
      tidy.row()
          .words("among", balance.among())
          .words("term", balance.arm())
          .words("control", released.protocol().control().id())
          .real("statistic", joint == null ? Double.NaN : joint.f())
          .real("df.numerator", joint == null ? Double.NaN : joint.dfNumerator())
          .real("df.denominator", joint == null ? Double.NaN : joint.dfDenominator())
          .real("p.value", joint == null ? Double.NaN : joint.p());
      if (joint == null) {
        tidy.empty("n");
      } else {
        tidy.whole("n", joint.people());
      }
      tidy.words("reason", balance.notTested().isEmpty() ? null : balance.notTested());
    }
    return tidy.table();
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
