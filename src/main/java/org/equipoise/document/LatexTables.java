package org.equipoise.document;

import java.util.ArrayList;
import java.util.List;
import org.equipoise.document.PageTable.Entry;
import org.equipoise.document.PageTable.Group;
import org.equipoise.document.PageTable.Head;
import org.equipoise.document.PageTable.Line;
import org.equipoise.document.PageTable.Piece;

/**
 * The tables of a document for LaTeX, to be taken into a paper with {@code input}: one {@code
 * table} each, with caption and label ({@code tab:ANCHOR}), in the style of booktabs, the only
 * package needed besides UTF-8 input. Decimal marks stand below each other by unseen figures. A
 * table too long for a page goes on in another.
 */
public final class LatexTables {

  /** Lines of one page, in small letters. */
  private static final int LINES = 44;

  /** Letters in a line of {@link #box}, and of the whole table. */
  private static final int BOX = 32;

  private static final int LINE = 70;

  /** Longer words are broken into lines. */
  private static final int BROAD = 36;

  private static final int MANY = 6;

  /** More letters side by side than a line has of small ones, and of smaller ones. */
  private static final int FULL = 80;

  private static final int CROWDED = 110;

  private final Document document;
  private final Words words;
  private TableNames names = new TableNames();
  private final StringBuilder out = new StringBuilder(1 << 14);

  private LatexTables(Document document) {
    this.document = document;
    this.words = Words.in(document.language(), PageWord.CATALOGUE);
  }

  /** The tables of a document. */
  public static LatexTables of(Document document) {
    return new LatexTables(document);
  }

  /** The whole file. */
  public String latex() {
    out.setLength(0);
    names = new TableNames();
    out.append("% ").append(comment(document.title())).append('\n');
    out.append("% ").append(comment(document.colophon())).append('\n');
    out.append("% \\usepackage[utf8]{inputenc} \\usepackage{booktabs}\n");
    // LaTeX gives up over many tables with no text between them.
    out.append("\\maxdeadcycles=1000\n\\ifx\\extrafloats\\undefined\\else\\extrafloats{200}\\fi\n");
    for (Chapter chapter : document.chapters()) {
      for (int s = 0; s < chapter.sections().size(); s++) {
        Section section = chapter.sections().get(s);
        String title = section.title().isEmpty() ? chapter.title() : section.title();
        tables(section.blocks(), new Under(title, chapter), chapter.id() + "-" + (s + 1), 0);
      }
    }
    return out.toString();
  }

  /** The heading that tables stand under, and its chapter. */
  private record Under(String title, Chapter chapter) {}

  private static String comment(String text) {
    return text.replace('\n', ' ').replace('\r', ' ');
  }

  /** Writes the tables among some blocks, and returns how many there were with those before. */
  private int tables(List<Block> blocks, Under under, String label, int before) {
    int number = before;
    for (Block block : blocks) {
      if (block instanceof Table table) {
        number++;
        PageTable laid = PageTable.of(table, "", under.title(), words, document.limit());
        table(
            names.unique(laid, under.chapter().title()), label + (number == 1 ? "" : "-" + number));
      } else if (block instanceof Block.Fold fold) {
        Under inside = new Under(fold.summary(), under.chapter());
        number = tables(fold.blocks(), inside, label, number);
      }
    }
    return number;
  }

  /** A row as it is written, how many lines it takes, and whether the next belongs to it. */
  private record Written(String text, int lines, boolean withNext) {}

  private void table(PageTable table, String label) {
    List<Written> rows = rows(table);
    int from = 0;
    do {
      int to = fitting(rows, from);
      while (to < rows.size() && to > from + 1 && rows.get(to - 1).withNext()) {
        to--;
      }
      sheet(table, label, rows.subList(from, to), from > 0, to == rows.size());
      from = to;
    } while (from < rows.size());
  }

  private static int fitting(List<Written> rows, int from) {
    int lines = 0;
    int to = from;
    while (to < rows.size() && (to == from || lines + rows.get(to).lines() <= LINES)) {
      lines += rows.get(to).lines();
      to++;
    }
    return to;
  }

  private void sheet(
      PageTable table, String label, List<Written> rows, boolean continued, boolean last) {
    String more = continued ? " (" + words.say(PageWord.CONTINUED) + ")" : "";
    out.append("\n\\begin{table}[!htbp]\n\\centering\n");
    int letters = letters(table);
    if (letters > CROWDED) {
      out.append("\\setlength{\\tabcolsep}{2pt}\\tiny\n");
    } else if (letters > FULL) {
      out.append("\\setlength{\\tabcolsep}{2pt}\\scriptsize\n");
    } else if (table.width() > MANY) {
      out.append("\\setlength{\\tabcolsep}{3pt}\\footnotesize\n");
    } else {
      out.append("\\small\n");
    }
    out.append("\\caption{").append(Latex.escaped(table.name() + more)).append("}\n");
    if (!continued) {
      out.append("\\label{tab:").append(label).append("}\n");
    }
    out.append("\\begin{tabular}{@{}");
    for (Head column : table.columns()) {
      out.append(column.number() ? 'r' : 'l');
    }
    out.append("@{}}\n\\toprule\n");
    if (table.headed()) {
      List<String> heads = new ArrayList<>();
      for (Head column : table.columns()) {
        heads.add(column.number() ? stacked(column.words()) : broken(column.words()));
      }
      out.append(String.join(" & ", heads)).append(" \\\\\n\\midrule\n");
    }
    rows.forEach(row -> out.append(row.text()));
    out.append("\\bottomrule\n\\end{tabular}\n");
    if (last) {
      for (String legend : table.legend()) {
        out.append("\n\\smallskip{\\footnotesize ").append(Latex.escaped(legend)).append("}\n");
      }
    }
    out.append("\\end{table}\n");
  }

  /** Letters side by side in the broadest columns, with one between them. */
  private static int letters(PageTable table) {
    int[] widest = new int[table.width()];
    for (Group group : table.groups()) {
      for (Line line : group.lines()) {
        if (line instanceof Line.Cells cells) {
          int c = 0;
          for (Entry entry : cells.entries()) {
            if (entry.span() == 1 && c < widest.length) {
              int most = entry.number() ? Integer.MAX_VALUE : BROAD;
              widest[c] = Math.max(widest[c], Math.min(most, entry.words().length()));
            }
            c += entry.span();
          }
        }
      }
    }
    int letters = 0;
    for (int c = 0; c < widest.length; c++) {
      Head head = table.columns().get(c);
      int own = head.number() ? Math.min(12, head.words().length()) : head.words().length();
      letters += Math.max(widest[c], Math.min(BROAD, own)) + 1;
    }
    return letters;
  }

  private List<Written> rows(PageTable table) {
    List<Written> rows = new ArrayList<>();
    for (Group group : table.groups()) {
      if (!group.head().isEmpty()) {
        String space = rows.isEmpty() ? "" : "\\addlinespace\n";
        String words = "\\textit{" + Latex.escaped(group.head()) + "}";
        int lines = 1 + lines(group.head(), LINE);
        rows.add(new Written(space + spanning(table, words, lines > 2), lines, true));
      }
      for (int i = 0; i < group.lines().size(); i++) {
        Line line = group.lines().get(i);
        boolean withNext =
            i + 1 < group.lines().size() && group.lines().get(i + 1) instanceof Line.Remark;
        if (line instanceof Line.Remark remark) {
          String words = "{\\footnotesize " + Latex.escaped(remark.words()) + "}";
          int lines = lines(remark.words(), LINE);
          rows.add(new Written(spanning(table, words, lines > 1), lines, withNext));
        } else if (line instanceof Line.Cells cells) {
          List<String> texts = cells.entries().stream().map(LatexTables::text).toList();
          int lines = cells.entries().stream().mapToInt(LatexTables::lines).max().orElse(1);
          rows.add(new Written(String.join(" & ", texts) + " \\\\\n", lines, withNext));
        }
      }
    }
    return rows;
  }

  private static int lines(String words, int width) {
    return 1 + words.length() / width;
  }

  private static int lines(Entry entry) {
    return entry.number() ? 1 : lines(entry.words(), BOX);
  }

  private static String spanning(PageTable table, String words, boolean broad) {
    String box = broad ? "\\parbox[t]{0.9\\linewidth}{\\raggedright " + words + "\\strut}" : words;
    return "\\multicolumn{" + table.width() + "}{@{}l@{}}{" + box + "} \\\\\n";
  }

  private static String text(Entry entry) {
    StringBuilder text = new StringBuilder();
    for (Piece piece : entry.pieces()) {
      if (piece instanceof Piece.Text plain) {
        text.append(phantom(plain.before())).append(Latex.escaped(plain.text()));
        text.append(phantom(plain.after()));
      } else if (piece instanceof Piece.Concealed concealed) {
        text.append(Latex.escaped(concealed.mark()));
      } else if (piece instanceof Piece.Label label) {
        text.append("\\textsc{").append(Latex.escaped(label.text())).append('}');
      }
    }
    boolean broad = !entry.number() && entry.words().length() > BROAD;
    String indent = "\\hspace*{1em}".repeat(entry.indent());
    String cell = indent + (broad ? box(text.toString()) : text);
    return entry.span() > 1 ? "\\multicolumn{" + entry.span() + "}{l@{}}{" + cell + "}" : cell;
  }

  private static String phantom(String unseen) {
    return unseen.isEmpty() ? "" : "\\phantom{" + Latex.escaped(unseen) + "}";
  }

  private static String broken(String words) {
    String text = Latex.escaped(words);
    return words.length() > BROAD ? box(text) : text;
  }

  private static String box(String text) {
    return "\\parbox[t]{0.34\\linewidth}{\\raggedright " + text + "\\strut}";
  }

  /** A long head above numbers, word below word. */
  private static String stacked(String words) {
    List<String> lines = TextLayout.wrap(words, 12);
    if (lines.size() == 1) {
      return Latex.escaped(words);
    }
    List<String> escaped = lines.stream().map(Latex::escaped).toList();
    return "\\begin{tabular}[b]{@{}r@{}}" + String.join("\\\\", escaped) + "\\end{tabular}";
  }
}
