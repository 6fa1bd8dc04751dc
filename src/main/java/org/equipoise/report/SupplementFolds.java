package org.equipoise.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.equipoise.analysis.Group;
import org.equipoise.analysis.Topic;
import org.equipoise.disclosure.Released;
import org.equipoise.disclosure.Released.Supplement;
import org.equipoise.document.Block;
import org.equipoise.document.Section;
import org.equipoise.document.Words;
import org.equipoise.protocol.Analysis;

/**
 * What was planned beside the effects, topic by topic: of the leading outcomes in the open, of
 * every other outcome in a fold of its own. Rows about subgroups, which are many, stay in the files
 * of results, and the reader is told so.
 */
final class SupplementFolds {

  private final Story story;
  private final Released released;
  private final SupplementSections sections;

  SupplementFolds(Story story) {
    this.story = story;
    this.released = story.released();
    this.sections = new SupplementSections(released, story.wording(), Detail.FULL, story.plan());
  }

  /** One section for the main analysis; the later ones are folds in it. */
  List<Section> of(Topic topic) {
    Map<Analysis.Id, List<Supplement>> byAnalysis = new LinkedHashMap<>();
    for (Supplement row : released.supplements()) {
      if (row.topic() == topic) {
        byAnalysis.computeIfAbsent(row.effect().analysis().id(), id -> new ArrayList<>()).add(row);
      }
    }
    if (byAnalysis.isEmpty()) {
      return List.of();
    }
    Words words = Words.in(story.words().language(), SupplementSections.catalogue(topic));
    List<Block> blocks = new ArrayList<>();
    blocks.add(new Block.Paragraph(words.said("lead")));
    Analysis.Id main = story.main().isEmpty() ? null : story.main().get(0).analysis().id();
    byAnalysis.forEach(
        (id, rows) -> {
          if (id.equals(main)) {
            blocks.addAll(analysis(topic, rows));
          } else {
            String title = story.wording().text(rows.get(0).effect().analysis().title());
            blocks.add(new Block.Fold(title, analysis(topic, rows)));
          }
        });
    return List.of(new Section(words.said("title"), blocks));
  }

  private List<Block> analysis(Topic topic, List<Supplement> rows) {
    List<Supplement> open = new ArrayList<>();
    Map<String, List<Supplement>> folded = new LinkedHashMap<>();
    int elsewhere = 0;
    for (Supplement row : rows) {
      boolean everybody = row.effect().group() instanceof Group.Everybody;
      if (!everybody && topic != Topic.FOR_WHOM) {
        elsewhere++;
      } else if (everybody && story.leads(row.effect().outcome())) {
        open.add(row);
      } else {
        String title = story.wording().text(row.effect().outcome().title());
        folded.computeIfAbsent(title, t -> new ArrayList<>()).add(row);
      }
    }
    List<Block> blocks = new ArrayList<>();
    if (!open.isEmpty()) {
      blocks.addAll(sections.body(open));
    }
    folded.forEach((title, own) -> blocks.add(new Block.Fold(title, sections.body(own))));
    if (elsewhere > 0) {
      blocks.add(new Block.Paragraph(story.say(StoryWord.GROUP_ROWS, story.count(elsewhere))));
    }
    return blocks;
  }
}
