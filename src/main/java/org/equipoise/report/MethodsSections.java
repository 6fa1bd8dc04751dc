package org.equipoise.report;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.equipoise.disclosure.Released;
import org.equipoise.document.Block;
import org.equipoise.document.Section;
import org.equipoise.protocol.Analysis;
import org.equipoise.protocol.ValueType;

/**
 * How it was done, in sentences that a journal would print. A clause stands here only when what it
 * says has happened: it is written from the methods that the numbers carry, not from the plan
 * alone.
 */
final class MethodsSections {

  private final Story story;

  MethodsSections(Story story) {
    this.story = story;
  }

  List<Section> sections() {
    Set<Reference> cited = EnumSet.noneOf(Reference.class);
    List<Section> sections = new ArrayList<>();
    List<Block> design = new ArrayList<>();
    design.add(new Block.Paragraph(new MethodsDesign(story, cited).draw()));
    String data = new MethodsDesign(story, cited).data();
    if (!data.isEmpty()) {
      design.add(new Block.Paragraph(data));
    }
    sections.add(new Section("", design));
    for (Analysis analysis : story.analyses()) {
      MethodsAnalysis how = new MethodsAnalysis(story, analysis, cited);
      String title = story.wording().text(analysis.title());
      List<Block> blocks = new ArrayList<>();
      blocks.add(new Block.Paragraph(how.effects()));
      String beside = new MethodsBeside(story, analysis, cited).words();
      if (!beside.isEmpty()) {
        blocks.add(new Block.Paragraph(beside));
      }
      sections.add(new Section(title, blocks));
    }
    sections.add(
        new Section(story.say(StoryWord.TELLING), List.of(new Block.Paragraph(telling()))));
    List<Block> references = new ArrayList<>();
    cited.forEach(reference -> references.add(new Block.Point(reference.entry())));
    sections.add(new Section(story.say(StoryWord.REFERENCES), references));
    return sections;
  }

  /** What is estimated and told of few people, and by which program. */
  private String telling() {
    Released released = story.released();
    List<String> sentences = new ArrayList<>();
    boolean shares =
        released.effects().stream().anyMatch(e -> e.outcome().type() == ValueType.BINARY);
    if (shares) {
      sentences.add(
          story.say(
              StoryWord.EVENTS_RULE,
              story.count(released.protocol().cells().events()),
              story.count(released.protocol().cells().nonEvents())));
    }
    if (released.limit() > 1) {
      sentences.add(story.say(StoryWord.DISPLAY_RULE, story.count(released.limit())));
    }
    sentences.add(story.say(StoryWord.SOFTWARE, released.program()));
    return String.join(" ", sentences);
  }
}
