package org.equipoise.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.equipoise.document.Language;
import org.equipoise.document.Section;
import org.equipoise.document.Style;
import org.equipoise.document.TextLayout;
import org.equipoise.publication.ComparedNumber.Match;
import org.equipoise.publication.ComparedTable;
import org.equipoise.publication.WayCount;

/** A comparison with a printed table for a terminal of 100 columns. */
public final class ComparedText {

  /** Where more numbers agree, only those that do not are told. */
  private static final int MOST = 40;

  private ComparedText() {}

  /** Prints the answer, the ways that explain it and the numbers; lines end in {@code \n}. */
  public static void print(Appendable out, ComparedTable table, Language language)
      throws IOException {
    print(out, table, List.of(), language);
  }

  /** The same, and what the plan does. */
  public static void print(
      Appendable out, ComparedTable table, List<ComparedPlan> plans, Language language)
      throws IOException {
    TextLayout layout = new TextLayout(out, Style.PLAIN, language, 0);
    ComparedWording wording = new ComparedWording(language);
    ComparedSections sections = new ComparedSections(table, wording);
    String count = wording.count(table.numbers());
    layout.wrapped(
        "", "", wording.say(ComparedWord.SUBTITLE, count, table.published(), table.results()));
    layout.line("");
    layout.wrapped("", "", sections.summary());
    for (String limit : sections.limits()) {
      layout.wrapped("", "", limit);
    }
    if (!sections.stars().isEmpty()) {
      layout.wrapped("", "", sections.stars());
    }
    for (String plan : ComparedPlan.sentences(plans, wording)) {
      layout.wrapped("", "", plan);
    }
    List<WayCount> ranked = ranked(table);
    if (sections.tried() && ranked.size() > 1) {
      String title = wording.say(ComparedWord.CHAPTER_WAYS);
      layout.print(new Section(title, List.of(sections.ranking(ranked))));
    }
    boolean brief = table.numbers() > MOST;
    int told = table.numbers() - sections.given();
    if (!brief || told > 0) {
      String title = wording.say(ComparedWord.CHAPTER_NUMBERS);
      layout.print(new Section(title, List.of(sections.table(brief))));
    }
    if (brief && table.count(Match.REPRODUCED) > 0) {
      layout.line("");
      layout.wrapped(
          "", "", wording.say(ComparedWord.SCREEN_REST, wording.count(sections.given())));
    }
  }

  /** The ways worth telling, the one that gives most first; the plan's own among them. */
  static List<WayCount> ranked(ComparedTable table) {
    List<WayCount> ranked = new ArrayList<>();
    WayCount best = table.best();
    if (best != null) {
      ranked.add(best);
    }
    ranked.addAll(table.others());
    WayCount planned = table.planned();
    if (planned != null && ranked.stream().noneMatch(each -> each.way().planned())) {
      ranked.add(planned);
    }
    ranked.sort((a, b) -> Integer.compare(b.numbers(), a.numbers()));
    return ranked;
  }
}
