package org.equipoise.document;

import java.util.List;

/** A part of a section. */
public sealed interface Block
    permits Table,
        Picture,
        Block.Paragraph,
        Block.Point,
        Block.Notice,
        Block.Answer,
        Block.Facts,
        Block.Fold,
        Block.Code {

  /** Running words. */
  record Paragraph(String words) implements Block {}

  /** One of several points; points that follow each other are one list. */
  record Point(String words) implements Block {}

  /** Words that stand out. */
  record Notice(Tone tone, String title, String words) implements Block {}

  /**
   * One question and what was found, as somebody reads it who reads nothing else.
   *
   * @param question what was asked, such as the outcome's title
   * @param when when and for whom
   * @param finding what was found, a sentence
   * @param figure the number with its unit, short; empty where there is none
   * @param uncertainty its interval, in words; empty where there is none
   * @param remarks what limits it, each a sentence
   */
  record Answer(
      String question,
      String when,
      String finding,
      String figure,
      String uncertainty,
      List<String> remarks)
      implements Block {
    /** Keeps its own copy. */
    public Answer {
      remarks = List.copyOf(remarks);
    }
  }

  /** Named facts, such as digests. */
  record Facts(List<Fact> facts) implements Block {
    /** Keeps its own copy. */
    public Facts {
      facts = List.copyOf(facts);
    }
  }

  /** A name and what stands beside it. */
  record Fact(String name, String value) {}

  /** What most readers skip: closed on a screen at first, open on paper. */
  record Fold(String summary, List<Block> blocks) implements Block {
    /** Keeps its own copy. */
    public Fold {
      blocks = List.copyOf(blocks);
    }
  }

  /** What is typed or read by machines, letter by letter. */
  record Code(String text) implements Block {}
}
