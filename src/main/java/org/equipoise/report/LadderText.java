package org.equipoise.report;

import java.util.ArrayList;
import java.util.List;
import org.equipoise.analysis.Comparison;
import org.equipoise.analysis.Ladder;
import org.equipoise.disclosure.Released;
import org.equipoise.disclosure.Released.Effect;
import org.equipoise.protocol.Outcome;
import org.equipoise.protocol.Outcome.Fallback;

/** What the plan tried where a comparison had too few events. */
public final class LadderText {

  private final Released released;
  private final Wording wording;

  LadderText(Released released, Wording wording) {
    this.released = released;
    this.wording = wording;
  }

  /** A step as a code, such as {@code 2:composite(student_aid)}. */
  public static String code(Ladder.Step step) {
    Fallback how = step.how();
    String code;
    if (how instanceof Fallback.MergedCells) {
      code = "merged-cells";
    } else if (how instanceof Fallback.Composite composite) {
      List<String> with = composite.with().stream().map(Outcome.Id::value).toList();
      code = "composite(" + String.join("+", with) + ")";
    } else if (how instanceof Fallback.LongerWindow window) {
      code = "longer-window(" + window.period() + ")";
    } else {
      code = "exact";
    }
    return step.number() + ":" + code;
  }

  /** The line under a row that came about by a step, or in whose place steps were tried. */
  String under(Effect effect) {
    Ladder ladder = effect.ladder();
    if (ladder.taken() != null) {
      return wording.say(
          Word.LADDER_STEP,
          String.valueOf(ladder.taken().number()),
          words(effect, ladder.taken().how()));
    }
    List<String> tried = new ArrayList<>();
    for (Ladder.Attempt attempt : ladder.attempts()) {
      if (attempt.rule().equals("ALREADY_EVERYBODY")) {
        continue;
      }
      String number = String.valueOf(attempt.step().number());
      String how = words(effect, attempt.step().how());
      tried.add(
          attempt.shown()
              ? wording.say(Word.LADDER_SHOWN, number, how)
              : wording.say(
                  Word.LADDER_FAILED,
                  number,
                  how,
                  wording.refusal(new Comparison.Refused(attempt.rule(), "", ""))));
    }
    return tried.isEmpty() ? "" : wording.say(Word.LADDER_TRIED, String.join("; ", tried));
  }

  private String words(Effect effect, Fallback how) {
    if (how instanceof Fallback.MergedCells) {
      return wording.say(Word.LADDER_EVERYBODY);
    } else if (how instanceof Fallback.Composite composite) {
      List<String> titles = new ArrayList<>();
      titles.add(wording.text(effect.outcome().title()));
      for (Outcome.Id id : composite.with()) {
        titles.add(wording.text(released.protocol().outcome(id).orElseThrow().title()));
      }
      return wording.say(Word.LADDER_ANY, String.join(" / ", titles));
    } else if (how instanceof Fallback.LongerWindow window) {
      return wording.say(Word.LADDER_LONGER, String.valueOf(window.period()));
    }
    return wording.say(Word.LADDER_EXACT);
  }
}
