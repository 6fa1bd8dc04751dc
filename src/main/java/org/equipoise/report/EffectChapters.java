package org.equipoise.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.equipoise.analysis.Group;
import org.equipoise.analysis.Topic;
import org.equipoise.disclosure.Released;
import org.equipoise.disclosure.Released.Effect;
import org.equipoise.document.Block;
import org.equipoise.document.Chapter;
import org.equipoise.document.Section;
import org.equipoise.protocol.Analysis;

/** The chapters about effects: of everybody, period by period, for whom, and how robust. */
final class EffectChapters {

  private final Story story;
  private final Pictures pictures;
  private final Released released;
  private final SupplementFolds beside;

  EffectChapters(Story story, Pictures pictures) {
    this.story = story;
    this.pictures = pictures;
    this.released = story.released();
    this.beside = new SupplementFolds(story);
  }

  /** What contrast was left, and the effect of meeting the service. */
  Chapter contrast(List<Block> met) {
    List<Section> sections = new ArrayList<>();
    sections.add(new Section("", met));
    sections.addAll(beside.of(Topic.TAKE_UP));
    return new Chapter("contrast", story.say(StoryWord.CONTRAST_CHAPTER), sections);
  }

  /** The main analysis for everybody, what its correction means, and the later analyses. */
  Chapter effects() {
    List<Section> sections = new ArrayList<>();
    List<Effect> everybody = split(story.main(), true);
    if (!everybody.isEmpty()) {
      List<Block> open = new ArrayList<>(pictures.analyses());
      open.addAll(only(everybody));
      open.addAll(leftOut(everybody));
      sections.add(new Section(title(everybody), open));
    }
    sections.add(
        new Section(story.say(StoryWord.SEVERAL), new FamilyBlocks(story).blocks(everybody)));
    List<Block> later = later(true);
    if (!later.isEmpty()) {
      later.add(0, new Block.Paragraph(story.say(StoryWord.LATER_LEAD)));
    }
    sections.add(new Section(story.say(StoryWord.LATER), later));
    sections.addAll(beside.of(Topic.ROLLOUT));
    return new Chapter("effects", story.say(StoryWord.EFFECTS), sections);
  }

  private String title(List<Effect> effects) {
    return story.wording().text(effects.get(0).analysis().title());
  }

  /** Methods and table of effects of one analysis. */
  private List<Block> only(List<Effect> effects) {
    return new EffectSections(released, story.wording(), Detail.FULL, effects, story.plan())
        .sections()
        .get(0)
        .blocks();
  }

  private List<Block> leftOut(List<Effect> effects) {
    List<Block> blocks =
        new LeftOut(released, story.wording(), story.twoArms(), EffectSections.planned(effects))
            .blocks(Detail.FULL);
    return blocks.isEmpty()
        ? List.of()
        : List.of(new Block.Fold(story.say(StoryWord.LEFT_OUT), blocks));
  }

  /** A fold for each analysis after the main one. */
  private List<Block> later(boolean whole) {
    List<Block> folds = new ArrayList<>();
    for (Analysis analysis : story.analyses().stream().skip(1).toList()) {
      List<Effect> own =
          split(story.later().stream().filter(e -> e.analysis().equals(analysis)).toList(), whole);
      if (!own.isEmpty()) {
        folds.add(new Block.Fold(title(own), only(own)));
      }
    }
    return folds;
  }

  /** A step taken stands where the comparison stands that it was taken in place of. */
  private static List<Effect> split(List<Effect> effects, boolean whole) {
    List<Effect> chosen = new ArrayList<>();
    boolean last = true;
    for (Effect effect : effects) {
      if (effect.ladder().taken() == null) {
        last = effect.group() instanceof Group.Everybody;
      }
      if (last == whole) {
        chosen.add(effect);
      }
    }
    return chosen;
  }

  /** Effects period by period. */
  Chapter overTime() {
    List<Section> sections = new ArrayList<>();
    Analysis.Id main = story.main().stream().map(e -> e.analysis().id()).findFirst().orElse(null);
    List<Block> blocks = new ArrayList<>(pictures.periods());
    List<Section> open =
        new PeriodSections(
                released,
                story.wording(),
                Detail.FULL,
                e -> e.analysis().id().equals(main) && story.leads(e.outcome()),
                story.plan())
            .sections();
    open.forEach(section -> blocks.addAll(section.blocks()));
    List<Section> others =
        new PeriodSections(
                released,
                story.wording(),
                Detail.FULL,
                e -> !e.analysis().id().equals(main) || !story.leads(e.outcome()),
                story.plan())
            .sections();
    for (Section section : others) {
      String title = others.size() == 1 ? story.say(StoryWord.OTHER_OUTCOMES) : section.title();
      blocks.add(new Block.Fold(title, section.blocks()));
    }
    sections.add(new Section("", blocks));
    return new Chapter("over-time", story.say(StoryWord.OVER_TIME), sections);
  }

  /** Subgroups and parts of the intake, with the tests of whether they differ. */
  Chapter forWhom() {
    List<Section> sections = new ArrayList<>();
    List<Section> tests = beside.of(Topic.FOR_WHOM);
    List<Effect> parts = split(story.main(), false);
    List<Block> open = new ArrayList<>();
    if (!parts.isEmpty() || !tests.isEmpty()) {
      open.add(new Block.Paragraph(story.say(StoryWord.FOR_WHOM_LEAD)));
      open.addAll(pictures.groups());
    }
    sections.add(new Section("", open));
    for (Section test : tests) {
      // The topic's own lead says what the chapter's has said.
      List<Block> blocks = test.blocks().subList(1, test.blocks().size());
      sections.add(new Section(story.say(StoryWord.GROUP_TESTS), blocks));
    }
    sections.add(new Section(story.say(StoryWord.GROUP_EFFECTS), groups(parts)));
    sections.add(new Section(story.say(StoryWord.GROUP_EFFECTS_LATER), later(false)));
    return new Chapter("for-whom", story.say(StoryWord.FOR_WHOM), sections);
  }

  private List<Block> groups(List<Effect> parts) {
    List<Block> blocks = new ArrayList<>();
    List<Effect> leading = parts.stream().filter(e -> story.leads(e.outcome())).toList();
    if (!leading.isEmpty()) {
      blocks.addAll(only(leading));
    }
    Map<String, List<Effect>> others = new LinkedHashMap<>();
    for (Effect effect : parts) {
      if (!story.leads(effect.outcome())) {
        String title = story.wording().text(effect.outcome().title());
        others.computeIfAbsent(title, t -> new ArrayList<>()).add(effect);
      }
    }
    others.forEach((title, own) -> blocks.add(new Block.Fold(title, only(own))));
    return blocks;
  }

  /** The same comparisons under other beliefs, other draws, other measures and other programs. */
  Chapter robustness() {
    List<Section> sections = new ArrayList<>();
    boolean any = false;
    for (Topic topic :
        List.of(
            Topic.LOSS,
            Topic.RERANDOMIZATION,
            Topic.CLUSTERS,
            Topic.MEASURES,
            Topic.REPEATED,
            Topic.CONVENTIONS)) {
      List<Section> own = beside.of(topic);
      any |= !own.isEmpty();
      List<Block> drawn = new ArrayList<>();
      if (topic == Topic.LOSS) {
        drawn.addAll(pictures.loss());
      } else if (topic == Topic.CONVENTIONS) {
        drawn.addAll(pictures.conventions());
      }
      if (!drawn.isEmpty() && !own.isEmpty()) {
        List<Block> first = new ArrayList<>(drawn);
        first.addAll(own.get(0).blocks());
        sections.add(new Section(own.get(0).title(), first));
        sections.addAll(own.subList(1, own.size()));
      } else {
        sections.addAll(own);
      }
    }
    if (any) {
      sections.add(
          0, new Section("", List.of(new Block.Paragraph(story.say(StoryWord.ROBUSTNESS_LEAD)))));
    }
    return new Chapter("robustness", story.say(StoryWord.ROBUSTNESS), sections);
  }
}
