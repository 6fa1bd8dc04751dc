package org.equipoise.report;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.equipoise.disclosure.Released;
import org.equipoise.document.Block;
import org.equipoise.document.Cell;
import org.equipoise.document.Section;
import org.equipoise.document.Table;
import org.equipoise.protocol.Wave;
import org.jspecify.annotations.Nullable;

/** What went otherwise while the trial ran, and when arms were looked at. */
final class PlanHappenings {

  private final Released released;
  private final PlanRecord plan;
  private final Origin.@Nullable LedgerFacts ledger;
  private final List<PlanSections.Deviation> deviations;
  private final PlanWords words;
  private final FlowWording reasons;

  PlanHappenings(
      Released released,
      PlanRecord plan,
      Origin.@Nullable LedgerFacts ledger,
      List<PlanSections.Deviation> deviations,
      PlanWords words) {
    this.released = released;
    this.plan = plan;
    this.ledger = ledger;
    this.deviations = deviations;
    this.words = words;
    this.reasons = new FlowWording(released.protocol(), words.words().language());
  }

  /** Whether nothing went otherwise; looks at the arms are no deviation by themselves. */
  boolean none() {
    return otherwise().isEmpty();
  }

  List<Section> sections() {
    List<Section> sections = new ArrayList<>();
    List<Block> otherwise = otherwise();
    if (!otherwise.isEmpty()) {
      sections.add(new Section(words.say(PlanWord.HAPPENED), otherwise));
    }
    Origin.LedgerFacts known = ledger;
    if (known != null) {
      sections.add(new Section(words.say(PlanWord.VIEWINGS), viewings(known)));
    }
    return sections;
  }

  private List<Block> otherwise() {
    List<Block> blocks = new ArrayList<>();
    for (PlanRecord.Closing closing : plan.closings()) {
      blocks.add(
          new Block.Point(
              words.say(PlanWord.CLOSED_EARLY, wave(closing.wave()), words.day(closing.on()))
                  + " "
                  + PlanHistory.reason(words, closing.reason())));
    }
    if (!deviations.isEmpty()) {
      List<Table.Row> rows = new ArrayList<>();
      for (PlanSections.Deviation each : deviations) {
        rows.add(
            Table.row(
                Cell.words(reasons.deviation(each.kind())),
                Cell.words(each.arm()),
                GatedCell.count(each.people())));
      }
      blocks.add(
          new Table(
              List.of(
                  Table.left(words.say(PlanWord.DEVIATION_KIND)),
                  Table.left(words.say(PlanWord.DEVIATION_ARM)),
                  Table.right(words.say(PlanWord.DEVIATION_PEOPLE))),
              rows,
              words.say(PlanWord.DEVIATIONS)));
    }
    return blocks;
  }

  private String wave(Wave.Id id) {
    return released.protocol().wave(id).map(wave -> words.text(wave.title())).orElse(id.value());
  }

  /** One row for the same look for the same reason: its days and how often. */
  private List<Block> viewings(Origin.LedgerFacts known) {
    if (known.viewings().isEmpty()) {
      return List.of(new Block.Paragraph(words.say(PlanWord.VIEWINGS_NONE)));
    }
    Map<List<String>, List<LocalDate>> looks = new LinkedHashMap<>();
    boolean single = false;
    for (Origin.Viewing viewing : known.viewings()) {
      String what = words.words().find("viewed", PlanRecord.kind(viewing.what())).orElseThrow();
      looks
          .computeIfAbsent(List.of(what, viewing.why()), k -> new ArrayList<>())
          .add(viewing.day());
      single |= !PlanRecord.shows(viewing.what());
    }
    List<Table.Row> rows = new ArrayList<>();
    looks.forEach(
        (look, days) ->
            rows.add(
                Table.row(
                    Cell.words(look.get(0)),
                    Cell.words(look.get(1)),
                    new Cell.Count(days.size()),
                    Cell.words(span(days)))));
    List<Block> blocks = new ArrayList<>();
    blocks.add(
        new Table(
            List.of(
                Table.left(words.say(PlanWord.VIEWING_WHAT)),
                Table.left(words.say(PlanWord.VIEWING_WHY)),
                Table.right(words.say(PlanWord.VIEWING_TIMES)),
                Table.left(words.say(PlanWord.VIEWING_DAYS))),
            rows));
    if (single) {
      blocks.add(new Block.Paragraph(words.say(PlanWord.VIEWINGS_NOTE)));
    }
    return blocks;
  }

  private String span(List<LocalDate> days) {
    String first = words.day(days.get(0));
    String last = words.day(days.get(days.size() - 1));
    return first.equals(last) ? first : words.say(PlanWord.VIEWING_SPAN, first, last);
  }
}
