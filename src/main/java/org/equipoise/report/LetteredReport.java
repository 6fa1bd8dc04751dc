package org.equipoise.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.equipoise.disclosure.Released;
import org.equipoise.disclosure.ReleasedIntake;
import org.equipoise.document.Block;
import org.equipoise.document.Chapter;
import org.equipoise.document.Document;
import org.equipoise.document.Picture;
import org.equipoise.document.Section;

/** A report for plain text: below the words of a picture stands the picture, made of letters. */
public final class LetteredReport {

  /** Columns of plain text less those that code stands in from the margin. */
  private static final int COLUMNS = 96;

  private final TextForest forest;
  private final Released released;

  private LetteredReport(TextForest forest, Released released) {
    this.forest = forest;
    this.released = released;
  }

  /** The same document, with effects, response and intake drawn in letters. */
  public static Document of(Document document, Released released) {
    TextForest forest = TextForest.of(released, document.language(), COLUMNS);
    return new LetteredReport(forest, released).lettered(document);
  }

  private Document lettered(Document document) {
    List<Chapter> chapters = new ArrayList<>();
    for (Chapter chapter : document.chapters()) {
      List<Section> sections =
          chapter.sections().stream()
              .map(section -> new Section(section.title(), lettered(section.blocks())))
              .toList();
      chapters.add(new Chapter(chapter.id(), chapter.title(), sections));
    }
    return new Document(
        document.language(),
        document.title(),
        document.subtitle(),
        document.about(),
        chapters,
        document.limit(),
        document.colophon());
  }

  private List<Block> lettered(List<Block> blocks) {
    List<Block> all = new ArrayList<>();
    for (Block block : blocks) {
      if (block instanceof Block.Fold fold) {
        all.add(new Block.Fold(fold.summary(), lettered(fold.blocks())));
      } else {
        all.add(block);
      }
      if (block instanceof Picture picture) {
        String letters = letters(picture.name());
        if (!letters.isEmpty()) {
          all.add(new Block.Code(letters));
        }
      }
    }
    return all;
  }

  private String letters(String picture) {
    StringBuilder letters = new StringBuilder();
    try {
      switch (picture) {
        case "effects" -> forest.effects(letters);
        case "response" -> forest.response(letters);
        case "intake" -> {
          ReleasedIntake intake = released.intake();
          if (intake != null) {
            forest.intake(intake, letters);
          }
        }
        default -> {
          // The others are tables already, or too fine for letters.
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory cannot fail", e);
    }
    return letters.toString().stripTrailing();
  }
}
