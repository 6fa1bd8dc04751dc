package org.equipoise.report;

import java.util.ArrayList;
import java.util.List;
import org.equipoise.disclosure.Released;
import org.equipoise.disclosure.Released.Input;
import org.equipoise.document.Block;
import org.equipoise.document.Chapter;
import org.equipoise.document.Document;
import org.equipoise.document.Language;
import org.equipoise.document.Picture;
import org.equipoise.document.Section;

/**
 * The whole report of a trial: what was asked, what was found, how far it can be trusted. The first
 * chapter is for somebody who reads one page; those after it for an analyst, who finds every
 * released number with its method and its people; the last for an inspector. Chapters with nothing
 * to say are left out. Their ids are the same in every language.
 */
public final class TrialReport {

  private static final int DIGEST = 12;

  private final Story story;

  private TrialReport(Story story) {
    this.story = story;
  }

  /**
   * The report of released results.
   *
   * @param released what may be published
   * @param origin where the results come from and how they are made again
   * @param language of all words
   */
  public static Document of(Released released, Origin origin, Language language) {
    return new TrialReport(Story.of(released, origin, language)).document();
  }

  private Document document() {
    Released released = story.released();
    return new Document(
        story.words().language(),
        story.wording().text(released.protocol().title()),
        story.say(StoryWord.SUBTITLE, story.origin().day().toString()),
        about(),
        chapters(),
        released.limit(),
        story.say(StoryWord.COLOPHON, released.program(), released.protocol().id()));
  }

  private List<Block.Fact> about() {
    Released released = story.released();
    List<Block.Fact> facts = new ArrayList<>();
    facts.add(
        new Block.Fact(
            story.say(StoryWord.PROTOCOL),
            story.say(
                StoryWord.PROTOCOL_VERSION,
                released.protocol().id(),
                String.valueOf(released.protocol().version()),
                shortened(released.digest()))));
    List<String> files = released.inputs().stream().map(Input::file).distinct().toList();
    if (!files.isEmpty()) {
      facts.add(new Block.Fact(story.say(StoryWord.DATA), story.wording().list(files)));
    }
    facts.add(new Block.Fact(story.say(StoryWord.MADE_BY), released.program()));
    return facts;
  }

  private static String shortened(String digest) {
    return digest.substring(0, Math.min(DIGEST, digest.length()));
  }

  private List<Chapter> chapters() {
    Released released = story.released();
    Pictures pictures = new Pictures(released, story.words().language());
    PeopleChapters people = new PeopleChapters(story, pictures);
    EffectChapters effects = new EffectChapters(story, pictures);
    List<Chapter> chapters = new ArrayList<>();
    chapters.add(pictured(new Headline(story).chapter(), pictures.effects()));
    chapters.add(people.people());
    chapters.add(people.response());
    chapters.add(people.balance());
    chapters.add(effects.contrast(people.met()));
    chapters.add(effects.effects());
    chapters.add(effects.overTime());
    chapters.add(effects.forWhom());
    chapters.add(effects.robustness());
    chapters.add(new Chapter("planned", story.say(StoryWord.PLANNED), story.plan().sections()));
    chapters.add(
        new Chapter("caveats", story.say(StoryWord.CAVEATS), new CaveatSections(story).sections()));
    chapters.add(
        new Chapter(
            "methods", story.say(StoryWord.METHODS), new MethodsSections(story).sections()));
    chapters.add(
        new Chapter("rerun", story.say(StoryWord.RERUN), new RerunSections(story).sections()));
    chapters.add(
        new Chapter("hidden", story.say(StoryWord.HIDDEN), new HiddenSections(story).sections()));
    return chapters.stream().map(TrialReport::told).filter(c -> !c.sections().isEmpty()).toList();
  }

  /** The first page with pictures right under its answers. */
  private static Chapter pictured(Chapter headline, List<Picture> pictures) {
    List<Section> sections = new ArrayList<>();
    for (Section section : headline.sections()) {
      List<Block> blocks = new ArrayList<>(section.blocks());
      int after = blocks.size();
      while (after > 0 && !(blocks.get(after - 1) instanceof Block.Answer)) {
        after--;
      }
      if (after > 0) {
        blocks.addAll(after, pictures);
      }
      sections.add(new Section(section.title(), blocks));
    }
    return new Chapter(headline.id(), headline.title(), sections);
  }

  /** A chapter without its empty sections. */
  private static Chapter told(Chapter chapter) {
    List<Section> sections =
        chapter.sections().stream().filter(section -> !section.blocks().isEmpty()).toList();
    return new Chapter(chapter.id(), chapter.title(), sections);
  }
}
