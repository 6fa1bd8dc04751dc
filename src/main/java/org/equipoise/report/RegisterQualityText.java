package org.equipoise.report;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.equipoise.analysis.RegisterQuality;
import org.equipoise.analysis.RegisterQuality.Kind;
import org.equipoise.document.Language;

/** The quality of a register delivery in words; counts below the limit are hidden. */
public final class RegisterQualityText {

  private static final Map<Kind, String[]> WORDS = words();

  private final RegisterQuality quality;
  private final int display;
  private final boolean swedish;

  /**
   * The quality in a language.
   *
   * @param display smallest count that is shown
   */
  public RegisterQualityText(RegisterQuality quality, int display, Language language) {
    this.quality = quality;
    this.display = display;
    this.swedish = language == Language.SWEDISH;
  }

  private static Map<Kind, String[]> words() {
    Map<Kind, String[]> words = new LinkedHashMap<>();
    words.put(Kind.ROWS, new String[] {"rows", "rader"});
    words.put(Kind.PERSONS, new String[] {"persons drawn who have rows", "lottade med rader"});
    words.put(
        Kind.UNMATCHED,
        new String[] {"rows of people who were not drawn", "rader om personer som inte lottats"});
    words.put(
        Kind.UNREADABLE,
        new String[] {"cells that cannot be read", "celler som inte går att läsa"});
    words.put(
        Kind.DUPLICATE, new String[] {"rows that repeat another", "rader som upprepar en annan"});
    words.put(
        Kind.REVERSED,
        new String[] {"spells that end before they begin", "perioder som slutar innan de börjar"});
    words.put(
        Kind.OVERLAPPING,
        new String[] {
          "spells that overlap one of the same state (counted once)",
          "perioder som överlappar en i samma tillstånd (räknas en gång)"
        });
    words.put(
        Kind.CONFLICTING,
        new String[] {
          "spells that overlap one of another state (both count)",
          "perioder som överlappar en i ett annat tillstånd (båda räknas)"
        });
    words.put(
        Kind.UNCOUNTED,
        new String[] {
          "rows of a state or kind that no series counts",
          "rader med ett tillstånd eller slag som ingen serie räknar"
        });
    words.put(Kind.NEGATIVE, new String[] {"payments below 0", "betalningar under 0"});
    words.put(
        Kind.AFTER_CUT_OFF,
        new String[] {"rows dated after the cut-off", "rader daterade efter brytdagen"});
    words.put(
        Kind.AFTER_LEAVING,
        new String[] {
          "rows dated after the person left", "rader daterade efter att personen lämnade"
        });
    words.put(
        Kind.LATE,
        new String[] {
          "rows that came later than their period was delivered",
          "rader som kom senare än deras period levererades"
        });
    return words;
  }

  /** Prints the counts. */
  public void print(PrintWriter out) {
    out.println(quality.file());
    for (Map.Entry<Kind, String[]> each : WORDS.entrySet()) {
      long count = quality.counts().getOrDefault(each.getKey(), 0L);
      if (count > 0 || each.getKey() == Kind.ROWS || each.getKey() == Kind.UNMATCHED) {
        String words = each.getValue()[swedish ? 1 : 0];
        String mark = each.getKey().impossible() ? (swedish ? "  omöjligt" : "  impossible") : "";
        out.println("  " + pad(shown(count)) + "  " + words + mark);
      }
    }
    if (!quality.sudden().isEmpty()) {
      out.println(
          (swedish
                  ? "  Månader med mindre än hälften så många rader som de omkring: "
                  : "  Months with less than half of the rows of those around them: ")
              + String.join(", ", quality.sudden())
              + (swedish ? " (saknas en leverans?)" : " (is a delivery missing?)"));
    }
    if (!quality.revised().isEmpty()) {
      out.println(
          swedish
              ? "  Mot den förra leveransen (den senaste gäller): tillagda, ändrade, försvunna"
              : "  Against the delivery before (the latest is right): added, changed, vanished");
      Set<String> hiddenAdded = hiddenAdded();
      quality
          .revised()
          .forEach(
              (month, n) ->
                  out.println(
                      "  "
                          + pad(month)
                          + pad(String.valueOf(gated(n.added(), hiddenAdded.contains(month))))
                          + pad(shown(n.changed()))
                          + pad(shown(n.vanished()))));
    }
    if (quality.refused()) {
      out.println(
          swedish
              ? "  Mer än 1 procent av raderna är omöjliga: begär en ny leverans."
              : "  More than 1 per cent of the rows are impossible: ask for another delivery.");
    }
  }

  /** The counts for programs, and as rows of CSV: what, month, count. */
  public Map<String, Object> fields() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("file", quality.file());
    quality.counts().forEach((kind, count) -> fields.put(name(kind), gated(count)));
    Map<String, Object> months = new LinkedHashMap<>();
    Set<String> small = RegisterQuality.hidden(quality.months(), display);
    quality
        .months()
        .forEach((month, count) -> months.put(month, gated(count, small.contains(month))));
    fields.put("months", months);
    fields.put("sudden", quality.sudden());
    Map<String, Object> revised = new LinkedHashMap<>();
    Set<String> hiddenAdded = hiddenAdded();
    quality
        .revised()
        .forEach(
            (month, n) ->
                revised.put(
                    month,
                    Map.of(
                        "added", gated(n.added(), hiddenAdded.contains(month)),
                        "changed", gated(n.changed()),
                        "vanished", gated(n.vanished()))));
    fields.put("revised", revised);
    fields.put("refused", quality.refused());
    return fields;
  }

  /** Rows of CSV under the header {@code file,what,month,count}. */
  public List<String> csv() {
    List<String> lines = new ArrayList<>();
    quality.counts().forEach((kind, n) -> lines.add(line(name(kind), "", false, n)));
    Set<String> small = RegisterQuality.hidden(quality.months(), display);
    Set<String> hiddenAdded = hiddenAdded();
    quality
        .months()
        .forEach((month, n) -> lines.add(line("rows-of-month", month, small.contains(month), n)));
    quality
        .revised()
        .forEach(
            (month, n) -> {
              lines.add(line("added", month, hiddenAdded.contains(month), n.added()));
              lines.add(line("changed", month, false, n.changed()));
              lines.add(line("vanished", month, false, n.vanished()));
            });
    return lines;
  }

  private String line(String what, String month, boolean hide, long count) {
    return quality.file() + "," + what + "," + month + "," + gated(count, hide);
  }

  /** Late rows are told in all, so the months they came in may not leave a small one over. */
  private Set<String> hiddenAdded() {
    Map<String, Long> added = new LinkedHashMap<>();
    quality.revised().forEach((month, n) -> added.put(month, n.added()));
    return RegisterQuality.hidden(added, display);
  }

  /** A count, unless it is small or would give a small one away. */
  private Object gated(long count, boolean hide) {
    Object own = gated(count);
    return hide && own instanceof Long ? "··" : own;
  }

  private static String name(Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private Object gated(long count) {
    return count > 0 && count < display ? "<" + display : (Object) count;
  }

  private String shown(long count) {
    return count > 0 && count < display ? "< " + display : Long.toString(count);
  }

  private static String pad(String text) {
    return " ".repeat(Math.max(0, 12 - text.length())) + text;
  }
}
