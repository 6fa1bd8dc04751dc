package org.equipoise.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.equipoise.analysis.Comparison.Estimated;
import org.equipoise.analysis.Comparison.Refused;
import org.equipoise.analysis.Group;
import org.equipoise.analysis.Ladder;
import org.equipoise.analysis.Moment;
import org.equipoise.disclosure.Released;
import org.equipoise.disclosure.Released.Effect;
import org.equipoise.document.Block;
import org.equipoise.document.Cell;
import org.equipoise.document.Scale;
import org.equipoise.document.Section;
import org.equipoise.document.Table;
import org.equipoise.protocol.Analysis;
import org.equipoise.protocol.Arm;
import org.equipoise.protocol.Outcome;
import org.jspecify.annotations.Nullable;

/** One section an analysis: its methods, its effects by outcome, and who is not in them. */
final class EffectSections {

  private static final int TWO_ARMS = 2;

  private final Released released;
  private final Wording wording;
  private final Detail detail;
  private final boolean twoArms;
  private final LadderText ladder;
  private final List<Effect> effects;
  private final boolean tellsLeftOut;
  private final @Nullable PlanSections plan;

  EffectSections(Released released, Wording wording, Detail detail) {
    this(released, wording, detail, released.effects(), true, null);
  }

  /**
   * Sections about some of the released effects, in their order, without who is left out.
   *
   * @param plan says of each comparison whether it was planned; null for no such labels
   */
  EffectSections(
      Released released,
      Wording wording,
      Detail detail,
      List<Effect> effects,
      @Nullable PlanSections plan) {
    this(released, wording, detail, effects, false, plan);
  }

  private EffectSections(
      Released released,
      Wording wording,
      Detail detail,
      List<Effect> effects,
      boolean tellsLeftOut,
      @Nullable PlanSections plan) {
    this.released = released;
    this.effects = List.copyOf(effects);
    this.tellsLeftOut = tellsLeftOut;
    this.wording = wording;
    this.detail = detail;
    this.plan = plan;
    this.ladder = new LadderText(released, wording);
    this.twoArms = released.protocol().arms().size() == TWO_ARMS;
  }

  /** The sections, in planned order. */
  List<Section> sections() {
    Map<String, List<Effect>> byAnalysis = new LinkedHashMap<>();
    for (Effect effect : effects) {
      String id = effect.analysis().id().value();
      byAnalysis.computeIfAbsent(id, a -> new ArrayList<>()).add(effect);
    }
    List<Section> sections = new ArrayList<>();
    for (List<Effect> effects : byAnalysis.values()) {
      sections.add(section(effects, sections.isEmpty()));
    }
    return sections;
  }

  private Section section(List<Effect> all, boolean first) {
    Analysis analysis = all.get(0).analysis();
    List<Effect> effects = shown(all, first);
    boolean whole = first || detail == Detail.FULL;
    List<Block> blocks = new ArrayList<>();
    if (whole) {
      blocks.add(new Block.Paragraph(lead()));
    }
    List<String> methods = methods(effects);
    for (int i = 0; i < methods.size(); i++) {
      String mark = methods.size() == 1 ? "" : " " + letter(i);
      blocks.add(new Block.Paragraph(wording.say(Word.METHOD, mark, methods.get(i))));
    }
    String alike = plan == null ? "" : plan.alikeEffects(effects);
    if (!alike.isEmpty()) {
      blocks.add(new Block.Paragraph(alike));
    }
    String collinear = collinear(effects);
    if (!collinear.isEmpty()) {
      blocks.add(new Block.Paragraph(wording.say(Word.COLLINEAR_IN_SOME, collinear)));
    }
    if (adjusts(effects)) {
      String correction = wording.say(analysis.multiplicity());
      blocks.add(new Block.Paragraph(wording.say(Word.ADJUSTED_BY, correction)));
    }
    blocks.addAll(Hidden.noted(table(analysis, effects, methods), wording));
    String advice = advice(effects);
    if (!advice.isEmpty()) {
      blocks.add(new Block.Paragraph(wording.say(Word.ADVICE, advice)));
    }
    if (effects.size() < all.size()) {
      String others = wording.numerals().count(all.size() - effects.size());
      blocks.add(new Block.Paragraph(wording.say(Word.MORE_EFFECTS, others)));
    }
    if (whole && tellsLeftOut) {
      blocks.addAll(new LeftOut(released, wording, twoArms, planned(all)).blocks(detail));
    }
    return new Section(wording.say(Word.EFFECTS, wording.text(analysis.title())), blocks);
  }

  /**
   * The effects a report of this detail shows. A brief one shows everybody, and in the main
   * analysis the subgroups of primary outcomes too; later analyses show primary outcomes where
   * there are any.
   */
  private List<Effect> shown(List<Effect> effects, boolean first) {
    if (detail == Detail.FULL) {
      return effects;
    }
    boolean anyPrimary = effects.stream().anyMatch(effect -> effect.outcome().primary());
    List<Effect> shown = new ArrayList<>();
    for (Effect effect : effects) {
      boolean everybody = effect.group() instanceof Group.Everybody;
      boolean primary = effect.outcome().primary();
      if (first ? everybody || primary : everybody && (primary || !anyPrimary)) {
        shown.add(effect);
      }
    }
    return shown.isEmpty() ? effects : shown;
  }

  /** Those planned as such, not steps taken in their place. */
  static List<Effect> planned(List<Effect> effects) {
    return effects.stream().filter(e -> e.ladder().taken() == null).toList();
  }

  private String lead() {
    Arm.Id control = released.protocol().control().id();
    if (twoArms) {
      Arm.Id arm =
          released.protocol().arms().stream()
              .filter(a -> !a.control())
              .findFirst()
              .orElseThrow()
              .id();
      return wording.say(Word.EFFECTS_LEAD, wording.arm(arm), wording.arm(control));
    }
    return wording.say(Word.EFFECTS_LEAD_SEVERAL, wording.arm(control));
  }

  private List<String> methods(List<Effect> effects) {
    Set<String> methods = new LinkedHashSet<>();
    for (Effect effect : effects) {
      if (effect.comparison() instanceof Estimated number) {
        methods.add(wording.method(number.method()));
      }
    }
    return List.copyOf(methods);
  }

  /** The terms that some regression could not hold, each once. */
  private String collinear(List<Effect> effects) {
    Set<String> terms = new LinkedHashSet<>();
    for (Effect effect : effects) {
      if (effect.comparison() instanceof Estimated number) {
        terms.addAll(number.method().collinear());
      }
    }
    return wording.list(List.copyOf(terms));
  }

  /** What could be done where nothing is estimated, each piece of advice once. */
  private String advice(List<Effect> effects) {
    Set<String> advice = new LinkedHashSet<>();
    for (Effect effect : effects) {
      if (effect.comparison() instanceof Refused refused) {
        advice.add(wording.advice(refused));
      }
    }
    advice.remove("");
    return String.join("; ", advice);
  }

  private static String letter(int index) {
    return String.valueOf((char) ('a' + index % 26));
  }

  private static boolean adjusts(List<Effect> effects) {
    for (Effect effect : effects) {
      if (effect.comparison() instanceof Estimated number && !Double.isNaN(number.adjustedP())) {
        return true;
      }
    }
    return false;
  }

  private Table table(Analysis analysis, List<Effect> effects, List<String> methods) {
    boolean adjusts = adjusts(effects);
    PlanSections labels = plan != null && plan.labelsEach(effects) ? plan : null;
    Arm.Id control = released.protocol().control().id();
    List<Table.Column> columns = new ArrayList<>();
    boolean parts = effects.stream().anyMatch(effect -> effect.group() instanceof Group.Part);
    columns.add(Table.left(wording.say(parts ? Word.WHEN_FOR_WHOM : Word.WHEN)));
    if (labels != null) {
      columns.add(Table.left(""));
    }
    if (!twoArms) {
      columns.add(Table.left(wording.say(Word.ARM)));
    }
    String arm = twoArms ? wording.arm(effects.get(0).arm()) : wording.say(Word.ARM);
    columns.add(Table.right(wording.say(Word.N, arm)));
    columns.add(Table.right(wording.say(Word.N, wording.arm(control))));
    columns.add(Table.decimal(wording.say(Word.MEAN_OF, wording.arm(control))));
    columns.add(Table.decimal(wording.say(Word.EFFECT)));
    String level = wording.numerals().level(analysis.level());
    columns.add(Table.right(wording.say(Word.INTERVAL, level)));
    columns.add(Table.right(wording.say(Word.P)));
    if (adjusts) {
      columns.add(Table.right(wording.say(Word.ADJUSTED_P)));
    }
    if (methods.size() > 1) {
      columns.add(Table.left(""));
    }
    List<Table.Row> rows = new ArrayList<>();
    for (List<Effect> own : byOutcome(effects)) {
      Outcome outcome = own.get(0).outcome();
      rows.add(new Table.Row.Head(head(outcome)));
      List<Effect> left = own;
      List<Effect> planned = planned(own);
      if (detail == Detail.BRIEF && labels == null && Refusals.alike(planned)) {
        rows.add(refusedRow(planned));
        left = own.stream().filter(e -> e.ladder().taken() != null).toList();
      }
      Scale scale = Scales.of(outcome.type(), own);
      Moment before = null;
      Map<String, Integer> tried = new LinkedHashMap<>();
      for (Effect effect : left) {
        boolean again = effect.moment().equals(before);
        rows.add(row(effect, again, scale, adjusts, methods, labels));
        String under = ladder.under(effect);
        if (!under.isEmpty() && effect.ladder().taken() != null) {
          rows.add(new Table.Row.Remark(under));
        } else if (!under.isEmpty()) {
          tried.merge(under, 1, Integer::sum);
        }
        before = effect.moment();
      }
      tried.forEach(
          (path, times) ->
              rows.add(
                  new Table.Row.Remark(
                      times == 1
                          ? path
                          : wording.say(Word.LADDER_SAME, path, wording.numerals().count(times)))));
    }
    return new Table(columns, rows);
  }

  private static List<List<Effect>> byOutcome(List<Effect> effects) {
    Map<String, List<Effect>> byOutcome = new LinkedHashMap<>();
    for (Effect effect : effects) {
      String id = effect.outcome().id().value();
      byOutcome.computeIfAbsent(id, o -> new ArrayList<>()).add(effect);
    }
    return List.copyOf(byOutcome.values());
  }

  private String head(Outcome outcome) {
    String primary = outcome.primary() ? " \u00b7 " + wording.say(Word.PRIMARY) : "";
    return wording.text(outcome.title())
        + " \u00b7 "
        + wording.unit(outcome)
        + " \u00b7 "
        + wording.say(outcome.direction())
        + primary;
  }

  private Table.Row refusedRow(List<Effect> effects) {
    String number = wording.numerals().count(effects.size());
    return new Table.Row.Cells(
        List.of(Cell.words("  " + wording.say(Word.COMPARISONS, number))),
        wording.say(Word.NOT_ESTIMATED, wording.refusal((Refused) effects.get(0).comparison())));
  }

  private Table.Row row(
      Effect effect,
      boolean again,
      Scale scale,
      boolean adjusts,
      List<String> methods,
      @Nullable PlanSections labels) {
    List<Cell> cells = new ArrayList<>();
    cells.add(label(effect, again));
    if (labels != null) {
      cells.add(labels.label(effect));
    }
    if (!twoArms) {
      cells.add(Cell.words(wording.arm(effect.arm())));
    }
    cells.add(GatedCell.count(effect.analysed()));
    cells.add(GatedCell.count(effect.analysedControl()));
    if (effect.comparison() instanceof Refused refused) {
      return new Table.Row.Cells(cells, wording.say(Word.NOT_ESTIMATED, wording.refusal(refused)));
    }
    Estimated number = (Estimated) effect.comparison();
    var estimate = number.estimate();
    cells.add(
        scale.percent()
            ? new Cell.Share(number.meanControl())
            : new Cell.Quantity(number.meanControl(), scale));
    cells.add(new Cell.Quantity(estimate.value(), scale));
    cells.add(new Cell.Interval(estimate.interval().low(), estimate.interval().high(), scale));
    cells.add(new Cell.P(estimate.pValue()));
    if (adjusts) {
      double p = number.adjustedP();
      cells.add(Double.isNaN(p) ? new Cell.Empty() : new Cell.P(p));
    }
    if (methods.size() > 1) {
      cells.add(Cell.words(letter(methods.indexOf(wording.method(number.method())))));
    }
    return new Table.Row.Cells(cells, "");
  }

  /** The moment for everybody, the subgroup under it; both where nothing stands above. */
  private Cell label(Effect effect, boolean again) {
    boolean everybody = effect.group() instanceof Group.Everybody;
    Ladder.Step taken = effect.ladder().taken();
    if (taken != null) {
      return Cell.words("    \u21b3 " + wording.moment(effect.moment()));
    }
    if (again) {
      return everybody ? new Cell.Empty() : Cell.words("    " + wording.group(effect.group()));
    }
    String moment = "  " + wording.moment(effect.moment());
    return Cell.words(everybody ? moment : moment + ", " + wording.group(effect.group()));
  }
}
