package org.equipoise.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.equipoise.analysis.Comparison.Refused;
import org.equipoise.analysis.Reading;
import org.equipoise.analysis.Topic;
import org.equipoise.disclosure.Released.Effect;
import org.equipoise.disclosure.Released.Supplement;
import org.equipoise.document.Block;
import org.equipoise.document.Cell;
import org.equipoise.document.Section;
import org.equipoise.document.Table;
import org.equipoise.document.Words;

/** What limits the answers: caveats, comparisons without a number, findings about the data. */
final class CaveatSections {

  private record Place(String analysis, String outcome) {}

  private final Story story;

  CaveatSections(Story story) {
    this.story = story;
  }

  List<Section> sections() {
    List<Section> sections = new ArrayList<>();
    sections.addAll(new Caveats(story.released(), story.wording()).sections());
    int at = story.released().findings().isEmpty() ? sections.size() : sections.size() - 1;
    sections.add(at, new Section(story.say(StoryWord.REFUSALS), refusals()));
    return sections;
  }

  /** Every comparison without a number: by reason, then by analysis and outcome. */
  private List<Block> refusals() {
    Map<String, Map<Place, List<Effect>>> byReason = new LinkedHashMap<>();
    int all = 0;
    for (Effect effect : story.released().effects()) {
      if (effect.comparison() instanceof Refused refused) {
        all++;
        Place place =
            new Place(
                story.wording().text(effect.analysis().title()),
                story.wording().text(effect.outcome().title()));
        byReason
            .computeIfAbsent(
                Story.capital(story.wording().refusal(refused)), why -> new LinkedHashMap<>())
            .computeIfAbsent(place, p -> new ArrayList<>())
            .add(effect);
      }
    }
    List<Block> blocks = new ArrayList<>();
    String planned = story.count(story.released().effects().size());
    blocks.add(
        new Block.Paragraph(
            all == 0
                ? story.say(StoryWord.NO_REFUSALS, planned)
                : story.say(StoryWord.REFUSALS_LEAD, story.count(all), planned)));
    if (all > 0) {
      blocks.add(table(byReason));
    }
    blocks.addAll(beside());
    return blocks;
  }

  private Table table(Map<String, Map<Place, List<Effect>>> byReason) {
    List<Table.Row> rows = new ArrayList<>();
    byReason.forEach(
        (why, places) -> {
          rows.add(new Table.Row.Head(why));
          places.forEach(
              (place, effects) ->
                  rows.add(
                      Table.row(
                          Cell.words("  " + place.outcome()),
                          Cell.words(place.analysis()),
                          Cell.words(moments(effects)),
                          new Cell.Count(effects.size()))));
        });
    return new Table(
        List.of(
            Table.left(story.wording().say(Word.OUTCOME)),
            Table.left(story.say(StoryWord.ANALYSIS)),
            Table.left(story.wording().say(Word.WHEN_FOR_WHOM)),
            Table.right(story.say(StoryWord.COMPARISONS))),
        rows);
  }

  private String moments(List<Effect> effects) {
    Map<String, List<String>> byGroup = new LinkedHashMap<>();
    for (Effect effect : effects) {
      byGroup
          .computeIfAbsent(story.wording().group(effect.group()), group -> new ArrayList<>())
          .add(story.wording().moment(effect.moment()));
    }
    List<String> parts = new ArrayList<>();
    byGroup.forEach((group, moments) -> parts.add(group + ": " + String.join(", ", moments)));
    return String.join("; ", parts);
  }

  /** The rows beside the effects that have no number, counted by topic and reason. */
  private List<Block> beside() {
    Map<String, Map<String, Integer>> byTopic = new LinkedHashMap<>();
    for (Topic topic : Topic.values()) {
      Words words = Words.in(story.words().language(), SupplementSections.catalogue(topic));
      Map<String, Integer> reasons = new LinkedHashMap<>();
      for (Supplement row : story.released().supplements()) {
        if (row.topic() == topic && row.reading() instanceof Reading.Refused refused) {
          reasons.merge(
              SupplementSections.refusal(story.wording(), refused, words), 1, Integer::sum);
        }
      }
      if (!reasons.isEmpty()) {
        byTopic.put(words.said("title"), reasons);
      }
    }
    if (byTopic.isEmpty()) {
      return List.of();
    }
    List<Table.Row> rows = new ArrayList<>();
    byTopic.forEach(
        (topic, reasons) -> {
          rows.add(new Table.Row.Head(topic));
          reasons.forEach(
              (why, times) ->
                  rows.add(
                      Table.row(Cell.words("  " + Story.capital(why)), new Cell.Count(times))));
        });
    Table table =
        new Table(
            List.of(
                Table.left(story.say(StoryWord.REASON)), Table.right(story.say(StoryWord.ROWS))),
            rows);
    return List.of(new Block.Fold(story.say(StoryWord.REFUSALS_BESIDE), List.of(table)));
  }
}
