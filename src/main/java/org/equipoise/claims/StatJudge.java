package org.equipoise.claims;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.math3.fraction.BigFraction;

/** Weighs a printed figure against what it follows from, under every convention there is. */
final class StatJudge {

  private StatJudge() {}

  /**
   * The answer. A figure that fits under a usual or stated convention is right; one that fits only
   * under a convention nobody stated is impossible as it stands, with a doubt.
   *
   * @param ways at least one, the most usual first; odd ones are tried only when no usual one fits
   */
  static StatAnswer of(List<StatWay> ways, String shown, List<StatNote> furtherNotes) {
    List<String> holds = new ArrayList<>();
    List<String> fails = new ArrayList<>();
    List<String> usualFails = new ArrayList<>();
    StatWay best = ways.get(0);
    Verdict verdict = Verdict.IMPOSSIBLE;
    for (StatWay way : ways) {
      if (way.oddity() > 0 && verdict != Verdict.IMPOSSIBLE && best.oddity() == 0) {
        break;
      }
      Verdict fit = way.fit();
      (fit == Verdict.IMPOSSIBLE ? fails : holds).add(way.name());
      if (fit == Verdict.IMPOSSIBLE && way.oddity() == 0) {
        usualFails.add(way.name());
      }
      boolean better = fit.compareTo(verdict) < 0;
      if (better && (way.oddity() == best.oddity() || verdict == Verdict.IMPOSSIBLE)) {
        best = way;
        verdict = fit;
      }
    }
    Set<Doubt> doubts = EnumSet.noneOf(Doubt.class);
    List<StatNote> notes = new ArrayList<>();
    if (verdict != Verdict.IMPOSSIBLE && best.oddity() > 0) {
      verdict = Verdict.IMPOSSIBLE;
      doubts.add(Doubt.OTHER_DEFINITION);
      notes.add(StatNote.of(StatNote.Says.ONLY_UNDER, best.name()));
    } else if (verdict != Verdict.IMPOSSIBLE && !usualFails.isEmpty()) {
      notes.add(
          StatNote.of(StatNote.Says.HOLDS_UNDER, best.name(), String.join(" / ", usualFails)));
    }
    notes.addAll(furtherNotes);
    StatWay told = verdict == Verdict.IMPOSSIBLE ? ways.get(0) : best;
    List<StatRange> pieces = told.value().at(StatReading.HEDGES);
    Optional<StatRange> nominal =
        told.value().at(StatReading.NOMINAL).stream().filter(StatRange::isPoint).findFirst();
    Optional<BigFraction> read = nominal.map(point -> StatRange.fraction(point.middle()));
    boolean impossible = verdict == Verdict.IMPOSSIBLE;
    return new StatAnswer(
        verdict,
        doubts,
        read,
        pieces.isEmpty() ? Optional.empty() : Optional.of(told.target().nearest(pieces).interval()),
        shown + given(nominal) + (told.name().isEmpty() ? "" : " [" + told.name() + "]"),
        "",
        impossible ? told.target().repairs(pieces) : List.of(),
        holds.stream().filter(name -> !name.isEmpty()).toList(),
        fails.stream().filter(name -> !name.isEmpty()).toList(),
        notes);
  }

  private static String given(Optional<StatRange> nominal) {
    return nominal.map(point -> " = " + StatNumber.plain(point.middle())).orElse("");
  }

  /** How good an answer is, 0 the best: hard contradictions last. */
  static int rank(StatAnswer answer) {
    int doubtful = answer.doubts().isEmpty() ? 1 : 0;
    return switch (answer.verdict()) {
      case EXACT -> 0;
      case ROUNDING_ONLY -> 1;
      case HEDGE_ONLY -> 2;
      case UNCHECKABLE -> 3;
      case IMPOSSIBLE -> 4 + doubtful;
    };
  }
}
