package org.equipoise.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.equipoise.adoption.AdoptionPlan.Analysis;
import org.equipoise.adoption.AdoptionResults.Part;
import org.equipoise.adoption.AdoptionResults.Reading.Refused;
import org.equipoise.adoption.AdoptionResults.Row;
import org.equipoise.disclosure.ReleasedAdoption;
import org.equipoise.document.Block;
import org.equipoise.document.Cell;
import org.equipoise.document.Section;
import org.equipoise.document.Table;

/** Every answer that was asked for and has no number, with the reason, those alike in one row. */
final class AdoptionNotTold {

  /** Answers of one kind without a number for one reason. */
  private record Kind(String analysis, Part part, String estimator, String why) {}

  /** How many, and of which outcomes and groups. */
  private static final class Tally {
    private final Set<String> about = new LinkedHashSet<>();
    private int rows;
  }

  private final ReleasedAdoption released;
  private final AdoptionWording wording;

  AdoptionNotTold(ReleasedAdoption released, AdoptionWording wording) {
    this.released = released;
    this.wording = wording;
  }

  List<Section> sections() {
    Map<Kind, Tally> kinds = new LinkedHashMap<>();
    for (Analysis analysis : released.plan().analyses()) {
      for (AdoptionAnswers answers : AdoptionAnswers.of(released, analysis)) {
        for (Row row : answers.rows()) {
          if (row.reading() instanceof Refused refused) {
            String title = wording.text(analysis.title());
            String why = wording.refusal(refused);
            Kind kind = new Kind(title, row.part(), row.estimator(), why);
            Tally tally = kinds.computeIfAbsent(kind, key -> new Tally());
            tally.rows++;
            tally.about.add(wording.about(answers));
          }
        }
      }
    }
    List<Block> blocks = new ArrayList<>();
    if (kinds.isEmpty()) {
      blocks.add(new Block.Paragraph(wording.report(AdoptionReportWord.NOT_TOLD_NOTHING)));
    } else {
      blocks.add(new Block.Paragraph(wording.report(AdoptionReportWord.NOT_TOLD_LEAD)));
      blocks.add(AdoptionReport.folded(table(kinds), wording));
    }
    return List.of(new Section(wording.report(AdoptionReportWord.NOT_TOLD_TITLE), blocks));
  }

  private Table table(Map<Kind, Tally> kinds) {
    List<Table.Row> rows = new ArrayList<>();
    String analysis = "";
    for (Map.Entry<Kind, Tally> each : kinds.entrySet()) {
      Kind kind = each.getKey();
      if (!kind.analysis().equals(analysis)) {
        analysis = kind.analysis();
        rows.add(new Table.Row.Head(analysis));
      }
      Tally tally = each.getValue();
      rows.add(
          Table.row(
              Cell.words(
                  wording.report(kind.part()) + " \u00b7 " + wording.estimator(kind.estimator())),
              Cell.words(String.join("; ", tally.about)),
              new Cell.Count(tally.rows),
              Cell.words(kind.why())));
    }
    return new Table(
        List.of(
            Table.left(wording.report(AdoptionReportWord.WHAT)),
            Table.left(wording.say(AdoptionWord.FOR_WHOM)),
            Table.right(wording.report(AdoptionReportWord.HOW_MANY)),
            Table.left(wording.report(AdoptionReportWord.WHY))),
        rows,
        wording.report(AdoptionReportWord.NOT_TOLD_TITLE));
  }
}
