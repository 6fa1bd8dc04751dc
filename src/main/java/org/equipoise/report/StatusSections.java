package org.equipoise.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.equipoise.document.Block;
import org.equipoise.document.Cell;
import org.equipoise.document.Scale;
import org.equipoise.document.Table;
import org.equipoise.document.Table.Column;
import org.equipoise.document.Table.Row;
import org.equipoise.protocol.Arm;
import org.equipoise.protocol.Level;
import org.equipoise.protocol.Protocol;
import org.equipoise.trial.Delivery;
import org.equipoise.trial.Enrolment;
import org.equipoise.trial.Enrolment.Group;
import org.equipoise.trial.Standing;

/**
 * The tables of a trial's status: the intake, which tells no arm, and, for those who may see them,
 * what became of the arms.
 */
final class StatusSections {

  private final TrialWording wording;
  private final Protocol protocol;
  private final Enrolment enrolment;

  StatusSections(TrialWording wording, Enrolment enrolment) {
    this.wording = wording;
    this.protocol = wording.protocol();
    this.enrolment = enrolment;
  }

  /** How many were referred and drawn, by site and by who referred; sites that draw offline. */
  List<Block> intake() {
    List<Block> blocks = new ArrayList<>();
    List<Column> columns =
        List.of(
            Table.left(""),
            right(TrialWord.STATUS_REFERRED),
            right(TrialWord.STATUS_AGAIN),
            right(TrialWord.STATUS_READY),
            right(TrialWord.STATUS_DRAWN),
            right(TrialWord.STATUS_OUTSIDE),
            right(TrialWord.STATUS_SHARE_OUTSIDE),
            right(TrialWord.STATUS_OTHERS));
    List<Row> rows = new ArrayList<>();
    rows.add(row(wording.say(TrialWord.STATUS_EVERYBODY), enrolment.all()));
    addGroups(rows, TrialWord.STATUS_SITE, enrolment.sites(), protocol.sites());
    addGroups(rows, TrialWord.STATUS_REFERRER, enrolment.referrers(), protocol.referrers());
    blocks.add(new Table(columns, rows));
    enrolment
        .sitesAway()
        .forEach(
            (site, kit) -> {
              String title = title(protocol.sites(), site);
              blocks.add(new Block.Point(wording.say(TrialWord.STATUS_AWAY, title, kit)));
            });
    return blocks;
  }

  /** How many are drawn against the plan; empty where nothing is planned. */
  String pace() {
    if (enrolment.target() == 0) {
      return "";
    }
    String drawn = wording.count(enrolment.all().count(Standing.Kind.DRAWN));
    String target = wording.count(enrolment.target());
    return enrolment.due() == 0
        ? wording.say(TrialWord.STATUS_TARGET, drawn, target)
        : wording.say(TrialWord.STATUS_PACE, drawn, target, wording.count(enrolment.due()));
  }

  private void addGroups(List<Row> rows, TrialWord head, List<Group> groups, List<Level> levels) {
    if (!groups.isEmpty()) {
      rows.add(new Row.Head(wording.say(head)));
      for (Group group : groups) {
        rows.add(row("  " + title(levels, group.code()), group));
      }
    }
  }

  private static Row row(String head, Group group) {
    int outside = group.count(Standing.Kind.OUTSIDE);
    int drawn = group.count(Standing.Kind.DRAWN);
    int ready = group.count(Standing.Kind.READY);
    return Table.row(
        Cell.words(head),
        new Cell.Count(group.referred()),
        new Cell.Count(group.again()),
        new Cell.Count(ready),
        new Cell.Count(drawn),
        new Cell.Count(outside),
        outside + drawn == 0 ? new Cell.Empty() : new Cell.Share(group.shareOutside()),
        new Cell.Count(group.referred() - ready - drawn - outside));
  }

  /** Who is not in the draw, and why. */
  List<Block> reasons() {
    List<Row> rows = new ArrayList<>();
    Group all = enrolment.all();
    all.standing()
        .forEach(
            (kind, people) -> {
              if (kind != Standing.Kind.READY && kind != Standing.Kind.DRAWN && people > 0) {
                rows.add(Table.row(Cell.words(wording.say(kind)), new Cell.Count(people)));
                all.reasons()
                    .getOrDefault(kind, Map.of())
                    .forEach(
                        (code, count) ->
                            rows.add(
                                Table.row(
                                    Cell.words("  " + wording.reason(code)),
                                    new Cell.Count(count))));
              }
            });
    return rows.isEmpty()
        ? List.of()
        : List.of(new Table(List.of(Table.left(""), right(TrialWord.STATUS_PEOPLE)), rows));
  }

  /** Units drawn to each arm. */
  List<Block> balance(Delivery shown) {
    List<Column> columns = new ArrayList<>(List.of(Table.left("")));
    for (Arm arm : protocol.arms()) {
      columns.add(Table.right(wording.text(arm.title())));
    }
    boolean fillIn = shown.balance().stream().anyMatch(stream -> stream.fillIn() > 0);
    if (fillIn) {
      columns.add(right(TrialWord.FILL_IN));
    }
    List<Row> rows = new ArrayList<>();
    for (Delivery.Balance stream : shown.balance()) {
      List<Cell> cells = new ArrayList<>(List.of(Cell.words(wording.stream(stream.stream()))));
      for (Arm arm : protocol.arms()) {
        cells.add(new Cell.Count(stream.units().getOrDefault(arm.id(), 0)));
      }
      if (fillIn) {
        cells.add(new Cell.Count(stream.fillIn()));
      }
      rows.add(new Row.Cells(cells, ""));
    }
    return List.of(new Table(columns, rows));
  }

  /** What became of the people of each arm. */
  List<Block> arms(Delivery shown) {
    List<Column> columns =
        List.of(
            Table.left(""),
            right(TrialWord.STATUS_DRAWN),
            right(TrialWord.STATUS_TOLD),
            right(TrialWord.STATUS_WAITING),
            right(TrialWord.STATUS_DUE),
            right(TrialWord.STATUS_STARTED),
            right(TrialWord.STATUS_EARLY),
            right(TrialWord.STATUS_LATE),
            right(TrialWord.STATUS_NEVER),
            right(TrialWord.STATUS_LEFT),
            right(TrialWord.STATUS_MEDIAN));
    List<Row> rows = new ArrayList<>();
    for (Delivery.Course course : shown.arms()) {
      Double median = course.medianStart();
      rows.add(
          Table.row(
              Cell.words(wording.text(wording.arm(course.arm()).title())),
              new Cell.Count(course.drawn()),
              new Cell.Count(course.told()),
              new Cell.Count(course.waiting()),
              new Cell.Count(course.due()),
              new Cell.Count(course.started()),
              new Cell.Count(course.early()),
              new Cell.Count(course.late()),
              new Cell.Count(course.never()),
              new Cell.Count(course.left()),
              median == null ? new Cell.Empty() : new Cell.Quantity(median, new Scale(false, 0))));
      course
          .withdrawn()
          .forEach(
              (from, people) ->
                  rows.add(
                      new Row.Remark(
                          wording.say(
                              TrialWord.STATUS_WITHDRAWN,
                              wording.say(from),
                              wording.count(people)))));
    }
    List<Block> blocks = new ArrayList<>(List.of(new Table(columns, rows)));
    Double weeks = shown.separation();
    if (weeks != null) {
      String apart = wording.numerals().fixed(weeks, 1);
      blocks.add(new Block.Paragraph(wording.say(TrialWord.STATUS_SEPARATION, apart)));
    }
    return blocks;
  }

  /** The name of a site or agency. */
  String title(List<Level> levels, String code) {
    for (Level level : levels) {
      if (level.code().equals(code)) {
        return wording.text(level.title());
      }
    }
    return code;
  }

  private Column right(TrialWord word) {
    return Table.right(wording.say(word));
  }
}
