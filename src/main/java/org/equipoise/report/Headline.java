package org.equipoise.report;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.equipoise.disclosure.Released.Drawn;
import org.equipoise.disclosure.Released.Effect;
import org.equipoise.disclosure.ReleasedIntake;
import org.equipoise.document.Block;
import org.equipoise.document.Chapter;
import org.equipoise.document.Section;
import org.equipoise.protocol.Arm;
import org.equipoise.protocol.Text;

/**
 * The first page: what was asked, what was found, and what to bear in mind, in words that somebody
 * reads who reads nothing else. Each primary outcome of the main analysis is answered at the last
 * moment it was planned for, for everybody drawn; no result moves another outcome or moment here.
 */
final class Headline {

  /** More answers than this are no headline. */
  static final int MOST = 6;

  /** An outcome and arm at the moment that counts. */
  record Question(Effect effect, List<Effect> others) {}

  private final Story story;
  private final List<Question> all;
  private final Set<String> ahead = new LinkedHashSet<>();
  private final List<Question> asked;

  Headline(Story story) {
    this.story = story;
    this.all = questions();
    List<Question> primary = all.stream().filter(q -> q.effect().outcome().primary()).toList();
    List<Question> chosen = primary.isEmpty() ? all : primary;
    this.asked = chosen.subList(0, Math.min(MOST, chosen.size()));
  }

  private List<Question> questions() {
    Map<List<Object>, List<Effect>> byOutcome = new LinkedHashMap<>();
    for (Effect effect : story.main()) {
      if (Story.whole(effect)) {
        byOutcome
            .computeIfAbsent(List.of(effect.outcome().id(), effect.arm()), k -> new ArrayList<>())
            .add(effect);
      }
    }
    story.ahead().stream().filter(Story::whole).forEach(effect -> ahead.add(title(effect)));
    byOutcome.values().forEach(known -> ahead.remove(title(known.get(0))));
    List<Question> questions = new ArrayList<>();
    for (List<Effect> effects : byOutcome.values()) {
      Effect last = effects.get(0);
      for (Effect effect : effects) {
        last = story.order(effect.moment()) > story.order(last.moment()) ? effect : last;
      }
      Effect counts = last;
      questions.add(new Question(counts, effects.stream().filter(e -> !e.equals(counts)).toList()));
    }
    return questions;
  }

  private String title(Effect effect) {
    return story.wording().text(effect.outcome().title());
  }

  /** The comparisons that are answered, at the moment that counts. */
  List<Effect> answered() {
    return asked.stream().map(Question::effect).toList();
  }

  Chapter chapter() {
    List<Section> sections = new ArrayList<>();
    sections.add(new Section("", opening()));
    sections.add(new Section(story.say(StoryWord.FOUND_TITLE), found()));
    List<Block> doubts = new HeadlineDoubts(story, answered()).notices();
    if (!doubts.isEmpty()) {
      sections.add(new Section(story.say(StoryWord.DOUBTS_TITLE), doubts));
    }
    return new Chapter("summary", story.say(StoryWord.SUMMARY), sections);
  }

  private List<Block> opening() {
    List<Block> blocks = new ArrayList<>();
    String purpose = story.wording().text(story.released().protocol().purpose());
    if (!purpose.isBlank()) {
      blocks.add(new Block.Paragraph(story.say(StoryWord.QUESTION, purpose)));
    }
    blocks.add(new Block.Paragraph(compared()));
    return blocks;
  }

  /** Who is compared with whom, how many they are, and when they came. */
  private String compared() {
    List<String> arms = new ArrayList<>();
    for (Arm arm : story.compared()) {
      arms.add(counted(arm.id()));
    }
    arms.add(counted(story.control()));
    String drawn =
        story
            .released()
            .recruitment()
            .drawn()
            .either(
                n -> story.say(StoryWord.DRAWN_COUNTED, story.count(n), story.wording().list(arms)),
                why -> story.say(StoryWord.DRAWN_UNCOUNTED, story.wording().list(arms)));
    List<String> sentences = new ArrayList<>();
    sentences.add(drawn);
    ReleasedIntake intake = story.released().intake();
    if (intake != null && !intake.months().isEmpty()) {
      String first = month(intake.months().get(0).month());
      String last = month(intake.months().get(intake.months().size() - 1).month());
      sentences.add(
          first.equals(last)
              ? story.say(StoryWord.DRAWN_IN, first)
              : story.say(StoryWord.DRAWN_FROM_TO, first, last));
    }
    sentences.add(
        story.twoArms()
            ? story.say(StoryWord.AS_DRAWN)
            : story.say(StoryWord.AS_DRAWN_SEVERAL, story.wording().arm(story.control())));
    return String.join(" ", sentences);
  }

  private String counted(Arm.Id arm) {
    String title = story.wording().arm(arm);
    for (Drawn drawn : story.released().recruitment().arms()) {
      if (drawn.arm().equals(arm)) {
        return drawn
            .people()
            .either(n -> story.say(StoryWord.ARM_COUNTED, title, story.count(n)), why -> title);
      }
    }
    return title;
  }

  private String month(YearMonth month) {
    String[] names = story.say(StoryWord.MONTHS).split(" ", -1);
    return names[month.getMonthValue() - 1] + "\u00a0" + month.getYear();
  }

  private List<Block> found() {
    List<Block> blocks = new ArrayList<>();
    if (asked.isEmpty()) {
      blocks.add(
          new Block.Paragraph(
              ahead.isEmpty()
                  ? story.say(StoryWord.NOTHING_COMPARED)
                  : story.say(StoryWord.NOT_ASKED_YET, String.join("; ", ahead))));
      return blocks;
    }
    boolean primary = asked.get(0).effect().outcome().primary();
    if (!primary) {
      blocks.add(
          new Block.Paragraph(
              asked.size() < all.size()
                  ? story.say(StoryWord.NO_PRIMARY_SOME, story.count(asked.size()))
                  : story.say(StoryWord.NO_PRIMARY)));
    }
    for (Question question : asked) {
      blocks.add(new HeadlineAnswer(story, question.effect(), question.others()).block());
    }
    caveats().forEach(words -> blocks.add(new Block.Paragraph(words)));
    String level = story.numerals().level(asked.get(0).effect().analysis().level());
    blocks.add(new Block.Paragraph(story.say(StoryWord.HOW_TO_READ, level)));
    blocks.addAll(others());
    if (!ahead.isEmpty()) {
      blocks.add(new Block.Paragraph(story.say(StoryWord.NOT_ASKED_YET, String.join("; ", ahead))));
    }
    return blocks;
  }

  /** The caveats of the outcomes answered, each once. */
  private Set<String> caveats() {
    Map<String, Set<String>> byCaveat = new LinkedHashMap<>();
    Set<String> outcomes = new LinkedHashSet<>();
    for (Effect effect : answered()) {
      String title = story.wording().text(effect.outcome().title());
      outcomes.add(title);
      Text caveat = effect.outcome().caveat();
      if (caveat != null) {
        byCaveat
            .computeIfAbsent(story.wording().text(caveat), c -> new LinkedHashSet<>())
            .add(title);
      }
    }
    Set<String> caveats = new LinkedHashSet<>();
    byCaveat.forEach(
        (caveat, titles) ->
            caveats.add(
                titles.equals(outcomes)
                    ? caveat
                    : story.say(StoryWord.CAVEAT, String.join("; ", titles), caveat)));
    return caveats;
  }

  /** What became of the outcomes that are not answered here; differences found by name. */
  private List<Block> others() {
    List<Question> left = all.stream().filter(question -> !asked.contains(question)).toList();
    if (left.isEmpty()) {
      return List.of();
    }
    List<Block> points = new ArrayList<>();
    int untold = 0;
    for (Question question : left) {
      Verdict verdict = Verdict.of(question.effect());
      untold += verdict == Verdict.UNTOLD ? 1 : 0;
      if (verdict.found()) {
        HeadlineAnswer answer = new HeadlineAnswer(story, question.effect(), question.others());
        points.add(new Block.Point(answer.line()));
      }
    }
    int found = points.size();
    String said =
        story.say(
            left.size() == 1 ? StoryWord.OTHER_ONE : StoryWord.OTHERS,
            story.count(left.size()),
            story.count(found),
            story.count(left.size() - found - untold));
    List<Block> blocks = new ArrayList<>();
    blocks.add(
        new Block.Paragraph(
            untold == 0
                ? said
                : said + " " + story.say(StoryWord.OTHERS_UNTOLD, story.count(untold))));
    blocks.addAll(points);
    if (found > 0) {
      blocks.add(new Block.Paragraph(story.say(StoryWord.OTHERS_WHERE)));
    }
    return blocks;
  }
}
