package org.equipoise.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.equipoise.protocol.AnswerFormat;
import org.equipoise.protocol.Arm;
import org.equipoise.protocol.CellRule;
import org.equipoise.protocol.Consent;
import org.equipoise.protocol.Criterion;
import org.equipoise.protocol.Fieldwork;
import org.equipoise.protocol.Intake;
import org.equipoise.protocol.Item;
import org.equipoise.protocol.Level;
import org.equipoise.protocol.Outcome;
import org.equipoise.protocol.Protocol;
import org.equipoise.protocol.Register;
import org.equipoise.protocol.Respondent;
import org.equipoise.protocol.Scale;
import org.equipoise.protocol.Series;
import org.equipoise.protocol.Text;
import org.equipoise.protocol.ValueType;
import org.equipoise.protocol.Wave;

/**
 * A protocol in plain words: who is drawn, how chance decides, what each arm gets and when, what is
 * asked and followed, what will be estimated and what will not be shown. For people who know Excel
 * and surveys; nothing here is computed from data.
 */
public final class ProtocolExplanation {

  private final Protocol protocol;
  private final ProtocolExplanationWords words;
  private final ProtocolExplanationPage page = new ProtocolExplanationPage();

  private ProtocolExplanation(Protocol protocol, ProtocolExplanationWords words) {
    this.protocol = protocol;
    this.words = words;
  }

  /**
   * The explanation as lines of plain text, at most 80 columns wide where words allow.
   *
   * @param protocol a protocol without errors
   * @param language {@code en} or {@code sv}; texts that the protocol lacks in it appear in English
   * @throws IllegalArgumentException for another language
   */
  public static String explain(Protocol protocol, String language) {
    ProtocolExplanation explanation =
        new ProtocolExplanation(protocol, ProtocolExplanationWords.in(language));
    explanation.write();
    return explanation.page.toString();
  }

  private void write() {
    page.title(words.of(protocol.title()));
    page.title(words.say("version", protocol.id(), protocol.version()));
    page.head(words.say("question"));
    page.paragraph(words.of(protocol.purpose()));
    people();
    page.head(words.say("chance"));
    new ProtocolExplanationDraw(protocol, words).sentences().forEach(page::paragraph);
    arms();
    waves();
    fieldwork();
    questions();
    registers();
    outcomes();
    page.head(words.say("analyses"));
    new ProtocolExplanationAnalyses(protocol, words).write(page);
    hidden();
    caveats();
  }

  private void people() {
    page.head(words.say("people"));
    page.paragraph(words.word("unit", protocol.unit().kind()));
    Intake intake = protocol.intake();
    if (intake != null) {
      Object to = intake.to() == null ? words.say("open") : intake.to();
      page.paragraph(words.say("intake", intake.target(), intake.from(), to));
      for (Intake.Pause pause : intake.pauses()) {
        Object end = pause.to() == null ? words.say("open") : pause.to();
        page.point(words.say("pause", pause.from(), end, words.of(pause.reason())));
      }
    }
    if (!protocol.eligibility().isEmpty()) {
      page.paragraph(words.say("eligibility"));
    }
    for (Criterion criterion : protocol.eligibility()) {
      String answer = words.say(criterion.mustBe() ? "yes" : "no");
      page.point(words.say("criterion", words.of(criterion.question()), answer));
    }
    if (!protocol.consents().isEmpty()) {
      page.paragraph(words.say("consents"));
    }
    for (Consent consent : protocol.consents()) {
      String purpose = words.word("purpose", consent.purpose());
      String need = words.say(consent.required() ? "consent.required" : "consent.free");
      page.point(words.say("consent", words.of(consent.title()), purpose, need));
    }
  }

  private void arms() {
    page.head(words.say("arms"));
    for (Arm arm : protocol.arms()) {
      String start =
          arm.startsAfterDays().isEmpty()
              ? words.say("starts.never")
              : arm.startsAfterDays().getAsInt() == 0
                  ? words.say("starts.now")
                  : words.say("starts.later", arm.startsAfterDays().getAsInt());
      String title = words.of(arm.title());
      page.point(words.say(arm.control() ? "arm.control" : "arm", title, start));
    }
  }

  private void waves() {
    if (protocol.waves().isEmpty()) {
      return;
    }
    page.head(words.say("waves"));
    page.paragraph(words.say("waves.days"));
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of(
            words.say("wave"),
            words.say("wave.opens"),
            words.say("wave.due"),
            words.say("wave.closes")));
    for (Wave wave : protocol.waves()) {
      rows.add(
          List.of(
              words.of(wave.title()) + " (" + wave.id() + ")",
              words.number(wave.opensDay()),
              words.number(wave.dueDay()),
              words.number(wave.closesDay())));
    }
    page.table(rows);
    protocol
        .baselineWave()
        .ifPresent(wave -> page.paragraph(words.say("wave.baseline", words.of(wave.title()))));
    for (Wave wave : protocol.waves()) {
      if (!wave.reminderDays().isEmpty()) {
        List<String> days = wave.reminderDays().stream().map(words::number).toList();
        page.point(words.say("wave.reminders", words.of(wave.title()), words.list(days)));
      }
    }
  }

  /** What counts as an answer, and how files of answers lie. */
  private void fieldwork() {
    if (protocol.waves().isEmpty()) {
      return;
    }
    Fieldwork fieldwork = protocol.fieldwork();
    String complete = words.percent(fieldwork.complete());
    page.paragraph(words.say("fieldwork.complete", complete, words.percent(fieldwork.partial())));
    page.paragraph(words.word("fieldwork.late", fieldwork.late()));
    List<String> formats = fieldwork.formats().stream().map(AnswerFormat::name).toList();
    if (!formats.isEmpty()) {
      page.paragraph(words.say("fieldwork.formats", words.list(formats)));
    }
  }

  private void questions() {
    if (protocol.items().isEmpty()) {
      return;
    }
    page.paragraph(words.say("items"));
    for (Item item : protocol.items()) {
      page.point(words.of(item.question()) + " " + words.say("brackets", answers(item)));
    }
    for (Scale scale : protocol.scales()) {
      List<String> items = scale.items().stream().map(Item.Id::value).toList();
      String score = words.word("score", scale.score());
      page.paragraph(words.say("scale", words.of(scale.title()), score, words.list(items)));
      if (!scale.reversed().isEmpty()) {
        List<String> reversed = scale.reversed().stream().map(Item.Id::value).toList();
        page.below(words.say("scale.reversed", words.list(reversed)));
      }
      page.below(words.say("scale.missing", scale.maxMissing()));
    }
  }

  private String answers(Item item) {
    List<String> parts = new ArrayList<>();
    parts.add(words.word("type", item.type()));
    if (!item.levels().isEmpty()) {
      Text low = item.levels().get(0).title();
      Text high = item.levels().get(item.levels().size() - 1).title();
      parts.add(words.say("levels", item.levels().size(), words.of(low), words.of(high)));
    }
    List<String> proxies =
        protocol.respondents().stream()
            .filter(r -> r.proxy() && item.respondents().contains(r.id()))
            .map(Respondent::title)
            .map(words::of)
            .toList();
    if (!proxies.isEmpty()) {
      parts.add(words.say("proxies", words.list(proxies)));
    }
    if (!item.themes().isEmpty()) {
      List<String> themes = item.themes().stream().map(Level::title).map(words::quoted).toList();
      parts.add(words.say("themes", words.list(themes)));
    }
    if (!item.waves().isEmpty()) {
      parts.add(words.say("asked", words.list(item.waves().stream().map(Wave.Id::value).toList())));
    }
    return String.join("; ", parts);
  }

  private void registers() {
    if (protocol.registers().isEmpty()) {
      return;
    }
    page.head(words.say("registers"));
    for (Register register : protocol.registers()) {
      String period = words.word("period", register.period());
      List<String> series =
          register.series().stream().map(Series::title).map(words::quoted).toList();
      page.point(
          words.say(
              "register",
              words.of(register.title()),
              period,
              register.from(),
              register.to(),
              words.list(series)));
      new ProtocolExplanationRegister(register, words).sentences().forEach(page::paragraph);
    }
  }

  private void outcomes() {
    page.head(words.say("outcomes"));
    Set<String> families = new LinkedHashSet<>();
    protocol.outcomes().forEach(outcome -> families.add(outcome.family()));
    for (String family : families) {
      List<Outcome> members =
          protocol.outcomes().stream().filter(o -> o.family().equals(family)).toList();
      page.paragraph(family.isEmpty() ? words.say("family.none") : words.say("family", family));
      for (Outcome outcome : members) {
        String title = words.of(outcome.title());
        String named = outcome.primary() ? words.say("primary", title) : title;
        String direction = words.word("direction", outcome.direction());
        page.point(words.say("outcome", named, moments(outcome), direction));
        if (!outcome.ifTooFew().isEmpty()) {
          page.below(words.say("outcome.ladder", words.list(steps(outcome))));
        }
      }
    }
    caveatsOfOutcomes();
  }

  /** What is tried when too few people are in the cells. */
  private List<String> steps(Outcome outcome) {
    List<String> steps = new ArrayList<>();
    for (Outcome.Fallback step : outcome.ifTooFew()) {
      if (step instanceof Outcome.Fallback.MergedCells) {
        steps.add(words.say("ladder.everybody"));
      } else if (step instanceof Outcome.Fallback.Composite composite) {
        List<String> others =
            composite.with().stream()
                .map(id -> words.quoted(protocol.outcome(id).orElseThrow().title()))
                .toList();
        steps.add(words.say("ladder.any", words.list(others)));
      } else if (step instanceof Outcome.Fallback.LongerWindow window) {
        steps.add(words.say("ladder.longer", window.period()));
      } else {
        steps.add(words.say("ladder.exact"));
      }
    }
    return steps;
  }

  /** One caveat often follows several outcomes: it is printed once, with their names. */
  private void caveatsOfOutcomes() {
    Map<String, List<String>> outcomes = new LinkedHashMap<>();
    for (Outcome outcome : protocol.outcomes()) {
      Text caveat = outcome.caveat();
      if (caveat != null) {
        String title = words.quoted(outcome.title());
        outcomes.computeIfAbsent(words.of(caveat), key -> new ArrayList<>()).add(title);
      }
    }
    if (!outcomes.isEmpty()) {
      page.paragraph(words.say("outcome.caveats"));
    }
    outcomes.forEach(
        (caveat, titles) -> {
          boolean all = titles.size() == protocol.outcomes().size();
          page.point(all ? caveat : words.say("outcome.caveat", words.list(titles), caveat));
        });
  }

  private String moments(Outcome outcome) {
    Outcome.Source source = outcome.source();
    if (source instanceof Outcome.Source.FromItem item) {
      String at = at(item.at());
      return item.yesWhen().isEmpty()
          ? words.say("from.item", at)
          : words.say("from.item.yes", words.list(item.yesWhen()), at);
    }
    if (source instanceof Outcome.Source.FromScale scale) {
      return words.say("from.scale", at(scale.at()));
    }
    if (source instanceof Outcome.Source.FromSeries series) {
      List<String> periods = series.at().stream().map(words::number).toList();
      Register register = protocol.registerOf(series.series()).orElseThrow();
      String unit = words.word("period", register.period());
      return words.say(
          "from.series", words.word("measure", series.measure()), unit, words.list(periods));
    }
    if (source instanceof Outcome.Source.Index index) {
      List<String> titles =
          index.of().stream()
              .map(id -> words.quoted(protocol.outcome(id).orElseThrow().title()))
              .toList();
      return words.say(
          "from.index", words.word("index", index.weights()), words.list(titles), at(index.at()));
    }
    List<String> yes = ((Outcome.Source.FromVariable) source).yesWhen();
    return yes.isEmpty()
        ? words.say("from.variable")
        : words.say("from.variable.yes", words.list(yes));
  }

  private String at(List<Wave.Id> waves) {
    return words.list(waves.stream().map(Wave.Id::value).toList());
  }

  private void hidden() {
    page.head(words.say("hidden"));
    CellRule cells = protocol.cells();
    page.point(words.say("hidden.display", cells.display()));
    page.point(words.say("hidden.events", cells.events(), cells.nonEvents()));
    page.point(words.say("hidden.unplanned"));
    page.point(words.say("hidden.before-after"));
    if (protocol.respondents().stream().anyMatch(Respondent::proxy)) {
      page.point(words.say("hidden.proxies"));
    }
    boolean text = protocol.items().stream().anyMatch(i -> i.type() == ValueType.TEXT);
    if (text) {
      page.point(words.say("hidden.text"));
    }
  }

  private void caveats() {
    if (!protocol.caveats().isEmpty()) {
      page.head(words.say("caveats"));
      protocol.caveats().forEach(caveat -> page.point(words.of(caveat)));
    }
  }
}
