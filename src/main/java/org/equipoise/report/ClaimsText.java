package org.equipoise.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.equipoise.claims.CheckedClaim;
import org.equipoise.claims.ClaimVerdicts;
import org.equipoise.claims.Conflict;
import org.equipoise.document.Language;
import org.equipoise.document.Style;
import org.equipoise.document.TextLayout;

/** A check of printed claims for a terminal of 100 columns. */
public final class ClaimsText {

  /** Blanks before what is told of one figure. */
  private static final String INDENT = "    ";

  private final TextLayout layout;
  private final ClaimsWording wording;
  private final ClaimVerdicts verdicts;
  private final ClaimsTally tally;
  private final ClaimsSections sections;

  private ClaimsText(Appendable out, ClaimVerdicts verdicts, Language language) {
    this.layout = new TextLayout(out, Style.PLAIN, language, 0);
    this.wording = new ClaimsWording(language);
    this.verdicts = verdicts;
    this.tally = new ClaimsTally(verdicts);
    this.sections = new ClaimsSections(wording, tally);
  }

  /**
   * Prints what became of every figure; lines end in {@code \n}.
   *
   * @param files names of the files, as the user gave them
   * @param impossibleOnly whether nothing is told of what agrees or could not be checked
   */
  public static void print(
      Appendable out,
      ClaimVerdicts verdicts,
      List<String> files,
      boolean impossibleOnly,
      Language language)
      throws IOException {
    new ClaimsText(out, verdicts, language).print(files, impossibleOnly);
  }

  private void print(List<String> files, boolean impossibleOnly) throws IOException {
    String names = wording.files(files);
    layout.wrapped(
        "",
        "",
        wording.say(tally.all(), ClaimsWord.SCREEN_HEAD_ONE, ClaimsWord.SCREEN_HEAD, names));
    layout.line("");
    counts();
    problems(ClaimsSort.WRONG);
    clashes();
    problems(ClaimsSort.DOUBTFUL);
    if (!impossibleOnly) {
      problems(ClaimsSort.ODD);
      brief(ClaimsSort.ROUNDING);
      brief(ClaimsSort.HEDGE);
      unchecked();
    }
    layout.line("");
    layout.wrapped(
        "",
        "",
        wording.say(ClaimsWord.SCREEN_RULES, String.join(" ", sections.rules(verdicts.rules()))));
  }

  private void counts() throws IOException {
    int width = 0;
    for (ClaimsSort sort : ClaimsSort.values()) {
      width = Math.max(width, wording.numerals().count(tally.count(sort)).length());
    }
    for (ClaimsSort sort : ClaimsSort.values()) {
      if (tally.count(sort) > 0 || sort == ClaimsSort.WRONG) {
        row(width, tally.count(sort), ClaimsSections.row(sort));
      }
    }
    if (!tally.clashes().isEmpty()) {
      layout.line("");
      row(width, tally.clashes().size(), ClaimsWord.SCREEN_CLASHES);
    }
  }

  private void row(int width, int count, ClaimsWord what) throws IOException {
    String number = wording.numerals().count(count);
    String blanks = " ".repeat(width - Math.min(width, number.length()));
    layout.wrapped("  " + blanks + number + "  ", "    " + " ".repeat(width), wording.say(what));
  }

  /** What is printed, what it follows from, and what would fit. */
  private void problems(ClaimsSort sort) throws IOException {
    if (tally.count(sort) == 0) {
      return;
    }
    layout.line("");
    layout.head(wording.say(ClaimsSections.row(sort)));
    for (CheckedClaim claim : tally.of(sort)) {
      layout.line("");
      String place = ClaimsWording.place(claim);
      String printed = ClaimsWording.printed(claim);
      layout.wrapped(
          claim.claim().id() + "  ",
          INDENT,
          place.isEmpty() ? printed : printed + "  \u2013  " + place);
      told(claim);
    }
  }

  private void told(CheckedClaim claim) throws IOException {
    if (!claim.shown().isEmpty()) {
      layout.wrapped(INDENT, INDENT, sections.against(claim));
    }
    if (!claim.notes().isEmpty()) {
      layout.wrapped(INDENT, INDENT, wording.notes(claim));
    }
    String repair = wording.repair(claim).orElse("");
    if (!repair.isEmpty()) {
      layout.wrapped(INDENT, INDENT, wording.say(ClaimsWord.SCREEN_FIT, repair));
    }
    for (String doubt : wording.doubts(claim.doubts())) {
      layout.wrapped(INDENT, INDENT, doubt);
    }
    if (!claim.missing().isEmpty()) {
      layout.wrapped(INDENT, INDENT, wording.say(ClaimsWord.MISSING) + ": " + claim.missing());
    }
  }

  private void clashes() throws IOException {
    if (tally.clashes().isEmpty()) {
      return;
    }
    Map<String, CheckedClaim> known = new LinkedHashMap<>();
    verdicts.claims().forEach(claim -> known.put(claim.claim().id(), claim));
    layout.line("");
    layout.head(wording.say(ClaimsWord.CHAPTER_CLASHES));
    for (Conflict conflict : tally.clashes()) {
      layout.line("");
      layout.wrapped("", INDENT, sections.title(conflict));
      if (!conflict.cause().isEmpty()) {
        layout.wrapped(INDENT, INDENT, ClaimsWording.unbroken(conflict.cause()));
      }
      for (String id : conflict.claims()) {
        CheckedClaim claim = known.get(id);
        layout.wrapped(
            INDENT + id + "  ",
            INDENT + INDENT,
            wording.say(
                ClaimsWord.SCREEN_NEEDS,
                claim == null ? "" : ClaimsWording.printed(claim),
                sections.needs(conflict, id, claim)));
      }
      for (String doubt : wording.doubts(conflict.doubts())) {
        layout.wrapped(INDENT, INDENT, doubt);
      }
    }
  }

  /** One line of codes. */
  private void brief(ClaimsSort sort) throws IOException {
    if (tally.count(sort) > 0) {
      String codes =
          tally.of(sort).stream()
              .map(claim -> claim.claim().id())
              .collect(Collectors.joining(", "));
      layout.line("");
      layout.wrapped("", INDENT, wording.say(ClaimsSections.row(sort)) + ": " + codes);
    }
  }

  private void unchecked() throws IOException {
    Map<String, List<String>> missing = sections.missing();
    if (missing.isEmpty()) {
      return;
    }
    layout.line("");
    layout.head(wording.say(ClaimsWord.CHAPTER_UNCHECKED));
    List<String> lines = new ArrayList<>();
    missing.forEach(
        (what, claims) ->
            lines.add(
                (what.isEmpty() ? wording.say(ClaimsWord.MISSING_NOTHING) : what)
                    + ": "
                    + String.join(", ", claims)));
    for (String line : lines) {
      layout.wrapped("\u2022 ", "  ", line);
    }
  }
}
