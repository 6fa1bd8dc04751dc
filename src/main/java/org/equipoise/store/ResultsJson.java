package org.equipoise.store;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.equipoise.analysis.Comparison;
import org.equipoise.analysis.Comparison.Estimated;
import org.equipoise.analysis.Comparison.Refused;
import org.equipoise.analysis.Group;
import org.equipoise.analysis.Ladder;
import org.equipoise.analysis.Method;
import org.equipoise.analysis.Moment;
import org.equipoise.analysis.Reading;
import org.equipoise.disclosure.Released;
import org.equipoise.disclosure.Released.Balance;
import org.equipoise.disclosure.Released.Effect;
import org.equipoise.disclosure.Released.Rate;
import org.equipoise.disclosure.Released.Supplement;
import org.equipoise.finding.Finding;
import org.equipoise.protocol.CellRule;
import org.equipoise.report.LadderText;
import org.equipoise.report.PlanLabels;
import org.equipoise.report.PlanRecord;

/**
 * Writes {@code results.json}: everything released, in a fixed order of keys, UTF-8, numbers as the
 * shortest decimal that reads back.
 *
 * <p>A number that is not there is {@code null}, and its object has a member {@code absent} that
 * gives the reason by key: {@code small}, {@code rests-on-small} or {@code would-reveal} when the
 * disclosure gate hides it; {@code infinite} for degrees of freedom of the normal distribution;
 * {@code undefined} for a share of nobody, a mean of nobody, or a difference where nothing varies;
 * {@code not-planned} for a correction the plan does not ask for. Codes are lower case with
 * hyphens.
 *
 * <ul>
 *   <li>{@code format} is {@code equipoise-results}, {@code formatVersion} 1, {@code program} the
 *       program's name and version.
 *   <li>{@code protocol}: {@code id}, {@code version}, {@code title} by language, {@code digest}
 *       (SHA-256 of the canonical form).
 *   <li>{@code inputs}: {@code name} in the protocol, {@code file}, {@code rows}, {@code sha256}.
 *   <li>{@code cells}: {@code display}, {@code events}, {@code nonEvents}, the limits that applied.
 *   <li>{@code recruitment}: {@code referred}; {@code notDrawn} with {@code reason} by language and
 *       {@code people}; {@code drawn}; {@code arms} with {@code arm} and {@code people}.
 *   <li>{@code response}: {@code wave}; {@code arm} and {@code stratum}, null for all; {@code
 *       ofRandomized}, {@code ofEligible} and {@code ofPrevious} (null for the first wave), each
 *       with {@code answered}, {@code base}, {@code share}, {@code low}, {@code high} (Wilson).
 *   <li>{@code responseTests}: {@code wave}, {@code arm}, and a comparison.
 *   <li>{@code exposure}: {@code wave}, {@code arm}, {@code met}, {@code people}.
 *   <li>{@code balance}: {@code arm}; {@code among}, a wave or null for everybody drawn; {@code
 *       rows} with {@code code}, {@code level} (null for a number), {@code share} (whether the
 *       means are shares), {@code meanArm}, {@code meanControl}, {@code normalizedDifference},
 *       {@code missing}; {@code joint} with {@code f}, {@code dfNumerator}, {@code dfDenominator},
 *       {@code p}, {@code people}, or null and {@code notTested}.
 *   <li>{@code effects}: {@code analysis}, {@code outcome}, {@code type} and {@code direction} of
 *       the outcome, {@code family} (null for none), {@code primary}; {@code moment} with {@code
 *       kind} ({@code wave}, {@code period}, {@code once}) and {@code wave}, or {@code unit},
 *       {@code number} and {@code measure}; {@code subgroup}, null for everybody; {@code arm},
 *       {@code control}; {@code drawn}, {@code drawnControl}, {@code analysed}, {@code
 *       analysedControl}; {@code dropped} with {@code cause} (null for causes of few persons taken
 *       together), {@code arm}, {@code control}; {@code planned}: {@code planned}, {@code changed},
 *       {@code added}, {@code added-after-viewing}, {@code not-planned} or {@code no-frozen-plan},
 *       as {@link org.equipoise.report.PlanStatus} says, of {@code supplements} too; and a
 *       comparison.
 *   <li>A comparison is {@code status}: {@code estimated} with {@code estimate}, {@code
 *       standardError}, {@code statistic}, {@code df}, {@code p}, {@code level}, {@code low},
 *       {@code high}, {@code adjustedP}, {@code meanArm}, {@code meanControl} and {@code method};
 *       or {@code refused} with {@code rule}, {@code reason}, {@code advice}.
 *   <li>{@code method}: {@code estimator}, {@code variant}, {@code variance} (null when the
 *       difference in means implies its own), {@code strataEffects}, {@code baseline}, {@code
 *       covariates}, {@code weighted}, {@code clusters}, {@code namedByPlan}.
 *   <li>{@code findings}: {@code severity}, {@code source}, {@code line}, {@code column}, {@code
 *       path}, {@code found}, {@code expected}.
 *   <li>{@code hidden}: {@code part}, {@code what}, {@code why} of every value hidden.
 * </ul>
 */
public final class ResultsJson {

  private static final double NONE = Double.NaN;

  private final Released released;
  private final PlanLabels labels;
  private final ResultsObject json;

  private ResultsJson(Released released, PlanRecord plan, ResultsObject json) {
    this.released = released;
    this.labels = PlanLabels.of(plan, released.protocol());
    this.json = json;
  }

  /** Writes everything released, of which no frozen plan is known. */
  public static void write(Released released, OutputStream out) throws IOException {
    write(released, PlanRecord.NONE, out);
  }

  /**
   * Writes everything released as one JSON document; the stream stays open.
   *
   * @param released what may be published
   * @param plan what was planned when
   * @param out where to
   */
  public static void write(Released released, PlanRecord plan, OutputStream out)
      throws IOException {
    DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
    Separators separators =
        Separators.createDefaultInstance()
            .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
            .withArrayEmptySeparator("");
    DefaultPrettyPrinter printer = new DefaultPrettyPrinter(separators);
    printer.indentObjectsWith(indenter);
    printer.indentArraysWith(indenter);
    JsonFactory factory =
        JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();
    try (JsonGenerator generator = factory.createGenerator(out)) {
      generator.setPrettyPrinter(printer);
      new ResultsJson(released, plan, new ResultsObject(generator)).write();
      generator.writeRaw('\n');
    }
  }

  private void write() throws IOException {
    json.begin();
    json.text("format", "equipoise-results");
    json.whole("formatVersion", 1);
    json.text("program", released.program());
    json.begin("protocol");
    json.text("id", released.protocol().id());
    json.whole("version", released.protocol().version());
    json.words("title", released.protocol().title());
    json.text("digest", released.digest());
    json.end();
    json.list("inputs", released.inputs(), this::input);
    CellRule cells = released.protocol().cells();
    json.begin("cells");
    json.whole("display", cells.display());
    json.whole("events", cells.events());
    json.whole("nonEvents", cells.nonEvents());
    json.end();
    recruitment();
    json.list("response", released.response(), this::response);
    json.list("responseTests", released.responseTests(), this::responseTest);
    json.list("exposure", released.exposure(), this::exposure);
    json.list("balance", released.balance(), this::balance);
    json.list("effects", released.effects(), this::effect);
    json.list("supplements", released.supplements(), this::supplement);
    json.list("findings", released.findings(), this::finding);
    json.list("hidden", released.suppressions(), this::suppression);
    json.end();
  }

  private void input(Released.Input input) throws IOException {
    json.text("name", input.name());
    json.text("file", input.file());
    json.count("rows", input.rows());
    json.text("sha256", input.sha256());
  }

  private void recruitment() throws IOException {
    Released.Recruitment flow = released.recruitment();
    json.begin("recruitment");
    json.count("referred", flow.referred());
    json.list(
        "notDrawn",
        flow.notDrawn(),
        row -> {
          json.words("reason", row.reason());
          json.count("people", row.people());
        });
    json.count("drawn", flow.drawn());
    json.list(
        "arms",
        flow.arms(),
        row -> {
          json.text("arm", row.arm().value());
          json.count("people", row.people());
        });
    json.end();
  }

  private void response(Released.Response row) throws IOException {
    json.text("wave", row.wave().value());
    json.text("arm", row.arm() == null ? null : row.arm().value());
    json.text("stratum", row.stratum());
    rate("ofRandomized", row.ofRandomized());
    rate("ofEligible", row.ofEligible());
    Rate previous = row.ofPrevious();
    if (previous == null) {
      json.text("ofPrevious", null);
    } else {
      rate("ofPrevious", previous);
    }
  }

  private void rate(String key, Rate rate) throws IOException {
    json.begin(key);
    json.gated("answered", rate.answered(), a -> json.whole("answered", a.count()));
    json.count("base", rate.base());
    json.gated("share", rate.answered(), a -> json.real("share", a.share()));
    json.gated("low", rate.answered(), a -> json.real("low", a.base() == 0 ? NONE : a.low()));
    json.gated("high", rate.answered(), a -> json.real("high", a.base() == 0 ? NONE : a.high()));
    json.end();
  }

  private void responseTest(Released.ResponseTest test) throws IOException {
    json.text("wave", test.wave().value());
    json.text("arm", test.arm().value());
    comparison(test.comparison());
  }

  private void exposure(Released.Exposure row) throws IOException {
    json.text("wave", row.wave().value());
    json.text("arm", row.arm().value());
    json.count("met", row.met());
    json.count("people", row.people());
  }

  private void balance(Balance balance) throws IOException {
    json.text("arm", balance.arm().value());
    json.text("among", balance.among() == null ? null : balance.among().value());
    json.list("rows", balance.rows(), this::balanceRow);
    var joint = balance.joint();
    if (joint == null) {
      json.text("joint", null);
      json.text("notTested", balance.notTested());
      return;
    }
    json.begin("joint");
    json.real("f", joint.f());
    json.whole("dfNumerator", joint.dfNumerator());
    json.real("dfDenominator", joint.dfDenominator());
    json.real("p", joint.p());
    json.whole("people", joint.people());
    json.end();
  }

  private void balanceRow(Released.BalanceRow row) throws IOException {
    json.text("code", row.code());
    json.text("level", row.level().isEmpty() ? null : row.level());
    json.flag("share", row.share());
    json.gated("meanArm", row.means(), m -> json.real("meanArm", m.arm()));
    json.gated("meanControl", row.means(), m -> json.real("meanControl", m.control()));
    json.gated(
        "normalizedDifference",
        row.means(),
        m -> json.real("normalizedDifference", m.normalized()));
    json.count("missing", row.missing());
  }

  private void effect(Effect effect) throws IOException {
    json.text("analysis", effect.analysis().id().value());
    json.text("outcome", effect.outcome().id().value());
    json.code("type", effect.outcome().type());
    json.code("direction", effect.outcome().direction());
    json.text("family", effect.outcome().family().isEmpty() ? null : effect.outcome().family());
    json.flag("primary", effect.outcome().primary());
    moment(effect.moment());
    json.text(
        "subgroup",
        effect.group() instanceof Group.Part part ? part.subgroup().id().value() : null);
    json.text("arm", effect.arm().value());
    json.text("control", released.protocol().control().id().value());
    json.count("drawn", effect.drawn());
    json.count("drawnControl", effect.drawnControl());
    json.count("analysed", effect.analysed());
    json.count("analysedControl", effect.analysedControl());
    json.list(
        "dropped",
        effect.dropped(),
        dropped -> {
          if (dropped.cause() == null) {
            json.text("cause", null);
          } else {
            json.code("cause", dropped.cause());
          }
          json.count("arm", dropped.arm());
          json.count("control", dropped.control());
        });
    json.text("planned", labels.status(effect).code());
    ladder(effect.ladder());
    comparison(effect.comparison());
  }

  private void ladder(Ladder ladder) throws IOException {
    if (ladder.taken() != null) {
      json.text("ladder", LadderText.code(ladder.taken()));
    }
    if (!ladder.attempts().isEmpty()) {
      json.list(
          "tried",
          ladder.attempts(),
          attempt -> {
            json.text("step", LadderText.code(attempt.step()));
            json.text("rule", attempt.shown() ? null : attempt.rule());
          });
    }
  }

  private void supplement(Supplement s) throws IOException {
    json.text("analysis", s.effect().analysis().id().value());
    json.text("outcome", s.effect().outcome().id().value());
    moment(s.effect().moment());
    json.text(
        "subgroup",
        s.effect().group() instanceof Group.Part part ? part.subgroup().id().value() : null);
    json.text("arm", s.effect().arm().value());
    json.text("control", released.protocol().control().id().value());
    json.code("topic", s.topic());
    json.text("measure", s.measure());
    json.text("of", s.of().isEmpty() ? null : s.of());
    if (!s.moment().equals(s.effect().moment())) {
      Moment.AtPeriod at = (Moment.AtPeriod) s.moment();
      json.whole("period", at.number());
    }
    json.text("method", s.method().isEmpty() ? null : s.method());
    json.count("analysed", s.analysed());
    json.count("analysedControl", s.analysedControl());
    json.text("planned", labels.status(s).code());
    if (s.reading() instanceof Reading.Refused refused) {
      json.text("status", "refused");
      json.text("rule", refused.rule());
      json.text("reason", refused.reason());
      json.text("advice", refused.advice());
      return;
    }
    Reading.Figure number = (Reading.Figure) s.reading();
    json.text("status", "estimated");
    json.real("estimate", number.value());
    json.code("unit", number.unit());
    json.known("standardError", number.standardError());
    json.known("statistic", number.statistic());
    json.known("df", number.df());
    json.known("dfDenominator", number.dfDenominator());
    json.known("p", number.pValue());
    json.known("level", number.level());
    json.known("low", number.low());
    json.known("high", number.high());
    if (number.shape() != Reading.Shape.NONE) {
      json.code("shape", number.shape());
    }
    if (number.draws() > 0) {
      json.known("draws", (double) number.draws());
    }
    json.known("monteCarloError", number.monteCarloError());
    json.text("note", number.note().isEmpty() ? null : number.note());
  }

  private void moment(Moment moment) throws IOException {
    json.begin("moment");
    if (moment instanceof Moment.AtWave at) {
      json.text("kind", "wave");
      json.text("wave", at.wave().value());
    } else if (moment instanceof Moment.AtPeriod at) {
      json.text("kind", "period");
      json.code("unit", at.unit());
      json.whole("number", at.number());
      json.code("measure", at.measure());
    } else {
      json.text("kind", "once");
    }
    json.end();
  }

  private void comparison(Comparison comparison) throws IOException {
    if (comparison instanceof Refused refused) {
      json.text("status", "refused");
      json.text("rule", refused.rule());
      json.text("reason", refused.reason());
      json.text("advice", refused.advice());
      return;
    }
    Estimated number = (Estimated) comparison;
    var estimate = number.estimate();
    json.text("status", "estimated");
    json.real("estimate", estimate.value());
    json.real("standardError", estimate.standardError());
    json.real("statistic", estimate.statistic());
    json.real("df", estimate.df());
    json.real("p", estimate.pValue());
    json.real("level", estimate.interval().level());
    json.real("low", estimate.interval().low());
    json.real("high", estimate.interval().high());
    json.planned("adjustedP", number.adjustedP());
    json.real("meanArm", number.meanArm());
    json.real("meanControl", number.meanControl());
    method(number.method());
  }

  private void method(Method method) throws IOException {
    json.begin("method");
    json.code("estimator", method.estimator());
    json.text("variant", method.variant().isEmpty() ? null : method.variant());
    json.text("variance", method.variance() == null ? null : method.variance().label());
    json.whole("strataEffects", method.strataEffects());
    json.flag("baseline", method.baseline());
    json.texts("covariates", List.copyOf(method.covariates()));
    json.texts("collinear", method.collinear());
    json.whole("filled", method.filled());
    json.flag("weighted", method.weighted());
    json.whole("clusters", method.clusters());
    json.flag("namedByPlan", method.namedByPlan());
    json.end();
  }

  private void finding(Finding finding) throws IOException {
    json.code("severity", finding.severity());
    json.text("source", finding.place().source());
    json.whole("line", finding.place().line());
    json.whole("column", finding.place().column());
    json.text("path", finding.place().path());
    json.text("found", finding.found());
    json.text("expected", finding.expected());
  }

  private void suppression(Released.Suppression hidden) throws IOException {
    json.code("part", hidden.part());
    json.text("what", hidden.what());
    json.code("why", hidden.why());
  }
}
