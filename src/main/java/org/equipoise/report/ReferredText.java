package org.equipoise.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.equipoise.document.Language;
import org.equipoise.protocol.Protocol;
import org.equipoise.trial.Admission;
import org.equipoise.trial.Referral;
import org.equipoise.trial.Standing;

/** What became of referrals, for a terminal: how many, who is ready, and who is not and why. */
public final class ReferredText {

  /** More rows than these are left to the list of people. */
  private static final int SHOWN = 20;

  private final TrialWording wording;

  private ReferredText(TrialWording wording) {
    this.wording = wording;
  }

  /** The words for a trial. */
  public static ReferredText of(Protocol protocol, Language language) {
    return new ReferredText(new TrialWording(protocol, language));
  }

  /**
   * Writes it; lines end in {@code \n}.
   *
   * @param referrals what was referred
   * @param admissions what became of each, in the same order
   * @param folder the trial, for the advice where to see more
   */
  public void print(
      Appendable out, List<Referral> referrals, List<Admission> admissions, String folder)
      throws IOException {
    Map<Admission.How, Integer> how = new EnumMap<>(Admission.How.class);
    List<String> ready = new ArrayList<>();
    List<String> stuck = new ArrayList<>();
    int readyPeople = 0;
    int stuckPeople = 0;
    for (int i = 0; i < admissions.size(); i++) {
      Admission one = admissions.get(i);
      how.merge(one.how(), 1, Integer::sum);
      Standing.Kind kind = one.standing().kind();
      String own = referrals.get(i).reference();
      String who = one.person() + (own.isEmpty() ? "" : "  " + own);
      if (kind == Standing.Kind.READY) {
        readyPeople++;
        if (readyPeople <= SHOWN) {
          ready.add(who);
        }
      } else if (kind != Standing.Kind.DRAWN) {
        stuckPeople++;
        if (stuckPeople <= SHOWN) {
          String row = String.valueOf(one.place().line());
          stuck.add(
              wording.say(TrialWord.REFERRED_ROW, row, who, wording.standing(one.standing())));
        }
      }
    }
    if (admissions.size() == 1) {
      Admission one = admissions.get(0);
      say(out, one.person() + "  " + wording.standing(one.standing()));
    }
    String counts =
        wording.say(
            TrialWord.REFERRED_COUNTS,
            String.valueOf(how.getOrDefault(Admission.How.NEW, 0)),
            String.valueOf(how.getOrDefault(Admission.How.AGAIN, 0)),
            String.valueOf(how.getOrDefault(Admission.How.UNCHANGED, 0)),
            String.valueOf(readyPeople));
    say(out, counts);
    if (admissions.size() > 1) {
      list(out, TrialWord.REFERRED_NOT_READY, stuck);
      boolean few = readyPeople <= SHOWN;
      list(out, TrialWord.REFERRED_READY, few ? ready : List.of());
      if (stuckPeople > SHOWN || !few) {
        say(out, wording.say(TrialWord.REFERRED_MORE, folder));
      }
    }
  }

  private void list(Appendable out, TrialWord head, List<String> rows) throws IOException {
    if (!rows.isEmpty()) {
      say(out, wording.say(head));
      for (String row : rows) {
        say(out, "  " + row);
      }
    }
  }

  private static void say(Appendable out, String line) throws IOException {
    out.append(line).append('\n');
  }
}
