package org.equipoise.disclosure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.equipoise.analysis.Recruitment;
import org.equipoise.analysis.Results;
import org.equipoise.disclosure.CountNet.Count;
import org.equipoise.disclosure.Released.Action;
import org.equipoise.disclosure.Released.Drawn;
import org.equipoise.disclosure.Released.Input;
import org.equipoise.disclosure.Released.NotDrawn;
import org.equipoise.protocol.Arm;
import org.jspecify.annotations.Nullable;

/** Gates the way from referral to draw, and lends the sizes of arms to the other gates. */
final class PeopleGate {

  /** What the ledger is called among the files: its lines are events, not people. */
  private static final String LEDGER = "ledger";

  private static final int REASON = 0;
  private static final int REFERRED = 10;

  /** Sizes of arms are the base of nearly everything: they go last. */
  private static final int ARM = 20;

  private static final int DRAWN = 30;

  private final Whole whole;
  private final Results results;
  private final Recruitment recruitment;
  private final Count referred;
  private final Count drawn;
  private final List<Count> reasons = new ArrayList<>();
  private final Map<Arm.Id, Count> arms = new LinkedHashMap<>();
  private final List<Count> rows = new ArrayList<>();

  PeopleGate(Whole whole, Results results) {
    this.whole = whole;
    this.results = results;
    this.recruitment = results.recruitment();
    CountNet net = whole.net();
    referred = net.printed(REFERRED, recruitment.referred());
    drawn = net.printed(DRAWN, recruitment.drawn());
    recruitment.notDrawn().forEach(r -> reasons.add(net.printed(REASON, r.people())));
    recruitment.arms().forEach(a -> arms.put(a.arm(), net.printed(ARM, a.people())));
    List<Count> outcomes = new ArrayList<>(reasons);
    outcomes.add(drawn);
    whole.sum("referred = drawn + not drawn", referred, outcomes);
    whole.sum("drawn = arms", drawn, List.copyOf(arms.values()));
    whole.means(referred, "referred");
    arms.forEach((arm, size) -> whole.means(size, "drawn", arm));
    for (int i = 0; i < reasons.size(); i++) {
      whole.means(reasons.get(i), "not drawn", i);
    }
    // A file with a row a person tells how many were referred.
    results.inputs().forEach(input -> rows.add(rows(input)));
  }

  private Count rows(Results.Input input) {
    if (input.rows() == recruitment.referred()) {
      return referred;
    }
    Count own = whole.net().printed(REASON, input.rows());
    whole.rests(own.cell(), referred.cell());
    return own;
  }

  /** The persons drawn to an arm (null: to any), as a count printed in several places. */
  Count drawn(Arm.@Nullable Id arm, int value) {
    Count size = arm == null ? drawn : arms.get(arm);
    if (size != null && size.value() == value) {
      return size;
    }
    return whole.net().shared(ARM, value, "drawn", arm == null ? "" : arm);
  }

  Released.Recruitment release(GateLog log) {
    List<NotDrawn> notDrawn = new ArrayList<>();
    for (int i = 0; i < reasons.size(); i++) {
      Recruitment.NotDrawn row = recruitment.notDrawn().get(i);
      notDrawn.add(new NotDrawn(row.reason(), log.count("not-drawn/" + (i + 1), reasons.get(i))));
    }
    List<Drawn> sizes = new ArrayList<>();
    arms.forEach((arm, size) -> sizes.add(new Drawn(arm, log.count("drawn/" + arm, size))));
    return new Released.Recruitment(
        log.count("referred", referred), notDrawn, log.count("drawn", drawn), sizes);
  }

  /**
   * The files. The digest of a file with few rows could be matched by trying what may stand in it,
   * so it is left out.
   */
  List<Input> inputs(GateLog log) {
    List<Input> inputs = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      Results.Input input = results.inputs().get(i);
      Count count = rows.get(i);
      String digest = input.sha256();
      if (whole.small(input.rows()) && !digest.isEmpty()) {
        String why = "few rows could be guessed";
        log.note("digest/" + input.name(), Gated.Why.RESTS_ON_SMALL, Action.LEFT_OUT, why);
        digest = "";
      }
      Gated<Integer> told =
          input.name().equals(LEDGER)
              ? new Gated.Shown<>(input.rows())
              : log.count("rows/" + input.name(), count);
      inputs.add(new Input(input.name(), input.file(), told, digest));
    }
    return inputs;
  }
}
