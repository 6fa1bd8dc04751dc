package org.equipoise.document;

import java.util.List;
import org.equipoise.document.Table.Row;

/**
 * A document as Markdown with tables, as GitHub reads it (GitHub Flavored Markdown, 0.29); pictures
 * are links to files beside it.
 */
public final class MarkdownPage {

  /** An em space: blanks at the beginning of a cell would not be seen. */
  private static final String STEP = "\u2003";

  private final Document document;
  private final Words words;
  private final CellText cells;
  private final StringBuilder out = new StringBuilder(1 << 14);

  private MarkdownPage(Document document) {
    this.document = document;
    this.words = Words.in(document.language(), PageWord.CATALOGUE);
    this.cells = new CellText(document.language(), document.limit());
  }

  /** The page of a document. */
  public static MarkdownPage of(Document document) {
    return new MarkdownPage(document);
  }

  /**
   * The whole file.
   *
   * @param pictures folder of the pictures as seen from it, such as {@code figures}
   */
  public String markdown(String pictures) {
    out.setLength(0);
    line("# " + Markdown.escaped(document.title()));
    if (!document.subtitle().isEmpty()) {
      line("*" + Markdown.escaped(document.subtitle()) + "*");
    }
    facts(document.about());
    for (Chapter chapter : document.chapters()) {
      line("## " + Markdown.escaped(chapter.title()));
      for (Section section : chapter.sections()) {
        if (!section.title().isEmpty()) {
          line("### " + Markdown.escaped(section.title()));
        }
        blocks(section.blocks(), pictures);
      }
    }
    line("---");
    line(Markdown.line(document.colophon()));
    out.setLength(out.length() - 1);
    return out.toString();
  }

  /** A line and an empty one. */
  private void line(String text) {
    out.append(text).append("\n\n");
  }

  private void blocks(List<Block> blocks, String pictures) {
    for (int b = 0; b < blocks.size(); b++) {
      Block block = blocks.get(b);
      if (block instanceof Table table) {
        table(table);
      } else if (block instanceof Picture picture) {
        String file = pictures + "/" + picture.name() + ".svg";
        line("**" + Markdown.escaped(picture.title()) + "**");
        line("![" + Markdown.escaped(picture.description()) + "](" + file + ")");
      } else if (block instanceof Block.Paragraph paragraph) {
        line(Markdown.line(paragraph.words()));
      } else if (block instanceof Block.Point point) {
        out.append("- ").append(Markdown.line(point.words())).append('\n');
        if (b + 1 == blocks.size() || !(blocks.get(b + 1) instanceof Block.Point)) {
          out.append('\n');
        }
      } else {
        other(block, pictures);
      }
    }
  }

  private void other(Block block, String pictures) {
    if (block instanceof Block.Notice notice) {
      String kind = kind(notice.tone());
      String title = Markdown.escaped(notice.title());
      out.append("> **").append(kind).append(title).append("**\n");
      if (!notice.words().isEmpty()) {
        out.append(">\n> ").append(Markdown.line(notice.words())).append('\n');
      }
      out.append('\n');
    } else if (block instanceof Block.Answer answer) {
      answer(answer);
    } else if (block instanceof Block.Facts facts) {
      facts(facts.facts());
    } else if (block instanceof Block.Code code) {
      out.append(Markdown.fenced(code.text())).append('\n');
    } else if (block instanceof Block.Fold fold) {
      out.append("<details>\n<summary>");
      out.append(fold.summary().replace("&", "&amp;").replace("<", "&lt;"));
      line("</summary>");
      blocks(fold.blocks(), pictures);
      line("</details>");
    }
  }

  private String kind(Tone tone) {
    return switch (tone) {
      case PLAIN -> "";
      case NOTE -> words.say(PageWord.NOTE) + ": ";
      case CAUTION -> words.say(PageWord.CAUTION) + ": ";
      case ALARM -> words.say(PageWord.ALARM) + ": ";
    };
  }

  private void answer(Block.Answer answer) {
    line("#### " + Markdown.escaped(answer.question()));
    if (!answer.when().isEmpty()) {
      line("*" + Markdown.escaped(answer.when()) + "*");
    }
    if (!answer.figure().isEmpty()) {
      String rest = answer.uncertainty().isEmpty() ? "" : ", " + answer.uncertainty();
      line("**" + Markdown.escaped(answer.figure()) + "**" + Markdown.escaped(rest));
    }
    line(Markdown.line(answer.finding()));
    for (String remark : answer.remarks()) {
      out.append("- ").append(Markdown.line(remark)).append('\n');
    }
    if (!answer.remarks().isEmpty()) {
      out.append('\n');
    }
  }

  private void facts(List<Block.Fact> facts) {
    for (Block.Fact fact : facts) {
      out.append("- **").append(Markdown.escaped(fact.name())).append("**: ");
      out.append(Markdown.escaped(fact.value())).append('\n');
    }
    if (!facts.isEmpty()) {
      out.append('\n');
    }
  }

  private void table(Table table) {
    if (!table.caption().isEmpty()) {
      line("**" + Markdown.escaped(table.caption()) + "**");
    }
    PageTable laid = PageTable.of(table, "", "", words, document.limit());
    StringBuilder sides = new StringBuilder("|");
    out.append('|');
    for (int c = 0; c < laid.width(); c++) {
      out.append(' ').append(Markdown.escaped(laid.columns().get(c).words())).append(" |");
      sides.append(laid.columns().get(c).number() ? " --: |" : " :-- |");
    }
    out.append('\n').append(sides).append('\n');
    for (Row row : table.rows()) {
      row(row, laid.width());
    }
    out.append('\n');
    laid.legend().forEach(legend -> line(Markdown.line(legend)));
  }

  private void row(Row row, int width) {
    out.append('|');
    int used = 1;
    if (row instanceof Row.Head head) {
      out.append(" **").append(Markdown.escaped(head.words())).append("** |");
    } else if (row instanceof Row.Remark remark) {
      out.append(" *").append(Markdown.escaped(remark.words())).append("* |");
    } else if (row instanceof Row.Cells line) {
      used = line.cells().size();
      for (int c = 0; c < used; c++) {
        String words = cells.plain(line.cells().get(c));
        int blanks = words.length() - words.stripLeading().length();
        String text = STEP.repeat((blanks + 1) / 2) + Markdown.escaped(words.strip());
        out.append(text.isEmpty() ? " |" : " " + text + " |");
      }
      if (!line.tail().isEmpty()) {
        out.append(' ').append(Markdown.escaped(line.tail())).append(" |");
        used++;
      }
    }
    out.append(" |".repeat(Math.max(0, width - used))).append('\n');
  }
}
