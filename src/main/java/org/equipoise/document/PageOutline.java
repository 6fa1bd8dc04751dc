package org.equipoise.document;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The chapters of a page with every part in its place and an anchor for every heading. Anchors come
 * from the chapter's own and the section's place, so that they are the same in every language.
 */
final class PageOutline {

  private final Words words;
  private final int limit;
  private final Set<String> pictures = new HashSet<>();
  private final TableNames names = new TableNames();
  private int folds;

  /** The heading that something stands under. */
  private record Under(String id, String title, String chapter) {}

  PageOutline(Words words, int limit) {
    this.words = words;
    this.limit = limit;
  }

  List<PageChapter> chapters(Document document) {
    List<PageChapter> chapters = new ArrayList<>();
    for (Chapter chapter : document.chapters()) {
      List<PageChapter.Part> sections = new ArrayList<>();
      for (int s = 0; s < chapter.sections().size(); s++) {
        Section section = chapter.sections().get(s);
        boolean headed = !section.title().isEmpty();
        String id = headed ? chapter.id() + "-" + (s + 1) : chapter.id();
        List<PagePart> parts =
            parts(
                section.blocks(),
                new Under(id, headed ? section.title() : chapter.title(), chapter.title()),
                headed ? 4 : 3);
        sections.add(new PageChapter.Part(id, section.title(), parts));
      }
      chapters.add(new PageChapter(chapter.id(), chapter.title(), sections));
    }
    return chapters;
  }

  private List<PagePart> parts(List<Block> blocks, Under heading, int level) {
    List<PagePart> parts = new ArrayList<>();
    for (int b = 0; b < blocks.size(); b++) {
      Block block = blocks.get(b);
      if (block instanceof Block.Point) {
        List<Block.Point> points = run(Block.Point.class, blocks, b);
        parts.add(new PagePart.Points(points));
        b += points.size() - 1;
      } else if (block instanceof Block.Answer) {
        List<Block.Answer> answers = run(Block.Answer.class, blocks, b);
        parts.add(new PagePart.Answers(answers, level));
        b += answers.size() - 1;
      } else {
        parts.add(part(block, heading, level));
      }
    }
    return parts;
  }

  private PagePart part(Block block, Under heading, int level) {
    if (block instanceof Table table) {
      PageTable laid = PageTable.of(table, heading.id(), heading.title(), words, limit);
      return new PagePart.Grid(names.unique(laid, heading.chapter()));
    } else if (block instanceof Picture picture) {
      return new PagePart.Figure(PagePicture.of(anchor(picture), picture));
    } else if (block instanceof Block.Fold fold) {
      folds++;
      String id = "fold-" + folds;
      return new PagePart.Fold(
          id,
          fold.summary(),
          parts(fold.blocks(), new Under(id, fold.summary(), heading.chapter()), level));
    } else if (block instanceof Block.Notice notice) {
      return new PagePart.Notice(notice.tone(), kind(notice), notice.title(), notice.words());
    }
    return new PagePart.Single(block);
  }

  /** The word for a tone; none where nothing stands out. */
  private String kind(Block.Notice notice) {
    return switch (notice.tone()) {
      case PLAIN -> "";
      case NOTE -> words.say(PageWord.NOTE);
      case CAUTION -> words.say(PageWord.CAUTION);
      case ALARM -> words.say(PageWord.ALARM);
    };
  }

  /** Names of pictures are unique in a document; one that is not must not make a link ambiguous. */
  private String anchor(Picture picture) {
    String id = "figure-" + picture.name();
    for (int again = 2; !pictures.add(id); again++) {
      id = "figure-" + picture.name() + "-" + again;
    }
    return id;
  }

  private static <T extends Block> List<T> run(Class<T> kind, List<Block> blocks, int from) {
    List<T> run = new ArrayList<>();
    for (int b = from; b < blocks.size() && kind.isInstance(blocks.get(b)); b++) {
      run.add(kind.cast(blocks.get(b)));
    }
    return run;
  }
}
