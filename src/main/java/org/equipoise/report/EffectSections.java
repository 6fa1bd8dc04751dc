package org.equipoise.report;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.equipoise.analysis.Comparison.Estimated;
import org.equipoise.analysis.Comparison.Refused;
import org.equipoise.analysis.Effect.Cause;
import org.equipoise.analysis.Group;
import org.equipoise.analysis.Moment;
import org.equipoise.disclosure.Gated;
import org.equipoise.disclosure.Released;
import org.equipoise.disclosure.Released.Dropped;
import org.equipoise.disclosure.Released.Effect;
import org.equipoise.protocol.Analysis;
import org.equipoise.protocol.Arm;
import org.equipoise.protocol.Outcome;
import org.jspecify.annotations.Nullable;

/** One section an analysis: its methods, its effects by outcome, and who is not in them. */
final class EffectSections {

  private static final int TWO_ARMS = 2;

  private final Released released;
  private final Wording wording;
  private final boolean twoArms;

  EffectSections(Released released, Wording wording) {
    this.released = released;
    this.wording = wording;
    this.twoArms = released.protocol().arms().size() == TWO_ARMS;
  }

  /** The sections, in planned order. */
  List<Section> sections() {
    Map<Analysis, List<Effect>> byAnalysis = new LinkedHashMap<>();
    for (Effect effect : released.effects()) {
      byAnalysis.computeIfAbsent(effect.analysis(), a -> new ArrayList<>()).add(effect);
    }
    List<Section> sections = new ArrayList<>();
    byAnalysis.forEach((analysis, effects) -> sections.add(section(analysis, effects)));
    return sections;
  }

  private Section section(Analysis analysis, List<Effect> effects) {
    List<Block> blocks = new ArrayList<>();
    blocks.add(new Block.Paragraph(lead()));
    List<String> methods = methods(effects);
    for (int i = 0; i < methods.size(); i++) {
      String mark = methods.size() == 1 ? "" : " " + letter(i);
      blocks.add(new Block.Paragraph(wording.say(Word.METHOD, mark, methods.get(i))));
    }
    if (adjusts(effects)) {
      String correction = wording.say(analysis.multiplicity());
      blocks.add(new Block.Paragraph(wording.say(Word.ADJUSTED_BY, correction)));
    }
    blocks.addAll(Hidden.noted(table(analysis, effects, methods), wording));
    blocks.addAll(leftOut(effects));
    return new Section(wording.say(Word.EFFECTS, wording.text(analysis.title())), blocks);
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
    boolean marks = methods.size() > 1;
    Arm.Id control = released.protocol().control().id();
    List<Table.Column> columns = new ArrayList<>();
    columns.add(Table.left(wording.say(Word.WHEN)));
    columns.add(Table.left(wording.say(Word.FOR_WHOM)));
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
    if (marks) {
      columns.add(Table.left(""));
    }
    List<Table.Row> rows = new ArrayList<>();
    byOutcome(effects)
        .forEach(
            (outcome, own) -> {
              rows.add(new Table.Row.Head(head(outcome)));
              Scale scale = Scale.of(outcome.type(), own);
              Moment before = null;
              for (Effect effect : own) {
                boolean again = effect.moment().equals(before);
                rows.add(row(effect, again, scale, adjusts, methods));
                before = effect.moment();
              }
            });
    return new Table(columns, rows);
  }

  private static Map<Outcome, List<Effect>> byOutcome(List<Effect> effects) {
    Map<Outcome, List<Effect>> byOutcome = new LinkedHashMap<>();
    for (Effect effect : effects) {
      byOutcome.computeIfAbsent(effect.outcome(), o -> new ArrayList<>()).add(effect);
    }
    return byOutcome;
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

  private Table.Row row(
      Effect effect, boolean again, Scale scale, boolean adjusts, List<String> methods) {
    List<Cell> cells = new ArrayList<>();
    cells.add(again ? new Cell.Empty() : Cell.words("  " + wording.moment(effect.moment())));
    cells.add(Cell.words(wording.group(effect.group())));
    if (!twoArms) {
      cells.add(Cell.words(wording.arm(effect.arm())));
    }
    cells.add(Cell.count(effect.analysed()));
    cells.add(Cell.count(effect.analysedControl()));
    if (effect.comparison() instanceof Refused refused) {
      String advice = wording.advice(refused);
      String words = wording.say(Word.NOT_ESTIMATED, wording.refusal(refused));
      return new Table.Row.Cells(cells, advice.isEmpty() ? words : words + "; " + advice);
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

  /** Who was drawn but is in no estimate, for everybody; outcomes with the same losses together. */
  private List<Block> leftOut(List<Effect> effects) {
    record Loss(
        Moment moment,
        Arm.Id arm,
        Gated<Integer> drawn,
        Gated<Integer> drawnControl,
        Gated<Integer> analysed,
        Gated<Integer> analysedControl,
        List<Dropped> dropped) {}
    Map<Loss, List<String>> losses = new LinkedHashMap<>();
    Set<Outcome> outcomes = new LinkedHashSet<>();
    Set<Cause> causes = EnumSet.noneOf(Cause.class);
    boolean unnamed = false;
    for (Effect e : effects) {
      outcomes.add(e.outcome());
      if (!(e.group() instanceof Group.Everybody) || e.dropped().isEmpty()) {
        continue;
      }
      for (Dropped dropped : e.dropped()) {
        unnamed |= dropped.cause() == null;
        if (dropped.cause() != null) {
          causes.add(dropped.cause());
        }
      }
      Loss loss =
          new Loss(
              e.moment(),
              e.arm(),
              e.drawn(),
              e.drawnControl(),
              e.analysed(),
              e.analysedControl(),
              e.dropped());
      losses.computeIfAbsent(loss, l -> new ArrayList<>()).add(wording.text(e.outcome().title()));
    }
    if (losses.isEmpty()) {
      return List.of();
    }
    List<Table.Column> columns = new ArrayList<>();
    columns.add(Table.left(wording.say(Word.WHEN)));
    columns.add(Table.left(wording.say(Word.OUTCOME)));
    columns.add(Table.right(wording.say(Word.DRAWN)));
    columns.add(Table.right(wording.say(Word.ANALYSED)));
    causes.forEach(cause -> columns.add(Table.right(wording.say(cause))));
    if (unnamed) {
      columns.add(Table.right(wording.say(Word.OTHER_CAUSES)));
    }
    List<@Nullable Cause> shown = new ArrayList<>(causes);
    if (unnamed) {
      shown.add(null);
    }
    List<Table.Row> rows = new ArrayList<>();
    losses.forEach(
        (loss, names) -> {
          List<Cell> cells = new ArrayList<>();
          String arm = twoArms ? "" : ", " + wording.arm(loss.arm());
          cells.add(Cell.words("  " + wording.moment(loss.moment()) + arm));
          boolean every = names.size() == outcomes.size() && names.size() > 1;
          cells.add(Cell.words(every ? wording.say(Word.EVERY_OUTCOME) : String.join("; ", names)));
          cells.add(pair(loss.drawn(), loss.drawnControl()));
          cells.add(pair(loss.analysed(), loss.analysedControl()));
          for (Cause cause : shown) {
            cells.add(
                loss.dropped().stream()
                    .filter(d -> d.cause() == cause)
                    .findFirst()
                    .map(d -> pair(d.arm(), d.control()))
                    .orElse(new Cell.Empty()));
          }
          rows.add(new Table.Row.Cells(cells, ""));
        });
    List<Block> blocks = new ArrayList<>();
    String arms =
        (twoArms ? wording.arm(effects.get(0).arm()) : wording.say(Word.ARM))
            + " / "
            + wording.arm(released.protocol().control().id());
    blocks.add(new Block.Paragraph(wording.say(Word.LEFT_OUT, arms)));
    blocks.addAll(Hidden.noted(new Table(columns, rows), wording));
    return blocks;
  }

  private static Cell pair(Gated<Integer> arm, Gated<Integer> control) {
    return new Cell.Pair(Cell.count(arm), Cell.count(control));
  }
}
